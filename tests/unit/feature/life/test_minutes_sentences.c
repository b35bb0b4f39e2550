#include "minutes_fields.h"

static void sentences(void)
{
    arena = arena_create(16 << 20);
    struct minutes_found m = fields("3月10日，支部书记孟凡一主持，在展览馆开展主题党日活动，张三请假，李四因病请假。学习防汛知识。");
    CHECK_INT(m.kind, ACTIVITY_THEME_DAY);
    CHECK_TEXT(m.place, "展览馆");
    CHECK_TEXT(m.chair, "孟凡一");
    CHECK_INT((int64_t)m.absentee_count, 2);
    CHECK_TEXT(m.absentees[1].reason, "因病");
    CHECK(m.expected == -1 && m.present == -1);
    arena_destroy(arena);
}

/* Of several kinds, those that are joined; a lecture that was given, not one that was spoken about. */
static void kinds(void)
{
    arena = arena_create(16 << 20);
    struct minutes_found m = fields("3月10日开展主题党日暨党课，参观。");
    CHECK(m.kind == ACTIVITY_THEME_DAY && m.also == ACTIVITY_LECTURE);
    m = fields("3月10日召开党员大会。会上，书记讲了党课。");
    CHECK(m.kind == ACTIVITY_ASSEMBLY && m.also == ACTIVITY_LECTURE);
    m = fields("3月10日召开支委会，研究党员大会和讲党课的安排。");
    CHECK(m.kind == ACTIVITY_COMMITTEE && m.also == ACTIVITY_KIND__COUNT);
    arena_destroy(arena);
}

TESTS({"what sentences say", sentences}, {"kinds", kinds})
