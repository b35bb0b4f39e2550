/* A measure: what is done about a problem, by whom, until when, with what result. */
#include <string.h>

#include "feature/rectification/common/common.h"

const struct choice measure_states[] = {
    {"planned", "未开始"}, {"ongoing", "进行中"}, {"done", "已完成"}, {0},
};

static const struct field fields[MEASURE__COUNT] = {
    [MEASURE_PROBLEM] = {"problem", "问题", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED | FIELD_KEY, .ref = "problem"},
    [MEASURE_POSITION] = {"position", "措施序号", NULL, FIELD_INT, FIELD_REQUIRED | FIELD_KEY, .min = 1, .max = 999},
    [MEASURE_TEXT] = {"text", "整改措施", NULL, FIELD_LONG_TEXT, FIELD_REQUIRED | FIELD_SEARCH, .max = 4000},
    [MEASURE_PERSON] = {"person", "责任人", NULL, FIELD_REF, 0, .ref = "person"},
    [MEASURE_DEADLINE] = {"deadline", "完成时限", NULL, FIELD_DATE, FIELD_FILTER},
    [MEASURE_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = measure_states,
                       .preset = "planned"},
    [MEASURE_RESULT] = {"result", "完成情况", NULL, FIELD_LONG_TEXT, FIELD_SEARCH, .max = 4000},
    /* A number of its words (common/warnings.c): the same words elsewhere are found in an index. */
    [MEASURE_LIKENESS] = {"likeness", "措施文字的指纹", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_TALLY | FIELD_INNER},
    [MEASURE_WARNED] = {"warned", "核对提示标记", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_TALLY | FIELD_INNER},
};
static const char *const columns[] = {"position", "text", "person", "deadline", "state", NULL};
static const struct list_view lists[] = {{"all", "整改措施", columns, "problem,position,id", NULL}, {0}};
static const char *const indexes[] = {"problem,position", "organ,problem,position", "deadline,id", "person,state", "unit", "likeness,problem", "warned,likeness", NULL};

/* The counts stand in the problem's row, so that no list asks for them. */
static int measure_follow(struct change *change)
{
    const struct record *measure = change->after ? change->after : change->before;
    TRY(measure_warned_keep(change));
    return db_run(change->db,
        "UPDATE problem SET measure_count = (SELECT count(*) FROM measure m WHERE m.problem = problem.id),"
        " measures_done = (SELECT count(*) FROM measure m WHERE m.problem = problem.id AND m.state = 'done')"
        " WHERE id = ?1", value_int(record_int(measure, MEASURE_PROBLEM)));
}

static int measure_check(struct change *change)
{
    TRY(problem_open_check(change, record_int(change->after ? change->after : change->before, MEASURE_PROBLEM)));
    if (change->after && !strcmp(record_text(change->after, MEASURE_STATE), "done") &&
        !*record_text(change->after, MEASURE_RESULT))
        return change_problem(change, "result", "标为“已完成”的，请写明完成情况");
    return DONE;
}

const struct entity measure_entity = {
    .name = "measure", .label = "整改措施", .note = "针对问题做什么、谁做、何时完成、结果如何",
    .fields = fields, .field_count = MEASURE__COUNT, .lists = lists, .indexes = indexes, .title = "text",
    .unit_from = "problem", .parent = "problem", .flags = ENTITY_REMOVABLE, .check = measure_check,
    .follow = measure_follow,
    .scope_sql = {
        [SCOPE_NAMED] = "t.problem IN (SELECT p.id FROM problem p JOIN source s ON s.id = p.source WHERE s.reviewer = ?unit)",
        [SCOPE_SELF] = "t.person = ?person OR t.problem IN (SELECT owner FROM problem_persons WHERE target = ?person)"
                       " OR t.problem IN (SELECT owner FROM problem_leaders WHERE target = ?person)",
    },
};

int measure_decidable(struct change *change, const char *field, int64_t id)
{
    struct record *problem;
    if (!id || !change->actor->access || change->preview)
        return DONE;
    TRY(record_read(change->arena, change->db, &problem_entity, id, &problem));
    int outcome = access_create_at(change->actor->access, change->db, &measure_entity, problem->unit, NULL);
    return outcome == DENIED ? change_problem(change, field, "您不能给这个问题添加措施，请另选问题，或不选") : outcome;
}

int measure_decided(struct change *outer, const char *field, const struct measure_draft *draft, int64_t *ret)
{
    struct change change = change_within(outer, &measure_entity, "create");
    struct record *measure = record_new(outer->arena, &measure_entity);
    int64_t position;
    TRY(db_get_int(outer->db, &position, "SELECT COALESCE(max(position), 0) + 1 FROM measure WHERE problem = ?1",
                   value_int(draft->problem)));
    record_set_int(measure, MEASURE_PROBLEM, draft->problem);
    record_set_int(measure, MEASURE_POSITION, position);
    record_set_text(measure, MEASURE_TEXT, draft->text);
    if (draft->person)
        record_set_int(measure, MEASURE_PERSON, draft->person);
    if (*draft->deadline)
        record_set_text(measure, MEASURE_DEADLINE, draft->deadline);
    int outcome = record_create(&change, measure);
    *ret = measure->id;
    return outcome == INVALID ? change_problem(outer, field, "%s", error_message()) : outcome;
}
