/* 议定事项: what an activity decided, who does it and until when.  One that names a problem becomes a measure of it. */
#include <string.h>

#include "feature/life/activity/activity.h"

static const struct choice states[] = {{"open", "待办"}, {"done", "已办结"}, {0}};

static const struct field fields[DECISION__COUNT] = {
    [DECISION_ACTIVITY] = {"activity", "活动", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED | FIELD_KEY, .ref = "activity"},
    [DECISION_POSITION] = {"position", "序号", "不填就接着编", FIELD_INT, FIELD_KEY, .min = 1, .max = 999},
    [DECISION_TEXT] = {"text", "议定事项", NULL, FIELD_LONG_TEXT, FIELD_REQUIRED | FIELD_SEARCH, .max = 2000},
    [DECISION_PROBLEM] = {"problem", "针对的问题", "选了问题，就成为它的整改措施，以后在措施里办", FIELD_REF, 0, .ref = "problem"},
    [DECISION_PERSON] = {"person", "责任人", "办结之前，会列在他的工作台上", FIELD_REF, 0, .ref = "person"},
    [DECISION_DUE] = {"due_on", "完成时限", NULL, FIELD_DATE, FIELD_FILTER},
    [DECISION_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER, .choices = states, .preset = "open"},
    [DECISION_RESULT] = {"result", "完成情况", NULL, FIELD_LONG_TEXT, FIELD_SYSTEM | FIELD_SEARCH, .max = 4000},
    [DECISION_DONE_ON] = {"done_on", "办结日期", NULL, FIELD_DATE, FIELD_SYSTEM},
    [DECISION_MEASURE] = {"measure", "成为的措施", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "measure"},
};

#define LATE "t.state = 'open' AND t.due_on < ?today"
static const struct derived derived[] = {{"late", "超期", FIELD_BOOL, LATE}, {0}};
static const char *const columns[] = {"due_on", "text", "person", "state", "activity", NULL};
static const struct list_view lists[] = {{"all", "议定事项", columns, "due_on,id", NULL, LATE}, {0}};
static const char *const indexes[] = {"activity,position", "measure", "person,state", "organ,due_on,id", "root,due_on,id",
                                      "unit,state,due_on", "state,due_on", NULL};

/* From then on the measure has its own life. */
static int measure_bound(struct change *change)
{
    static const int bound[] = {DECISION_TEXT, DECISION_PROBLEM, DECISION_PERSON, DECISION_DUE};
    for (size_t i = 0; i < ARRAY_SIZE(bound); i++)
        if (change_touches(change, bound[i]))
            return change_problem(change, fields[bound[i]].name, "这一条已经成为整改措施，请到措施里改");
    return DONE;
}

static int position_fill(struct change *change)
{
    int64_t position;
    if (change->preview || change->after->values[DECISION_POSITION].set)
        return DONE;
    TRY(next_position(change, "decision", record_int(change->after, DECISION_ACTIVITY), &position));
    record_set_int(change->after, DECISION_POSITION, position);
    return DONE;
}

static int decision_check(struct change *change)
{
    if (!change->after)
        return record_int(change->before, DECISION_MEASURE) ? change_problem(change, NULL, "这一条已经成为整改措施，不能删除") : DONE;
    TRY(position_fill(change));
    if (!change->before || !record_int(change->before, DECISION_MEASURE))
        return measure_decidable(change, "problem", record_int(change->after, DECISION_PROBLEM));
    return !strcmp(change->verb, "follow_measure") ? DONE : measure_bound(change);
}

