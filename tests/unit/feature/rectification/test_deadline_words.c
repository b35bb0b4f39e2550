#include "check.h"
#include "feature/rectification/private.h"

static const struct date feedback = {2026, 7, 6};

static const char *day(const char *words)
{
    static char text[DATE_TEXT];
    struct date date = deadline_date(words, feedback);
    return date.year ? date_print(date, text) : "";
}

static void named_days(void)
{
    CHECK_TEXT(day("2026-04-30"), "2026-04-30");
    CHECK_TEXT(day("2026年12月31日前"), "2026-12-31");
    CHECK_TEXT(day("２０２６年１２月３１日前"), "2026-12-31");
    CHECK_TEXT(day("2026年2月底前"), "2026-02-28");
    CHECK_TEXT(day("2028年2月底前"), "2028-02-29");
    CHECK_TEXT(day("2026年底"), "2026-12-31");
    CHECK_TEXT(day("2026年2月30日前"), "");
}

/* A month without a year is the next one after the feedback. */
static void bare_months(void)
{
    CHECK_TEXT(day("12月底前"), "2026-12-31");
    CHECK_TEXT(day("7月31日前"), "2026-07-31");
    CHECK_TEXT(day("5月底前"), "2027-05-31");
    CHECK_TEXT(day("年底前"), "2026-12-31");
}

static void spans(void)
{
    CHECK_TEXT(day("三个月内"), "2026-10-06");
    CHECK_TEXT(day("2个月内"), "2026-09-06");
    CHECK_TEXT(day("半年之内"), "2027-01-06");
    CHECK_TEXT(day("1年之内"), "2027-07-06");
    CHECK_TEXT(day("自收到反馈之日起30日内"), "2026-08-05");
}

static void no_day(void)
{
    CHECK_TEXT(day(""), "");
    CHECK_TEXT(day("立行立改"), "");
    CHECK_TEXT(day("长期坚持"), "");
    CHECK_TEXT(day("规定时限内"), "");
}

static void kinds(void)
{
    CHECK_TEXT(kind_of_deadline("立行立改"), "immediate");
    CHECK_TEXT(kind_of_deadline("立即整改"), "immediate");
    CHECK_TEXT(kind_of_deadline("立行立改，长期坚持"), "lasting");
    CHECK_TEXT(kind_of_deadline("持续推进"), "lasting");
    CHECK_TEXT(kind_of_deadline("2026年底"), "limited");
    CHECK_TEXT(kind_of_deadline(""), "limited");
}

/* 巡视: six months since 2024-02-08, two before; nothing is invented for the others. */
static void periods_of_sources(void)
{
    char text[DATE_TEXT];
    CHECK_TEXT(date_print(source_due("central_inspection", feedback), text), "2027-01-06");
    CHECK_TEXT(date_print(source_due("central_inspection", (struct date){2024, 2, 8}), text), "2024-08-08");
    CHECK_TEXT(date_print(source_due("central_inspection", (struct date){2024, 2, 7}), text), "2024-04-07");
    CHECK_INT(source_due("audit", feedback).year, 0);
}

TESTS({"named days, months and years", named_days},
      {"bare months are the next after the feedback", bare_months},
      {"spans count from the feedback", spans},
      {"what names no day gives none", no_day},
      {"kinds of deadlines", kinds},
      {"periods by kind of source", periods_of_sources})
