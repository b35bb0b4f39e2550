/* Masks from rows in any order.
 *
 * Row by row each would wait for memory: the masks of a million units are too many to keep near.  But rows arrive day by day, so
 * those of one month stand together, and what one month says of a unit is a byte: a bit for each kind.  So each month has a plane
 * of bytes, and the processor keeps the one in use near; at the end the planes are folded into masks, unit by unit.  Rows in
 * no order at all give the same, slower.
 *
 *     key   the kind's bit in 0…7, above it the place of the byte among all planes */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "feature/life/compliance/mask.h"

enum {
    KEY_PLACE = 8, KINDS = (1 << MASK_LANES) - 1,
    AT_ONCE = 128,               /* rows that become keys before they are marked: so few that the processor begins the next meanwhile */
    AHEAD = 256,                 /* rows that are asked of memory before their turn */
    FOLDED = 16,                 /* units */
};

struct mask_planes {
    unsigned unit_bits;
    size_t units, bytes;
    uint8_t *held;               /* [month][unit]: a month's units are filled up to a power of two */
};

struct mask_planes *mask_planes_create(size_t units)
{
    struct mask_planes *p = calloc(1, sizeof *p);
    if (!p)
        die("内存不足");
    while ((size_t)1 << p->unit_bits < units)
        p->unit_bits++;
    p->units = units;
    p->bytes = (size_t)MASK_LATER << p->unit_bits;
    p->held = mmap(NULL, p->bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p->held == MAP_FAILED)
        die("内存不足");
    madvise(p->held, p->bytes, MADV_HUGEPAGE);   /* a wish: without it the same, slower */
    return p;
}

void mask_planes_free(struct mask_planes *p)
{
    munmap(p->held, p->bytes);
    free(p);
}

/* The keys of those rows of a year (from 2000) that count; no jump depends on a row, since none could be foreseen. */
static size_t keys_plain(const struct mask_row *rows, size_t n, uint64_t year, unsigned unit_bits, uint64_t *keys)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t row, later, month, kind, bit;
        memcpy(&row, &rows[i], sizeof row);
        later = row >> 56;
        month = later ? MASK_LATER - 1 : (row >> 37 & 15) - 1;
        kind = row >> 48 & 0xFF;
        bit = kind < MASK_LANES ? (uint64_t)1 << kind : 0;
        keys[found] = (month << unit_bits | (uint32_t)row) << KEY_PLACE | bit;
        found += (bit != 0) & ((row >> 41 & 127) - later == year);
    }
    return found;
}

#ifdef __x86_64__
/* Eight rows at a time; writes up to eight keys more than it gives. */
__attribute__((target("avx512f"))) static size_t keys_avx512(const struct mask_row *rows, size_t n, uint64_t year, unsigned unit_bits,
                                                             uint64_t *keys)
{
    const __m512i wanted = _mm512_set1_epi64((long long)year), one = _mm512_set1_epi64(1), after = _mm512_set1_epi64(MASK_LATER - 1);
    const __m128i to_month = _mm_cvtsi32_si128((int)unit_bits);
    size_t found = 0, i = 0;
    for (; i + 8 <= n; i += 8) {
        __builtin_prefetch(rows + i + AHEAD);
        __m512i row = _mm512_loadu_si512(rows + i), later = _mm512_srli_epi64(row, 56);
        __m512i of = _mm512_sub_epi64(_mm512_and_si512(_mm512_srli_epi64(row, 41), _mm512_set1_epi64(127)), later);
        __m512i month = _mm512_sub_epi64(_mm512_and_si512(_mm512_srli_epi64(row, 37), _mm512_set1_epi64(15)), one);
        month = _mm512_mask_mov_epi64(month, _mm512_test_epi64_mask(later, later), after);
        __m512i bit = _mm512_sllv_epi64(one, _mm512_and_si512(_mm512_srli_epi64(row, 48), _mm512_set1_epi64(0xFF)));
        __mmask8 counts = _mm512_mask_test_epi64_mask(_mm512_cmpeq_epi64_mask(of, wanted), bit, _mm512_set1_epi64(KINDS));
        __m512i place = _mm512_or_si512(_mm512_sll_epi64(month, to_month), _mm512_and_si512(row, _mm512_set1_epi64(UINT32_MAX)));
        __m512i key = _mm512_or_si512(_mm512_slli_epi64(place, KEY_PLACE), bit);
        _mm512_storeu_si512(keys + found, _mm512_maskz_compress_epi64(counts, key));
        found += (size_t)__builtin_popcount(counts);
    }
    return found + keys_plain(rows + i, n - i, year, unit_bits, keys + found);
}
#endif

