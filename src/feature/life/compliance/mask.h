/* What was held in a year, 16 bytes a unit: for each of the seven kinds of activity a lane of 16 bits.
 *
 *     lane   0 党员大会  1 支委会  2 党小组会  3 党课  4 主题党日  5 组织生活会  6 民主评议        7 flags
 *     bits   0…11 the months of the year; 12 held after the year for it (yearly duties)           0…6 the duty of
 *                                                                                                 that lane applies
 *
 * A duty that asks for one in a period is then arithmetic on bits: a month is its bit, a quarter any of three, a year any.
 * Whatever bits cannot say (twice a year, a day in the middle of a month) is asked of the unit's rows.
 *
 * Evaluation counts each bit position over all units (carry-save adders on vectors, as positional popcounts do: W. Muła,
 * N. Kurz, D. Lemire, “Faster population counts using AVX2 instructions”, 2018), so that its cost is reading the masks. */
#ifndef MINGZE_LIFE_MASK_H
#define MINGZE_LIFE_MASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feature/life/rulebook/rule.h"

enum { MASK_LANES = 7, MASK_FLAGS = 7, MASK_LATER = 13 };

struct mask {
    uint16_t lanes[8];
} __attribute__((aligned(16)));

/* How many were held in each month, for duties that ask for more than one: what bits cannot say. */
struct month_counts {
    uint8_t held[MASK_LANES][MASK_LATER];/* month 1…12 and MASK_LATER, from 0; stops at 255 */
};
/* The period each lane's duty counts by. */
struct mask_duties { enum rule_period periods[MASK_LANES]; };

/* An activity as a row of eight bytes: units are numbered from 0. */
struct mask_row {
    uint32_t unit;
    uint16_t date;               /* mask_date */
    uint8_t kind;                /* enum activity_kind; from MASK_LANES on it has no lane */
    uint8_t later;               /* 1: for the year before its date's */
};

/* Year 2000…2127, month, day in 16 bits. */
uint16_t mask_date(struct date);

/* Month 1…12, MASK_LATER: held after the year for it.  A kind without a lane changes nothing. */
void mask_add(struct mask *, enum activity_kind, int month);
/* Does the lane hold one in the year's period of this index (from 0)? */
bool mask_met(const struct mask *, int lane, enum rule_period, int index);
/* In how many months of the period one was held; the whole year: also after it. */
int mask_months(const struct mask *, int lane, enum rule_period, int index);
void month_count_add(struct month_counts *, enum activity_kind, int month);
/* How many the year's period of this index holds; the whole year, also those held after it. */
int month_count_in(const struct month_counts *, int lane, enum rule_period, int index);

/* Adds the rows of a year to the masks of all units, where a unit's rows stand together (right in any order). */
void mask_build(const struct mask_row *, size_t n, int year, struct mask *masks);
/* The same for rows in any order (mask_planes.c): 13 bytes a unit, for each thread its own.  First the rows are added, of units
 * below `units`; then folding adds them to the masks of the units from `first` on, and empties the planes. */
struct mask_planes;
struct mask_planes *mask_planes_create(size_t units);
void mask_planes_free(struct mask_planes *);
void mask_planes_add(struct mask_planes *, const struct mask_row *, size_t n, int year);
void mask_planes_fold(struct mask_planes *, size_t first, size_t n, struct mask *masks);

/* For each lane: to how many units its duty applies, and of those how many met it in each period. */
struct mask_totals {
    uint64_t units;
    uint64_t applicable[MASK_LANES];
    uint64_t met[MASK_LANES][12];
};

void mask_evaluate(const struct mask *, size_t n, const struct mask_duties *, struct mask_totals *ret);
void mask_totals_add(struct mask_totals *, const struct mask_totals *more);
/* The same as states over the year's periods: met, missed, due, na. */
struct mask_counts { uint64_t met, missed, due, na; };
struct mask_counts mask_counts(const struct mask_totals *, const struct mask_duties *, int lane, int year, struct date asof);

#endif
