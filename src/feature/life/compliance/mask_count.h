/* Counting, once for each processor: mask.c includes this with FOR, the processor, and NAME, which makes
 * the functions' names for it. */

/* A bit for each period that is met and whose duty applies; the flags stay as they are. */
FOR static inline __attribute__((always_inline)) void NAME(fold)(const lanes16 *at, const struct folding *f, lanes16 *ret)
{
    lanes16 v;
    memcpy(&v, at, sizeof v);
    lanes16 flags = __builtin_shufflevector(v, v, 7, 7, 7, 7, 7, 7, 7, 7, 15, 15, 15, 15, 15, 15, 15, 15);
    lanes16 met = (v & f->months) | ((v | v >> 1 | v >> 2) & f->quarters) | ((lanes16)(v != 0) & f->years);
    *ret = met & (lanes16)((flags & f->duty) != 0);
}

FOR static inline __attribute__((always_inline)) void NAME(tally_add)(struct tally *t, const lanes16 *plane, unsigned weight)
{
    for (int i = 0; i < 16; i++)
        for (int b = 0; b < BITS; b++)
            t->bits[i][b] += (uint64_t)((*plane)[i] >> b & 1) * weight;
}

FOR static inline __attribute__((always_inline)) void NAME(tally_sums)(struct tally *t, lanes16 sums[BITS])
{
    for (int b = 0; b < BITS; b++)
        for (int i = 0; i < 16; i++) {
            t->bits[i][b] += (uint64_t)sums[b][i] * BLOCK;
            sums[b][i] = 0;
        }
}

FOR static void NAME(count)(const lanes16 *at, size_t n, const struct folding *f, struct tally *t)
{
    lanes16 ones = {0}, twos = {0}, fours = {0}, eights = {0}, sixteens, sums[BITS] = {{0}}, one;
    const struct folding folding = *f;
    size_t i = 0, blocks = 0;
    for (; i + BLOCK <= n; i += BLOCK) {
        lanes16 twos_a, twos_b, fours_a, fours_b, eights_a, eights_b, even, odd;
#define PAIR(high, k) \
        NAME(fold)(at + i + (k), &folding, &even); \
        NAME(fold)(at + i + (k) + 1, &folding, &odd); \
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
            NAME(tally_sums)(t, sums);
            blocks = 0;
        }
    }
    NAME(tally_sums)(t, sums);
    NAME(tally_add)(t, &ones, 1);
    NAME(tally_add)(t, &twos, 2);
    NAME(tally_add)(t, &fours, 4);
    NAME(tally_add)(t, &eights, 8);
    for (; i < n; i++) {
        NAME(fold)(at + i, &folding, &one);
        NAME(tally_add)(t, &one, 1);
    }
}
