/* What a ballot's numbers must be, and what follows from them: who is elected, and whether there is another round. */
#include <string.h>

#include "feature/life/election/election.h"

int round_count(struct arena *arena, const struct record *election, const struct record *ballot, const struct standing *standing, size_t n,
                 struct vote_question *ret_question, struct vote_answer *ret)
{
    int *votes = arena_array(arena, int, n + 1);
    for (size_t i = 0; i < n; i++)
        votes[i] = (int)record_int(standing[i].candidate, CANDIDATE_VOTES);
    *ret_question = (struct vote_question){
        .kind = VOTE_ELECTION, .yes = -1, .entitled = (int)record_int(ballot, ROUND_ENTITLED), .present = (int)record_int(ballot, ROUND_PRESENT),
        .seats = (int)record_int(ballot, ROUND_SEATS), .votes = votes, .vote_count = (int)n, .more_than = record_int(election, ELECTION_MORE_THAN),
    };
    return vote_count(arena, ret_question, ret);
}

/* One ballot being counted. */
struct counting {
    struct change *change;
    struct record *election, *ballot;    /* ballot: as it will be */
    enum seat seat;
    int round;
    struct standing *standing; size_t n;
};

static int counting_open(struct counting *c, struct change *change)
{
    *c = (struct counting){.change = change, .ballot = change->after, .seat = seat_of(change->after, ROUND_SEAT),
                           .round = (int)record_int(change->after, ROUND_NUMBER)};
    TRY(record_read(change->arena, change->db, &election_entity, record_int(c->ballot, ROUND_ELECTION), &c->election));
    return candidates_read(change->arena, change->db, c->election->id, c->seat, c->round, &c->standing, &c->n);
}

static bool is_void(const struct record *ballot)
{
    return record_int(ballot, ROUND_RETURNED) > record_int(ballot, ROUND_ISSUED);
}

/* --- what must hold --- */

static int wrong(struct counting *c, int field, const char *message)
{
    return change_problem(c->change, election_round_entity.fields[field].name, "%s", message);
}

/* The members first, and a secretary is one of them (V-08). */
static int committee_check(struct counting *c)
{
    struct record *members;
    if (!seat_by_committee(c->election, c->seat) || !election_seats(c->election, SEAT_MEMBER))
        return DONE;
    TRY(round_last(c->change->arena, c->change->db, c->election->id, SEAT_MEMBER, &members));
    if (!round_settled(members))
        return change_problem(c->change, NULL, "先选出委员，再由委员会全体会议选举%s", seat_labels[c->seat]);
    for (size_t i = 0; i < c->n; i++) {
        int64_t elected;
        TRY(db_get_int(c->change->db, &elected, "SELECT count(*) FROM candidate WHERE election = ?1 AND seat = 'member' AND result = 'elected'"
                                                " AND person = ?2", value_int(c->election->id),
                       value_int(record_int(c->standing[i].candidate, CANDIDATE_PERSON))));
        if (!elected && record_int(c->standing[i].candidate, CANDIDATE_VOTES))
            return change_problem(c->change, NULL, "%s没有当选委员，不能当选%s，请核对得票", c->standing[i].name, seat_labels[c->seat]);
    }
    return DONE;
}

static int day_check(struct counting *c)
{
    const char *day = record_text(c->ballot, ROUND_HELD_ON);
    char today[DATE_TEXT];
    if (!*day)
        return wrong(c, ROUND_HELD_ON, "请填投票日期");
    if (strcmp(day, date_print(moment_date(c->change->now), today)) > 0)
        return wrong(c, ROUND_HELD_ON, "投票日期晚于今天：投过票再登记");
    if (strcmp(day, record_text(c->election, ELECTION_APPROVED_ON)) < 0)
        return wrong(c, ROUND_HELD_ON, "投票早于上级批复的日期：先有批复，再选举，请核对");
    return DONE;
}

static int entitled_fill(struct counting *c)
{
    int64_t entitled = record_int(c->ballot, ROUND_ENTITLED);
    if (!entitled && *record_text(c->ballot, ROUND_HELD_ON))
        TRY(election_entitled(c->change->db, c->election, c->seat, record_text(c->ballot, ROUND_HELD_ON), &entitled));
    if (!entitled)
        return wrong(c, ROUND_ENTITLED, "请填应到会有选举权人数：党员关系里算不出来");
    record_set_int(c->ballot, ROUND_ENTITLED, entitled);
    return DONE;
}

