#include "life.h"

#define OPEN()                                                                                                         \
    struct ledger l;                                                                                                   \
    ledger_open(&l);                                                                                                   \
    life_people(&l)

static void a_whole_life(void)
{
    OPEN();
    struct record *problem = life_closed(&l, 1);
    struct record *now = ledger_read(&l, &problem_entity, problem->id), *step;
    char today[DATE_TEXT];
    CHECK_TEXT(record_text(now, PROBLEM_CLOSED_ON), date_print(clock_today(), today));
    CHECK_TEXT(record_text(now, PROBLEM_PROGRESS), "finished");
    CHECK_DONE(ACT(reviewer, "recheck", NULL, "recheck_how", "phone", "recheck_finding", "电话问了两名党员"));
    CHECK_TEXT(life_state(&l, problem->id), "consolidated");
    CHECK_OUTCOME(ACT(reviewer, "reopen", NULL, "recheck_how", "visit", "recheck_finding", "又没开会"), INVALID);
    CHECK_DONE(ACT(reviewer, "reopen", "走访时无人知道", "recheck_how", "visit", "recheck_finding", "又没开会"));
    now = ledger_read(&l, &problem_entity, problem->id);
    CHECK_TEXT(record_text(now, PROBLEM_STATE), "rectifying");
    CHECK_INT(record_int(now, PROBLEM_RELAPSES), 1);
    CHECK_TEXT(record_text(now, PROBLEM_CLOSED_ON), today);      /* history is not wiped */
    CHECK_DONE(step_last(l.w.arena, l.w.db, problem->id, "reopen", &step));
    CHECK_TEXT(record_text(step, STEP_REASON), "走访时无人知道");
    CHECK_INT(record_int(step, STEP_POSITION), 8);
    /* What closed it once does not close it again. */
    CHECK_OUTCOME(ACT(officer, "request_closing", NULL, "effect", "又改好了"), INVALID);
    CHECK(strstr(life_said, "新的佐证"));
    clock_set(clock_now_ms() + 1000);
    life_evidence(&l, problem->id);
    CHECK_DONE(ACT(officer, "request_closing", NULL, "effect", "又改好了"));
    clock_set(0);
    world_close(&l.w);
}

/* Each wall on the way to a closing, alone. */
static void closing_asks_for_everything(void)
{
    OPEN();
    int64_t measure;
    struct record *problem = life_rectifying(&l, 1, &measure);
    CHECK_OUTCOME(ACT(officer, "request_closing", NULL, "effect", "已换届"), INVALID);
    CHECK(strstr(life_said, "措施没有完成"));
    life_finish(&l, measure);
    CHECK_OUTCOME(ACT(officer, "request_closing", NULL, "effect", "  "), INVALID);
    CHECK(strstr(life_said, "整改成效"));
    CHECK_DONE(db_run(l.w.db, "DELETE FROM evidence"));
    CHECK_OUTCOME(ACT(officer, "request_closing", NULL, "effect", "已换届"), INVALID);
    CHECK(strstr(life_said, "佐证"));
    life_evidence(&l, problem->id);
    CHECK_DONE(ACT(officer, "request_closing", NULL, "effect", "已换届"));
    world_close(&l.w);
}

static void reviewer_is_another(void)
{
    OPEN();
    struct record *problem = life_requested(&l, 1, NULL);
    struct actor machine = {.name = "系统", .door = "job"};
    CHECK_OUTCOME(ACT(officer, "endorse", NULL), INVALID);       /* who asked */
    CHECK(strstr(life_said, "您提出的申请"));
    CHECK_OUTCOME(ACT(handler, "endorse", NULL), INVALID);       /* who does it */
    CHECK(strstr(life_said, "责任人"));
    CHECK_OUTCOME(ACT(machine, "endorse", NULL), INVALID);
    struct actor second = secretary;     /* the same person by another account */
    second.user = 99;
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    CHECK_OUTCOME(ACT(secretary, "accept", NULL), INVALID);
    CHECK_OUTCOME(ACT(second, "accept", NULL), INVALID);
    CHECK_OUTCOME(ACT(officer, "accept", NULL), INVALID);
    CHECK_DONE(ACT(reviewer, "accept", NULL));
    world_close(&l.w);
}

/* Also who answers for one measure only. */
static void doer_of_a_measure(void)
{
    OPEN();
    struct record *problem = life_requested(&l, 1, NULL);
    CHECK_DONE(db_run(l.w.db, "UPDATE measure SET person = ?1", value_int(bystander.person)));
    CHECK_OUTCOME(ACT(bystander, "endorse", NULL), INVALID);
    CHECK(strstr(life_said, "责任人"));
    world_close(&l.w);
}

