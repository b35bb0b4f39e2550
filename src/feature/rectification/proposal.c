/* What was read out of a document and is not yet a problem: an officer confirms, changes or drops it. */
#include <string.h>

#include "feature/rectification/private.h"

static const struct choice states[] = {
    {"proposed", "待确认"}, {"dropped", "已剔除"}, {"confirmed", "已确认"}, {0},
};

static const struct field fields[PROPOSAL__COUNT] = {
    [PROPOSAL_SOURCE] = {"source", "来源", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED, .ref = "source"},
    [PROPOSAL_POSITION] = {"position", "次序", NULL, FIELD_INT, FIELD_REQUIRED | FIELD_SYSTEM},
    [PROPOSAL_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM, .choices = states,
                        .preset = "proposed"},
    [PROPOSAL_WORDS] = {"words", "反馈原文", NULL, FIELD_LONG_TEXT, FIELD_SYSTEM, .max = 8000},
    [PROPOSAL_PLACES] = {"places", "原文位置", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_INNER, .max = 2000},
    [PROPOSAL_SECTION] = {"section", "所在部分", NULL, FIELD_TEXT, FIELD_SYSTEM, .max = 1000},
    [PROPOSAL_SYMPTOM] = {"symptom", "问题表现", NULL, FIELD_LONG_TEXT, FIELD_REQUIRED, .max = 4000},
    [PROPOSAL_MEASURES] = {"measures", "整改措施", "一行一条", FIELD_LONG_TEXT, 0, .max = 16000},
    [PROPOSAL_RESPONSIBLE] = {"responsible_words", "原文责任方", NULL, FIELD_TEXT, FIELD_SYSTEM, .max = 500},
    [PROPOSAL_DEADLINE_WORDS] = {"deadline_words", "原文时限", NULL, FIELD_TEXT, FIELD_SYSTEM, .max = 200},
    [PROPOSAL_CATEGORY] = {"category", "问题类别", NULL, FIELD_REF, 0, .ref = "category"},
    [PROPOSAL_KIND] = {"kind", "整改类型", NULL, FIELD_ENUM, FIELD_REQUIRED, .choices = problem_kinds, .preset = "limited"},
    [PROPOSAL_UNITS] = {"units", "责任单位", NULL, FIELD_REFS, 0, .ref = "unit", .max = 20},
    [PROPOSAL_DEPARTMENTS] = {"departments", "责任部门", NULL, FIELD_REFS, 0, .ref = "unit", .max = 20},
    [PROPOSAL_LEADERS] = {"leaders", "责任领导", NULL, FIELD_REFS, 0, .ref = "person", .max = 20},
    [PROPOSAL_PERSONS] = {"persons", "责任人", NULL, FIELD_REFS, 0, .ref = "person", .max = 20},
    [PROPOSAL_DEADLINE] = {"deadline", "整改期限", NULL, FIELD_DATE, 0},
    [PROPOSAL_PROBLEM] = {"problem", "成为的问题", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "problem"},
};
static const char *const columns[] = {"position", "symptom", "state", NULL};
static const struct list_view lists[] = {{"all", "待确认问题", columns, "position,id", NULL}, {0}};
static const char *const indexes[] = {"source,position", "source,state", NULL};

const struct entity proposal_entity = {
    .name = "proposal", .label = "待确认问题", .note = "从反馈文件中读出、等待工作人员确认的问题",
    .fields = fields, .field_count = PROPOSAL__COUNT, .lists = lists, .indexes = indexes, .title = "symptom",
    .unit_from = "source", .parent = "source", .flags = ENTITY_HIDDEN,
};

int proposal_open_count(struct db *db, int64_t source, int64_t *ret)
{
    return db_get_int(db, ret, "SELECT count(*) FROM proposal WHERE source = ?1 AND state = 'proposed'",
                      value_int(source));
}

