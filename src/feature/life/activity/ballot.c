/* 表决: what was voted on at an activity and how.  Whether it passed is arithmetic (vote.h), asked once when it is written down. */
#include <string.h>

#include "feature/life/activity/activity.h"
#include "feature/life/rulebook/local_rules.h"

static const struct choice kinds[] = {
    {"resolution", "党员大会表决"}, {"committee", "支委会表决"}, {"admission", "接收预备党员、转正"}, {"election", "选举（一名候选人一条）"}, {0},
};
static const struct choice results[] = {{"passed", "通过"}, {"failed", "没有通过"}, {"no_quorum", "到会人数不够"}, {0}};

static const struct field fields[BALLOT__COUNT] = {
    [BALLOT_ACTIVITY] = {"activity", "活动", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED | FIELD_KEY, .ref = "activity"},
    [BALLOT_POSITION] = {"position", "序号", "不填就接着编", FIELD_INT, FIELD_KEY, .min = 1, .max = 999},
    [BALLOT_MOTION] = {"motion", "表决事项", "如接收×××为中共预备党员", FIELD_TEXT, FIELD_REQUIRED | FIELD_SEARCH, .max = 300},
    [BALLOT_KIND] = {"kind", "哪种表决", "分母各不相同", FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = kinds, .preset = "resolution"},
    [BALLOT_ENTITLED] = {"entitled", "有表决权的应到会", "不填就按当天的正式党员，减去不计入应到的人", FIELD_INT, 0, .min = 0, .max = VOTE_NUMBER_MAX},
    [BALLOT_PRESENT] = {"present", "有表决权的实到会", "不填就再减去缺席的正式党员", FIELD_INT, 0, .min = 0, .max = VOTE_NUMBER_MAX},
    [BALLOT_WRITTEN] = {"written", "会前书面意见", "只用于接收和转正，计入票数", FIELD_INT, 0, .min = 0, .max = VOTE_NUMBER_MAX},
    [BALLOT_YES] = {"yes", "赞成", NULL, FIELD_INT, FIELD_REQUIRED, .min = 0, .max = VOTE_NUMBER_MAX},
    [BALLOT_NO] = {"no", "反对", NULL, FIELD_INT, 0, .min = 0, .max = VOTE_NUMBER_MAX},
    [BALLOT_ABSTAIN] = {"abstain", "弃权", NULL, FIELD_INT, 0, .min = 0, .max = VOTE_NUMBER_MAX},
    [BALLOT_RESULT] = {"result", "结果", NULL, FIELD_ENUM, FIELD_SYSTEM | FIELD_FILTER, .choices = results},
    [BALLOT_EDGE] = {"edge", "边界值", "差一人或一票结果就不同，或者两种读法结果不同，请核对", FIELD_BOOL, FIELD_SYSTEM},
};

static const char *const columns[] = {"motion", "kind", "entitled", "present", "yes", "no", "abstain", "result", "activity", NULL};
static const struct list_view lists[] = {{"all", "表决", columns, "activity,position,id"}, {0}};
static const char *const indexes[] = {"activity,position", "organ,activity,position,id", "root,activity,position,id", "unit", NULL};

static const enum vote_kind vote_kinds[] = {VOTE_RESOLUTION, VOTE_COMMITTEE, VOTE_ADMISSION, VOTE_ELECTION};

static struct vote_question numbers_of(const struct record *ballot)
{
    struct vote_question q = {
        .entitled = (int)record_int(ballot, BALLOT_ENTITLED), .present = (int)record_int(ballot, BALLOT_PRESENT),
        .yes = (int)record_int(ballot, BALLOT_YES), .written = (int)record_int(ballot, BALLOT_WRITTEN),
    };
    const char *kind = record_text(ballot, BALLOT_KIND);
    for (size_t i = 0; kinds[i].name; i++)
        if (!strcmp(kinds[i].name, kind))
            q.kind = vote_kinds[i];
    return q;
}

