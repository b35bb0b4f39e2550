#include "check.h"
#include "feature/life/activity/minutes.h"

static void tables(void)
{
    const struct known_names nobody = {0};
    struct arena *arena = arena_create(16 << 20);
    struct minutes_found *found;
    size_t n;
    struct minutes_text text = minutes_fold(arena, "日期\t类型\t内容\t缺席\t缺席原因\n３．４\t支委会、党课\t研究（党费）\t张三\t出差\n合计\t1\t\t\t\n");
    CHECK(minutes_table(arena, &text, 2026, &nobody, &found, &n));
    CHECK_INT((int64_t)n, 1);
    CHECK(found[0].on.year == 2026 && found[0].on.month == 3 && found[0].on.day == 4);
    CHECK(found[0].kind == ACTIVITY_COMMITTEE && found[0].also == ACTIVITY_LECTURE);
    CHECK_TEXT(found[0].topic, "研究（党费）");
    CHECK_TEXT(found[0].absentees[0].reason, "出差");
    CHECK_TEXT(found[0].words, "３．４\t支委会、党课\t研究（党费）\t张三\t出差");
    text = minutes_fold(arena, "3月4日召开支委会，研究党费。\n");
    CHECK(!minutes_table(arena, &text, 2026, &nobody, &found, &n));
    arena_destroy(arena);
}

TESTS({"tables", tables})
