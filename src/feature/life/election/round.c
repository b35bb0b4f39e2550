/* One vote on one kind of seat: the numbers of the day.  A re-vote (V-11), a vote for the seats left (V-12) and a vote that
 * was void (V-10) are further rounds of the same. */
#include <string.h>

#include "document/document.h"
#include "feature/life/election/election.h"

static const struct choice states[] = {{"open", "待投票"}, {"counted", "已计票"}, {"void", "无效，重新选举"}, {0}};

enum { ROUNDS_MAX = 20, PEOPLE_MAX = 100000, OFFICERS_MAX = 30 };

static const struct field fields[ROUND__COUNT] = {
    [ROUND_ELECTION] = {"election", "选举", NULL, FIELD_REF, FIELD_SYSTEM | FIELD_KEY, .ref = "election"},
    [ROUND_LABEL] = {"label", "投票", NULL, FIELD_TEXT, FIELD_SYSTEM, .max = 40},
    [ROUND_SEAT] = {"seat", "职务", NULL, FIELD_ENUM, FIELD_SYSTEM | FIELD_KEY, .choices = seat_choices},
    [ROUND_NUMBER] = {"round", "第几轮", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_KEY, .min = 1, .max = ROUNDS_MAX},
    [ROUND_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_SYSTEM, .choices = states, .preset = "open"},
    [ROUND_SEATS] = {"seats", "应选", NULL, FIELD_INT, FIELD_SYSTEM, .min = 1, .max = 100},
    [ROUND_HELD_ON] = {"held_on", "投票日期", NULL, FIELD_DATE, FIELD_SYSTEM},
    [ROUND_ENTITLED] = {"entitled", "应到会有选举权人数", "不填就按当天的党员关系算，减去不计入应到会的", FIELD_INT, FIELD_SYSTEM, .min = 1, .max = PEOPLE_MAX},
    [ROUND_PRESENT] = {"present", "实到会有选举权人数", NULL, FIELD_INT, FIELD_SYSTEM, .max = PEOPLE_MAX},
    [ROUND_ISSUED] = {"issued", "发出选票", NULL, FIELD_INT, FIELD_SYSTEM, .max = PEOPLE_MAX},
    [ROUND_RETURNED] = {"returned", "收回选票", NULL, FIELD_INT, FIELD_SYSTEM, .max = PEOPLE_MAX},
    [ROUND_INVALID] = {"invalid", "无效票", "所选人数多于应选人数的", FIELD_INT, FIELD_SYSTEM, .max = PEOPLE_MAX},
    [ROUND_SCRUTINEERS] = {"scrutineers", "监票人", "不是候选人的党员", FIELD_REFS, FIELD_SYSTEM, .max = OFFICERS_MAX, .ref = "person"},
    [ROUND_TELLERS] = {"tellers", "计票人", NULL, FIELD_REFS, FIELD_SYSTEM, .max = OFFICERS_MAX, .ref = "person"},
    [ROUND_ELECTED] = {"elected", "选出", NULL, FIELD_INT, FIELD_SYSTEM},
    [ROUND_OPEN] = {"vacant", "还缺", NULL, FIELD_INT, FIELD_SYSTEM},
    [ROUND_PLACE] = {"place", "排列", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_INNER},
    [ROUND_REDUCED] = {"reduced", "减少名额，不再选举", NULL, FIELD_BOOL, FIELD_SYSTEM},
};
static const char *const columns[] = {"label", "seats", "held_on", "entitled", "present", "returned", "elected", "state", NULL};
static const struct list_view lists[] = {{"all", "投票", columns, "place,id"}, {0}};
static const char *const indexes[] = {"election,seat,round", "unit", NULL};

int rounds_read(struct arena *arena, struct db *db, int64_t election, struct record ***ret, size_t *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t *ids = NULL;
    size_t n = 0, cap = 0;
    int e;
    TRY(db_query(db, &s, "SELECT id FROM election_round WHERE election = ?1 ORDER BY place, id", value_int(election)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        *arena_push(arena, &ids, &n, &cap) = statement_int(s, 0);
    TRY(e);
    *ret = arena_array(arena, struct record *, n + 1);
    *ret_n = n;
    for (size_t i = 0; i < n; i++)
        TRY(record_read(arena, db, &election_round_entity, ids[i], &(*ret)[i]));
    return DONE;
}

int round_last(struct arena *arena, struct db *db, int64_t election, enum seat seat, struct record **ret)
{
    int64_t id;
    int e = db_get_int(db, &id, "SELECT id FROM election_round WHERE election = ?1 AND seat = ?2 ORDER BY round DESC LIMIT 1", value_int(election),
                       value_text(seat_ids[seat]));
    return e != DONE ? e : record_read(arena, db, &election_round_entity, id, ret);
}

int round_open(struct change *outer, const struct record *election, enum seat seat, int round, int seats)
{
    struct change change = change_within(outer, &election_round_entity, "create");
    struct record *ballot = record_new(outer->arena, &election_round_entity);
    const char *nth = round > 1 ? arena_printf(outer->arena, "第%s轮", number_words(outer->arena, round)) : "";
    if (round > ROUNDS_MAX)
        return fail(INVALID, "已经投了 %d 轮，请与上级党组织商量", ROUNDS_MAX);
    record_set_int(ballot, ROUND_ELECTION, election->id);
    record_set_text(ballot, ROUND_LABEL, arena_printf(outer->arena, "%s%s", seat_labels[seat], nth));
    record_set_text(ballot, ROUND_SEAT, seat_ids[seat]);
    record_set_int(ballot, ROUND_NUMBER, round);
    record_set_int(ballot, ROUND_PLACE, (int64_t)seat * (ROUNDS_MAX + 1) + round);
    record_set_int(ballot, ROUND_SEATS, seats);
    return record_create(&change, ballot);
}

bool round_settled(const struct record *ballot)
{
    return !strcmp(record_text(ballot, ROUND_STATE), "counted") &&
           (!record_int(ballot, ROUND_OPEN) || record_int(ballot, ROUND_REDUCED));
}

/* --- the life of a ballot --- */

static const char *counted_as(struct change *change)
{
    return record_int(change->after, ROUND_RETURNED) > record_int(change->after, ROUND_ISSUED) ? "void" : "counted";
}

static const char *const count_fields[] = {"held_on", "entitled", "present", "issued", "returned", "invalid", "scrutineers", "tellers", NULL};

static const struct transition transitions[] = {
    {"count", "登记计票", NULL, NULL, NULL, count_fields, count_gate, count_follow, .leads_to = counted_as},
    {"again", "不足的名额另行选举", "counted", NULL, "count", NULL, again_gate, again_follow},
    {"reduce", "减少名额，不再选举", "counted", NULL, "count", NULL, reduce_gate, NULL, .reason = true},
};

const struct flow election_round_flow = {"state", transitions, ARRAY_SIZE(transitions)};

const struct entity election_round_entity = {
    .name = "election_round", .label = "投票", .note = "一轮投票：应到、实到、发出、收回、无效，和它选出了谁",
    .fields = fields, .field_count = ROUND__COUNT, .lists = lists, .indexes = indexes, .flow = &election_round_flow, .title = "label",
    .unit_from = "election", .parent = "election",
};