static size_t keys_of(const struct mask_row *rows, size_t n, uint64_t year, unsigned unit_bits, uint64_t *keys)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f"))
        return keys_avx512(rows, n, year, unit_bits, keys);
#endif
    return keys_plain(rows, n, year, unit_bits, keys);
}

void mask_planes_add(struct mask_planes *p, const struct mask_row *rows, size_t n, int year)
{
    uint64_t keys[AT_ONCE + 8];
    uint8_t *held = p->held;
    for (size_t at = 0; at < n; at += AT_ONCE) {
        size_t found = keys_of(rows + at, n - at < AT_ONCE ? n - at : AT_ONCE, (uint64_t)(year - 2000), p->unit_bits, keys);
        for (size_t i = 0; i < found; i++)
            held[keys[i] >> KEY_PLACE] |= (uint8_t)keys[i];
    }
}

/* Four bits of a byte, each to the first place of its lane. */
static inline uint64_t spread(uint64_t four)
{
    return four * 0x200040008001 & 0x1000100010001;
}

static void fold_plain(struct mask_planes *p, size_t first, size_t end, struct mask *masks)
{
    for (int month = 0; month < MASK_LATER; month++) {
        uint8_t *held = p->held + ((size_t)month << p->unit_bits);
        for (size_t u = first; u < end; u++) {
            uint64_t words[2];
            memcpy(words, &masks[u], sizeof words);
            words[0] |= spread(held[u] & 15) << month;
            words[1] |= spread(held[u] >> 4) << month;
            memcpy(&masks[u], words, sizeof words);
        }
        memset(held + first, 0, end - first);
    }
}

#ifdef __x86_64__
#define AVX512 __attribute__((target("avx512bw")))

/* Four bytes are the 32 lanes of four units. */
AVX512 static inline __attribute__((always_inline)) void mark_four(__m512i *masks, int bytes, __m512i bit)
{
    *masks = _mm512_or_si512(*masks, _mm512_maskz_mov_epi16((__mmask32)bytes, bit));
}

/* Sixteen units at a time; gives where it ended. */
AVX512 static size_t fold_avx512(struct mask_planes *p, size_t first, size_t end, struct mask *masks)
{
    for (; first + FOLDED <= end; first += FOLDED) {
        __m512i a = _mm512_loadu_si512(masks + first), b = _mm512_loadu_si512(masks + first + 4);
        __m512i c = _mm512_loadu_si512(masks + first + 8), d = _mm512_loadu_si512(masks + first + 12);
        for (int month = 0; month < MASK_LATER; month++) {
            __m128i *held = (__m128i *)(void *)(p->held + ((size_t)month << p->unit_bits) + first);
            __m128i bytes = _mm_loadu_si128(held);
            if (_mm_testz_si128(bytes, bytes))   /* mostly a month that these rows have nothing of */
                continue;
            __m512i bit = _mm512_set1_epi16((short)(1 << month));
            mark_four(&a, _mm_extract_epi32(bytes, 0), bit);
            mark_four(&b, _mm_extract_epi32(bytes, 1), bit);
            mark_four(&c, _mm_extract_epi32(bytes, 2), bit);
            mark_four(&d, _mm_extract_epi32(bytes, 3), bit);
            _mm_storeu_si128(held, _mm_setzero_si128());
        }
        _mm512_storeu_si512(masks + first, a);
        _mm512_storeu_si512(masks + first + 4, b);
        _mm512_storeu_si512(masks + first + 8, c);
        _mm512_storeu_si512(masks + first + 12, d);
    }
    return first;
}
#endif

void mask_planes_fold(struct mask_planes *p, size_t first, size_t n, struct mask *masks)
{
    size_t end = first + n;
    assert(end <= p->units);
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512bw"))
        first = fold_avx512(p, first, end, masks);
#endif
    fold_plain(p, first, end, masks);
}
