#include "feature/life/compliance/mask.h"

#include <stdlib.h>

#include "check.h"

/* Piles end at unit 16384; a pile of 300,000 units has room for 33,554,432 / 19 keys. */
enum { YEAR = 2026, UNITS = 300000, PILE = 16384, ROOM = 1766022 };
static struct mask near[UNITS], far[UNITS];
static uint64_t seed = 88172645463325252u;

static uint32_t chance(uint32_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 33) % below;
}

/* Rows of three years and all kinds, some held after the year for it; of `units` from `first` on. */
static struct mask_row *history(size_t n, uint32_t first, uint32_t units)
{
    struct mask_row *rows = malloc((n + 1) * sizeof *rows);
    CHECK(rows);
    for (size_t i = 0; i < n; i++) {
        struct date date = {YEAR - 1 + (int)chance(3), 1 + (int)chance(12), 1 + (int)chance(28)};
        rows[i] = (struct mask_row){first + chance(units), mask_date(date), (uint8_t)chance(ACTIVITY_KIND__COUNT), 0};
        rows[i].later = rows[i].kind >= ACTIVITY_ORGANISATION_LIFE && date.month <= 3 && chance(2);
    }
    return rows;
}

/* Flags stand already, and stay. */
static void same_as_near(const struct mask_row *rows, size_t n, size_t units)
{
    struct mask_piles *piles = mask_piles_create();
    memset(near, 0, sizeof near);
    for (size_t u = 0; u < UNITS; u++)
        near[u].lanes[MASK_FLAGS] = (uint16_t)(u & 0x7F);
    memcpy(far, near, sizeof near);
    mask_build(rows, n, YEAR, near);
    mask_build_scattered(piles, rows, n, YEAR, far, units);
    CHECK(!memcmp(far, near, sizeof far));
    mask_piles_free(piles);
}

static void any_order(void)
{
    struct mask_row *rows = history(200001, 0, UNITS);
    same_as_near(rows, 200001, UNITS);
    free(rows);
}

/* Eight rows are taken at once, 2048 are dealt at once. */
static void every_number(void)
{
    static const size_t numbers[] = {2047, 2048, 2049, 4095, 4096, 4099};
    struct mask_row *rows = history(4099, 0, 1501);
    for (size_t n = 0; n <= 40; n++)
        same_as_near(rows, n, 1501);
    for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
        same_as_near(rows, numbers[i], 1501);
    free(rows);
}

static void edges_of_piles(void)
{
    const struct mask_row rows[] = {
        {UNITS - 1, mask_date((struct date){YEAR, 12, 31}), ACTIVITY_APPRAISAL, 0}, {0, mask_date((struct date){YEAR, 1, 1}), ACTIVITY_LECTURE, 0},
        {PILE, mask_date((struct date){YEAR, 6, 30}), ACTIVITY_ASSEMBLY, 0}, {PILE - 1, mask_date((struct date){YEAR, 6, 1}), ACTIVITY_TALK, 0},
        {PILE - 1, mask_date((struct date){YEAR + 1, 1, 1}), ACTIVITY_ORGANISATION_LIFE, 1},
        {PILE, mask_date((struct date){YEAR, 1, 1}), ACTIVITY_ORGANISATION_LIFE, 1},
    };
    same_as_near(rows, ARRAY_SIZE(rows), UNITS);
    CHECK(mask_met(&far[UNITS - 1], ACTIVITY_APPRAISAL, PERIOD_YEAR, 0) && mask_met(&far[0], ACTIVITY_LECTURE, PERIOD_QUARTER, 0));
    CHECK(mask_met(&far[PILE], ACTIVITY_ASSEMBLY, PERIOD_QUARTER, 1) && !mask_met(&far[PILE], ACTIVITY_ORGANISATION_LIFE, PERIOD_YEAR, 0));
    CHECK(mask_met(&far[PILE - 1], ACTIVITY_ORGANISATION_LIFE, PERIOD_YEAR, 0));
}

/* All rows in one pile, that is full before they end. */
static void full_pile(void)
{
    size_t n = ROOM * 3;                 /* about a third counts */
    struct mask_row *rows = history(n, UNITS - 100, 100);
    for (size_t i = 0; i < n; i++)
        rows[i].date = mask_date((struct date){YEAR, 1 + (int)(i % 12), 1});
    same_as_near(rows, n, UNITS);
    free(rows);
}

TESTS({"rows in any order, in piles", any_order}, {"every number of rows", every_number}, {"first and last of a pile", edges_of_piles},
      {"a pile that is full", full_pile})
