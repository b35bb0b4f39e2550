/* One unit against one catalogue: whether its meeting was held, and an answer to every item.  Made by issuing, never by
 * hand; a draft of answers is the unit's own until it is handed in. */
#include <string.h>

#include "feature/rectification/common/common.h"

static const struct choice states[] = {{"open", "对照中"}, {"submitted", "已报送"}, {0}};
const struct choice answer_choices[] = {{"yes", "有"}, {"no", "无"}, {"not_applicable", "不涉及"}, {0}};

static const struct field fields[COMPARISON__COUNT] = {
    [COMPARISON_TITLE] = {"title", "对照事项", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_SEARCH, .max = 250},
    [COMPARISON_CATALOGUE] = {"catalogue", "目录", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_KEY, .ref = "catalogue"},
    [COMPARISON_ANSWERING] = {"answering", "对照单位", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_KEY, .ref = "unit"},
    [COMPARISON_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER, .choices = states,
                          .preset = "open"},
    [COMPARISON_MEETING] = {"meeting", "专题分析会", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "analysis_meeting"},
    [COMPARISON_ANSWERED] = {"answered", "已答条目", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_TALLY},
    [COMPARISON_FOUND] = {"found", "对照出问题", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_TALLY},
    [COMPARISON_SUBMITTED_ON] = {"submitted_on", "报送日期", NULL, FIELD_DATE, FIELD_SYSTEM},
    [COMPARISON_SUBMITTED_BY] = {"submitted_by", "报送人", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "person"},
};

/* Still to be handed in, of a catalogue that is out. */
#define WAITING "t.state = 'open' AND EXISTS (SELECT 1 FROM catalogue c WHERE c.id = t.catalogue AND c.state = 'issued')"
#define LATE WAITING " AND EXISTS (SELECT 1 FROM catalogue c WHERE c.id = t.catalogue AND c.answer_by < ?today)"

static const struct derived derived[] = {
    {"answer_by", "对照完成日期", FIELD_DATE, "SELECT c.answer_by FROM catalogue c WHERE c.id = t.catalogue"},
    {"met", "已开专题分析会", FIELD_BOOL, "t.meeting IS NOT NULL"},
    {"waiting", "待报送", FIELD_BOOL, WAITING},
    {"late", "逾期未报", FIELD_BOOL, LATE},
    {0},
};
static const char *const columns[] = {"title", "answering", "answer_by", "met", "answered", "found", "state", NULL};
static const struct list_view lists[] = {{"all", "逐一对照", columns, "answering,id", NULL, LATE}, {0}};
static const char *const indexes[] = {"catalogue,answering", "organ,state", "root,state", "unit,state", "meeting", NULL};

