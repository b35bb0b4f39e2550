/* Behind the vote: 计票结果, 选举结果报告. */
#include <string.h>

#include "feature/life/election/papers/papers.h"

static const char *people_of(const struct record *ballot, int field)
{
    return value_print(ballot->arena, &election_round_entity.fields[field], &ballot->values[field]);
}

static const struct paper_column numbers_columns[] = {{"应到会", 26}, {"实到会", 26}, {"发出选票", 26}, {"收回选票", 26}, {"有效票", 26}, {"无效票", 26}};
static const struct paper_column votes_columns[] = {{"姓名", 44}, {"赞成票", 44}, {"结果", 44}};

static const char *number(struct arena *arena, int64_t n)
{
    return arena_printf(arena, "%lld", (long long)n);
}

static void numbers_compose(struct composition *c, const struct record *b)
{
    int64_t returned = record_int(b, ROUND_RETURNED), invalid = record_int(b, ROUND_INVALID);
    const char *cells[] = {number(c->arena, record_int(b, ROUND_ENTITLED)), number(c->arena, record_int(b, ROUND_PRESENT)),
                           number(c->arena, record_int(b, ROUND_ISSUED)), number(c->arena, returned), number(c->arena, returned - invalid),
                           number(c->arena, invalid)};
    compose_table(c, numbers_columns, ARRAY_SIZE(numbers_columns));
    compose_row(c, cells, ARRAY_SIZE(cells));
    compose_table_end(c);
}

static int votes_compose(const struct election_facts *f, struct composition *c, const struct record *b)
{
    struct standing *standing;
    struct vote_question q;
    struct vote_answer a;
    size_t n;
    TRY(candidates_read(f->arena, f->db, f->election->id, seat_of(b, ROUND_SEAT), (int)record_int(b, ROUND_NUMBER), &standing, &n));
    TRY(round_count(f->arena, f->election, b, standing, n, &q, &a));
    compose(c, PAPER_BODY, "至少到会%d人，实到会%d人，选举有效；赞成票超过实到会有选举权人数的一半，即至少%d票，始得当选。", a.quorum_needed, q.present, a.yes_needed);
    compose_table(c, votes_columns, ARRAY_SIZE(votes_columns));
    for (size_t i = 0; i < n; i++) {
        const struct record *candidate = standing[i].candidate;
        const char *cells[] = {standing[i].name, number(c->arena, record_int(candidate, CANDIDATE_VOTES)),
                               value_print(f->arena, &candidate_entity.fields[CANDIDATE_RESULT], &candidate->values[CANDIDATE_RESULT])};
        compose_row(c, cells, ARRAY_SIZE(cells));
    }
    compose_table_end(c);
    if (record_int(b, ROUND_OPEN))
        compose(c, PAPER_BODY, "应选%lld名，选出%lld名，%s。", (long long)record_int(b, ROUND_SEATS), (long long)record_int(b, ROUND_ELECTED),
                record_int(b, ROUND_REDUCED) ? "经半数以上选举人同意，减少名额，不再选举" : "不足的名额另行选举");
    return DONE;
}

static int ballot_compose(const struct election_facts *f, struct composition *c, const struct record *b)
{
    bool is_void = !strcmp(record_text(b, ROUND_STATE), "void");
    const char *title = arena_printf(f->arena, "%s%s选举计票结果", f->body, record_text(b, ROUND_LABEL));
    if (!c->n) {
        composition_start(c, f->arena, title);
    } else {
        compose_page(c);
        compose(c, PAPER_TITLE, "%s", title);
    }
    compose(c, PAPER_BODY, "%s选举%s，应选%lld名。", date_words(f->arena, record_text(b, ROUND_HELD_ON)), seat_labels[seat_of(b, ROUND_SEAT)],
            (long long)record_int(b, ROUND_SEATS));
    numbers_compose(c, b);
    if (is_void)
        compose(c, PAPER_BODY, "收回的选票多于发出的选票，选举无效，重新选举。");
    else
        TRY(votes_compose(f, c, b));
    compose(c, PAPER_BODY, "监票人：%s（签字）", compose_value(c, people_of(b, ROUND_SCRUTINEERS), "监票人"));
    compose(c, PAPER_BODY, "计票人：%s（签字）", compose_value(c, people_of(b, ROUND_TELLERS), "计票人"));
    compose(c, PAPER_RIGHT, "%s", date_words(f->arena, record_text(b, ROUND_HELD_ON)));
    return DONE;
}

