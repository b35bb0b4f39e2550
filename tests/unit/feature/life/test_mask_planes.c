#include "feature/life/compliance/mask.h"

#include <stdlib.h>

#include "chance.h"
#include "check.h"

enum { YEAR = 2026, UNITS = 300001 };
static struct mask near[UNITS], far[UNITS];

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

/* Flags stand already, and stay.  Rows are added in two parts and folded in three; planes that were folded are empty. */
static void same_as_near(const struct mask_row *rows, size_t n, size_t units)
{
    struct mask_planes *planes = mask_planes_create(units);
    size_t third = units / 3;
    memset(near, 0, sizeof near);
    for (size_t u = 0; u < UNITS; u++)
        near[u].lanes[MASK_FLAGS] = (uint16_t)(u & 0x7F);
    memcpy(far, near, sizeof near);
    mask_build(rows, n, YEAR, near);
    mask_planes_add(planes, rows, n / 2, YEAR);
    mask_planes_add(planes, rows + n / 2, n - n / 2, YEAR);
    mask_planes_fold(planes, 0, third, far);
    mask_planes_fold(planes, third, third, far);
    mask_planes_fold(planes, 2 * third, units - 2 * third, far);
    CHECK(!memcmp(far, near, sizeof far));
    memset(near, 0, sizeof near);
    memset(far, 0, sizeof far);
    mask_planes_fold(planes, 0, units, far);
    CHECK(!memcmp(far, near, sizeof far));
    mask_planes_free(planes);
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

static int day_order(const void *a, const void *b)
{
    const struct mask_row *x = a, *y = b;
    return x->date < y->date ? -1 : x->date > y->date;
}

static void by_day(void)
{
    struct mask_row *rows = history(100003, 0, UNITS);
    qsort(rows, 100003, sizeof *rows, day_order);
    same_as_near(rows, 100003, UNITS);
    free(rows);
}

static void edges(void)
{
    const struct mask_row rows[] = {
        {UNITS - 1, mask_date((struct date){YEAR, 12, 31}), ACTIVITY_APPRAISAL, 0}, {0, mask_date((struct date){YEAR, 1, 1}), ACTIVITY_LECTURE, 0},
        {UNITS - 2, mask_date((struct date){YEAR, 6, 30}), ACTIVITY_ASSEMBLY, 0}, {7, mask_date((struct date){YEAR, 6, 1}), ACTIVITY_TALK, 0},
        {7, mask_date((struct date){YEAR + 1, 1, 1}), ACTIVITY_ORGANISATION_LIFE, 1},
        {8, mask_date((struct date){YEAR, 1, 1}), ACTIVITY_ORGANISATION_LIFE, 1},
    };
    struct mask_planes *planes = mask_planes_create(UNITS);
    memset(far, 0, sizeof far);
    mask_planes_add(planes, rows, ARRAY_SIZE(rows), YEAR);
    mask_planes_fold(planes, 0, UNITS, far);
    mask_planes_free(planes);
    CHECK(mask_met(&far[UNITS - 1], ACTIVITY_APPRAISAL, PERIOD_YEAR, 0) && mask_met(&far[0], ACTIVITY_LECTURE, PERIOD_QUARTER, 0));
    CHECK(mask_met(&far[UNITS - 2], ACTIVITY_ASSEMBLY, PERIOD_QUARTER, 1) && !mask_met(&far[8], ACTIVITY_ORGANISATION_LIFE, PERIOD_YEAR, 0));
    CHECK(mask_met(&far[7], ACTIVITY_ORGANISATION_LIFE, PERIOD_YEAR, 0) && far[7].lanes[ACTIVITY_ORGANISATION_LIFE] == 1 << (MASK_LATER - 1));
    same_as_near(rows, ARRAY_SIZE(rows), UNITS);
}

/* A power of two of units, one more, and very few. */
static void every_size(void)
{
    static const uint32_t sizes[] = {1, 2, 3, 4, 5, 8, 1024, 1025, 262144};
    for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
        struct mask_row *rows = history(5000, 0, sizes[i]);
        same_as_near(rows, 5000, sizes[i]);
        free(rows);
    }
}

TESTS({"rows in any order", any_order}, {"rows by the day", by_day}, {"every number of rows", every_number},
      {"first and last unit and month", edges}, {"every size", every_size})