int answers_read(struct arena *arena, struct db *db, int64_t comparison, struct record ***ret, size_t *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    size_t cap = 0;
    int step;
    *ret = NULL;
    *ret_n = 0;
    TRY(db_query(db, &s, "SELECT a.id FROM comparison_answer a JOIN catalogue_item i ON i.id = a.item"
                         " WHERE a.comparison = ?1 ORDER BY i.position, a.id", value_int(comparison)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        struct record *answer;
        TRY(record_read(arena, db, &comparison_answer_entity, statement_int(s, 0), &answer));
        *arena_push(arena, ret, ret_n, &cap) = answer;
    }
    return step;
}

/* --- made by issuing --- */

static int answers_make(struct change *outer, int64_t comparison, int64_t catalogue)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int step;
    TRY(db_query(outer->db, &s, "SELECT id FROM catalogue_item WHERE catalogue = ?1 ORDER BY position, id", value_int(catalogue)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        struct change change = change_within(outer, &comparison_answer_entity, "create");
        struct record *answer = record_new(outer->arena, &comparison_answer_entity);
        record_set_int(answer, ANSWER_COMPARISON, comparison);
        record_set_int(answer, ANSWER_ITEM, statement_int(s, 0));
        TRY(record_create(&change, answer));
    }
    return step;
}

/* As it stands in this transaction: the names in memory follow a commit. */
static int unit_name(struct change *change, int64_t unit, const char **ret)
{
    struct record *record;
    TRY(record_read(change->arena, change->db, &unit_entity, unit, &record));
    *ret = record_text(record, UNIT_NAME);
    return DONE;
}

static int comparison_make(struct change *outer, const struct record *catalogue, int64_t unit)
{
    struct change change = change_within(outer, &comparison_entity, "create");
    struct record *comparison = record_new(outer->arena, &comparison_entity);
    const char *name;
    TRY(unit_name(outer, unit, &name));
    record_set_text(comparison, COMPARISON_TITLE,
                    arena_printf(outer->arena, "%s：%s", record_text(catalogue, CATALOGUE_TITLE), name));
    record_set_int(comparison, COMPARISON_CATALOGUE, catalogue->id);
    record_set_int(comparison, COMPARISON_ANSWERING, unit);
    TRY(record_create(&change, comparison));
    return answers_make(outer, comparison->id, catalogue->id);
}

static int comparison_find(struct db *db, int64_t catalogue, int64_t unit, int64_t *ret)
{
    *ret = 0;
    int outcome = db_get_int(db, ret, "SELECT id FROM comparison WHERE catalogue = ?1 AND answering = ?2", value_int(catalogue),
                             value_int(unit));
    return outcome == NOT_FOUND ? DONE : outcome;
}

int comparisons_make(struct change *outer, const struct record *catalogue)
{
    const struct field_value *units = &catalogue->values[CATALOGUE_UNITS];
    for (int i = 0; i < units->n; i++) {
        int64_t standing;
        TRY(comparison_find(outer->db, catalogue->id, units->ids[i], &standing));
        if (!standing)
            TRY(comparison_make(outer, catalogue, units->ids[i]));
    }
    return DONE;
}

int comparison_meet(struct change *outer, const struct record *meeting)
{
    int64_t id;
    struct record *comparison;
    TRY(comparison_find(outer->db, record_int(meeting, MEETING_CATALOGUE), record_int(meeting, MEETING_HELD_BY), &id));
    if (!id)
        return DONE;
    TRY(record_read(outer->arena, outer->db, &comparison_entity, id, &comparison));
    if (record_int(comparison, COMPARISON_MEETING))
        return DONE;
    struct change change = change_within(outer, &comparison_entity, "change");
    record_set_int(comparison, COMPARISON_MEETING, meeting->id);
    return record_change(&change, comparison, 0);
}

/* --- handed in --- */

static int answers_missing(struct change *change, int64_t *ret_empty, int64_t *ret_bare)
{
    TRY(db_get_int(change->db, ret_empty, "SELECT count(*) FROM comparison_answer WHERE comparison = ?1 AND answer IS NULL",
                   value_int(change->before->id)));
    return db_get_int(change->db, ret_bare, "SELECT count(*) FROM comparison_answer WHERE comparison = ?1 AND answer = 'yes'"
                                            " AND facts IS NULL", value_int(change->before->id));
}

static int submit_gate(struct change *change)
{
    int64_t empty, bare;
    bool open;
    char today[DATE_TEXT];
    int outcome = DONE;
    TRY(catalogue_open(change->arena, change->db, record_int(change->before, COMPARISON_CATALOGUE), &open));
    TRY(answers_missing(change, &empty, &bare));
    if (!open)
        return change_problem(change, NULL, "这个目录的对照已经结束，不再报送");
    if (empty)
        outcome = change_problem(change, NULL, "还有%lld条没有回答，请逐条选“有”“无”或“不涉及”", (long long)empty);
    if (bare)
        outcome = change_problem(change, NULL, "有%lld条选了“有”，还没有写明本单位的具体表现", (long long)bare);
    if (!record_int(change->after, COMPARISON_MEETING))
        outcome = change_problem(change, NULL, "还没有登记专题分析会，请先登记会议");
    record_set_text(change->after, COMPARISON_SUBMITTED_ON, date_print(clock_today(), today));
    if (change->actor->person)
        record_set_int(change->after, COMPARISON_SUBMITTED_BY, change->actor->person);
    return outcome;
}

/* The source of what a unit found of itself: one a comparison, found again when it is handed in once more. */
static int source_make(struct change *outer, const struct record *comparison, struct record **ret)
{
    struct record *catalogue;
    int64_t standing = 0;
    const char *issuer;
    char today[DATE_TEXT];
    TRY(record_read(outer->arena, outer->db, &catalogue_entity, record_int(comparison, COMPARISON_CATALOGUE), &catalogue));
    int outcome = db_get_int(outer->db, &standing, "SELECT p.source FROM comparison_answer a JOIN problem p ON p.id = a.problem"
                                                   " WHERE a.comparison = ?1 LIMIT 1", value_int(comparison->id));
    if (outcome != NOT_FOUND)
        return outcome ? outcome : record_read(outer->arena, outer->db, &source_entity, standing, ret);
    TRY(unit_name(outer, record_int(catalogue, CATALOGUE_ISSUER), &issuer));
    struct change change = change_within(outer, &source_entity, "create");
    struct record *source = record_new(outer->arena, &source_entity);
    record_set_text(source, SOURCE_TITLE, arena_printf(outer->arena, "逐一对照：%s", record_text(comparison, COMPARISON_TITLE)));
    record_set_text(source, SOURCE_KIND, "self_check");
    record_set_int(source, SOURCE_ACCOUNTABLE, record_int(comparison, COMPARISON_ANSWERING));
    record_set_text(source, SOURCE_ISSUER, issuer);
    record_set_int(source, SOURCE_REVIEWER, record_int(catalogue, CATALOGUE_ISSUER));
    record_set_text(source, SOURCE_DATE, date_print(clock_today(), today));
    record_set_text(source, SOURCE_STATE, "confirmed");
    *ret = source;
    return record_create(&change, source);
}

static int problem_make(struct change *outer, const struct record *comparison, struct record *answer)
{
    struct record *item, *source;
    int64_t number;
    TRY(record_read(outer->arena, outer->db, &catalogue_item_entity, record_int(answer, ANSWER_ITEM), &item));
    TRY(source_make(outer, comparison, &source));
    TRY(db_get_int(outer->db, &number, "SELECT COALESCE(max(number), 0) + 1 FROM problem WHERE source = ?1", value_int(source->id)));
    struct change change = change_within(outer, &problem_entity, "create");
    struct record *problem = record_new(outer->arena, &problem_entity);
    record_set_int(problem, PROBLEM_SOURCE, source->id);
    record_set_int(problem, PROBLEM_NUMBER, number);
    record_set_int(problem, PROBLEM_ACCOUNTABLE, record_int(comparison, COMPARISON_ANSWERING));
    record_set_text(problem, PROBLEM_SYMPTOM, record_text(answer, ANSWER_FACTS));
    record_set_text(problem, PROBLEM_WORDS, record_text(answer, ANSWER_FACTS));
    record_set_int(problem, PROBLEM_ORIGIN, item->id);
    if (record_int(item, ITEM_CATEGORY))
        record_set_int(problem, PROBLEM_CATEGORY, record_int(item, ITEM_CATEGORY));
    TRY(record_create(&change, problem));
    change = change_within(outer, &comparison_answer_entity, "change");
    record_set_int(answer, ANSWER_PROBLEM, problem->id);
    return record_change(&change, answer, 0);
}

/* What was found becomes problems of the answering unit; 无 and 不涉及 become nothing.  How much was found is counted only
 * now: before, it is the unit's own draft. */
static int submit_follow(struct change *change)
{
    struct record **answers;
    size_t n;
    TRY(answers_read(change->arena, change->db, change->after->id, &answers, &n));
    for (size_t i = 0; i < n; i++)
        if (!strcmp(record_text(answers[i], ANSWER_ANSWER), "yes") && !record_int(answers[i], ANSWER_PROBLEM))
            TRY(problem_make(change, change->after, answers[i]));
    return db_run(change->db, "UPDATE comparison SET found = (SELECT count(*) FROM comparison_answer a"
                              " WHERE a.comparison = comparison.id AND a.answer = 'yes') WHERE id = ?1",
                  value_int(change->after->id));
}

static int return_gate(struct change *change)
{
    bool open;
    TRY(catalogue_open(change->arena, change->db, record_int(change->before, COMPARISON_CATALOGUE), &open));
    return open ? DONE : change_problem(change, NULL, "这个目录的对照已经结束，不再退回");
}

static const struct transition transitions[] = {
    {"submit", "报送对照结果", "open", "submitted", NULL, NULL, submit_gate, submit_follow, false},
    {"return", "退回补充", "submitted", "open", NULL, NULL, return_gate, NULL, true},
};
static const struct flow flow = {"state", transitions, ARRAY_SIZE(transitions)};

const struct entity comparison_entity = {
    .name = "comparison", .label = "逐一对照", .note = "一个单位对照一份目录：会开了没有，每条有没有",
    .fields = fields, .field_count = COMPARISON__COUNT, .derived = derived, .lists = lists, .indexes = indexes,
    .flow = &flow, .title = "title", .unit_from = "answering", .parent = "catalogue",
};

/* --- an answer --- */

static const struct field answer_fields[ANSWER__COUNT] = {
    [ANSWER_COMPARISON] = {"comparison", "逐一对照", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_KEY, .ref = "comparison"},
    [ANSWER_ITEM] = {"item", "问题表现", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_KEY, .ref = "catalogue_item"},
    [ANSWER_ANSWER] = {"answer", "对照结果", NULL, FIELD_ENUM, 0, .choices = answer_choices},
    [ANSWER_FACTS] = {"facts", "本单位具体表现", NULL, FIELD_LONG_TEXT, 0, .max = 2000},
    [ANSWER_PROBLEM] = {"problem", "成为的问题", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "problem"},
};
static const char *const answer_columns[] = {"item", "answer", "facts", NULL};
static const struct list_view answer_lists[] = {{"all", "对照结果", answer_columns, "comparison,id", NULL}, {0}};
static const char *const answer_indexes[] = {"comparison,item", "problem", "unit", NULL};

static int answer_check(struct change *change)
{
    if (change->before && record_int(change->before, ANSWER_PROBLEM) && strcmp(record_text(change->after, ANSWER_ANSWER), "yes"))
        return change_problem(change, "answer", "这一条已经成为问题，不能改为“无”；查明没有的，在问题里按“不属实”办理");
    return DONE;
}

/* How many are answered stands in the comparison's row. */
static int answer_follow(struct change *change)
{
    return db_run(change->db,
        "UPDATE comparison SET answered = (SELECT count(*) FROM comparison_answer a WHERE a.comparison = comparison.id"
        " AND a.answer IS NOT NULL) WHERE id = ?1", value_int(record_int(change->after, ANSWER_COMPARISON)));
}

const struct entity comparison_answer_entity = {
    .name = "comparison_answer", .label = "对照结果", .note = "对一条突出问题的回答：有、无、不涉及",
    .fields = answer_fields, .field_count = ANSWER__COUNT, .lists = answer_lists, .indexes = answer_indexes,
    .title = "facts", .unit_from = "comparison", .parent = "comparison", .flags = ENTITY_HIDDEN, .check = answer_check,
    .follow = answer_follow,
    /* From above, only what has been handed in. */
    .scope_sql = {[SCOPE_NAMED] = "t.comparison IN (SELECT k.id FROM comparison k JOIN unit_closure c ON c.unit = k.unit"
                                  " WHERE k.state = 'submitted' AND c.ancestor = ?unit)"},
};