/* “超过” or “不少于” four fifths: as the unit had it on that day (V-01, which may be set locally). */
int ballot_question(struct arena *arena, struct db *db, const struct record *ballot, struct vote_question *ret)
{
    const struct rulebook *book;
    struct record *activity;
    struct date on;
    *ret = numbers_of(ballot);
    if (ret->kind != VOTE_ELECTION)
        return DONE;
    TRY(record_read(arena, db, &activity_entity, record_int(ballot, BALLOT_ACTIVITY), &activity));
    TRY(date_parse(record_text(activity, ACTIVITY_HELD_ON), &on));
    TRY(unit_rules(arena, db, record_int(activity, ACTIVITY_HELD_BY), &book));
    ret->more_than = rulebook_any(book, "V-01", on)->above > 0;
    return DONE;
}

/* --- the numbers that nobody typed --- */

/* Of the absentees, those who vote: full members of the branch on that day. */
static int absent_voters(struct change *change, const struct record *activity, int *ret)
{
    const struct field_value *absent = &activity->values[ACTIVITY_ABSENT];
    *ret = 0;
    for (int i = 0; i < absent->n; i++) {
        int64_t n;
        TRY(db_get_int(change->db, &n, "SELECT count(*) FROM membership WHERE person = ?1 AND branch = ?2 AND kind = 'full'"
                                       " AND from_date <= ?3 AND (until_date IS NULL OR until_date > ?3)",
                       value_int(absent->ids[i]), value_int(record_int(activity, ACTIVITY_HELD_BY)),
                       value_text(record_text(activity, ACTIVITY_HELD_ON))));
        *ret += n > 0;
    }
    return DONE;
}

static int voters_fill(struct change *change)
{
    struct record *ballot = change->after, *activity;
    struct date on;
    int full = 0, probationary = 0, absent = 0;
    bool entitled = ballot->values[BALLOT_ENTITLED].set, present = ballot->values[BALLOT_PRESENT].set;
    if ((entitled && present) || change->preview)
        return DONE;
    if (!strcmp(record_text(ballot, BALLOT_KIND), "committee"))
        return change_problem(change, entitled ? "present" : "entitled", "支委会的人数系统不知道，请填应到和实到的委员数");
    TRY(record_read(change->arena, change->db, &activity_entity, record_int(ballot, BALLOT_ACTIVITY), &activity));
    TRY(date_parse(record_text(activity, ACTIVITY_HELD_ON), &on));
    TRY(branch_members(change->db, record_int(activity, ACTIVITY_HELD_BY), on, &full, &probationary));
    TRY(absent_voters(change, activity, &absent));
    if (!full)
        return change_problem(change, entitled ? "present" : "entitled", "当天的党员关系里没有正式党员，请填应到会和实到会的人数");
    int64_t expected = full - record_int(activity, ACTIVITY_EXCLUDED);
    if (!entitled)
        record_set_int(ballot, BALLOT_ENTITLED, expected > 0 ? expected : 0);
    if (!present)
        record_set_int(ballot, BALLOT_PRESENT, record_int(ballot, BALLOT_ENTITLED) - absent);
    return DONE;
}

/* --- the arithmetic --- */

static int numbers_check(struct change *change, const struct vote_question *q)
{
    const struct record *ballot = change->after;
    int64_t cast = q->yes + record_int(ballot, BALLOT_NO) + record_int(ballot, BALLOT_ABSTAIN);
    if (q->written && q->kind != VOTE_ADMISSION)
        return change_problem(change, "written", "会前书面意见只用于接收和转正；这一项表决请留空");
    if (cast > q->present + q->written)
        return q->written ? change_problem(change, "yes", "赞成、反对、弃权合计 %lld，多于实到会 %d 人加书面意见 %d 份，请核对", (long long)cast,
                                           q->present, q->written)
                          : change_problem(change, "yes", "赞成、反对、弃权合计 %lld，多于实到会 %d 人，请核对", (long long)cast, q->present);
    return DONE;
}

/* On the edge: exactly enough or one short of it, or exactly four fifths, which two readings count differently. */
static bool edge_of(const struct vote_question *q, const struct vote_answer *a)
{
    int of = q->kind == VOTE_ELECTION ? q->present : q->entitled;
    return a->boundary || (of % 2 == 0 && q->yes * 2 == of);
}

