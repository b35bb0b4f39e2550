#include "ledger.h"

static void first_deadline_stays(void)
{
    struct ledger l;
    ledger_open(&l);
    struct record *problem = ledger_problem(&l, 1);
    record_set_text(problem, PROBLEM_DEADLINE, "2026-12-31");
    ledger_save(&l, problem);
    struct change change = world_change(&l.w, &problem_entity, "change");
    problem = ledger_read(&l, &problem_entity, problem->id);
    record_set_text(problem, PROBLEM_DEADLINE, "2027-03-31");
    CHECK_DONE(record_change(&change, problem, 0));
    problem = ledger_read(&l, &problem_entity, problem->id);
    CHECK_TEXT(record_text(problem, PROBLEM_DEADLINE), "2027-03-31");
    CHECK_TEXT(record_text(problem, PROBLEM_ORIGINAL_DEADLINE), "2026-12-31");
    record_set_empty(problem, PROBLEM_DEADLINE);
    CHECK_OUTCOME(record_change(&change, problem, 0), INVALID);
    world_close(&l.w);
}

/* The gate of claiming asks for leader, person and day, and says each. */
static void claim_names_who_answers(void)
{
    struct ledger l;
    ledger_open(&l);
    struct record *problem = ledger_save(&l, ledger_problem(&l, 1));
    struct change change = world_change(&l.w, &problem_entity, "claim");
    CHECK_OUTCOME(record_act(&change, problem->id, "claim", NULL, 0, 0), INVALID);
    CHECK_INT(change.problem_count, 3);
    problem = ledger_read(&l, &problem_entity, problem->id);
    CHECK_TEXT(record_text(problem, PROBLEM_STATE), "unclaimed");
    int64_t leader = world_person(&l.w, "SL001"), person = world_person(&l.w, "SL008");
    record_set_ids(problem, PROBLEM_LEADERS, &leader, 1);
    record_set_ids(problem, PROBLEM_PERSONS, &person, 1);
    record_set_text(problem, PROBLEM_DEADLINE, "2026-12-31");
    change = world_change(&l.w, &problem_entity, "change");
    CHECK_DONE(record_change(&change, problem, 0));
    change = world_change(&l.w, &problem_entity, "claim");
    CHECK_DONE(record_act(&change, problem->id, "claim", NULL, 0, 0));
    CHECK_TEXT(record_text(ledger_read(&l, &problem_entity, problem->id), PROBLEM_STATE), "planning");
    world_close(&l.w);
}

static void counts_follow_measures(void)
{
    struct ledger l;
    ledger_open(&l);
    struct record *problem = ledger_save(&l, ledger_problem(&l, 1));
    struct record *measure = record_new(l.w.arena, &measure_entity);
    record_set_int(measure, MEASURE_PROBLEM, problem->id);
    record_set_int(measure, MEASURE_POSITION, 1);
    record_set_text(measure, MEASURE_TEXT, "制定换届方案");
    ledger_save(&l, measure);
    CHECK_INT(record_int(ledger_read(&l, &problem_entity, problem->id), PROBLEM_MEASURE_COUNT), 1);
    struct change change = world_change(&l.w, &measure_entity, "change");
    record_set_text(measure, MEASURE_STATE, "done");
    CHECK_OUTCOME(record_change(&change, measure, 0), INVALID);      /* without a result it is only said */
    record_set_text(measure, MEASURE_RESULT, "方案已批复");
    change = world_change(&l.w, &measure_entity, "change");
    CHECK_DONE(record_change(&change, measure, 0));
    CHECK_INT(record_int(ledger_read(&l, &problem_entity, problem->id), PROBLEM_MEASURES_DONE), 1);
    change = world_change(&l.w, &measure_entity, "remove");
    CHECK_DONE(record_remove(&change, measure->id, 0));
    problem = ledger_read(&l, &problem_entity, problem->id);
    CHECK_INT(record_int(problem, PROBLEM_MEASURE_COUNT) + record_int(problem, PROBLEM_MEASURES_DONE), 0);
    world_close(&l.w);
}

static void sources_know_their_period(void)
{
    struct ledger l;
    ledger_open(&l);
    CHECK_TEXT(record_text(ledger_read(&l, &source_entity, l.source->id), SOURCE_DUE), "2027-01-06");
    struct change change = world_change(&l.w, &source_entity, "change");
    record_set_text(l.source, SOURCE_DUE, "2026-07-01");
    CHECK_OUTCOME(record_change(&change, l.source, 0), INVALID);
    record_set_text(l.source, SOURCE_DUE, "2026-09-30");
    record_set_text(l.source, SOURCE_DATE, "2999-01-01");
    CHECK_OUTCOME(record_change(&change, l.source, 0), INVALID);
    world_close(&l.w);
}

TESTS({"the first deadline stays", first_deadline_stays},
      {"claiming names who answers", claim_names_who_answers},
      {"the counts follow the measures", counts_follow_measures},
      {"a source knows its period", sources_know_their_period})
