#include "feature/rectification/common/common.h"
#include "feature/rectification/lists/lists.h"
#include "feature/rectification/lists/lists_database.h"
#include "life.h"

/* What a row says lives as long as its query: the last one asked. */
static struct lists_query *asked;

static const struct lists_problem *row_of(struct ledger *l, int64_t problem)
{
    const struct list_filter none[] = {{0}};
    const struct list_request request = {.entity = &problem_entity, .verb = "read", .filters = none};
    const struct lists_problem *row = NULL;
    char id[ID_TEXT];
    lists_query_destroy(asked);
    CHECK_DONE(lists_query_create(l->w.arena, l->w.db, &request, &asked));
    struct lists_rows rows = lists_query_rows(asked);
    do
        CHECK_DONE(rows.next(rows.of, &row));
    while (row && strcmp(row->id, id_print(problem, id)));
    CHECK(row != NULL);
    return row;
}

static void rule_make(struct ledger *l, int64_t problem)
{
    struct record *rule = record_new(l->w.arena, &rule_made_entity);
    record_set_text(rule, RULE_TITLE, "《换届台账管理办法》");
    record_set_int(rule, RULE_MADE_BY, world_unit(&l->w, "SL-JW"));
    record_set_text(rule, RULE_KIND, "made");
    record_set_text(rule, RULE_NUMBER, "水利机党〔2026〕12号");
    record_set_text(rule, RULE_EFFECTIVE_ON, "2026-03-02");
    record_set_int(rule, RULE_PROBLEM, problem);
    ledger_save(l, rule);
}

/* What has come of a problem stands in its row: evidence, rules, who reviewed, the days, the last look back. */
static void a_life_in_a_row(void)
{
    struct ledger l;
    char today[DATE_TEXT];
    ledger_open(&l);
    life_people(&l);
    struct record *problem = life_closed(&l, 1);
    rule_make(&l, problem->id);
    const struct lists_problem *row = row_of(&l, problem->id);
    date_print(clock_today(), today);
    CHECK_TEXT(row->evidence, "选举结果批复（水利机党〔2026〕9号）");
    CHECK_TEXT(row->rules_made, "《换届台账管理办法》（新建，水利机党〔2026〕12号）");
    CHECK_TEXT(row->requested, today);
    CHECK_TEXT(row->closed, today);
    CHECK_TEXT(row->reviewer, "严正清");
    CHECK_TEXT(row->rechecked, "");
    CHECK_DONE(ACT(reviewer, "recheck", NULL, "recheck_how", "phone", "recheck_finding", "问了两名党员"));
    row = row_of(&l, problem->id);
    CHECK_TEXT(row->rechecked, today);
    CHECK_TEXT(row->recheck_result, "巩固");
    CHECK_DONE(ACT(reviewer, "reopen", "没有开", "recheck_how", "visit", "recheck_finding", "没有开"));
    row = row_of(&l, problem->id);
    CHECK_TEXT(row->recheck_result, "反弹");
    CHECK_TEXT(row->closed, today);
    lists_query_destroy(asked);
    world_close(&l.w);
}

TESTS({"a life stands in a row", a_life_in_a_row})
