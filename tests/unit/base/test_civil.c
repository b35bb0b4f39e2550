#include "check.h"

#include "base/base.h"

static struct date day(const char *s)
{
    struct date d;
    CHECK_DONE(date_parse(s, &d));
    return d;
}

static void forms_parse(void)
{
    const char *same[] = {"2026-03-01", "2026/3/1", "2026.3.1", "2026年3月1日", "20260301", "2026-3-1", "2026年03月01日"};
    char text[DATE_TEXT];
    for (size_t i = 0; i < ARRAY_SIZE(same); i++)
        CHECK_TEXT(date_print(day(same[i]), text), "2026-03-01");
}

static void wrong_ones_are_refused(void)
{
    const char *wrong[] = {"", "2026", "2026-13-01", "2026-02-29", "2026-3-1 ", "2026-3/1", "1899-12-31", "2200-01-01",
                           "2026311", "2026年3月", "二〇二六年", "2026-03-011", "-026-03-01"};
    struct date d = {7, 7, 7};
    for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
        CHECK_OUTCOME(date_parse(wrong[i], &d), INVALID);
        CHECK_INT(d.year, 7);
    }
}

static void every_day_counts_on(void)
{
    struct date d = {1900, 1, 1};
    int32_t days = date_days(d);
    int weekday = date_weekday(d);
    CHECK_INT(weekday, 1);
    for (; date_valid(d); d = date_add_days(d, 1), days++, weekday = weekday % 7 + 1) {
        CHECK_INT(date_days(d), days);
        CHECK_INT(date_compare(date_from_days(days), d), 0);
        CHECK_INT(date_weekday(d), weekday);
    }
    CHECK_INT(d.year, 2200);
    CHECK_INT(date_days((struct date){1970, 1, 1}), 0);
}

static void months_end_on_the_day_after(void)
{
    char text[DATE_TEXT];
    CHECK_TEXT(date_print(date_add_months(day("2024-02-29"), 12), text), "2025-03-01");
    CHECK_TEXT(date_print(date_add_months(day("2026-01-31"), 1), text), "2026-03-01");
    CHECK_TEXT(date_print(date_add_months(day("2026-12-15"), 1), text), "2027-01-15");
    CHECK_TEXT(date_print(date_add_months(day("2026-01-15"), -1), text), "2025-12-15");
    CHECK_TEXT(date_print(date_add_months(day("2024-02-29"), 48), text), "2028-02-29");
}

static void moments_are_in_east_eight(void)
{
    char text[MOMENT_TEXT];
    CHECK_TEXT(moment_print(0, text), "1970-01-01 08:00:00");
    CHECK_TEXT(moment_print(INT64_C(1772294399999), text), "2026-02-28 23:59:59");
    CHECK_TEXT(moment_print(-INT64_C(8) * 3600 * 1000 - 1, text), "1969-12-31 23:59:59");
    CHECK_INT(moment_date(INT64_C(1772294400000)).month, 3);
    CHECK_INT(moment_part(INT64_C(1772294399999)), 999);
    CHECK_INT(moment_part(0), 0);
    CHECK_INT(moment_part(-1), 999);
}

static void clock_can_be_set(void)
{
    clock_set(INT64_C(1772294400000));
    CHECK_INT(clock_now_ms(), INT64_C(1772294400000));
    CHECK_INT(clock_today().day, 1);
    clock_set(0);
    CHECK(clock_now_ms() > INT64_C(1772294400000) - INT64_C(86400000) * 365);
}

TESTS({"written forms of a date parse", forms_parse},
      {"wrong dates are refused and leave the result alone", wrong_ones_are_refused},
      {"every day from 1900 to 2199 counts on", every_day_counts_on},
      {"months on end on the day after the last that exists", months_end_on_the_day_after},
      {"moments print in UTC+8", moments_are_in_east_eight},
      {"the clock can be set", clock_can_be_set})
