#include "feature/life/mask.h"

#include <string.h>

uint16_t mask_date(struct date date)
{
    return (uint16_t)((date.year - 2000) << 9 | date.month << 5 | date.day);
}

void mask_add(struct mask *mask, enum activity_kind kind, int month)
{
    if ((int)kind < MASK_LANES)
        mask->lanes[kind] = (uint16_t)(mask->lanes[kind] | 1u << (month - 1));
}

bool mask_met(const struct mask *mask, int lane, enum rule_period period, int index)
{
    unsigned bits = mask->lanes[lane];
    if (period == PERIOD_MONTH)
        return bits >> index & 1;
    if (period == PERIOD_QUARTER)
        return bits >> index * 3 & 7;
    return bits != 0;
}

/* Building: a unit's bits are gathered in two words while its rows last, and only then touch memory.  Rows in any order
 * change the unit each time; the masks they will touch are asked for ahead. */

enum { AHEAD = 24 };

static inline void mask_flush(struct mask *mask, uint64_t low, uint64_t high)
{
    uint64_t words[2];
    memcpy(words, mask, sizeof words);
    words[0] |= low;
    words[1] |= high;
    memcpy(mask, words, sizeof words);
}

void mask_build(const struct mask_row *rows, size_t n, int year, struct mask *masks)
{
    uint32_t unit = n ? rows[0].unit : 0, wanted = (uint32_t)(year - 2000);
    uint64_t low = 0, high = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t row;
        memcpy(&row, &rows[i], sizeof row);
        uint32_t other = (uint32_t)row, date = (uint32_t)(row >> 32 & 0xFFFF), kind = (uint32_t)(row >> 48 & 0xFF),
                 later = (uint32_t)(row >> 56);
        if (other != unit) {
            mask_flush(&masks[unit], low, high);
            low = high = 0;
            unit = other;
            if (i + AHEAD < n)
                __builtin_prefetch(&masks[rows[i + AHEAD].unit], 1);
        }
        uint32_t month = later ? MASK_LATER - 1 : (date >> 5 & 15) - 1;
        uint64_t counts = (date >> 9) - later == wanted && kind < MASK_LANES;
        uint64_t bit = counts << ((kind & 3) * 16 + month);
        low |= bit & -(uint64_t)(kind < 4);
        high |= bit & -(uint64_t)(kind >= 4);
    }
    if (n)
        mask_flush(&masks[unit], low, high);
}

void mask_merge(struct mask *to, const struct mask *from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < 8; k++)
            to[i].lanes[k] |= from[i].lanes[k];
}

/* Evaluation: two units are one vector of 16 lanes. */

typedef uint16_t lanes16 __attribute__((vector_size(32)));

enum { BITS = 12, BLOCK = 16, BLOCKS_MAX = 65535 };

struct folding { lanes16 months, quarters, years, duty; };

static struct folding folding_of(const struct mask_duties *duties)
{
    struct folding f = {0};
    for (int i = 0; i < 16; i++) {
        int lane = i % 8;
        f.duty[i] = lane == MASK_FLAGS ? 0xFFFF : (uint16_t)(1u << lane);
        if (lane == MASK_FLAGS)
            f.months[i] = 0x7F;
        else if (duties->periods[lane] == PERIOD_MONTH)
            f.months[i] = 0xFFF;
        else if (duties->periods[lane] == PERIOD_QUARTER)
            f.quarters[i] = 0x249;
        else
            f.years[i] = 1;
    }
    return f;
}

/* A bit for each period that is met and whose duty applies; the flags stay as they are. */
static inline __attribute__((always_inline)) void fold(const lanes16 *at, const struct folding *f, lanes16 *ret)
{
    lanes16 v;
    memcpy(&v, at, sizeof v);
    lanes16 flags = __builtin_shufflevector(v, v, 7, 7, 7, 7, 7, 7, 7, 7, 15, 15, 15, 15, 15, 15, 15, 15);
    lanes16 met = (v & f->months) | ((v | v >> 1 | v >> 2) & f->quarters) | ((lanes16)(v != 0) & f->years);
    *ret = met & (lanes16)((flags & f->duty) != 0);
}

/* sum and carry of three bits at each position */
#define CARRY(high, low, a, b) \
    do { \
        lanes16 x_ = (low) ^ (a); \
        high = ((low) & (a)) | (x_ & (b)); \
        low = x_ ^ (b); \
    } while (0)

struct tally { uint64_t bits[16][BITS]; };

static inline __attribute__((always_inline)) void tally_add(struct tally *t, const lanes16 *plane, unsigned weight)
{
    for (int i = 0; i < 16; i++)
        for (int b = 0; b < BITS; b++)
            t->bits[i][b] += (uint64_t)((*plane)[i] >> b & 1) * weight;
}

