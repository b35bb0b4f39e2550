/* Who stands for which seat: named before the superior agrees, candidate after it, in the order of strokes unless set by hand. */
#include <stdlib.h>
#include <string.h>

#include "feature/life/election/election.h"

static const struct choice standings[] = {{"nominee", "预备人选"}, {"candidate", "候选人"}, {"write_in", "另选人"}, {0}};
static const struct choice results[] = {{"elected", "当选"}, {"not_elected", "未当选"}, {"tied", "票数相等，再投票"}, {0}};

enum { POSITION_MAX = 200, ROUNDS_MAX = 20 };

static const struct field fields[CANDIDATE__COUNT] = {
    [CANDIDATE_ELECTION] = {"election", "选举", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED | FIELD_KEY, .ref = "election"},
    [CANDIDATE_SEAT] = {"seat", "职务", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FIXED | FIELD_KEY, .choices = seat_choices, .preset = "member"},
    [CANDIDATE_PERSON] = {"person", "人选", "先登记人员和党员关系，再从里面选", FIELD_REF, FIELD_REQUIRED | FIELD_FIXED | FIELD_KEY, .ref = "person"},
    [CANDIDATE_ROUND] = {"round", "第几轮", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_KEY, .min = 1, .max = ROUNDS_MAX, .preset = "1"},
    [CANDIDATE_STANDING] = {"standing", "身份", NULL, FIELD_ENUM, FIELD_SYSTEM, .choices = standings, .preset = "nominee"},
    [CANDIDATE_POSITION] = {"position", "次序", "不填就按姓氏笔画排；要手工排定的，给这一职务的每个人填上次序", FIELD_INT, 0, .min = 1, .max = POSITION_MAX},
    [CANDIDATE_DUTY] = {"duty", "分工", "如组织委员、宣传委员、纪检委员；选举后写入任职", FIELD_TEXT, 0, .max = 40},
    [CANDIDATE_PLACE] = {"place", "排列", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_TALLY | FIELD_INNER},
    [CANDIDATE_VOTES] = {"votes", "得票", NULL, FIELD_INT, FIELD_SYSTEM},
    [CANDIDATE_RESULT] = {"result", "结果", NULL, FIELD_ENUM, FIELD_SYSTEM, .choices = results},
    [CANDIDATE_NOTE] = {"note", "备注", NULL, FIELD_TEXT, 0, .max = 200},
};
static const char *const columns[] = {"person", "seat", "round", "standing", "duty", "votes", "result", NULL};
static const struct list_view lists[] = {{"all", "候选人", columns, "place,id"}, {0}};
static const char *const indexes[] = {"election,place,id", "person", "unit", NULL};

/* --- their order --- */