static void plan_is_approved_by_another_and_as_it_is(void)
{
    OPEN();
    struct record *problem = life_rectifying(&l, 1, NULL);
    bool stands;
    CHECK_DONE(plan_stands(l.w.arena, l.w.db, ledger_read(&l, &problem_entity, problem->id), &stands));
    CHECK(stands);
    int64_t more = life_measure(&l, problem->id, 2, NULL);       /* void: the plan is another now */
    CHECK_DONE(plan_stands(l.w.arena, l.w.db, ledger_read(&l, &problem_entity, problem->id), &stands));
    CHECK(!stands);
    life_finish(&l, more);
    CHECK_OUTCOME(ACT(officer, "request_closing", NULL, "effect", "已换届"), INVALID);
    CHECK_DONE(ACT(officer, "plan", NULL));
    CHECK_TEXT(life_state(&l, problem->id), "planning");
    CHECK_OUTCOME(ACT(officer, "start", NULL), INVALID);
    CHECK(strstr(life_said, "另一人"));
    life_measure(&l, problem->id, 3, NULL);                      /* changed while it waits */
    CHECK_OUTCOME(ACT(secretary, "start", NULL), INVALID);
    CHECK(strstr(life_said, "又有改动"));
    CHECK_OUTCOME(ACT(secretary, "return", ""), INVALID);
    CHECK_DONE(ACT(secretary, "return", "措施3没有责任人"));
    CHECK_OUTCOME(ACT(secretary, "start", NULL), INVALID);
    CHECK_DONE(ACT(officer, "plan", NULL));
    CHECK_DONE(ACT(secretary, "start", NULL));
    world_close(&l.w);
}

static void approval_is_void_after_a_change(void)
{
    OPEN();
    int64_t measure;
    struct record *problem = life_requested(&l, 1, &measure);
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    struct record *row = ledger_read(&l, &measure_entity, measure);
    struct change change = world_change(&l.w, &measure_entity, "change");
    record_set_text(row, MEASURE_RESULT, "方案已批复，另补一次会议");
    CHECK_DONE(record_change(&change, row, 0));
    CHECK_OUTCOME(ACT(reviewer, "accept", NULL), INVALID);
    CHECK(strstr(life_said, "失效"));
    CHECK_DONE(ACT(officer, "request_closing", NULL));
    CHECK_OUTCOME(ACT(officer, "request_closing", NULL), INVALID);      /* nothing new */
    life_evidence(&l, problem->id);
    CHECK_OUTCOME(ACT(secretary, "endorse", NULL), INVALID);
    CHECK_DONE(ACT(secretary, "return", "补充后再报"));
    CHECK_TEXT(life_state(&l, problem->id), "rectifying");
    CHECK_DONE(ACT(officer, "request_closing", NULL, "effect", "已换届"));
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    CHECK_DONE(ACT(reviewer, "accept", NULL));
    world_close(&l.w);
}

/* 不属实 and 移交: the same two reviews, and a document; back to where they were asked from when refused. */
static void honest_exits(void)
{
    OPEN();
    struct record *problem = ledger_save(&l, ledger_problem(&l, 1));
    CHECK_OUTCOME(ACT(officer, "declare_unfounded", NULL), INVALID);
    CHECK_DONE(ACT(officer, "declare_unfounded", "会议记录齐全"));
    CHECK_OUTCOME(ACT(officer, "endorse", NULL), INVALID);
    CHECK_DONE(ACT(secretary, "return", "请附记录编号"));
    CHECK_TEXT(life_state(&l, problem->id), "unclaimed");
    CHECK_DONE(ACT(officer, "declare_unfounded", "会议记录齐全，编号3"));
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    CHECK_OUTCOME(ACT(reviewer, "accept", NULL), INVALID);
    CHECK_DONE(ACT(reviewer, "accept", NULL, "review_number", "巡函〔2026〕3号", "review_dated", "2026-03-05"));
    CHECK_TEXT(life_state(&l, problem->id), "unfounded");
    CHECK_TEXT(record_text(ledger_read(&l, &problem_entity, problem->id), PROBLEM_CLOSED_ON), "");
    CHECK_OUTCOME(ACT(reviewer, "reopen", "再看", "recheck_how", "visit", "recheck_finding", "有"), CONFLICT);
    problem = ledger_save(&l, ledger_problem(&l, 2));
    CHECK_OUTCOME(ACT(officer, "transfer", "属审计厅职责"), INVALID);
    CHECK_DONE(ACT(officer, "transfer", "属审计厅职责", "transfer_to", "省审计厅"));
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    CHECK_DONE(ACT(reviewer, "accept", NULL, "review_number", "巡函〔2026〕4号", "review_dated", "2026-03-05"));
    CHECK_TEXT(life_state(&l, problem->id), "transferred");
    world_close(&l.w);
}