/* One line of the proposal's measures becomes one measure. */
static int measures_create(struct change *outer, const struct record *proposal, int64_t problem)
{
    char *rest = arena_strdup(outer->arena, record_text(proposal, PROPOSAL_MEASURES));
    for (int position = 1; rest; ) {
        char *line = rest, *end = strchr(rest, '\n');
        rest = end ? end + 1 : NULL;
        if (end)
            *end = 0;
        line = text_trim(outer->arena, line);
        if (!*line)
            continue;
        struct change change = change_within(outer, &measure_entity, "create");
        struct record *measure = record_new(outer->arena, &measure_entity);
        record_set_int(measure, MEASURE_PROBLEM, problem);
        record_set_int(measure, MEASURE_POSITION, position++);
        record_set_text(measure, MEASURE_TEXT, line);
        TRY(record_create(&change, measure));
    }
    return DONE;
}

static void refs_copy(struct record *to, int to_field, const struct record *from, int from_field)
{
    record_set_ids(to, to_field, from->values[from_field].ids, from->values[from_field].n);
}

static struct record *problem_of(struct change *outer, const struct record *source, const struct record *p, int number)
{
    struct record *problem = record_new(outer->arena, &problem_entity);
    record_set_int(problem, PROBLEM_SOURCE, source->id);
    record_set_int(problem, PROBLEM_NUMBER, number);
    record_set_int(problem, PROBLEM_ACCOUNTABLE, record_int(source, SOURCE_ACCOUNTABLE));
    record_set_text(problem, PROBLEM_SYMPTOM, record_text(p, PROPOSAL_SYMPTOM));
    record_set_text(problem, PROBLEM_WORDS, record_text(p, PROPOSAL_WORDS));
    record_set_text(problem, PROBLEM_PLACES, record_text(p, PROPOSAL_PLACES));
    record_set_text(problem, PROBLEM_SECTION, record_text(p, PROPOSAL_SECTION));
    record_set_text(problem, PROBLEM_KIND, record_text(p, PROPOSAL_KIND));
    record_set_text(problem, PROBLEM_DEADLINE_WORDS, record_text(p, PROPOSAL_DEADLINE_WORDS));
    record_set_text(problem, PROBLEM_RESPONSIBLE_WORDS, record_text(p, PROPOSAL_RESPONSIBLE));
    if (record_int(p, PROPOSAL_CATEGORY))
        record_set_int(problem, PROBLEM_CATEGORY, record_int(p, PROPOSAL_CATEGORY));
    refs_copy(problem, PROBLEM_UNITS, p, PROPOSAL_UNITS);
    refs_copy(problem, PROBLEM_DEPARTMENTS, p, PROPOSAL_DEPARTMENTS);
    refs_copy(problem, PROBLEM_LEADERS, p, PROPOSAL_LEADERS);
    refs_copy(problem, PROBLEM_PERSONS, p, PROPOSAL_PERSONS);
    const char *deadline = record_text(p, PROPOSAL_DEADLINE);
    if (!*deadline)
        deadline = record_text(source, SOURCE_DUE);
    if (*deadline)
        record_set_text(problem, PROBLEM_DEADLINE, deadline);
    return problem;
}

int proposal_confirm(struct change *outer, const struct record *source, struct record *proposal, int number)
{
    struct change change = change_within(outer, &problem_entity, "create");
    struct record *problem = problem_of(outer, source, proposal, number);
    int outcome = record_create(&change, problem);
    if (outcome == INVALID)
        return change_problem(outer, NULL, "第%d条：%s", (int)record_int(proposal, PROPOSAL_POSITION), error_message());
    TRY(outcome);
    TRY(measures_create(outer, proposal, problem->id));
    change = change_within(outer, &proposal_entity, "change");
    record_set_text(proposal, PROPOSAL_STATE, "confirmed");
    record_set_int(proposal, PROPOSAL_PROBLEM, problem->id);
    return record_change(&change, proposal, 0);
}