static int decision_follow(struct change *change)
{
    int64_t measure;
    const struct record *after = change->after;
    if (!after || !record_int(after, DECISION_PROBLEM) || record_int(after, DECISION_MEASURE))
        return DONE;
    TRY(measure_decided(change, "problem", &(struct measure_draft){
        .problem = record_int(after, DECISION_PROBLEM), .person = record_int(after, DECISION_PERSON),
        .text = record_text(after, DECISION_TEXT), .deadline = record_text(after, DECISION_DUE)}, &measure));
    struct change link = change_within(change, &decision_entity, "follow_measure");
    struct record *decision = record_copy(change->arena, after);
    record_set_int(decision, DECISION_MEASURE, measure);
    return record_change(&link, decision, 0);
}

/* --- done here --- */

static int finish_gate(struct change *change)
{
    char today[DATE_TEXT];
    if (record_int(change->before, DECISION_MEASURE))
        return change_problem(change, NULL, "这一条已经成为整改措施，请到措施里填写完成情况");
    if (!*record_text(change->after, DECISION_RESULT))
        return change_problem(change, "result", "请写明完成情况：做了什么、结果怎样");
    record_set_text(change->after, DECISION_DONE_ON, date_print(moment_date(change->now), today));
    return DONE;
}

static int reopen_gate(struct change *change)
{
    if (record_int(change->before, DECISION_MEASURE))
        return change_problem(change, NULL, "这一条已经成为整改措施，请到措施里改");
    record_set_empty(change->after, DECISION_DONE_ON);
    return DONE;
}

/* --- done there: an act that nobody has a right to from outside --- */

static void take(struct record *decision, int field, const struct record *measure, int from)
{
    decision->values[field] = measure->values[from];
}

static int follow_gate(struct change *change)
{
    struct record *measure, *decision = change->after;
    char today[DATE_TEXT];
    TRY(record_read(change->arena, change->db, &measure_entity, record_int(decision, DECISION_MEASURE), &measure));
    take(decision, DECISION_TEXT, measure, MEASURE_TEXT);
    take(decision, DECISION_PERSON, measure, MEASURE_PERSON);
    take(decision, DECISION_DUE, measure, MEASURE_DEADLINE);
    take(decision, DECISION_RESULT, measure, MEASURE_RESULT);
    bool done = !strcmp(record_text(measure, MEASURE_STATE), "done");
    record_set_text(decision, DECISION_STATE, done ? "done" : "open");
    if (!done)
        record_set_empty(decision, DECISION_DONE_ON);
    else if (!*record_text(decision, DECISION_DONE_ON))
        record_set_text(decision, DECISION_DONE_ON, date_print(moment_date(change->now), today));
    return DONE;
}

int decision_measure_moved(struct change *change)
{
    int64_t id;
    if (!change->after || !change->before)
        return DONE;
    int outcome = db_get_int(change->db, &id, "SELECT id FROM decision WHERE measure = ?1", value_int(change->after->id));
    if (outcome != DONE)
        return outcome == NOT_FOUND ? DONE : outcome;
    struct change follow = change_within(change, &decision_entity, "follow_measure");
    return record_act(&follow, id, "follow_measure", NULL, 0, 0);
}

static const char *const finish_fields[] = {"result", NULL};
static const struct transition transitions[] = {
    {"finish", "办结", "open", "done", NULL, finish_fields, finish_gate},
    {"reopen", "退回再办", "done", "open", NULL, NULL, reopen_gate, .reason = true},
    {"follow_measure", "随措施更新", NULL, NULL, NULL, NULL, follow_gate},
};
static const struct flow flow = {"state", transitions, ARRAY_SIZE(transitions)};

const struct entity decision_entity = {
    .name = "decision", .label = "议定事项", .note = "活动上定了什么、谁做、何时完成、结果如何；针对问题的成为整改措施",
    .fields = fields, .field_count = DECISION__COUNT, .derived = derived, .lists = lists, .indexes = indexes, .flow = &flow,
    .title = "text", .unit_from = "activity", .parent = "activity", .flags = ENTITY_REMOVABLE, .check = decision_check,
    .follow = decision_follow,
    .scope_sql = {[SCOPE_SELF] = "t.person = ?person"},
};
