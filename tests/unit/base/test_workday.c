#include "check.h"

#include "base/base.h"

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

TESTS({"holidays are off and moved days are on", holidays_and_moved_days},
      {"working days add", workdays_add})
