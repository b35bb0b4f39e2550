#include "check.h"
#include "feature/life/activity/activity.h"

static struct arena *arena;

static const struct unit_facts branch = {UNIT_BRANCH, SECTOR_ORGAN, true, 0}, small = {UNIT_BRANCH, SECTOR_ORGAN, false, 0},
                               grouped = {UNIT_BRANCH, SECTOR_ORGAN, true, 2}, general = {UNIT_GENERAL_BRANCH, SECTOR_ORGAN, true, 0},
                               group = {UNIT_LEADING_GROUP, SECTOR_ORGAN, false, 0}, temporary = {UNIT_TEMPORARY_BRANCH, SECTOR_ORGAN, false, 0};

/* How often a kind stands in a plan, in itself or beside another. */
static int times(const struct plan_item *items, size_t n, enum activity_kind kind)
{
    int times = 0;
    for (size_t i = 0; i < n; i++)
        times += items[i].kind == kind || items[i].also == kind;
    return times;
}

static void what_the_rules_ask(void)
{
    struct plan_item *items;
    size_t n = plan_propose(arena, rulebook(), &branch, 2026, 10, &items);
    CHECK_INT(times(items, n, ACTIVITY_ASSEMBLY), 4);
    CHECK_INT(times(items, n, ACTIVITY_COMMITTEE), 12);
    CHECK_INT(times(items, n, ACTIVITY_THEME_DAY), 12);
    CHECK_INT(times(items, n, ACTIVITY_LECTURE), 4);
    CHECK_INT(times(items, n, ACTIVITY_GROUP), 0);
    CHECK_INT(times(items, n, ACTIVITY_APPRAISAL), 1);
    CHECK_INT((int64_t)n, 4 + 12 + 12 + 1 + 1);     /* lectures in theme days, the appraisal with the meeting; one for talks */
    n = plan_propose(arena, rulebook(), &small, 2026, 10, &items);
    CHECK_INT(times(items, n, ACTIVITY_COMMITTEE), 0);
    n = plan_propose(arena, rulebook(), &grouped, 2026, 10, &items);
    CHECK_INT(times(items, n, ACTIVITY_GROUP), 12);
    n = plan_propose(arena, rulebook(), &general, 2026, 10, &items);
    CHECK_INT(times(items, n, ACTIVITY_ASSEMBLY), 2);
    n = plan_propose(arena, rulebook(), &group, 2026, 10, &items);
    CHECK_INT(times(items, n, ACTIVITY_STUDY), 4);
    CHECK_INT(times(items, n, ACTIVITY_LIFE_MEETING), 1);
    n = plan_propose(arena, rulebook(), &temporary, 2026, 10, &items);
    CHECK_INT(times(items, n, ACTIVITY_APPRAISAL), 0);
}

/* In every year and on every day of the month: on a working day of its own month, in order. */
static void on_working_days(void)
{
    for (int year = 2024; year <= 2030; year++)
        for (int day = 1; day <= 28; day++) {
            struct plan_item *items;
            size_t n = plan_propose(arena, rulebook(), &branch, year, day, &items);
            for (size_t i = 0; i < n; i++) {
                bool known;
                CHECK(workday_is(items[i].on, &known));
                CHECK(date_valid(items[i].on) && items[i].on.year == year);
                CHECK(!i || date_compare(items[i - 1].on, items[i].on) <= 0);
            }
            arena_reset(arena);
        }
}

/* 1 October is a holiday until the 8th in 2025; 10 February 2026 is a working day. */
static void holidays_give_way(void)
{
    struct plan_item *items;
    size_t n = plan_propose(arena, rulebook(), &branch, 2025, 1, &items);
    for (size_t i = 0; i < n; i++)
        if (items[i].kind == ACTIVITY_THEME_DAY && items[i].on.month == 10)
            CHECK_INT(items[i].on.day, 9);
    n = plan_propose(arena, rulebook(), &branch, 2026, 10, &items);
    for (size_t i = 0; i < n; i++)
        if (items[i].kind == ACTIVITY_THEME_DAY && items[i].on.month == 2)
            CHECK_INT(items[i].on.day, 10);
}

