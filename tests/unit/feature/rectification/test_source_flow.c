#include "life.h"

static struct record *submitted(struct ledger *l, int number)
{
    struct record *problem = ledger_problem(l, number);
    int64_t leader = world_person(&l->w, "SL002"), person = world_person(&l->w, "SL011");
    record_set_ids(problem, PROBLEM_LEADERS, &leader, 1);
    record_set_ids(problem, PROBLEM_PERSONS, &person, 1);
    record_set_text(problem, PROBLEM_DEADLINE, "2030-12-31");
    ledger_save(l, problem);
    life_measure(l, problem->id, 1, NULL);
    CHECK_DONE(life_act(l, &problem_entity, problem->id, &officer, "claim", NULL, NULL));
    CHECK_DONE(life_act(l, &problem_entity, problem->id, &officer, "plan", NULL, "cause_route", "guidance", "cause", "指导少",
                        "goal", "按季开会", NULL));
    return problem;
}

/* The head signs by name: for the feedback once, for the plan whatever waits of it, for the report when all is claimed. */
static void the_head_signs(void)
{
    struct ledger l;
    ledger_open(&l);
    life_people(&l);
    struct actor nobody = {.user = 21, .name = "无名", .door = "page"};
    CHECK_DONE(db_run(l.w.db, "UPDATE source SET state = 'confirmed'"));
    const int64_t source = l.source->id;
    CHECK_OUTCOME(life_act(&l, &source_entity, source, &nobody, "receive", NULL, NULL), INVALID);
    CHECK_DONE(life_act(&l, &source_entity, source, &secretary, "receive", NULL, NULL));
    CHECK_OUTCOME(life_act(&l, &source_entity, source, &secretary, "receive", NULL, NULL), INVALID);
    CHECK_OUTCOME(life_act(&l, &source_entity, source, &secretary, "endorse_plan", NULL, NULL), INVALID);
    struct record *one = submitted(&l, 1), *two = submitted(&l, 2);
    CHECK_OUTCOME(life_act(&l, &source_entity, source, &officer, "endorse_plan", NULL, NULL), INVALID);
    CHECK(strstr(life_said, "第1条"));
    CHECK_TEXT(life_state(&l, two->id), "planning");
    CHECK_DONE(life_act(&l, &source_entity, source, &secretary, "endorse_plan", NULL, NULL));
    CHECK_TEXT(life_state(&l, one->id), "rectifying");
    CHECK_TEXT(life_state(&l, two->id), "rectifying");
    struct record *three = ledger_save(&l, ledger_problem(&l, 3));
    CHECK_OUTCOME(life_act(&l, &source_entity, source, &secretary, "endorse_report", NULL, NULL), INVALID);
    CHECK_DONE(db_run(l.w.db, "UPDATE problem SET state = 'planning' WHERE id = ?1", value_int(three->id)));
    CHECK_DONE(life_act(&l, &source_entity, source, &secretary, "endorse_report", NULL, NULL));
    struct record *signed_for = ledger_read(&l, &source_entity, source);
    CHECK_INT(record_int(signed_for, SOURCE_REPORT_ENDORSED_BY), secretary.person);
    world_close(&l.w);
}

static void nobody_reviews_himself(void)
{
    struct ledger l;
    ledger_open(&l);
    struct record *source = ledger_read(&l, &source_entity, l.source->id);
    struct change change = world_change(&l.w, &source_entity, "change");
    record_set_int(source, SOURCE_REVIEWER, record_int(source, SOURCE_ACCOUNTABLE));
    CHECK_OUTCOME(record_change(&change, source, 0), INVALID);
    world_close(&l.w);
}

TESTS({"the head of the unit signs by name", the_head_signs}, {"a unit does not review itself", nobody_reviews_himself})
