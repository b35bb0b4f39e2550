/* The drawing itself, "mingze-draw-1", so simple that anybody repeats it (tests/suites/59-draw does in Python).
 *
 *   list    the public ids of the candidates, ascending by their bytes, each followed by a line feed
 *   digest  SM3(list), hex
 *   seed    SM3("mingze-draw-1\n" digest "\n" chance "\n"), hex; `chance` is 64 hex digits that the kernel gives once the list
 *           stands, so that nobody chooses it
 *   stream  block k = SM3(seed ":" k), k = 0, 1, … in decimal: four numbers of 64 bits each, most significant byte first
 *   below m the next number x of the stream that is below 2^64 - 2^64 mod m (others are skipped); x mod m
 *   picked  for i = 0 … n-1: j = i + below(N - i); exchange list[i] and list[j]; the i-th picked is list[i] */
#ifndef MINGZE_RECTIFICATION_DRAW_PICK_H
#define MINGZE_RECTIFICATION_DRAW_PICK_H

#include "base/base.h"

#define DRAW_ALGORITHM_NAME "mingze-draw-1"

/* Digest of n ids in the order given. */
void draw_digest(const char *const *ids, size_t n, char out[DIGEST_TEXT]);
void draw_seed(const char *digest, const char *chance, char out[DIGEST_TEXT]);
/* Indexes of the `picked` (≤ n) chosen ones into ret[], in order. */
void draw_pick(struct arena *, const char *seed, size_t n, size_t picked, size_t *ret);

/* A draw as it is published: what `mingze draw verify` reads. */
struct drawn {
    const char *algorithm, *digest, *chance, *seed;
    const char *const *list; size_t list_count;
    const char *const *items; size_t item_count;
};
/* INVALID when any part does not follow from the others: the message says which. */
int draw_verify(struct arena *, const struct drawn *);

#endif
