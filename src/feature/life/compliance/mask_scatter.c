/* Masks from rows in any order.
 *
 * Row by row each would wait for memory.  So rows first become keys, what does not count left out, and keys are dealt into
 * piles of neighbouring units whose masks the processor keeps near; then pile by pile.  This is the partition of a radix join
 * (S. Manegold, P. Boncz, M. Kersten, “Optimizing main-memory join on modern hardware”, 2002), in one pass: a pile has a fixed
 * room, and when one is full all are built and begin again.
 *
 *     key   unit 7…30, kind 4…6, month from 0 in 0…3: shifted by 4 it is the place of a lane among all lanes */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "feature/life/compliance/mask.h"

enum {
    KEY_UNIT = 7, KEY_KIND = 4,
    PILE_BITS = 14, PILE_UNITS = 1 << PILE_BITS, PILES_MAX = 1 << 10,   /* 256 KiB of masks */
    ROOM = 1 << 25,                      /* keys in all piles */
    AT_ONCE = 1 << 11,                   /* rows that become keys before they are dealt */
    AHEAD = 64,                          /* keys: the line of a pile that will be written soon is asked for now */
    HUGE_PAGE = 2 << 20,
};

struct mask_piles {
    size_t piles, room;
    uint32_t *ends[PILES_MAX];
    uint32_t keys[ROOM + AHEAD];
};

struct mask_piles *mask_piles_create(void)
{
    size_t bytes = (sizeof(struct mask_piles) + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1);
    struct mask_piles *piles = aligned_alloc(HUGE_PAGE, bytes);
    if (!piles)
        die("内存不足");
    madvise(piles, bytes, MADV_HUGEPAGE);        /* a wish: without it the same, slower */
    return piles;
}

void mask_piles_free(struct mask_piles *piles)
{
    free(piles);
}

/* The keys of those rows that count; no jump depends on a row, since none could be foreseen. */
static size_t keys_plain(const struct mask_row *rows, size_t n, uint64_t wanted, uint32_t *keys)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t row, later, month, other;
        memcpy(&row, &rows[i], sizeof row);
        later = row >> 56;
        month = later ? MASK_LATER - 1 : (((row >> 37) - 1) & 15);
        other = ((row >> 41 & 127) - later - wanted) | (uint64_t)((row >> 48 & 0xFF) >= MASK_LANES);
        keys[found] = (uint32_t)(row << KEY_UNIT | (row >> 44 & 0x70) | month);
        found += !other;
    }
    return found;
}

#ifdef __x86_64__
/* Eight rows at a time; writes up to eight keys more than it gives. */
__attribute__((target("avx512f,avx512vl"))) static size_t keys_avx512(const struct mask_row *rows, size_t n, uint64_t wanted,
                                                                      uint32_t *keys)
{
    const __m512i year = _mm512_set1_epi64((long long)wanted), after = _mm512_set1_epi64(MASK_LATER - 1);
    size_t found = 0, i = 0;
    for (; i + 8 <= n; i += 8) {
        __m512i row = _mm512_loadu_si512(rows + i), later = _mm512_srli_epi64(row, 56);
        __m512i kind = _mm512_and_si512(_mm512_srli_epi64(row, 44), _mm512_set1_epi64(0xFF0));
        __m512i month = _mm512_sub_epi64(_mm512_srli_epi64(row, 37), _mm512_set1_epi64(1));
        month = _mm512_mask_mov_epi64(_mm512_and_si512(month, _mm512_set1_epi64(15)), _mm512_test_epi64_mask(later, later), after);
        __m512i of = _mm512_sub_epi64(_mm512_and_si512(_mm512_srli_epi64(row, 41), _mm512_set1_epi64(127)), later);
        __mmask8 counts = _mm512_mask_cmplt_epu64_mask(_mm512_cmpeq_epi64_mask(of, year), kind, _mm512_set1_epi64(MASK_LANES << 4));
        __m512i key = _mm512_or_si512(_mm512_or_si512(_mm512_slli_epi64(row, KEY_UNIT), kind), month);
        _mm256_storeu_si256((void *)(keys + found), _mm256_maskz_compress_epi32(counts, _mm512_cvtepi64_epi32(key)));
        found += (size_t)__builtin_popcount(counts);
    }
    return found + keys_plain(rows + i, n - i, wanted, keys + found);
}
#endif

static size_t keys_of(const struct mask_row *rows, size_t n, uint64_t wanted, uint32_t *keys)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl"))
        return keys_avx512(rows, n, wanted, keys);
#endif
    return keys_plain(rows, n, wanted, keys);
}

static void piles_clear(struct mask_piles *p)
{
    for (size_t k = 0; k < p->piles; k++)
        p->ends[k] = p->keys + k * p->room;
}

static void piles_build(struct mask_piles *p, struct mask *masks)
{
    for (size_t k = 0; k < p->piles; k++) {
        const uint32_t *end = p->ends[k];
        for (const uint32_t *at = p->keys + k * p->room; at < end; at++) {
            uint32_t key = *at;          /* once: the write below may be anywhere, for all that is known here */
            uint16_t *lane = &masks[key >> KEY_UNIT].lanes[key >> KEY_KIND & 7];
            *lane = (uint16_t)(*lane | 1u << (key & 15));
        }
    }
    piles_clear(p);
}

static void piles_deal(struct mask_piles *p, const uint32_t *keys, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t *end = p->ends[keys[i] >> (PILE_BITS + KEY_UNIT)]++;
        __builtin_prefetch(end + AHEAD, 1);
        *end = keys[i];
    }
}

/* How many keys can be dealt whatever their piles are. */
static size_t piles_left(const struct mask_piles *p)
{
    size_t most = 0;
    for (size_t k = 0; k < p->piles; k++) {
        size_t used = (size_t)(p->ends[k] - p->keys) - k * p->room;
        most = used > most ? used : most;
    }
    return p->room - most;
}

void mask_build_scattered(struct mask_piles *p, const struct mask_row *rows, size_t n, int year, struct mask *masks, size_t units)
{
    uint32_t keys[AT_ONCE + 8];
    size_t left = 0;
    p->piles = (units + PILE_UNITS - 1) >> PILE_BITS;
    assert(p->piles <= PILES_MAX);
    if (!n)
        return;
    p->room = ROOM / p->piles;
    piles_clear(p);
    for (size_t at = 0; at < n; at += AT_ONCE) {
        size_t found = keys_of(rows + at, n - at < AT_ONCE ? n - at : AT_ONCE, (uint64_t)(year - 2000), keys);
        if (left < found)
            left = piles_left(p);
        if (left < found) {
            piles_build(p, masks);
            left = p->room;
        }
        piles_deal(p, keys, found);
        left -= found;
    }
    piles_build(p, masks);
}