int candidates_read(struct arena *arena, struct db *db, int64_t election, enum seat seat, int round, struct standing **ret, size_t *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t *ids = NULL;
    size_t n = 0, cap = 0;
    int e;
    TRY(db_query(db, &s, "SELECT id FROM candidate WHERE election = ?1 AND seat = ?2 AND round = ?3 ORDER BY place, id", value_int(election),
                 value_text(seat_ids[seat]), value_int(round)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        *arena_push(arena, &ids, &n, &cap) = statement_int(s, 0);
    TRY(e);
    *ret = arena_array(arena, struct standing, n + 1);
    *ret_n = n;
    for (size_t i = 0; i < n; i++) {
        TRY(record_read(arena, db, &candidate_entity, ids[i], &(*ret)[i].candidate));
        (*ret)[i].name = names_title(arena, &person_entity, record_int((*ret)[i].candidate, CANDIDATE_PERSON));
    }
    return DONE;
}

struct placed { int64_t id, seat, round, position; const char *name; };

static int placed_order(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    if (x->seat != y->seat || x->round != y->round)
        return x->seat != y->seat ? (int)(x->seat - y->seat) : (int)(x->round - y->round);
    if (x->position != y->position)          /* by hand goes first; who has none stands behind */
        return !x->position ? 1 : !y->position ? -1 : x->position < y->position ? -1 : 1;
    int order = strokes_compare(x->name, y->name);
    return order ? order : strcmp(x->name, y->name) ? strcmp(x->name, y->name) : (x->id > y->id) - (x->id < y->id);
}

int candidates_arrange(struct arena *arena, struct db *db, int64_t election)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct placed *all = NULL;
    size_t n = 0, cap = 0;
    int e;
    TRY(db_query(db, &s, "SELECT c.id, CASE c.seat WHEN 'member' THEN 0 WHEN 'secretary' THEN 1 ELSE 2 END, c.round, COALESCE(c.position, 0), p.name"
                         " FROM candidate c JOIN person p ON p.id = c.person WHERE c.election = ?1", value_int(election)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        *arena_push(arena, &all, &n, &cap) = (struct placed){statement_int(s, 0), statement_int(s, 1), statement_int(s, 2), statement_int(s, 3),
                                                             arena_strdup(arena, statement_text(s, 4))};
    TRY(e);
    if (n)
        qsort(all, n, sizeof *all, placed_order);
    for (size_t i = 0; i < n; i++)
        TRY(db_run(db, "UPDATE candidate SET place = ?1 WHERE id = ?2", value_int((int64_t)i + 1), value_int(all[i].id)));
    return DONE;
}

/* --- who may stand, and until when --- */

/* V-16: only full members elect and are elected. */
static int member_check(struct change *change, const struct record *election)
{
    const struct record *candidate = change->after;
    int64_t person = record_int(candidate, CANDIDATE_PERSON);
    const char *held = record_text(election, ELECTION_HELD_ON), *day = *held ? held : record_text(election, ELECTION_PLANNED);
    bool member;
    TRY(election_member_is(change->db, record_int(election, ELECTION_BODY), person, day, &member));
    if (!member)
        return change_problem(change, "person", "%s在开会那天不是本党组织的正式党员，没有被选举权；转入的请先登记党员关系",
                              names_title(change->arena, &person_entity, person));
    return DONE;
}

static int seat_check(struct change *change, const struct record *election)
{
    enum seat seat = seat_of(change->after, CANDIDATE_SEAT);
    return election_seats(election, seat) ? DONE : change_problem(change, "seat", "这次选举没有%s的名额，请改选职务，或者先改名额", seat_labels[seat]);
}

/* After the approval only a new round may still get other candidates (V-12: 不足的名额另行选举). */
static int time_check(struct change *change, const struct record *election, const struct record *candidate)
{
    struct record *ballot;
    if (election_in(election, "preparing"))
        return DONE;
    if (!election_in(election, "approved"))
        return change_problem(change, NULL, "现在是“%s”，人选不能增减",
                              choice_find(election_entity.fields[ELECTION_STATE].choices, record_text(election, ELECTION_STATE))->label);
    int e = round_last(change->arena, change->db, election->id, seat_of(candidate, CANDIDATE_SEAT), &ballot);
    if (e != DONE)
        return e == NOT_FOUND ? change_problem(change, NULL, "候选人已经上级批复，增减须退回重新请示") : e;
    int64_t round = record_int(ballot, ROUND_NUMBER);
    if (round < 2 || strcmp(record_text(ballot, ROUND_STATE), "open"))
        return change_problem(change, NULL, "候选人已经上级批复，增减须退回重新请示；会上另选的人，在计票时登记");
    if (change->after && !change->before) {
        record_set_int(change->after, CANDIDATE_ROUND, round);
        record_set_text(change->after, CANDIDATE_STANDING, "candidate");
    } else if (record_int(candidate, CANDIDATE_ROUND) != round) {
        return change_problem(change, NULL, "前一轮已经投票，人选不能再改");
    }
    return DONE;
}

/* What the count, the approval and the program itself do is theirs (no access); a person's change is asked here. */
static int candidate_check(struct change *change)
{
    const struct record *candidate = change->after ? change->after : change->before;
    struct record *election;
    if (change->preview)
        return DONE;
    TRY(record_read(change->arena, change->db, &election_entity, record_int(candidate, CANDIDATE_ELECTION), &election));
    if (change->actor->access) {
        /* the division of work is settled by the committee itself, also afterwards */
        bool only_duty = change->before && change->after && !change_touches(change, CANDIDATE_POSITION);
        if (!only_duty)
            TRY(time_check(change, election, candidate));
    }
    if (!change->after)
        return DONE;
    TRY(seat_check(change, election));
    return change->before ? DONE : member_check(change, election);
}

static int candidate_follow(struct change *change)
{
    const struct record *candidate = change->after ? change->after : change->before;
    return candidates_arrange(change->arena, change->db, record_int(candidate, CANDIDATE_ELECTION));
}

int candidate_make(struct change *outer, int64_t election, enum seat seat, int64_t person, int round, const char *standing, int64_t *ret)
{
    struct change change = change_within(outer, &candidate_entity, "create");
    struct record *candidate = record_new(outer->arena, &candidate_entity);
    record_set_int(candidate, CANDIDATE_ELECTION, election);
    record_set_text(candidate, CANDIDATE_SEAT, seat_ids[seat]);
    record_set_int(candidate, CANDIDATE_PERSON, person);
    record_set_int(candidate, CANDIDATE_ROUND, round);
    record_set_text(candidate, CANDIDATE_STANDING, standing);
    TRY(record_create(&change, candidate));
    *ret = candidate->id;
    return DONE;
}

const struct entity candidate_entity = {
    .name = "candidate", .label = "候选人", .note = "选举的人选：竞选哪个职务，上级同意前是预备人选，得了几票、是否当选",
    .fields = fields, .field_count = CANDIDATE__COUNT, .lists = lists, .indexes = indexes, .title = "person", .unit_from = "election",
    .parent = "election", .flags = ENTITY_REMOVABLE, .check = candidate_check, .follow = candidate_follow,
};