static int ballot_check(struct change *change)
{
    struct vote_answer answer;
    int64_t position;
    struct record *ballot = change->after;
    if (!ballot)
        return DONE;
    TRY(voters_fill(change));
    if (change->preview && (!ballot->values[BALLOT_ENTITLED].set || !ballot->values[BALLOT_PRESENT].set))
        return DONE;
    if (!change->preview && !ballot->values[BALLOT_POSITION].set) {
        TRY(next_position(change, "ballot", record_int(ballot, BALLOT_ACTIVITY), &position));
        record_set_int(ballot, BALLOT_POSITION, position);
    }
    struct vote_question q = numbers_of(ballot);
    if (!change->preview)
        TRY(ballot_question(change->arena, change->db, ballot, &q));
    TRY(numbers_check(change, &q));
    int outcome = vote_count(change->arena, &q, &answer);
    if (outcome == INVALID)
        return change_problem(change, q.present > q.entitled ? "present" : q.entitled < 1 ? "entitled" : "yes", "%s", error_message());
    TRY(outcome);
    record_set_text(ballot, BALLOT_RESULT, !answer.quorum ? "no_quorum" : answer.passed ? "passed" : "failed");
    record_set_int(ballot, BALLOT_EDGE, edge_of(&q, &answer));
    return DONE;
}

const struct entity ballot_entity = {
    .name = "ballot", .label = "表决", .note = "表决了什么、应到实到、赞成反对弃权；是否通过由程序按规定计算",
    .fields = fields, .field_count = BALLOT__COUNT, .lists = lists, .indexes = indexes, .title = "motion",
    .unit_from = "activity", .parent = "activity", .flags = ENTITY_REMOVABLE, .check = ballot_check,
};

/* --- how it came out, beside what it rests on --- */

static int ballot_json(struct request *r, const struct record *ballot, json_t **ret)
{
    struct vote_question q;
    struct vote_answer answer;
    char id[ID_TEXT];
    *ret = NULL;
    TRY(ballot_question(r->arena, r->db, ballot, &q));
    if (vote_count(r->arena, &q, &answer) != DONE)
        return DONE;                     /* of a time when it was counted otherwise: the row still says its result */
    *ret = vote_json(r->arena, &q, &answer);
    json_object_set_new(*ret, "id", json_string(id_print(ballot->id, id)));
    json_object_set_new(*ret, "motion", json_string(record_text(ballot, BALLOT_MOTION)));
    json_object_set_new(*ret, "result", json_string(value_print(r->arena, &fields[BALLOT_RESULT], &ballot->values[BALLOT_RESULT])));
    json_object_set_new(*ret, "edge", json_boolean(record_int(ballot, BALLOT_EDGE)));
    json_object_set_new(*ret, "numbers", json_string(arena_printf(r->arena, "应到会 %d，实到会 %d，赞成 %d，反对 %lld，弃权 %lld", q.entitled,
        q.present, q.yes, (long long)record_int(ballot, BALLOT_NO), (long long)record_int(ballot, BALLOT_ABSTAIN))));
    return DONE;
}

int ballot_panel(struct request *r, const struct record *ballot, json_t **ret)
{
    json_t *one;
    *ret = NULL;
    TRY(ballot_json(r, ballot, &one));
    if (one)
        *ret = json_pack("{s:[o]}", "ballots", one);
    return DONE;
}

int ballots_panel(struct request *r, const struct record *activity, json_t **ret)
{
    char id[ID_TEXT];
    const struct list_filter filter = {"activity", "is", id_print(activity->id, id)};
    struct list_request list = {.entity = &ballot_entity, .access = r->session->access, .verb = "read", .filters = &filter,
                                .filter_count = 1};
    int64_t *ids;
    size_t n;
    json_t *all = json_array(), *one;
    *ret = NULL;
    TRY(list_ids(r->arena, r->db, &list, &ids, &n));
    for (size_t i = 0; i < n; i++) {
        struct record *ballot;
        TRY(record_read(r->arena, r->db, &ballot_entity, ids[i], &ballot));
        TRY(ballot_json(r, ballot, &one));
        if (one)
            json_array_append_new(all, one);
    }
    if (json_array_size(all))
        *ret = json_pack("{s:o}", "ballots", all);
    return DONE;
}
