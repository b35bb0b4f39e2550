/* For the assembly: 选举办法, 候选人名单, 选票. */
#include <string.h>

#include "feature/life/election/papers/papers.h"

static int first_round(const struct election_facts *f, enum seat seat, struct standing **ret, size_t *ret_n)
{
    struct standing *all;
    size_t n;
    TRY(candidates_read(f->arena, f->db, f->election->id, seat, 1, &all, &n));
    *ret = arena_array(f->arena, struct standing, n + 1);
    *ret_n = 0;
    for (size_t i = 0; i < n; i++)
        if (strcmp(record_text(all[i].candidate, CANDIDATE_STANDING), "write_in"))
            (*ret)[(*ret_n)++] = all[i];
    return DONE;
}

/* --- 选举办法 --- */

/* Numbered as such papers are: 一、…… 二、…… */
struct articles { const struct election_facts *f; struct composition *c; int number; };

__attribute__((format(printf, 2, 3))) static void article(struct articles *a, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_vprintf(a->f->arena, format, arguments);
    va_end(arguments);
    compose(a->c, PAPER_BODY, "%s、%s", number_words(a->f->arena, ++a->number), text);
}

static int seats_articles(struct articles *a)
{
    const struct election_facts *f = a->f;
    int members = election_seats(f->election, SEAT_MEMBER);
    const char *approved = *record_text(f->election, ELECTION_APPROVAL_NUMBER)
        ? arena_printf(f->arena, "经%s批准（%s），", f->superior, record_text(f->election, ELECTION_APPROVAL_NUMBER)) : "经上级党组织批准，";
    for (int seat = 0; seat < SEAT__COUNT; seat++) {
        struct standing *standing;
        size_t n;
        int seats = election_seats(f->election, (enum seat)seat);
        if (!seats)
            continue;
        TRY(first_round(f, (enum seat)seat, &standing, &n));
        const char *count = n ? arena_printf(f->arena, "%zu", n) : compose_value(a->c, "", "人数");
        if (seat == SEAT_MEMBER)
            article(a, "%s本次大会选举委员%d名，提出候选人%s名，差额不少于应选人数的百分之二十。", approved, seats, count);
        else if (f->has_committee && members)
            article(a, "%s%d名，由新一届委员会全体会议从委员中等额选举产生，人选%s名。", seat_labels[seat], seats, count);
        else
            article(a, "%s本次会议选举%s%d名，等额选举，候选人%s名。", members ? "" : approved, seat_labels[seat], seats, count);
    }
    return DONE;
}

int compose_method(const struct election_facts *f, struct composition *c)
{
    struct articles a = {f, c, 0};
    const char *quorum = record_int(f->election, ELECTION_MORE_THAN) ? "超过" : "不少于";
    composition_start(c, f->arena, arena_printf(f->arena, "%s%s选举办法\n（草案）", f->body, f->assembly));
    article(&a, "根据《中国共产党章程》和《中国共产党基层组织选举工作条例》，制定本办法。");
    article(&a, "选举在%s主持下进行。正式党员有选举权和被选举权；预备党员和受留党察看处分期间的党员没有选举权和被选举权；被依法留置、逮捕的，"
            "党员权利中止。", f->has_committee ? "上届委员会" : "上届支部书记");
    TRY(seats_articles(&a));
    article(&a, "有选举权的到会人数%s应到会人数的五分之四，方可进行选举。因故未出席会议的党员，不能委托他人代为投票。", quorum);
    article(&a, "选举采用无记名投票方式。选票上的候选人以姓氏笔画为序排列。");
    article(&a, "选举人对候选人可以投赞成票，可以投不赞成票，也可以弃权。赞成的，在候选人姓名旁的符号栏画“○”；不赞成的画“×”；弃权的不作任何符号。投不赞成票的，可以另选他人，"
            "在“另选人”栏写上姓名，并在旁边的符号栏画“○”；弃权的不能另选他人。");
    article(&a, "每张选票所选人数等于或者少于应选人数的为有效票，多于应选人数的为无效票。收回的选票等于或者少于发出的选票，选举有效；多于发出的选票，选举无效，应当重新选举。");
    article(&a, "候选人获得的赞成票超过实到会有选举权人数的一半，始得当选。获得赞成票超过半数的人数多于应选名额时，按得票多少取足；末位得票相等、不能确定当选人时，就得票相等的人再次投票，得票多的当选。"
            "超过半数的人数少于应选名额时，对不足的名额另行选举；接近应选名额的，经半数以上选举人同意，也可以减少名额，不再选举。");
    article(&a, "大会设监票人%s名、计票人%s名。监票人由全体党员从不是候选人的党员中推选，经大会通过；计票人在监票人监督下工作。", compose_value(c, "", "人数"),
            compose_value(c, "", "人数"));
    article(&a, "投票结束后，监票人、计票人核对票数，作出记录并签字，由监票人向大会报告得票情况，由会议主持人宣布当选人名单（以姓氏笔画为序）。");
    article(&a, "本办法经大会讨论通过后执行。");
    compose(c, PAPER_PLAIN, "%s", "");
    compose(c, PAPER_RIGHT, "%s", f->body);
    compose(c, PAPER_RIGHT, "%s", day_words(f, ELECTION_PLANNED));
    return DONE;
}

