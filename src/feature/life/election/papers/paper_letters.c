/* Between an organisation and its superior before the vote: 请示, 人选请示, 批复. */
#include <string.h>

#include "feature/life/election/papers/papers.h"

/* Who asks the superior, with the number of the letter where it has one. */
static void letter_start(const struct election_facts *f, struct composition *c, const char *title, const char *number, const char *to, const char *to_what)
{
    composition_start(c, f->arena, title);
    if (*number)
        compose(c, PAPER_RIGHT, "%s", number);
    compose(c, PAPER_PLAIN, "%s：", compose_value(c, to, to_what));
}

static const char *agenda_words(const struct election_facts *f)
{
    const char *agenda = record_text(f->election, ELECTION_AGENDA);
    if (*agenda)
        return agenda;
    if (!f->regular)
        return arena_printf(f->arena, "（一）讨论通过选举办法；（二）补选%s", seats_words(f));
    return f->has_committee ? "（一）听取和审议上届委员会的工作报告；（二）讨论通过选举办法；（三）选举新一届委员会委员"
                            : "（一）听取和审议上届支部工作报告；（二）讨论通过选举办法；（三）选举新一届支部书记、副书记";
}

static const char *reason_words(const struct election_facts *f, struct composition *c)
{
    const char *kind = record_text(f->election, ELECTION_KIND);
    if (!strcmp(kind, "first"))
        return arena_printf(f->arena, "我%s经批准成立，需要选举产生首届%s", f->body_kind, f->has_committee ? "委员会" : "书记");
    if (!f->regular)
        return arena_printf(f->arena, "我%s因%s出缺，需要补选%s", f->body_kind, compose_value(c, "", "出缺的人和原因"), seats_words(f));
    return arena_printf(f->arena, "我%s本届任期于%s届满", f->body_kind, compose_value(c, date_words(f->arena, f->due), "任期届满日期"));
}

static void ways_compose(const struct election_facts *f, struct composition *c)
{
    bool deputies = election_seats(f->election, SEAT_DEPUTY) > 0, secretary = election_seats(f->election, SEAT_SECRETARY) > 0;
    const char *heads = secretary && deputies ? "书记、副书记" : deputies ? "副书记" : "书记";
    if (election_seats(f->election, SEAT_MEMBER))
        compose(c, PAPER_BODY, "委员由%s以无记名投票方式差额选举产生，差额不少于应选人数的百分之二十。", f->assembly);
    if (!secretary && !deputies)
        return;
    if (f->has_committee)
        compose(c, PAPER_BODY, "%s由委员会全体会议以无记名投票方式等额选举产生，选举结果报上级党组织批准。", heads);
    else
        compose(c, PAPER_BODY, "%s由%s以无记名投票方式等额选举产生，选举结果报上级党组织批准。", heads, f->assembly);
}

static void assembly_compose(const struct election_facts *f, struct composition *c)
{
    const char *place = record_text(f->election, ELECTION_PLACE);
    int64_t expected = f->members - f->excluded;
    if (!strcmp(record_text(f->election, ELECTION_ASSEMBLY), "delegates"))
        compose(c, PAPER_BODY, "拟于%s在%s召开党员代表大会，代表%lld名。", day_words(f, ELECTION_PLANNED), compose_value(c, place, "地点"),
                (long long)record_int(f->election, ELECTION_DELEGATES));
    else
        compose(c, PAPER_BODY, "拟于%s在%s召开党员大会。现有正式党员%lld名%s，应到会有选举权的党员%lld名。", day_words(f, ELECTION_PLANNED),
                compose_value(c, place, "地点"), (long long)f->members,
                f->excluded ? arena_printf(f->arena, "，其中不计入应到会人数的%lld名（名单和情形附后）", (long long)f->excluded) : "", (long long)expected);
    compose(c, PAPER_BODY, "大会议程：%s。", compose_clause(c, agenda_words(f), "议程"));
}

