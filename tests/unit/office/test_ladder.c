#include "office_test.h"
#include "office/ladder.h"

static struct date day(const char *s)
{
    struct date d;
    CHECK_DONE(date_parse(s, &d));
    return d;
}

static void an_item_is_on_the_last_rung_it_reached(void)
{
    static const struct step steps[] = {{.id = 1, .days = -1}, {.id = 2, .days = 10}, {.id = 3, .days = 10}, {.id = 4, .days = 20}};
    const struct step *rung;
    CHECK_INT((int64_t)ladder_rung(steps, 4, 21, &rung), 0);
    CHECK_INT((int64_t)ladder_rung(steps, 4, 20, &rung), 1);
    CHECK_INT(rung->id, 4);
    CHECK_INT((int64_t)ladder_rung(steps, 4, 9, &rung), 2);
    CHECK_INT(rung->id, 2);
    CHECK_INT((int64_t)ladder_rung(steps, 4, 0, &rung), 2);       /* its own day is not late yet */
    CHECK_INT((int64_t)ladder_rung(steps, 4, -400, &rung), 1);
    CHECK_INT(rung->id, 1);
    CHECK_INT((int64_t)ladder_rung(steps, 0, 5, &rung), 0);
}

static void a_line_of_its_own_goes_before_the_general_one(void)
{
    static const struct step steps[] = {{.id = 1, .days = -1, .line = "any"}, {.id = 2, .days = 3, .line = "measure"},
                                        {.id = 3, .days = 10, .line = "any"}};
    struct arena *arena = arena_create(1 << 20);
    struct step *own;
    CHECK_INT((int64_t)ladder_of(arena, steps, 3, "measure", &own), 1);
    CHECK_INT(own->id, 2);
    CHECK_INT((int64_t)ladder_of(arena, steps, 3, "problem", &own), 2);
    arena_destroy(arena);
}

static void a_monthly_step_comes_again_by_the_month(void)
{
    const struct step monthly = {.days = -1, .monthly = true}, once = {.days = -1};
    struct date deadline = day("2026-01-30");                     /* late from the 31st on */
    CHECK_INT(ladder_period(&monthly, deadline, day("2026-01-31")), 0);
    CHECK_INT(ladder_period(&monthly, deadline, day("2026-02-28")), 0);
    CHECK_INT(ladder_period(&monthly, deadline, day("2026-03-01")), 1);
    CHECK_INT(ladder_period(&monthly, deadline, day("2027-01-31")), 12);
    CHECK_INT(ladder_period(&once, deadline, day("2027-01-31")), 0);
}

/* Six whole months before 2026-06-30 is 2025-12-30, before 2027-03-01 it is 2026-09-01. */
static void months_are_counted_by_the_calendar(void)
{
    static const struct step steps[] = {{.id = 1, .days = -1}, {.id = 2, .days = 31, .months = 1}, {.id = 3, .days = 60}, {.id = 4, .days = 186, .months = 6}};
    static const struct { const char *deadline, *first; } cases[] = {
        {"2026-06-30", "2025-12-30"}, {"2027-03-01", "2026-09-01"}, {"2026-08-31", "2026-03-01"},
    };
    struct arena *arena = arena_create(1 << 20);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        const struct step *rung, *own = ladder_for(arena, steps, 4, day(cases[i].deadline));
        int left = date_days(day(cases[i].deadline)) - date_days(day(cases[i].first));
        CHECK_INT((int64_t)ladder_rung(own, 4, left + 1, &rung), 0);
        CHECK_INT((int64_t)ladder_rung(own, 4, left, &rung), 1);
        CHECK_INT(rung->id, 4);
        CHECK_INT((int64_t)ladder_rung(own, 4, 60, &rung), 1);
        CHECK_INT(rung->id, 3);
        CHECK_INT((int64_t)ladder_rung(own, 4, -3, &rung), 1);
        CHECK_INT(rung->id, 1);
    }
    arena_destroy(arena);
}

static void the_default_ladder_is_there_once(void)
{
    struct world w;
    struct step *steps;
    size_t n;
    world_open(&w);
    CHECK_DONE(ladder_load(w.arena, w.system->reader, &steps, &n));
    CHECK_INT((int64_t)n, 3);
    CHECK_INT(steps[0].days, -1);
    CHECK(steps[0].monthly && steps[0].whom[STEP_SECRETARY] && steps[0].whom[STEP_OFFICERS] && !steps[0].whom[STEP_HANDLER]);
    CHECK_INT(steps[1].days, 10);
    CHECK(steps[1].whom[STEP_HANDLER] && steps[1].whom[STEP_LEADER]);
    CHECK_INT(steps[2].days, 20);
    CHECK(steps[2].whom[STEP_HANDLER] && !steps[2].whom[STEP_LEADER]);
    system_close(w.system);
    CHECK_DONE(system_open(w.path, SYSTEM_WRITE, &w.system));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM reminder_step"), 3);
    world_close(&w);
}

static int step_make(struct change *outer, void *context)
{
    struct change change = change_within(outer, &reminder_step_entity, "create");
    return record_create(&change, context);
}

static void a_step_for_nobody_and_a_monthly_one_before_the_day_are_refused(void)
{
    struct world w;
    world_open(&w);
    struct record *step = record_new(w.arena, &reminder_step_entity);
    record_set_text(step, STEP_LABEL, "五天");
    record_set_int(step, STEP_DAYS, 5);
    CHECK_OUTCOME(system_write(w.system, step_make, step, "command"), INVALID);
    record_set_int(step, STEP_HANDLER, 1);
    record_set_int(step, STEP_MONTHLY, 1);
    CHECK_OUTCOME(system_write(w.system, step_make, step, "command"), INVALID);
    record_set_int(step, STEP_MONTHLY, 0);
    CHECK_DONE(system_write(w.system, step_make, step, "command"));
    world_close(&w);
}

TESTS({"an item is on the last rung it reached", an_item_is_on_the_last_rung_it_reached},
      {"a line of its own goes before the general one", a_line_of_its_own_goes_before_the_general_one},
      {"a monthly step comes again by the month", a_monthly_step_comes_again_by_the_month},
      {"months are counted by the calendar", months_are_counted_by_the_calendar},
      {"the default ladder is there once", the_default_ladder_is_there_once},
      {"a step for nobody, and a monthly one before the day, are refused",
       a_step_for_nobody_and_a_monthly_one_before_the_day_are_refused})