static int numbers_check(struct counting *c)
{
    static const int asked[] = {ROUND_PRESENT, ROUND_ISSUED, ROUND_RETURNED};
    const struct record *b = c->ballot;
    int outcome = DONE;
    for (size_t i = 0; i < ARRAY_SIZE(asked); i++)
        if (!b->values[asked[i]].set)
            outcome = wrong(c, asked[i], arena_printf(c->change->arena, "请填%s", election_round_entity.fields[asked[i]].label));
    if (outcome)
        return outcome;
    if (record_int(b, ROUND_PRESENT) > record_int(b, ROUND_ENTITLED))
        return wrong(c, ROUND_PRESENT, "实到会多于应到会，请核对");
    if (record_int(b, ROUND_ISSUED) > record_int(b, ROUND_PRESENT))
        return wrong(c, ROUND_ISSUED, "发出的选票多于实到会有选举权的人数：缺席的不能委托投票，请核对");
    if (record_int(b, ROUND_INVALID) > record_int(b, ROUND_RETURNED))
        return wrong(c, ROUND_INVALID, "无效票多于收回的选票，请核对");
    return DONE;
}

/* V-13 */
static int scrutineers_check(struct counting *c)
{
    const struct field_value *scrutineers = &c->ballot->values[ROUND_SCRUTINEERS];
    if (!scrutineers->n)
        return wrong(c, ROUND_SCRUTINEERS, "请填监票人");
    for (int i = 0; i < scrutineers->n; i++)
        for (size_t k = 0; k < c->n; k++)
            if (record_int(c->standing[k].candidate, CANDIDATE_PERSON) == scrutineers->ids[i])
                return wrong(c, ROUND_SCRUTINEERS, arena_printf(c->change->arena, "%s是候选人，不能担任监票人，请另选", c->standing[k].name));
    return DONE;
}

/* V-10: no candidate has more votes than there are valid ballots, and all together no more than each could choose. */
static int votes_check(struct counting *c)
{
    int64_t valid = record_int(c->ballot, ROUND_RETURNED) - record_int(c->ballot, ROUND_INVALID), sum = 0;
    if (!c->n)
        return change_problem(c->change, NULL, "这一轮还没有候选人，请先登记");
    for (size_t i = 0; i < c->n; i++) {
        const struct record *candidate = c->standing[i].candidate;
        int64_t votes = record_int(candidate, CANDIDATE_VOTES);
        if (!candidate->values[CANDIDATE_VOTES].set)
            return change_problem(c->change, "votes", "请填%s的得票，没有得票的填 0", c->standing[i].name);
        if (votes > valid)
            return change_problem(c->change, "votes", "%s得 %lld 票，多于有效票 %lld 张，请核对", c->standing[i].name, (long long)votes, (long long)valid);
        sum += votes;
    }
    if (sum > valid * record_int(c->ballot, ROUND_SEATS))
        return change_problem(c->change, "votes", "得票合计 %lld，多于 %lld 张有效票各选 %lld 人：有票选得多于应选人数，是无效票，请重新核对", (long long)sum,
                              (long long)valid, (long long)record_int(c->ballot, ROUND_SEATS));
    return DONE;
}

/* What is elected stands in the ballot; the quorum is the arithmetic's to say. */
static int result_fill(struct counting *c)
{
    struct vote_question q;
    struct vote_answer a;
    int e = round_count(c->change->arena, c->election, c->ballot, c->standing, c->n, &q, &a);
    if (e != DONE)
        return e == INVALID ? change_problem(c->change, "present", "%s", error_message()) : e;
    if (!a.quorum)
        return wrong(c, ROUND_PRESENT, arena_printf(c->change->arena, "应到会 %d 人，至少到会 %d 人才能选举，实到会 %d 人不够，请改期再选", q.entitled,
                                                     a.quorum_needed, q.present));
    record_set_int(c->ballot, ROUND_ELECTED, a.elected);
    record_set_int(c->ballot, ROUND_OPEN, a.open);
    return DONE;
}

static int later_check(struct counting *c)
{
    int64_t later;
    TRY(db_get_int(c->change->db, &later, "SELECT count(*) FROM election_round WHERE election = ?1 AND seat = ?2 AND round > ?3 AND state <> 'open'",
                   value_int(c->election->id), value_text(seat_ids[c->seat]), value_int(c->round)));
    return later ? change_problem(c->change, NULL, "后一轮已经计票，这一轮不能再改") : DONE;
}

int count_gate(struct change *change)
{
    struct counting c;
    TRY(counting_open(&c, change));
    if (!election_in(c.election, "approved"))
        return change_problem(change, NULL, "上级批复以后才能选举计票；已经登记选举结果的，先退回更正");
    TRY(later_check(&c));
    TRY(committee_check(&c));
    int day = day_check(&c), entitled = entitled_fill(&c);
    if (day || entitled)
        return day ? day : entitled;
    TRY(numbers_check(&c));
    if (!c.ballot->values[ROUND_INVALID].set)
        record_set_int(c.ballot, ROUND_INVALID, 0);
    record_set_int(c.ballot, ROUND_REDUCED, 0);
    record_set_int(c.ballot, ROUND_ELECTED, 0);
    record_set_int(c.ballot, ROUND_OPEN, record_int(c.ballot, ROUND_SEATS));
    if (is_void(c.ballot))
        return DONE;
    TRY(scrutineers_check(&c));
    TRY(votes_check(&c));
    return result_fill(&c);
}

