#include "issued.h"

static int submit(struct issued *i, int64_t comparison)
{
    return issued_act(i, &comparison_entity, comparison, "submit", NULL, NULL, NULL);
}

static void meet(struct issued *i, const char *unit, const char *chair)
{
    struct record *meeting = issued_meeting(i, unit, chair);
    record_set_int(meeting, MEETING_CATALOGUE, i->catalogue->id);
    CHECK_DONE(issued_create(i, meeting));
}

/* Every item answered, facts for what was found, the meeting recorded: else it is not handed in. */
static void the_gate(void)
{
    struct issued i;
    issued_open(&i);
    int64_t comparison = issued_comparison(&i, "SL-DZ");
    CHECK_DONE(issued_answer(&i, comparison, 0, "yes", NULL));
    CHECK_OUTCOME(submit(&i, comparison), INVALID);
    CHECK_TEXT(issued_said, "还有1条没有回答，请逐条选“有”“无”或“不涉及”");
    CHECK_DONE(issued_answer(&i, comparison, 1, "no", NULL));
    CHECK_OUTCOME(submit(&i, comparison), INVALID);
    CHECK(strstr(issued_said, "具体表现"));
    CHECK_DONE(issued_answer(&i, comparison, 0, "yes", "测站支部超期三个月"));
    CHECK_OUTCOME(submit(&i, comparison), INVALID);
    CHECK(strstr(issued_said, "专题分析会"));
    meet(&i, "SL-DZ", "SL001");
    CHECK_DONE(submit(&i, comparison));
    world_close(&i.l.w);
}

/* 有 makes a problem of the answering unit, with its words, its origin and its category; 无 and 不涉及 make none. */
static void what_is_found_becomes_a_problem(void)
{
    struct issued i;
    issued_open(&i);
    int64_t comparison = issued_comparison(&i, "SL-DZ"), id;
    CHECK_DONE(issued_answer(&i, comparison, 0, "yes", "测站支部超期三个月"));
    CHECK_DONE(issued_answer(&i, comparison, 1, "not_applicable", NULL));
    CHECK_INT(issued_number(&i, "SELECT count(*) FROM problem"), 0);
    meet(&i, "SL-DZ", "SL001");
    CHECK_DONE(submit(&i, comparison));
    CHECK_INT(issued_number(&i, "SELECT count(*) FROM problem"), 1);
    CHECK_DONE(db_get_int(i.l.w.db, &id, "SELECT id FROM problem"));
    struct record *problem = ledger_read(&i.l, &problem_entity, id);
    struct record *source = ledger_read(&i.l, &source_entity, record_int(problem, PROBLEM_SOURCE));
    CHECK_TEXT(record_text(problem, PROBLEM_SYMPTOM), "测站支部超期三个月");
    CHECK_TEXT(record_text(problem, PROBLEM_STATE), "unclaimed");
    CHECK_INT(record_int(problem, PROBLEM_ORIGIN), i.items[0]);
    CHECK_INT(record_int(problem, PROBLEM_CATEGORY), i.categories[0]);
    CHECK_INT(record_int(problem, PROBLEM_ACCOUNTABLE), world_unit(&i.l.w, "SL-DZ"));
    CHECK_TEXT(record_text(source, SOURCE_KIND), "self_check");
    CHECK_INT(record_int(source, SOURCE_REVIEWER), world_unit(&i.l.w, "GW"));
    CHECK_INT(issued_number(&i, "SELECT found FROM comparison WHERE state = 'submitted'"), 1);
    world_close(&i.l.w);
}