/* --- 候选人名单 --- */

int compose_candidates(const struct election_facts *f, struct composition *c)
{
    size_t all = 0;
    const char *what = election_in(f->election, "preparing") || election_in(f->election, "requested") ? "候选人预备人选" : "候选人";
    composition_start(c, f->arena, arena_printf(f->arena, "%s%s%s名单", f->body, kind_words(f), what));
    for (int seat = 0; seat < SEAT__COUNT; seat++) {
        struct standing *standing;
        size_t n;
        TRY(first_round(f, (enum seat)seat, &standing, &n));
        all += n;
        if (!n)
            continue;
        compose(c, PAPER_HEADING_1, "%s%s（%zu名%s）", seat_labels[seat], what, n, n > 1 ? "，按姓氏笔画为序" : "");
        for (size_t i = 0; i < n; i++)
            compose(c, PAPER_BODY, "%s%s", standing[i].name, strokes_known(standing[i].name) ? "" : compose_value(c, "", "核对次序：笔画没有查到"));
    }
    return all ? DONE : fail(INVALID, "还没有人选，先在选举里新增候选人");
}

/* --- 选票 --- */

/* A name is filled in beside its own box; whoever was written in stands beside it. */
static const struct paper_column ballot_columns[] = {{"符号", 32}, {"候选人", 44}, {"符号", 32}, {"另选人", 44}};

struct printed { enum seat seat; int seats, round; struct standing *standing; size_t n; };

static void ballot_print(const struct election_facts *f, struct composition *c, const struct printed *p, bool small)
{
    const char *of = arena_printf(f->arena, "%s选举%s", f->body, seat_labels[p->seat]);
    const char *title = arena_printf(f->arena, "%s选票%s", of, p->round > 1 ? arena_printf(f->arena, "（第%s轮）", number_words(f->arena, p->round)) : "");
    if (!c->n)
        composition_start(c, f->arena, title);
    else
        compose(c, PAPER_TITLE, "%s", title);
    compose_table(c, ballot_columns, ARRAY_SIZE(ballot_columns));
    for (size_t i = 0; i < p->n || i < (size_t)p->seats; i++) {
        const char *cells[] = {"\n", i < p->n ? p->standing[i].name : "", "", ""};     /* two lines high: there is to be written in it */
        compose_row(c, cells, ARRAY_SIZE(cells));
    }
    compose_table_end(c);
    compose(c, small ? PAPER_NOTE : PAPER_BODY,
            "说明：1.应选%d名，所选人数等于或者少于应选人数的有效，多于的无效。2.赞成的在姓名旁的符号栏画“○”，不赞成的画“×”，弃权的不作符号。3.不赞成的可以另选他人：写上姓名并在旁边画“○”；"
            "弃权的不能另选。4.候选人按姓氏笔画为序。5.请用签字笔填写，字迹要清楚。", p->seats);
}

/* The round that is to be voted on; before the approval the first. */
static int printed_read(const struct election_facts *f, enum seat seat, struct printed *ret)
{
    struct record *ballot = NULL;
    *ret = (struct printed){.seat = seat, .seats = election_seats(f->election, seat), .round = 1};
    int e = round_last(f->arena, f->db, f->election->id, seat, &ballot);
    if (e != DONE && e != NOT_FOUND)
        return e;
    if (ballot) {
        ret->seats = (int)record_int(ballot, ROUND_SEATS);
        ret->round = (int)record_int(ballot, ROUND_NUMBER);
    }
    if (ret->round == 1)
        return first_round(f, seat, &ret->standing, &ret->n);
    return candidates_read(f->arena, f->db, f->election->id, seat, ret->round, &ret->standing, &ret->n);
}

int compose_ballot(const struct election_facts *f, struct composition *c)
{
    int on_page = 0;
    for (int seat = 0; seat < SEAT__COUNT; seat++) {
        struct printed p;
        if (!election_seats(f->election, (enum seat)seat))
            continue;
        TRY(printed_read(f, (enum seat)seat, &p));
        for (int i = 0; p.n && i < f->copies; i++) {
            if (c->n && (on_page == f->per_page || i == 0)) {
                compose_page(c);
                on_page = 0;
            } else if (c->n) {
                compose(c, PAPER_NOTE, "- - - - - - - - - - - - - - - - - - - - - - 裁 切 线 - - - - - - - - - - - - - - - - - - - - - -");
            }
            ballot_print(f, c, &p, f->per_page > 1);
            on_page++;
        }
    }
    return c->n ? DONE : fail(INVALID, "还没有人选，先在选举里新增候选人");
}