int compose_tally(const struct election_facts *f, struct composition *c)
{
    for (size_t i = 0; i < f->ballot_count; i++)
        if (strcmp(record_text(f->ballots[i], ROUND_STATE), "open"))
            TRY(ballot_compose(f, c, f->ballots[i]));
    return c->n ? DONE : fail(INVALID, "还没有计票，登记计票以后再出");
}

/* --- to the superior --- */

static const struct record *first_ballot(const struct election_facts *f)
{
    for (size_t i = 0; i < f->ballot_count; i++)
        if (!strcmp(record_text(f->ballots[i], ROUND_STATE), "counted"))
            return f->ballots[i];
    return NULL;
}

static int seat_compose(const struct election_facts *f, struct composition *c, enum seat seat)
{
    const char *names;
    TRY(elected_words(f, seat, &names));
    if (!*names)
        return DONE;
    const char *by = seat_by_committee(f->election, seat) ? "委员会全体会议选举" : arena_printf(f->arena, "%s选举", f->assembly);
    compose(c, PAPER_BODY, "%s%s为%s%s。", by, names, seat_labels[seat], strstr(names, "、") ? "（按姓氏笔画为序）" : "");
    return DONE;
}

/* O-11, V-20: 书记、副书记 are approved, members are put on record. */
int compose_result(const struct election_facts *f, struct composition *c)
{
    const struct record *b = first_ballot(f);
    const char *number_text = record_text(f->election, ELECTION_REPORT_NUMBER), *approval = record_text(f->election, ELECTION_APPROVAL_NUMBER);
    bool appointed = election_seats(f->election, SEAT_SECRETARY) || election_seats(f->election, SEAT_DEPUTY);
    if (election_in(f->election, "preparing") || election_in(f->election, "requested") || election_in(f->election, "approved") || !b)
        return fail(INVALID, "还没有登记选举结果，登记以后再出");
    composition_start(c, f->arena, arena_printf(f->arena, "%s关于%s结果的报告", f->body, kind_words(f)));
    if (*number_text)
        compose(c, PAPER_RIGHT, "%s", number_text);
    compose(c, PAPER_PLAIN, "%s：", compose_value(c, f->superior, "上级党组织"));
    compose(c, PAPER_BODY, "根据%s批复，%s于%s召开%s，进行%s。应到会有选举权的%lld人，实到会%lld人，符合规定人数。大会以无记名投票方式进行选举，发出选票%lld张，收回%lld张，选举有效。",
            *approval ? arena_printf(f->arena, "%s", approval) : "你们的", f->body, date_words(f->arena, record_text(b, ROUND_HELD_ON)), f->assembly, kind_words(f),
            (long long)record_int(b, ROUND_ENTITLED), (long long)record_int(b, ROUND_PRESENT), (long long)record_int(b, ROUND_ISSUED),
            (long long)record_int(b, ROUND_RETURNED));
    for (int seat = 0; seat < SEAT__COUNT; seat++)
        TRY(seat_compose(f, c, (enum seat)seat));
    if (appointed)
        compose(c, PAPER_BODY, "现将选举结果报告如下，%s请予批准%s。", f->has_committee && election_seats(f->election, SEAT_MEMBER) ? "书记、副书记" : "",
                f->has_committee && election_seats(f->election, SEAT_MEMBER) ? "，委员请予备案" : "");
    else
        compose(c, PAPER_BODY, "现将选举结果报告如下，请予备案。");
    compose(c, PAPER_BODY, "附：计票结果。");
    compose(c, PAPER_PLAIN, "%s", "");
    compose(c, PAPER_RIGHT, "%s", f->body);
    compose(c, PAPER_RIGHT, "%s", compose_value(c, day_words(f, ELECTION_REPORTED_ON), "报告日期"));
    return DONE;
}