/* --- what follows --- */

/* A round that was opened and not voted in goes when the one before it is counted again. */
static int later_drop(struct counting *c)
{
    struct record *later;
    struct standing *standing;
    size_t n;
    TRY(round_last(c->change->arena, c->change->db, c->election->id, c->seat, &later));
    int round = (int)record_int(later, ROUND_NUMBER);
    if (round <= c->round)
        return DONE;
    TRY(candidates_read(c->change->arena, c->change->db, c->election->id, c->seat, round, &standing, &n));
    for (size_t i = 0; i < n; i++) {
        struct change change = change_within(c->change, &candidate_entity, "remove");
        TRY(record_remove(&change, standing[i].candidate->id, 0));
    }
    struct change change = change_within(c->change, &election_round_entity, "remove");
    return record_remove(&change, later->id, 0);
}

/* Opens the next round for those of this one whom `stands` keeps. */
static int next_round(struct counting *c, int seats, bool (*stands)(const struct record *))
{
    int64_t id;
    TRY(round_open(c->change, c->election, c->seat, c->round + 1, seats));
    for (size_t i = 0; i < c->n; i++)
        if (stands(c->standing[i].candidate))
            TRY(candidate_make(c->change, c->election->id, c->seat, record_int(c->standing[i].candidate, CANDIDATE_PERSON), c->round + 1,
                               "candidate", &id));
    return DONE;
}

static bool is_candidate(const struct record *candidate) { return strcmp(record_text(candidate, CANDIDATE_STANDING), "write_in") != 0; }
static bool is_tied(const struct record *candidate) { return !strcmp(record_text(candidate, CANDIDATE_RESULT), "tied"); }
static bool is_left(const struct record *candidate) { return strcmp(record_text(candidate, CANDIDATE_RESULT), "elected") != 0; }

static int result_set(struct counting *c, struct record *candidate, const char *result)
{
    struct change change = change_within(c->change, &candidate_entity, "change");
    if (result) {
        record_set_text(candidate, CANDIDATE_RESULT, result);
    } else {
        record_set_empty(candidate, CANDIDATE_RESULT);
        record_set_empty(candidate, CANDIDATE_VOTES);
    }
    return record_change(&change, candidate, 0);
}

int count_follow(struct change *change)
{
    static const char *const results[] = {[RESULT_ELECTED] = "elected", [RESULT_NOT_ELECTED] = "not_elected", [RESULT_TIED] = "tied"};
    struct counting c;
    struct vote_question q;
    struct vote_answer a = {0};
    TRY(counting_open(&c, change));
    TRY(later_drop(&c));
    bool void_ = is_void(c.ballot);
    if (!void_)
        TRY(round_count(change->arena, c.election, c.ballot, c.standing, c.n, &q, &a));
    for (size_t i = 0; i < c.n; i++)
        TRY(result_set(&c, c.standing[i].candidate, void_ ? NULL : results[a.results[i]]));
    if (void_)
        return next_round(&c, (int)record_int(c.ballot, ROUND_SEATS), is_candidate);
    return a.tied ? next_round(&c, a.open, is_tied) : DONE;
}

/* --- seats that stay empty (V-12) --- */

static int vacant_check(struct change *change)
{
    struct counting c;
    struct record *last;
    TRY(counting_open(&c, change));
    if (!election_in(c.election, "approved"))
        return change_problem(change, NULL, "选举结果已经登记，不能再改");
    TRY(round_last(change->arena, change->db, c.election->id, c.seat, &last));
    if (last->id != change->before->id)
        return change_problem(change, NULL, "已经有后一轮投票");
    if (!record_int(change->before, ROUND_OPEN))
        return change_problem(change, NULL, "名额已经选满");
    return record_int(change->before, ROUND_REDUCED) ? change_problem(change, NULL, "已经减少名额") : DONE;
}

int again_gate(struct change *change)
{
    return vacant_check(change);
}

int again_follow(struct change *change)
{
    struct counting c;
    TRY(counting_open(&c, change));
    return next_round(&c, (int)record_int(change->after, ROUND_OPEN), is_left);
}

int reduce_gate(struct change *change)
{
    TRY(vacant_check(change));
    if (!record_int(change->before, ROUND_ELECTED) && record_int(change->before, ROUND_NUMBER) == 1)
        return change_problem(change, NULL, "一个也没有选出，不能减少名额，请另行选举");
    record_set_int(change->after, ROUND_REDUCED, 1);
    return DONE;
}