/* V-17: those not counted need the superior's consent, so they stand in the letter that asks for it. */
static int exclusions_compose(const struct election_facts *f, struct composition *c)
{
    static const struct paper_column columns[] = {{"序号", 12}, {"姓名", 28}, {"情形", 112}};
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int number = 0, e;
    if (!f->excluded)
        return DONE;
    TRY(db_query(f->db, &s, "SELECT person, ground FROM exclusion WHERE election = ?1 ORDER BY id", value_int(f->election->id)));
    compose(c, PAPER_PLAIN, "附：不计入应到会人数的党员");
    compose_table(c, columns, ARRAY_SIZE(columns));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        const char *cells[] = {arena_printf(f->arena, "%d", ++number), names_title(f->arena, &person_entity, statement_int(s, 0)),
                               choice_find(exclusion_grounds, statement_text(s, 1))->label};
        compose_row(c, cells, ARRAY_SIZE(cells));
    }
    compose_table_end(c);
    return e;
}

int compose_request(const struct election_facts *f, struct composition *c)
{
    letter_start(f, c, arena_printf(f->arena, "%s关于%s的请示", f->body, kind_words(f)), record_text(f->election, ELECTION_REQUEST_NUMBER), f->superior,
                 "上级党组织");
    compose(c, PAPER_BODY, "%s。根据《中国共产党章程》和《中国共产党基层组织选举工作条例》，拟进行%s。现将有关事项请示如下。", reason_words(f, c), kind_words(f));
    compose(c, PAPER_HEADING_1, "一、名额");
    compose(c, PAPER_BODY, "%s%s。", f->regular && f->has_committee ? arena_printf(f->arena, "新一届%s设", f->committee) : "这次选举", seats_words(f));
    compose(c, PAPER_HEADING_1, "二、选举方式");
    ways_compose(f, c);
    compose(c, PAPER_HEADING_1, "三、大会时间和议程");
    assembly_compose(f, c);
    compose(c, PAPER_HEADING_1, "四、候选人预备人选");
    for (int seat = 0; seat < SEAT__COUNT; seat++) {
        const char *names;
        if (!election_seats(f->election, (enum seat)seat))
            continue;
        TRY(names_words(f, (enum seat)seat, &names));
        compose(c, PAPER_BODY, "%s：%s%s。", seat_labels[seat], compose_value(c, names, arena_printf(f->arena, "%s预备人选", seat_labels[seat])),
                strstr(names, "、") ? "（按姓氏笔画为序）" : "");
    }
    compose(c, PAPER_BODY, "妥否，请批示。");
    compose_signature(c, f->body);
    return exclusions_compose(f, c);
}

/* --- the people --- */

static const struct paper_column people_columns[] = {{"姓名", 24}, {"拟任职务", 26}, {"所在处室", 46}, {"现任党内职务", 34}, {"备注", 24}};

/* What somebody is in the Party today: 支部书记、组织委员. */
static int posts_words(const struct election_facts *f, int64_t person, const char **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct buffer out = buffer_in(f->arena);
    char today[DATE_TEXT];
    int e;
    TRY(db_query(f->db, &s, "SELECT o.title FROM tenure h JOIN post o ON o.id = h.post JOIN unit u ON u.id = o.post_unit WHERE h.person = ?1 AND u.kind <> 'department'"
                            " AND h.from_date <= ?2 AND (h.until_date IS NULL OR h.until_date > ?2) ORDER BY h.from_date",
                 value_int(person), value_text(date_print(clock_today(), today))));
    buffer_adds(&out, "");
    while ((e = statement_step(s)) == STATEMENT_ROW)
        buffer_addf(&out, "%s%s", out.n ? "、" : "", statement_text(s, 0));
    *ret = out.p;
    return e;
}

static int seat_people(const struct election_facts *f, struct composition *c, enum seat seat)
{
    struct standing *standing;
    size_t n;
    TRY(candidates_read(f->arena, f->db, f->election->id, seat, 1, &standing, &n));
    for (size_t i = 0; i < n; i++) {
        struct record *person;
        const char *posts;
        if (!strcmp(record_text(standing[i].candidate, CANDIDATE_STANDING), "write_in"))
            continue;
        TRY(record_read(f->arena, f->db, &person_entity, record_int(standing[i].candidate, CANDIDATE_PERSON), &person));
        TRY(posts_words(f, person->id, &posts));
        const char *cells[] = {standing[i].name, seat_labels[seat], names_title(f->arena, &unit_entity, record_int(person, PERSON_DEPARTMENT)), posts,
                               record_text(standing[i].candidate, CANDIDATE_NOTE)};
        compose_row(c, cells, ARRAY_SIZE(cells));
    }
    return DONE;
}

