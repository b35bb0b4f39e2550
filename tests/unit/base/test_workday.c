#include "check.h"

#include "base/base.h"

#include <string.h>

static struct date day(const char *s)
{
    struct date d;
    CHECK_DONE(date_parse(s, &d));
    return d;
}

static void holidays_and_moved_days(void)
{
    bool known;
    CHECK(!workday_is(day("2026-01-01"), &known));
    CHECK(known);
    CHECK(workday_is(day("2026-01-04"), NULL));        /* a Sunday, worked */
    CHECK(!workday_is(day("2026-01-10"), NULL));       /* a Saturday */
    CHECK(!workday_is(day("2026-02-17"), NULL));
    CHECK(workday_is(day("2026-02-14"), NULL));
    CHECK(workday_is(day("2190-01-01"), &known));      /* a Friday nobody knows about */
    CHECK(!known);
    CHECK(!workday_is(day("1950-01-01"), &known));
    CHECK(!known);
}

static void workdays_add(void)
{
    char text[DATE_TEXT];
    CHECK_TEXT(date_print(workday_add(day("2026-02-13"), 1), text), "2026-02-14");
    CHECK_TEXT(date_print(workday_add(day("2026-02-14"), 1), text), "2026-02-24");
    CHECK_TEXT(date_print(workday_add(day("2026-02-24"), -1), text), "2026-02-14");
    CHECK_TEXT(date_print(workday_add(day("2026-03-02"), 5), text), "2026-03-09");
    CHECK_TEXT(date_print(workday_add(day("2026-03-01"), 0), text), "2026-03-01");
}

static bool import(const char *lines)
{
    return workday_import(lines, strlen(lines));
}

static void a_later_year_is_imported(void)
{
    bool known;
    CHECK(workday_is(day("2031-01-01"), &known) && !known);            /* a Wednesday of a year nobody has said anything about */
    CHECK(import("2031-01-01 off\n2031-10-01 off\n2031-10-05 on\n"));
    CHECK(!workday_is(day("2031-01-01"), &known) && known);
    CHECK(workday_is(day("2031-10-05"), NULL));                        /* a Sunday, worked */
    CHECK(!workday_is(day("2026-01-01"), &known) && known);            /* the embedded ones stay */
    CHECK(import(""));
    CHECK(workday_is(day("2031-01-01"), &known) && !known);
}

static void a_half_year_does_not_pass_for_a_whole_one(void)
{
    bool known;
    CHECK(import("2031-01-01 off\n2031-01-02 off\n"));
    CHECK(workday_is(day("2031-01-01"), &known) && !known);
    CHECK(import("2026-01-01 off\n2026-10-01 off\n2026-07-01 off\n"));  /* an import goes before the embedded year */
    CHECK(!workday_is(day("2026-07-01"), NULL));
    CHECK(workday_is(day("2026-02-17"), NULL));
    CHECK(!import("2026-13-01 off\n"));
    CHECK(import(""));
    CHECK(!workday_is(day("2026-02-17"), NULL));
}

TESTS({"a later year is imported", a_later_year_is_imported},
      {"a half-entered year does not pass for a whole one", a_half_year_does_not_pass_for_a_whole_one},
      {"holidays are off and moved days are on", holidays_and_moved_days},
      {"working days add", workdays_add})
