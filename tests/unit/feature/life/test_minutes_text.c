#include "check.h"
#include "feature/life/activity/minutes.h"

static void days(void)
{
    static const struct { const char *text; int month; bool loose; int year, m, d; size_t bytes; } cases[] = {
        {"2026年3月5日，", 0, false, 2026, 3, 5, 15}, {"2026 年 3 月 5 日", 0, false, 2026, 3, 5, 20}, {"2026-03-05", 0, false, 2026, 3, 5, 10},
        {"2026/3/5", 0, false, 2026, 3, 5, 8}, {"2026.3.5", 0, false, 2026, 3, 5, 8}, {"20260305", 0, false, 2026, 3, 5, 8},
        {"3月5日", 0, false, 0, 3, 5, 8}, {"3月5号", 0, false, 0, 3, 5, 8}, {"二〇二六年三月五日", 0, false, 2026, 3, 5, 27},
        {"三月二十五日", 0, false, 0, 3, 25, 18}, {"3.5", 0, true, 0, 3, 5, 3}, {"3/5", 0, true, 0, 3, 5, 3}, {"5日", 3, true, 0, 3, 5, 4},
        {"2月29日", 0, false, 0, 2, 29, 9}, {"2024-02-29", 0, false, 2024, 2, 29, 10},
    };
    static const char *const none[] = {"3.5", "3月份", "2026年", "2026-02-29", "13月5日", "3月32日", "202603051", "5日", "1850年3月5日", "3.5万", ""};
    struct minutes_day day;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        CHECK_INT((int64_t)minutes_day_at(cases[i].text, cases[i].month, cases[i].loose, &day), (int64_t)cases[i].bytes);
        CHECK(day.year == cases[i].year && day.month == cases[i].m && day.day == cases[i].d);
    }
    for (size_t i = 0; i < ARRAY_SIZE(none); i++)
        CHECK_INT((int64_t)minutes_day_at(none[i], 0, false, &day), 0);
    CHECK_INT((int64_t)minutes_day_at("3.5.1", 0, true, &day), 0);
}

static void numbers(void)
{
    static const struct { const char *text; int n; } cases[] = {{"23人", 23}, {"二十三", 23}, {"十", 10}, {"十二", 12}, {"三十", 30}, {"一百〇五", 105},
                                                               {"两", 2}, {"〇", 0}, {"人", -1}, {"", -1}, {"99999999", 9999999}};
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        const char *at = cases[i].text;
        CHECK_INT(minutes_number(&at), cases[i].n);
    }
}

static void kinds(void)
{
    size_t bytes;
    CHECK_INT(minutes_kind_at("支部委员会会议", &bytes), ACTIVITY_COMMITTEE);
    CHECK_INT(minutes_kind_at("民主评议党员", &bytes), ACTIVITY_APPRAISAL);
    CHECK_INT((int64_t)bytes, 18);
    CHECK_INT(minutes_kind_at("座谈会", &bytes), ACTIVITY_KIND__COUNT);
}

/* Widths and signs become one, and every place leads back to the source. */
static void folding(void)
{
    struct arena *arena = arena_create(16 << 20);
    struct minutes_text text = minutes_fold(arena, "时　间：２０２６年３月５日\r\n主 持 人：孟凡一（书记），");
    CHECK_TEXT(text.t, "时间:2026年3月5日\n主持人:孟凡一(书记),");
    CHECK_TEXT(minutes_words(arena, &text, strchr(text.t, '2'), strchr(text.t, '\n')), "２０２６年３月５日");
    CHECK_TEXT(minutes_words(arena, &text, strchr(text.t, '('), text.t + text.n), "（书记），");
    text = minutes_fold(arena, "");
    CHECK_INT((int64_t)text.n, 0);
    arena_destroy(arena);
}

TESTS({"days", days}, {"numbers", numbers}, {"kinds", kinds}, {"one form of each sign", folding})
