/* 整改成果 as counted rows: what came of a problem besides its measures.  Rules made are not asked here again: they are counted
 * from their own records (every fact is asked once). */
#include <string.h>

#include "feature/rectification/common/common.h"

static const struct choice kinds[] = {
    {"criticism", "批评教育"}, {"talk", "谈话"}, {"punishment", "处分"}, {"recovered", "追缴"}, {"saved", "挽回损失"}, {0},
};

static const struct field fields[OUTCOME__COUNT] = {
    [OUTCOME_PROBLEM] = {"problem", "问题", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED, .ref = "problem"},
    [OUTCOME_KIND] = {"kind", "成果类别", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = kinds},
    [OUTCOME_TIMES] = {"times", "次数（件数）", NULL, FIELD_INT, FIELD_REQUIRED, .min = 1, .max = 100000, .preset = "1"},
    [OUTCOME_PERSONS] = {"persons_count", "人数", "批评教育、谈话、处分填人数；不填姓名", FIELD_INT, 0, .min = 1, .max = 100000},
    [OUTCOME_AMOUNT] = {"amount", "金额", "追缴、挽回的填金额（元）", FIELD_MONEY, 0},
    [OUTCOME_ON] = {"happened_on", "日期", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_FILTER, .preset = "today"},
    [OUTCOME_NOTE] = {"note", "备注", NULL, FIELD_LONG_TEXT, 0, .max = 500},
};
static const char *const columns[] = {"kind", "times", "persons_count", "amount", "happened_on", "note", NULL};
static const struct list_view lists[] = {{"all", "整改成果", columns, "-happened_on,id", NULL}, {0}};
static const char *const indexes[] = {"problem,kind", "organ,happened_on", "root,happened_on", "unit", NULL};

static bool is_money(const char *kind)
{
    return !strcmp(kind, "recovered") || !strcmp(kind, "saved");
}

static int outcome_check(struct change *change)
{
    if (!change->after)
        return DONE;
    const struct record *after = change->after;
    bool money = is_money(record_text(after, OUTCOME_KIND));
    if (money && record_int(after, OUTCOME_AMOUNT) <= 0)
        return change_problem(change, "amount", "请填追缴或挽回的金额");
    if (!money && after->values[OUTCOME_AMOUNT].set)
        return change_problem(change, "amount", "只有追缴、挽回损失才填金额");
    if (!money && !record_int(after, OUTCOME_PERSONS))
        return change_problem(change, "persons_count", "请填人数");
    return DONE;
}

const struct entity outcome_entity = {
    .name = "outcome", .label = "整改成果", .note = "批评教育、谈话、处分的人次，追缴和挽回的金额；不记姓名",
    .fields = fields, .field_count = OUTCOME__COUNT, .lists = lists, .indexes = indexes, .title = "kind",
    .unit_from = "problem", .parent = "problem", .flags = ENTITY_REMOVABLE, .check = outcome_check,
};

static json_t *sum_json(struct arena *arena, const char *kind, int64_t times, int64_t persons, int64_t amount)
{
    const struct field_value money = {.set = true, .i = amount};
    const char *words = is_money(kind)
        ? arena_printf(arena, "%s元", value_print(arena, &fields[OUTCOME_AMOUNT], &money))
        : arena_printf(arena, "%lld次 %lld人", (long long)times, (long long)persons);
    return json_pack("{s:s, s:s, s:s, s:I, s:I, s:I}", "kind", kind, "label", choice_find(kinds, kind)->label, "words", words,
                     "times", (json_int_t)times, "persons", (json_int_t)persons, "amount_cents", (json_int_t)amount);
}

#define SUMS "SELECT o.kind, sum(o.times), COALESCE(sum(o.persons_count), 0), COALESCE(sum(o.amount), 0) FROM outcome o"

/* Of one problem, or of all of a source. */
static int sums_json(struct request *r, int64_t problem, int64_t source, json_t **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int step;
    *ret = json_array();
    if (problem)
        TRY(db_query(r->db, &s, SUMS " WHERE o.problem = ?1 GROUP BY o.kind ORDER BY o.kind", value_int(problem)));
    else
        TRY(db_query(r->db, &s, SUMS " JOIN problem p ON p.id = o.problem WHERE p.source = ?1 GROUP BY o.kind ORDER BY o.kind",
                     value_int(source)));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        json_array_append_new(*ret, sum_json(r->arena, statement_text(s, 0), statement_int(s, 1), statement_int(s, 2), statement_int(s, 3)));
    return step;
}

static int rules_json(struct request *r, int64_t problem, json_t **ret)
{
    char id[ID_TEXT];
    const struct list_filter filter = {"problem", "is", id_print(problem, id)};
    const struct list_request list = {.entity = &rule_made_entity, .access = r->session->access, .verb = "read",
                                      .filters = &filter, .filter_count = 1, .limit = 50};
    TRY(list_page(r->arena, r->db, &list, ret));
    json_object_set_new(*ret, "entity", json_string("rule_made"));
    json_object_set_new(*ret, "linked", json_true());
    return DONE;
}

/* On a problem's page: what came of it, counted; the rules one by one. */
int problem_outcome_panel(struct request *r, const struct record *problem, json_t **ret)
{
    char id[ID_TEXT];
    json_t *sums, *rules;
    const struct access *access = r->session->access;
    *ret = NULL;
    /* Not for a unit that only shares the problem. */
    if (!access_may(access, &outcome_entity, "read") || access_record(access, r->db, &problem_entity, "export", problem->id) != DONE)
        return DONE;
    TRY(sums_json(r, problem->id, 0, &sums));
    TRY(rules_json(r, problem->id, &rules));
    size_t made = json_array_size(json_object_get(rules, "rows"));
    *ret = json_pack("{s:s, s:o, s:i}", "id", id_print(problem->id, id), "sums", sums, "rules_made", (int)made);
    if (made)
        json_object_set_new(*ret, "rules", rules);
    if (access_may(access, &rule_made_entity, "create"))
        json_object_set_new(*ret, "may_make", json_true());
    return DONE;
}

/* On a source's page: what came of all its problems. */
int source_outcome_panel(struct request *r, const struct record *source, json_t **ret)
{
    json_t *sums;
    int64_t rules;
    const struct access *access = r->session->access;
    *ret = NULL;
    if (!access_may(access, &outcome_entity, "read") || access_record(access, r->db, &source_entity, "export", source->id) != DONE)
        return DONE;
    TRY(sums_json(r, 0, source->id, &sums));
    TRY(db_get_int(r->db, &rules, "SELECT count(*) FROM rule_made m JOIN problem p ON p.id = m.problem WHERE p.source = ?1",
                   value_int(source->id)));
    if (rules || json_array_size(sums))
        *ret = json_pack("{s:o, s:I}", "sums", sums, "rules_made", (json_int_t)rules);
    return DONE;
}