static inline __attribute__((always_inline)) void tally_sums(struct tally *t, lanes16 sums[BITS])
{
    for (int b = 0; b < BITS; b++)
        for (int i = 0; i < 16; i++) {
            t->bits[i][b] += (uint64_t)sums[b][i] * BLOCK;
            sums[b][i] = 0;
        }
}

static inline __attribute__((always_inline)) void count_body(const lanes16 *at, size_t n, const struct folding *f, struct tally *t)
{
    lanes16 ones = {0}, twos = {0}, fours = {0}, eights = {0}, sixteens, sums[BITS] = {{0}}, one;
    const struct folding folding = *f;
    size_t i = 0, blocks = 0;
    for (; i + BLOCK <= n; i += BLOCK) {
        lanes16 twos_a, twos_b, fours_a, fours_b, eights_a, eights_b, even, odd;
#define PAIR(high, k) \
        fold(at + i + (k), &folding, &even); \
        fold(at + i + (k) + 1, &folding, &odd); \
        CARRY(high, ones, even, odd)
        PAIR(twos_a, 0);
        PAIR(twos_b, 2);
        CARRY(fours_a, twos, twos_a, twos_b);
        PAIR(twos_a, 4);
        PAIR(twos_b, 6);
        CARRY(fours_b, twos, twos_a, twos_b);
        CARRY(eights_a, fours, fours_a, fours_b);
        PAIR(twos_a, 8);
        PAIR(twos_b, 10);
        CARRY(fours_a, twos, twos_a, twos_b);
        PAIR(twos_a, 12);
        PAIR(twos_b, 14);
        CARRY(fours_b, twos, twos_a, twos_b);
        CARRY(eights_b, fours, fours_a, fours_b);
        CARRY(sixteens, eights, eights_a, eights_b);
#undef PAIR
        for (int b = 0; b < BITS; b++)
            sums[b] += sixteens >> b & 1;
        if (++blocks == BLOCKS_MAX) {
            tally_sums(t, sums);
            blocks = 0;
        }
    }
    tally_sums(t, sums);
    tally_add(t, &ones, 1);
    tally_add(t, &twos, 2);
    tally_add(t, &fours, 4);
    tally_add(t, &eights, 8);
    for (; i < n; i++) {
        fold(at + i, &folding, &one);
        tally_add(t, &one, 1);
    }
}

static void count_plain(const lanes16 *at, size_t n, const struct folding *f, struct tally *t)
{
    count_body(at, n, f, t);
}

#ifdef __x86_64__
__attribute__((target("avx2"))) static void count_avx2(const lanes16 *at, size_t n, const struct folding *f, struct tally *t)
{
    count_body(at, n, f, t);
}
#endif

static void count_pairs(const lanes16 *at, size_t n, const struct folding *f, struct tally *t)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2")) {
        count_avx2(at, n, f, t);
        return;
    }
#endif
    count_plain(at, n, f, t);
}

void mask_evaluate(const struct mask *masks, size_t n, const struct mask_duties *duties, struct mask_totals *ret)
{
    const struct folding f = folding_of(duties);
    struct tally t = {0};
    count_pairs((const lanes16 *)(const void *)masks, n / 2, &f, &t);
    if (n % 2) {
        struct mask last[2] = {masks[n - 1]};
        count_plain((const lanes16 *)(const void *)last, 1, &f, &t);
    }
    *ret = (struct mask_totals){.units = n};
    for (int lane = 0; lane < MASK_LANES; lane++) {
        ret->applicable[lane] = t.bits[MASK_FLAGS][lane] + t.bits[MASK_FLAGS + 8][lane];
        int periods = period_count(duties->periods[lane]);
        for (int i = 0; i < periods; i++)
            ret->met[lane][i] = t.bits[lane][i * 12 / periods] + t.bits[lane + 8][i * 12 / periods];
    }
}

void mask_totals_add(struct mask_totals *totals, const struct mask_totals *more)
{
    totals->units += more->units;
    for (int lane = 0; lane < MASK_LANES; lane++) {
        totals->applicable[lane] += more->applicable[lane];
        for (int i = 0; i < 12; i++)
            totals->met[lane][i] += more->met[lane][i];
    }
}

struct mask_counts mask_counts(const struct mask_totals *totals, const struct mask_duties *duties, int lane, int year,
                               struct date asof)
{
    struct mask_counts counts = {0};
    enum rule_period period = duties->periods[lane];
    for (int i = 0; i < period_count(period); i++) {
        uint64_t open = totals->applicable[lane] - totals->met[lane][i];
        counts.met += totals->met[lane][i];
        counts.na += totals->units - totals->applicable[lane];
        if (date_compare(period_end(period, year, i), asof) < 0)
            counts.missed += open;
        else
            counts.due += open;
    }
    return counts;
}