static int people_compose(const struct election_facts *f, struct composition *c)
{
    compose_table(c, people_columns, ARRAY_SIZE(people_columns));
    for (int seat = 0; seat < SEAT__COUNT; seat++)
        TRY(seat_people(f, c, (enum seat)seat));
    compose_table_end(c);
    return DONE;
}

static int anybody(const struct election_facts *f)
{
    int64_t n;
    TRY(db_get_int(f->db, &n, "SELECT count(*) FROM candidate WHERE election = ?1", value_int(f->election->id)));
    return n ? DONE : fail(INVALID, "还没有人选，先在选举里新增候选人");
}

int compose_nominees(const struct election_facts *f, struct composition *c)
{
    TRY(anybody(f));
    letter_start(f, c, arena_printf(f->arena, "%s关于%s候选人预备人选的请示", f->body, f->has_committee ? f->committee : "支部书记"), "", f->superior, "上级党组织");
    compose(c, PAPER_BODY, "根据《中国共产党基层组织选举工作条例》，经%s，研究提出%s候选人预备人选如下（按姓氏笔画为序），请予审批。",
            compose_value(c, "", "推荐和酝酿的情况"), kind_words(f));
    TRY(people_compose(f, c));
    compose(c, PAPER_BODY, "妥否，请批示。");
    compose_signature(c, f->body);
    return DONE;
}

/* --- the superior's answer --- */

int compose_approval(const struct election_facts *f, struct composition *c)
{
    const char *number = record_text(f->election, ELECTION_REQUEST_NUMBER);
    if (election_in(f->election, "preparing"))
        return fail(INVALID, "还没有请示，收到请示以后再出批复");
    composition_start(c, f->arena, arena_printf(f->arena, "关于同意%s%s的批复", f->body, kind_words(f)));
    compose(c, PAPER_RIGHT, "%s", compose_value(c, record_text(f->election, ELECTION_APPROVAL_NUMBER), "批复文号"));
    compose(c, PAPER_PLAIN, "%s：", f->body);
    compose(c, PAPER_BODY, "你们%s《关于%s的请示》%s收悉。经研究，现批复如下。", compose_value(c, day_words(f, ELECTION_REQUESTED_ON), "请示日期"), kind_words(f),
            *number ? arena_printf(f->arena, "（%s）", number) : "");
    compose(c, PAPER_BODY, "一、同意于%s召开%s，进行%s。", day_words(f, ELECTION_PLANNED), f->assembly, kind_words(f));
    compose(c, PAPER_BODY, "二、同意选举%s。", seats_words(f));
    int item = 2;
    for (int seat = 0; seat < SEAT__COUNT; seat++) {
        const char *names;
        if (!election_seats(f->election, (enum seat)seat))
            continue;
        TRY(names_words(f, (enum seat)seat, &names));
        compose(c, PAPER_BODY, "%s、同意%s为%s候选人预备人选。", number_words(f->arena, ++item), compose_value(c, names, "人选"), seat_labels[seat]);
    }
    if (f->excluded)
        compose(c, PAPER_BODY, "%s、同意你们所报的%lld名党员不计入应到会人数，须经党员大会通过。", number_words(f->arena, ++item), (long long)f->excluded);
    compose(c, PAPER_BODY, "请严格按照《中国共产党章程》和《中国共产党基层组织选举工作条例》组织选举，选举结果及时报我们%s。",
            election_seats(f->election, SEAT_SECRETARY) || election_seats(f->election, SEAT_DEPUTY) ? "批准、备案" : "备案");
    compose(c, PAPER_PLAIN, "%s", "");
    compose(c, PAPER_RIGHT, "%s", compose_value(c, f->superior, "上级党组织"));
    compose(c, PAPER_RIGHT, "%s", compose_value(c, day_words(f, ELECTION_APPROVED_ON), "批复日期"));
    return DONE;
}
