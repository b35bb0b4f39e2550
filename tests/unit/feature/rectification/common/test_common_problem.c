#include "issued.h"

static struct record *common_new(struct issued *i)
{
    struct record *common = record_new(i->l.w.arena, &common_problem_entity);
    record_set_text(common, COMMON_TITLE, "支部换届普遍超期");
    record_set_int(common, COMMON_OWNER, world_unit(&i->l.w, "GW"));
    CHECK_DONE(issued_create(i, common));
    return common;
}

static int64_t rule_new(struct issued *i, int64_t common)
{
    struct record *rule = record_new(i->l.w.arena, &rule_made_entity);
    record_set_text(rule, RULE_TITLE, "换届提醒办法");
    record_set_int(rule, RULE_MADE_BY, world_unit(&i->l.w, "GW"));
    record_set_int(rule, RULE_COMMON, common);
    CHECK_DONE(issued_create(i, rule));
    return rule->id;
}

/* Closed with a rule, or with a reason why none is needed; and never without its analysis. */
static void closing_needs_a_rule_or_a_reason(void)
{
    struct issued i;
    issued_draft(&i);
    struct record *common = common_new(&i);
    CHECK_OUTCOME(issued_act(&i, &common_problem_entity, common->id, "close", "no_rule", "已有制度", NULL), INVALID);
    CHECK(strstr(issued_said, "机理"));
    record_set_text(common, COMMON_MECHANISM, "台账靠手工，到期没有提醒");
    CHECK_DONE(issued_change(&i, common));
    CHECK_OUTCOME(issued_act(&i, &common_problem_entity, common->id, "close", NULL, NULL, NULL), INVALID);
    CHECK(strstr(issued_said, "无需建制"));
    CHECK_OUTCOME(issued_act(&i, &common_problem_entity, common->id, "close", "no_rule", "  ", NULL), INVALID);
    CHECK_DONE(issued_act(&i, &common_problem_entity, common->id, "close", "no_rule", "现行条例已有明确规定", NULL));
    CHECK_DONE(issued_act(&i, &common_problem_entity, common->id, "reopen", NULL, NULL, "又发现两个单位"));
    CHECK_TEXT(record_text(ledger_read(&i.l, &common_problem_entity, common->id), COMMON_NO_RULE), "");
    rule_new(&i, common->id);
    CHECK_DONE(issued_act(&i, &common_problem_entity, common->id, "close", NULL, NULL, NULL));
    world_close(&i.l.w);
}

static int64_t measure_new(struct issued *i, int64_t common, int position, const char *extent)
{
    struct record *measure = record_new(i->l.w.arena, &common_measure_entity);
    record_set_int(measure, COMMON_MEASURE_COMMON, common);
    record_set_int(measure, COMMON_MEASURE_POSITION, position);
    record_set_text(measure, COMMON_MEASURE_TEXT, "对照检查");
    record_set_text(measure, COMMON_MEASURE_SCOPE, extent);
    CHECK_DONE(issued_create(i, measure));
    return measure->id;
}

static void member_make(struct issued *i, int64_t problem, int64_t common)
{
    struct record *record = ledger_read(&i->l, &problem_entity, problem);
    record_set_int(record, PROBLEM_COMMON, common);
    CHECK_DONE(issued_change(i, record));
}

/* 本单位 stays with the owner, 同类单位 is read where the problem is, 全系统 everywhere; the common problem by its owner alone. */
static void measures_are_read_where_they_apply(void)
{
    static const struct { const char *role, *unit; bool own, similar, whole, common; } people[] = {
        {"working_committee_officer", "GW", true, true, true, true}, {"organ_officer", "SL-JW", false, true, true, false},
        {"organ_officer", "MZ-JW", false, false, true, false}, {"branch_secretary", "MZ-Z1", false, false, true, false},
        {"outside_reviewer", "XCB", false, false, false, false}, {"member", "SL-Z1", false, false, false, false},
    };
    struct issued i;
    issued_draft(&i);
    int64_t common = common_new(&i)->id;
    int64_t own = measure_new(&i, common, 1, "own"), similar = measure_new(&i, common, 2, "similar"), whole = measure_new(&i, common, 3, "whole");
    member_make(&i, issued_problem(&i, "SL-DZ", 0, 1), common);
    for (size_t k = 0; k < ARRAY_SIZE(people); k++) {
        struct access *access = issued_access(&i, people[k].role, people[k].unit);
        CHECK_INT(access_record(access, i.l.w.db, &common_measure_entity, "read", own) == DONE, people[k].own);
        CHECK_INT(access_record(access, i.l.w.db, &common_measure_entity, "read", similar) == DONE, people[k].similar);
        CHECK_INT(access_record(access, i.l.w.db, &common_measure_entity, "read", whole) == DONE, people[k].whole);
        CHECK_INT(access_record(access, i.l.w.db, &common_problem_entity, "read", common) == DONE, people[k].common);
    }
    world_close(&i.l.w);
}

/* Members are closed by themselves: closing the common problem changes none of them. */
static void members_have_their_own_ends(void)
{
    struct issued i;
    issued_draft(&i);
    struct record *common = common_new(&i);
    int64_t problem = issued_problem(&i, "SL-DZ", 0, 1);
    member_make(&i, problem, common->id);
    record_set_text(common, COMMON_MECHANISM, "台账靠手工");
    CHECK_DONE(issued_change(&i, common));
    CHECK_DONE(issued_act(&i, &common_problem_entity, common->id, "close", "no_rule", "已有规定", NULL));
    CHECK_TEXT(record_text(ledger_read(&i.l, &problem_entity, problem), PROBLEM_STATE), "unclaimed");
    world_close(&i.l.w);
}

TESTS({"closing needs a rule or a reason", closing_needs_a_rule_or_a_reason},
      {"measures are read where they apply", measures_are_read_where_they_apply},
      {"members have their own ends", members_have_their_own_ends})