/* Returned and handed in again: the problem is made once, and cannot be unsaid by an answer. */
static void returned_and_handed_in_again(void)
{
    struct issued i;
    issued_open(&i);
    int64_t comparison = issued_comparison(&i, "SL-DZ");
    CHECK_DONE(issued_answer(&i, comparison, 0, "yes", "测站支部超期三个月"));
    CHECK_DONE(issued_answer(&i, comparison, 1, "no", NULL));
    meet(&i, "SL-DZ", "SL001");
    CHECK_DONE(submit(&i, comparison));
    CHECK_OUTCOME(submit(&i, comparison), CONFLICT);
    CHECK_OUTCOME(issued_act(&i, &comparison_entity, comparison, "return", NULL, NULL, NULL), INVALID);
    CHECK_DONE(issued_act(&i, &comparison_entity, comparison, "return", NULL, NULL, "第二条请再对照"));
    CHECK_OUTCOME(issued_answer(&i, comparison, 0, "no", NULL), INVALID);
    CHECK_DONE(issued_answer(&i, comparison, 1, "yes", "二季度未开党员大会"));
    CHECK_DONE(submit(&i, comparison));
    CHECK_INT(issued_number(&i, "SELECT count(*) FROM problem"), 2);
    CHECK_INT(issued_number(&i, "SELECT count(*) FROM source WHERE kind = 'self_check'"), 1);
    world_close(&i.l.w);
}

static void what_has_ended_is_not_answered(void)
{
    struct issued i;
    issued_open(&i);
    int64_t comparison = issued_comparison(&i, "JY-DZ");
    CHECK_DONE(issued_answer(&i, comparison, 0, "no", NULL));
    CHECK_DONE(issued_answer(&i, comparison, 1, "no", NULL));
    meet(&i, "JY-DZ", "JY001");
    CHECK_DONE(issued_act(&i, &catalogue_entity, i.catalogue->id, "end", NULL, NULL, "到期"));
    CHECK_OUTCOME(submit(&i, comparison), INVALID);
    world_close(&i.l.w);
}

static int64_t counted(struct issued *i, const struct access *access, const struct entity *entity)
{
    int64_t n;
    const struct list_request list = {.entity = entity, .access = access, .verb = "read"};
    CHECK_DONE(list_count(i->l.w.arena, i->l.w.db, &list, &n));
    return n;
}

/* A unit sees its own comparison and answers; the issuer sees answers only once they are handed in. */
static void no_unit_sees_another(void)
{
    struct issued i;
    issued_open(&i);
    int64_t comparison = issued_comparison(&i, "JY-DZ");
    CHECK_DONE(issued_answer(&i, comparison, 0, "yes", "机关一支部超期"));
    CHECK_DONE(issued_answer(&i, comparison, 1, "no", NULL));
    struct access *water = issued_access(&i, "organ_officer", "SL-JW");
    CHECK_INT(counted(&i, water, &comparison_entity), 1);
    CHECK_INT(counted(&i, water, &comparison_answer_entity), 2);
    CHECK_OUTCOME(access_record(water, i.l.w.db, &comparison_entity, "read", comparison), NOT_FOUND);
    CHECK_INT(counted(&i, issued_access(&i, "working_committee_officer", "GW"), &comparison_answer_entity), 0);
    meet(&i, "JY-DZ", "JY001");
    CHECK_DONE(submit(&i, comparison));
    CHECK_INT(counted(&i, issued_access(&i, "working_committee_officer", "GW"), &comparison_answer_entity), 2);
    CHECK_INT(counted(&i, issued_access(&i, "working_committee_officer", "GW"), &comparison_entity), 2);
    CHECK_INT(counted(&i, issued_access(&i, "branch_secretary", "JY-Z1"), &comparison_entity), 0);
    CHECK_INT(counted(&i, issued_access(&i, "outside_reviewer", "XCB"), &comparison_entity), 0);
    world_close(&i.l.w);
}

TESTS({"the gate of handing in", the_gate},
      {"what is found becomes a problem", what_is_found_becomes_a_problem},
      {"returned and handed in again", returned_and_handed_in_again},
      {"what has ended is not answered", what_has_ended_is_not_answered},
      {"no unit sees another", no_unit_sees_another})
