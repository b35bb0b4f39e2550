#include "office_test.h"

static int day_make(struct change *outer, const char *day, const char *kind)
{
    struct change change = change_within(outer, &calendar_day_entity, "create");
    struct record *record = record_new(outer->arena, &calendar_day_entity);
    record_set_text(record, CALENDAR_DAY, day);
    record_set_text(record, CALENDAR_KIND, kind);
    return record_create(&change, record);
}

static int year_make(struct change *change, void *context)
{
    (void)context;
    TRY(day_make(change, "2031-01-01", "off"));
    TRY(day_make(change, "2031-10-01", "off"));
    return day_make(change, "2031-10-05", "on");
}

static int weekday_on(struct change *change, void *context)
{
    (void)context;
    return day_make(change, "2031-10-06", "on");             /* a Monday */
}

static bool works(const char *day)
{
    struct date d;
    CHECK_DONE(date_parse(day, &d));
    return workday_is(d, NULL);
}

static void what_is_entered_counts_from_its_commit_on(void)
{
    struct world w;
    world_open(&w);
    CHECK(works("2031-01-01"));
    CHECK_DONE(system_write(w.system, year_make, NULL, "command"));
    CHECK(!works("2031-01-01") && works("2031-10-05"));
    system_close(w.system);
    CHECK(workday_import("", 0));
    CHECK_DONE(system_open(w.path, SYSTEM_WRITE, &w.system));
    CHECK(!works("2031-01-01"));                             /* and from the next start on */
    CHECK_OUTCOME(system_write(w.system, weekday_on, NULL, "command"), INVALID);
    world_close(&w);
    CHECK(workday_import("", 0));
}

static void pages_say_that_a_year_is_not_known(void)
{
    struct arena *arena = arena_create(1 << 20);
    clock_set(1782864000000);                                /* 2026-07-01 */
    CHECK(!calendar_mark(arena) && !calendar_mark_next(arena));
    clock_set(1796083200000);                                /* 2026-12-01: the next year should be there by now */
    CHECK(!calendar_mark(arena));
    CHECK(strstr(calendar_mark_next(arena), "2027 年"));
    clock_set(1798761600000);                                /* 2027-01-01 */
    CHECK(strstr(calendar_mark(arena), "2027 年"));
    clock_set(0);
    arena_destroy(arena);
}

TESTS({"what is entered counts from its commit on", what_is_entered_counts_from_its_commit_on},
      {"pages say that a year is not known", pages_say_that_a_year_is_not_known})
