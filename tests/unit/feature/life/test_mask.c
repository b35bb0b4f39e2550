#include "feature/life/compliance/mask.h"

#include "chance.h"
#include "check.h"

static const struct mask_duties duties = {{PERIOD_QUARTER, PERIOD_MONTH, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_MONTH, PERIOD_YEAR,
                                          PERIOD_YEAR}};

static struct mask_row activity(uint32_t unit, enum activity_kind kind, struct date date)
{
    return (struct mask_row){unit, mask_date(date), (uint8_t)kind, 0};
}

static void edges(void)
{
    struct mask masks[2] = {{{0}}};
    const struct mask_row rows[] = {
        activity(0, ACTIVITY_ASSEMBLY, (struct date){2024, 3, 31}), activity(1, ACTIVITY_ASSEMBLY, (struct date){2024, 4, 1}),
        activity(0, ACTIVITY_COMMITTEE, (struct date){2024, 2, 29}), activity(0, ACTIVITY_COMMITTEE, (struct date){2023, 12, 31}),
        activity(0, ACTIVITY_OTHER, (struct date){2024, 1, 1}), activity(0, ACTIVITY_TALK, (struct date){2024, 1, 1}),
        {1, mask_date((struct date){2025, 2, 1}), ACTIVITY_ORGANISATION_LIFE, 1},
        {0, mask_date((struct date){2024, 2, 1}), ACTIVITY_ORGANISATION_LIFE, 1},
    };
    mask_build(rows, ARRAY_SIZE(rows), 2024, masks);
    CHECK(mask_met(&masks[0], ACTIVITY_ASSEMBLY, PERIOD_QUARTER, 0) && !mask_met(&masks[0], ACTIVITY_ASSEMBLY, PERIOD_QUARTER, 1));
    CHECK(!mask_met(&masks[1], ACTIVITY_ASSEMBLY, PERIOD_QUARTER, 0) && mask_met(&masks[1], ACTIVITY_ASSEMBLY, PERIOD_QUARTER, 1));
    CHECK(mask_met(&masks[0], ACTIVITY_COMMITTEE, PERIOD_MONTH, 1) && !mask_met(&masks[0], ACTIVITY_COMMITTEE, PERIOD_MONTH, 11));
    CHECK(mask_met(&masks[1], ACTIVITY_ORGANISATION_LIFE, PERIOD_YEAR, 0));
    CHECK(!mask_met(&masks[0], ACTIVITY_ORGANISATION_LIFE, PERIOD_YEAR, 0));
    CHECK_INT(masks[0].lanes[MASK_FLAGS], 0);
    CHECK_INT(sizeof(struct mask), 16);
}

enum { UNITS = 1501, ROWS = 20000, YEAR = 2026 };
static struct mask_row rows[ROWS];
static struct mask masks[UNITS], other[UNITS];

static void history(void)
{
    for (int i = 0; i < ROWS; i++) {
        struct date date = {YEAR - 1 + (int)chance(3), 1 + (int)chance(12), 1 + (int)chance(28)};
        rows[i] = activity(chance(UNITS), (enum activity_kind)chance(ACTIVITY_KIND__COUNT), date);
        rows[i].later = rows[i].kind >= ACTIVITY_ORGANISATION_LIFE && date.month <= 3 && chance(2);
    }
    memset(masks, 0, sizeof masks);
    for (int u = 0; u < UNITS; u++)
        masks[u].lanes[MASK_FLAGS] = (uint16_t)chance(128);
    memcpy(other, masks, sizeof masks);
}

/* What the rows themselves say. */
static bool held(uint32_t unit, int lane, int period)
{
    int periods = period_count(duties.periods[lane]);
    for (int i = 0; i < ROWS; i++) {
        const struct mask_row *row = &rows[i];
        int year = (row->date >> 9) + 2000 - row->later, month = row->date >> 5 & 15;
        if (row->unit == unit && row->kind == lane && year == YEAR && (row->later ? periods == 1 : (month - 1) * periods / 12 == period))
            return true;
    }
    return false;
}

static int row_order(const void *a, const void *b)
{
    const struct mask_row *x = a, *y = b;
    return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static void equal_to_rows(void)
{
    struct mask_totals totals, half, naive = {.units = UNITS};
    history();
    mask_build(rows, ROWS / 3, YEAR, masks);
    mask_build(rows + ROWS / 3, ROWS - ROWS / 3, YEAR, masks);
    for (uint32_t u = 0; u < UNITS; u++)
        for (int lane = 0; lane < MASK_LANES; lane++) {
            bool applies = masks[u].lanes[MASK_FLAGS] >> lane & 1;
            naive.applicable[lane] += applies;
            for (int p = 0; p < period_count(duties.periods[lane]); p++) {
                bool is = held(u, lane, p);
                CHECK_INT(mask_met(&masks[u], lane, duties.periods[lane], p), is);
                naive.met[lane][p] += is && applies;
            }
        }
    mask_evaluate(masks, UNITS, &duties, &totals);
    CHECK(!memcmp(&totals, &naive, sizeof naive));
    mask_evaluate(masks, 700, &duties, &totals);
    mask_evaluate(masks + 700, UNITS - 700, &duties, &half);
    mask_totals_add(&totals, &half);
    CHECK(!memcmp(&totals, &naive, sizeof naive));
    qsort(rows, ROWS, sizeof *rows, row_order);
    memset(other, 0, sizeof other);
    for (int u = 0; u < UNITS; u++)
        other[u].lanes[MASK_FLAGS] = masks[u].lanes[MASK_FLAGS];
    mask_build(rows, ROWS, YEAR, other);
    CHECK(!memcmp(masks, other, sizeof masks));
}

static void all_sizes(void)
{
    struct mask_totals whole, part, sum;
    for (size_t n = 0; n <= 80; n++) {
        mask_evaluate(masks, n, &duties, &whole);
        sum = (struct mask_totals){0};
        for (size_t i = 0; i < n; i++) {
            mask_evaluate(masks + i, 1, &duties, &part);
            mask_totals_add(&sum, &part);
        }
        CHECK(!memcmp(&whole, &sum, sizeof sum));
    }
}

static void states(void)
{
    struct mask_totals totals = {.units = 10, .applicable = {8}, .met = {{7, 5, 1}}};
    struct mask_counts counts = mask_counts(&totals, &duties, ACTIVITY_ASSEMBLY, 2026, (struct date){2026, 6, 30});
    CHECK_INT(counts.met, 13);
    CHECK_INT(counts.missed, 1);       /* the second quarter ends today */
    CHECK_INT(counts.due, 3 + 7 + 8);
    CHECK_INT(counts.na, 8);
}

TESTS({"last days, leap days, other years", edges}, {"masks say what the rows say", equal_to_rows},
      {"every number of units", all_sizes}, {"totals as states", states})