static void outside_reviewer_is_a_document(void)
{
    OPEN();
    CHECK_DONE(db_run(l.w.db, "UPDATE source SET reviewer = NULL"));
    struct record *problem = life_requested(&l, 1, NULL);
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    CHECK_OUTCOME(ACT(bystander, "accept", NULL), INVALID);
    CHECK_OUTCOME(ACT(bystander, "accept", NULL, "review_number", "中巡函1号"), INVALID);
    CHECK_DONE(ACT(bystander, "accept", NULL, "review_number", "中巡函1号", "review_dated", "2026-03-05"));
    world_close(&l.w);
}

static void what_is_settled_stays(void)
{
    OPEN();
    int64_t measure;
    struct record *problem = life_rectifying(&l, 1, &measure);
    struct record *now = ledger_read(&l, &problem_entity, problem->id);
    struct change change = world_change(&l.w, &problem_entity, "change");
    record_set_text(now, PROBLEM_DEADLINE, "2031-12-31");
    CHECK_OUTCOME(record_change(&change, now, 0), INVALID);
    problem = life_closed(&l, 2);
    now = ledger_read(&l, &problem_entity, problem->id);
    change = world_change(&l.w, &problem_entity, "change");
    record_set_text(now, PROBLEM_SYMPTOM, "另一个问题");
    CHECK_OUTCOME(record_change(&change, now, 0), INVALID);
    now = ledger_read(&l, &problem_entity, problem->id);
    change = world_change(&l.w, &problem_entity, "change");
    record_set_text(now, PROBLEM_COMMONNESS, "common");
    CHECK_DONE(record_change(&change, now, 0));
    struct record *evidence = record_new(l.w.arena, &evidence_entity);
    record_set_int(evidence, EVIDENCE_PROBLEM, problem->id);
    record_set_text(evidence, EVIDENCE_TITLE, "补");
    record_set_text(evidence, EVIDENCE_NUMBER, "1");
    record_set_text(evidence, EVIDENCE_FACT_ON, "2026-03-01");
    change = world_change(&l.w, &evidence_entity, "create");
    CHECK_OUTCOME(record_create(&change, evidence), INVALID);
    world_close(&l.w);
}

static void extensions_are_approved_by_another(void)
{
    OPEN();
    int64_t measure, id;
    bool stands;
    struct record *problem = life_rectifying(&l, 1, &measure);
    CHECK_OUTCOME(ACT(officer, "extend", "汛期", "extend_until", "2029-01-01"), INVALID);
    CHECK_OUTCOME(ACT(officer, "extend", NULL, "extend_until", "2031-03-31"), INVALID);
    CHECK_DONE(ACT(officer, "extend", "汛期", "extend_until", "2031-03-31"));
    CHECK_OUTCOME(ACT(officer, "extend", "再来", "extend_until", "2031-06-30"), INVALID);
    CHECK_DONE(db_get_int(l.w.db, &id, "SELECT id FROM extension"));
    CHECK_OUTCOME(life_act(&l, &extension_entity, id, &officer, "approve", NULL, NULL), INVALID);
    CHECK_OUTCOME(life_act(&l, &extension_entity, id, &secretary, "refuse", NULL, NULL), INVALID);
    CHECK_DONE(life_act(&l, &extension_entity, id, &secretary, "approve", NULL, "number", "水利党组纪要12号", NULL));
    struct record *now = ledger_read(&l, &problem_entity, problem->id);
    CHECK_TEXT(record_text(now, PROBLEM_DEADLINE), "2031-03-31");
    CHECK_TEXT(record_text(now, PROBLEM_ORIGINAL_DEADLINE), "2030-12-31");
    CHECK_DONE(plan_stands(l.w.arena, l.w.db, now, &stands));
    CHECK(stands);
    struct change change = world_change(&l.w, &problem_entity, "hand_over");
    CHECK_DONE(problem_move(&change, problem->id, handler.person, bystander.person));
    CHECK_DONE(plan_stands(l.w.arena, l.w.db, ledger_read(&l, &problem_entity, problem->id), &stands));
    CHECK(stands);
    world_close(&l.w);
}

TESTS({"a problem lives from claim to relapse", a_whole_life},
      {"a closing asks for everything", closing_asks_for_everything},
      {"who reviews is another than who did or asked", reviewer_is_another},
      {"who answers for a measure is a doer", doer_of_a_measure},
      {"a plan is approved by another and as it is", plan_is_approved_by_another_and_as_it_is},
      {"an approval is void after a change", approval_is_void_after_a_change},
      {"honest exits have the same reviews", honest_exits},
      {"a reviewer outside is a document", outside_reviewer_is_a_document},
      {"what is settled stays", what_is_settled_stays},
      {"an extension is approved by another", extensions_are_approved_by_another})
