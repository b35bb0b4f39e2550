#include "feature/life/compliance/mask.h"

#include <stdlib.h>
#include <string.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

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

int mask_months(const struct mask *mask, int lane, enum rule_period period, int index)
{
    int months = 12 / period_count(period);
    unsigned bits = mask->lanes[lane], wanted = period == PERIOD_YEAR ? (1u << MASK_LATER) - 1 : ((1u << months) - 1) << index * months;
    return __builtin_popcount(bits & wanted);
}

void month_count_add(struct month_counts *counts, enum activity_kind kind, int month)
{
    if ((int)kind < MASK_LANES && counts->held[kind][month - 1] < UINT8_MAX)
        counts->held[kind][month - 1]++;
}

int month_count_in(const struct month_counts *counts, int lane, enum rule_period period, int index)
{
    int months = 12 / period_count(period), n = period == PERIOD_YEAR ? counts->held[lane][MASK_LATER - 1] : 0;
    for (int month = index * months; month < (index + 1) * months; month++)
        n += counts->held[lane][month];
    return n;
}

/* Building: a unit's bits are gathered in two words while its rows last, and only then touch memory. */

enum { AHEAD = 8 };              /* rows that are looked at before their turn */

struct gathering {
    struct mask *masks;
    uint64_t wanted;             /* the year, from 2000 */
    uint32_t unit;
    uint64_t low, high;
};

/* A kind without a lane may have left its bits where the flags are. */
static inline __attribute__((always_inline)) void gathering_flush(struct gathering *g)
{
    uint64_t words[2];
    memcpy(words, &g->masks[g->unit], sizeof words);
    words[0] |= g->low;
    words[1] |= g->high & 0xFFFFFFFFFFFF;
    memcpy(&g->masks[g->unit], words, sizeof words);
    g->low = g->high = 0;
}

/* A row is a word: unit 0…31, day 32…36, month 37…40, year 41…47, kind 48…55, later 56…63. */
static inline __attribute__((always_inline)) void gathering_take(struct gathering *g, uint64_t row)
{
    uint64_t later = row >> 56, kind = row >> 48 & 0xFF, month = later ? MASK_LATER - 1 : (row >> 37 & 15) - 1;
    uint64_t bit = (uint64_t)((row >> 41 & 127) - later == g->wanted) << ((kind * 16 + month) & 63);
    if ((uint32_t)row != g->unit) {
        gathering_flush(g);
        g->unit = (uint32_t)row;
    }
    g->low |= bit & -(uint64_t)(kind < 4);
    g->high |= bit & -(uint64_t)(kind >= 4 && kind < 8);
}

static inline __attribute__((always_inline)) uint64_t row_word(const struct mask_row *row)
{
    uint64_t word;
    memcpy(&word, row, sizeof word);
    return word;
}

static void gather_plain(struct gathering *outer, const struct mask_row *rows, size_t n)
{
    struct gathering g = *outer;
    for (size_t i = 0; i < n; i++) {
        gathering_take(&g, row_word(&rows[i]));
    }
    *outer = g;
}

#ifdef __x86_64__
/* What is inlined into a function for a processor must be compiled for it too. */
#define AVX2 __attribute__((target("avx2")))
enum { SPAN = 8 };
#define AT_ONCE (0xFFFFFFFFu | (uint64_t)127 << 41 | (uint64_t)0xFF << 56)      /* unit, year, later */

AVX2 static inline __attribute__((always_inline)) uint64_t fold_words(__m256i v)
{
    __m128i half = _mm_or_si128(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
    return (uint64_t)_mm_cvtsi128_si64(half) | (uint64_t)_mm_extract_epi64(half, 1);
}

/* Eight rows that are all of one unit and of the year itself; false: they are not.  A shift by 64 and more gives 0 here, so
 * that one of two shifts hits its half. */
AVX2 static inline __attribute__((always_inline)) bool gather_span(const struct gathering *g, const struct mask_row *rows,
                                                                   __m256i *low, __m256i *high)
{
    const __m256i one = _mm256_set1_epi64x(1), expected = _mm256_set1_epi64x((long long)(g->unit | g->wanted << 41));
    const __m256i *at = (const __m256i *)(const void *)rows;
    __m256i a = _mm256_loadu_si256(at), b = _mm256_loadu_si256(at + 1);
    __m256i other = _mm256_or_si256(_mm256_xor_si256(a, expected), _mm256_xor_si256(b, expected));
    if (!_mm256_testz_si256(other, _mm256_set1_epi64x((long long)AT_ONCE)))
        return false;
    const __m256i *const both[] = {&a, &b};
    for (int k = 0; k < 2; k++) {
        __m256i kind = _mm256_and_si256(_mm256_srli_epi64(*both[k], 44), _mm256_set1_epi64x(0xFF0));
        __m256i month = _mm256_and_si256(_mm256_srli_epi64(*both[k], 37), _mm256_set1_epi64x(15));
        __m256i place = _mm256_add_epi64(kind, month);
        *low = _mm256_or_si256(*low, _mm256_sllv_epi64(one, place));
        *high = _mm256_or_si256(*high, _mm256_sllv_epi64(one, _mm256_sub_epi64(place, _mm256_set1_epi64x(64))));
    }
    return true;
}

AVX2 static void gather_avx2(struct gathering *outer, const struct mask_row *rows, size_t n)
{
    struct gathering g = *outer;
    size_t i = 0;
    while (i + AHEAD < n) {
        __m256i low = _mm256_setzero_si256(), high = low;
        if (rows[i].unit != g.unit) {
            gathering_flush(&g);
            g.unit = rows[i].unit;
        }
        size_t first = i;
        while (i + AHEAD < n && rows[i + SPAN - 1].unit == g.unit && gather_span(&g, rows + i, &low, &high))
            i += SPAN;
        if (i > first) {                         /* months are counted from 1 up there */
            g.low |= fold_words(low) >> 1;
            g.high |= fold_words(high) >> 1;
        } else {
            gathering_take(&g, row_word(&rows[i++]));
        }
    }
    gather_plain(&g, rows + i, n - i);
    *outer = g;
}
#endif

void mask_build(const struct mask_row *rows, size_t n, int year, struct mask *masks)
{
    struct gathering g = {masks, (uint64_t)(year - 2000), n ? rows[0].unit : 0, 0, 0};
    if (!n)
        return;
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2"))
        gather_avx2(&g, rows, n);
    else
        gather_plain(&g, rows, n);
#else
    gather_plain(&g, rows, n);
#endif
    gathering_flush(&g);
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

/* sum and carry of three bits at each position */
#define CARRY(high, low, a, b) \
    do { \
        lanes16 x_ = (low) ^ (a); \
        high = ((low) & (a)) | (x_ & (b)); \
        low = x_ ^ (b); \
    } while (0)

struct tally { uint64_t bits[16][BITS]; };

#define FOR
#define NAME(function) function##_plain
#include "feature/life/compliance/mask_count.h"
#undef FOR
#undef NAME

#ifdef __x86_64__
#define FOR AVX2
#define NAME(function) function##_avx2
#include "feature/life/compliance/mask_count.h"
#undef FOR
#undef NAME
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