#define BIT(kind) (UINT32_C(1) << ACTIVITY_##kind)

static void beside_what_happened(void)
{
    const struct plan_item items[] = {
        {1, ACTIVITY_THEME_DAY, ACTIVITY_KIND__COUNT, {2026, 1, 9}, ""}, {2, ACTIVITY_THEME_DAY, ACTIVITY_LECTURE, {2026, 2, 10}, ""},
        {3, ACTIVITY_THEME_DAY, ACTIVITY_KIND__COUNT, {2026, 3, 10}, ""}, {4, ACTIVITY_ASSEMBLY, ACTIVITY_KIND__COUNT, {2026, 2, 18}, ""},
        {5, ACTIVITY_ASSEMBLY, ACTIVITY_KIND__COUNT, {2026, 5, 18}, ""}, {6, ACTIVITY_COMMITTEE, ACTIVITY_KIND__COUNT, {2026, 6, 1}, ""},
        {7, ACTIVITY_THEME_DAY, ACTIVITY_KIND__COUNT, {2026, 7, 10}, ""},
    };
    const struct plan_held held[] = {
        {11, BIT(THEME_DAY), {2026, 1, 12}, ""}, {12, BIT(THEME_DAY) | BIT(ASSEMBLY), {2026, 2, 10}, ""}, {13, BIT(THEME_DAY), {2026, 4, 2}, ""},
        {14, BIT(ASSEMBLY), {2026, 4, 28}, ""}, {15, BIT(OTHER), {2026, 6, 1}, ""},
    };
    const struct plan_match *m = plan_compare(arena, items, ARRAY_SIZE(items), held, ARRAY_SIZE(held), (struct date){2026, 6, 20});
    CHECK_INT(m[0].state, PLAN_HELD);
    CHECK_INT(m[0].days, 3);
    CHECK_INT(m[1].held->id, 12);
    CHECK_INT(m[2].state, PLAN_LATE);               /* held in April */
    CHECK_INT(m[2].held->id, 13);
    CHECK_INT(m[2].days, 23);
    CHECK_INT(m[3].held->id, 12);                   /* one event, two items of different kinds */
    CHECK_INT(m[4].state, PLAN_EARLY);
    CHECK_INT(m[5].state, PLAN_MISSING);
    CHECK_INT(m[5].days, 19);
    CHECK_INT(m[6].state, PLAN_TO_COME);
}

/* An activity is not taken by a planned day further away than another that still waits for it. */
static void one_for_one(void)
{
    const struct plan_item items[] = {
        {1, ACTIVITY_THEME_DAY, ACTIVITY_KIND__COUNT, {2026, 1, 9}, ""}, {2, ACTIVITY_THEME_DAY, ACTIVITY_KIND__COUNT, {2026, 2, 10}, ""},
        {3, ACTIVITY_THEME_DAY, ACTIVITY_KIND__COUNT, {2026, 3, 10}, ""},
    };
    const struct plan_held held[] = {{11, BIT(THEME_DAY), {2026, 4, 1}, ""}};
    const struct plan_match *m = plan_compare(arena, items, 3, held, 1, (struct date){2026, 4, 20});
    CHECK_INT(m[0].state, PLAN_MISSING);
    CHECK_INT(m[1].state, PLAN_MISSING);
    CHECK_INT(m[2].state, PLAN_LATE);
    m = plan_compare(arena, items, 3, NULL, 0, (struct date){2026, 1, 9});
    CHECK_INT(m[0].state, PLAN_TO_COME);
    CHECK_INT(m[0].days, 0);
}

static void all(void (*test)(void))
{
    arena = arena_create(64 << 20);
    test();
    arena_destroy(arena);
}
static void t1(void) { all(what_the_rules_ask); }
static void t2(void) { all(on_working_days); }
static void t3(void) { all(holidays_give_way); }
static void t4(void) { all(beside_what_happened); }
static void t5(void) { all(one_for_one); }

TESTS({"what the rules ask", t1}, {"on working days", t2}, {"holidays give way", t3}, {"beside what happened", t4}, {"one for one", t5})
