#include "life.h"

static int change_to(struct ledger *l, int64_t id, const char *state, const char *result)
{
    struct record *measure = ledger_read(l, &measure_entity, id);
    struct change change = world_change(&l->w, &measure_entity, "change");
    record_set_text(measure, MEASURE_STATE, state);
    record_set_text(measure, MEASURE_RESULT, result);
    int outcome = record_change(&change, measure, 0);
    life_said = change.problem_count ? change.problems[0].message : "";
    return outcome;
}

static void counted(struct ledger *l, int64_t problem, int64_t all, int64_t done)
{
    struct record *now = ledger_read(l, &problem_entity, problem);
    CHECK_INT(record_int(now, PROBLEM_MEASURE_COUNT), all);
    CHECK_INT(record_int(now, PROBLEM_MEASURES_DONE), done);
}

static void done_says_what_came_of_it(void)
{
    struct ledger l;
    ledger_open(&l);
    int64_t problem = ledger_save(&l, ledger_problem(&l, 1))->id, id = life_measure(&l, problem, 1, "SL011");
    CHECK_DONE(change_to(&l, id, "ongoing", ""));
    CHECK_OUTCOME(change_to(&l, id, "done", ""), INVALID);
    CHECK_TEXT(life_said, "标为“已完成”的，请写明完成情况");
    CHECK_DONE(change_to(&l, id, "done", "方案已批复"));
    CHECK_DONE(change_to(&l, id, "planned", ""));
    CHECK_OUTCOME(change_to(&l, id, "finished", "方案已批复"), INVALID);   /* no such state */
    world_close(&l.w);
}

/* The problem's own row counts them: as they come, change and go, and only its own. */
static void the_problem_counts_its_measures(void)
{
    struct ledger l;
    ledger_open(&l);
    int64_t problem = ledger_save(&l, ledger_problem(&l, 1))->id, other = ledger_save(&l, ledger_problem(&l, 2))->id;
    counted(&l, problem, 0, 0);
    int64_t first = life_measure(&l, problem, 1, NULL);
    life_measure(&l, problem, 2, NULL);
    life_measure(&l, other, 1, NULL);
    counted(&l, problem, 2, 0);
    CHECK_DONE(change_to(&l, first, "done", "方案已批复"));
    counted(&l, problem, 2, 1);
    counted(&l, other, 1, 0);
    struct change change = world_change(&l.w, &measure_entity, "remove");
    CHECK_DONE(record_remove(&change, first, 0));
    counted(&l, problem, 1, 0);
    world_close(&l.w);
}

static void of_a_problem_at_its_end_nothing_is_changed(void)
{
    struct ledger l;
    ledger_open(&l);
    life_people(&l);
    struct record *problem = life_closed(&l, 1), *measure = record_new(l.w.arena, &measure_entity);
    int64_t id = 0;
    CHECK_DONE(db_get_int(l.w.db, &id, "SELECT id FROM measure WHERE problem = ?1", value_int(problem->id)));
    CHECK_OUTCOME(change_to(&l, id, "done", "另写一句"), INVALID);
    CHECK(strstr(life_said, "已经了结"));
    struct change change = world_change(&l.w, &measure_entity, "remove");
    CHECK_OUTCOME(record_remove(&change, id, 0), INVALID);
    record_set_int(measure, MEASURE_PROBLEM, problem->id);
    record_set_int(measure, MEASURE_POSITION, 2);
    record_set_text(measure, MEASURE_TEXT, "再开一次会");
    change = world_change(&l.w, &measure_entity, "create");
    CHECK_OUTCOME(record_create(&change, measure), INVALID);
    counted(&l, problem->id, 1, 1);
    world_close(&l.w);
}

static void positions_have_bounds_and_are_each_one(void)
{
    struct ledger l;
    ledger_open(&l);
    int64_t problem = ledger_save(&l, ledger_problem(&l, 1))->id;
    life_measure(&l, problem, 999, NULL);
    static const int64_t refused[] = {0, -1, 1000, 999};
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++) {
        struct record *measure = record_new(l.w.arena, &measure_entity);
        struct change change = world_change(&l.w, &measure_entity, "create");
        record_set_int(measure, MEASURE_PROBLEM, problem);
        record_set_int(measure, MEASURE_POSITION, refused[i]);
        record_set_text(measure, MEASURE_TEXT, "制定方案");
        if (record_create(&change, measure) == DONE)
            check_fail(__FILE__, __LINE__, "position %d was taken", (int)refused[i]);
    }
    world_close(&l.w);
}

TESTS({"done says what came of it", done_says_what_came_of_it}, {"the problem counts its measures", the_problem_counts_its_measures},
      {"of a problem at its end nothing is changed", of_a_problem_at_its_end_nothing_is_changed},
      {"positions have bounds and are each one", positions_have_bounds_and_are_each_one})
