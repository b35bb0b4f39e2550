#include "feature/rectification/recheck/draw_pick.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { NUMBERS_A_BLOCK = DIGEST_SIZE / 8 };

struct stream {
    const char *seed;
    uint64_t block, numbers[NUMBERS_A_BLOCK];
    int left;
};

void draw_digest(const char *const *ids, size_t n, char out[DIGEST_TEXT])
{
    uint8_t bytes[DIGEST_SIZE];
    struct digest *digest = digest_start();
    for (size_t i = 0; i < n; i++) {
        digest_add(digest, ids[i], strlen(ids[i]));
        digest_add(digest, "\n", 1);
    }
    digest_finish(digest, bytes);
    digest_hex(bytes, out);
}

void draw_seed(const char *digest, const char *chance, char out[DIGEST_TEXT])
{
    char text[sizeof DRAW_ALGORITHM_NAME + 2 * DIGEST_TEXT + 3];
    int n = snprintf(text, sizeof text, "%s\n%s\n%s\n", DRAW_ALGORITHM_NAME, digest, chance);
    digest_sm3_hex(text, (size_t)n, out);
}

static void block_next(struct stream *s)
{
    uint8_t bytes[DIGEST_SIZE];
    char text[DIGEST_TEXT + 24];
    int n = snprintf(text, sizeof text, "%s:%" PRIu64, s->seed, s->block++);
    digest_sm3(text, (size_t)n, bytes);
    for (int i = 0; i < NUMBERS_A_BLOCK; i++) {
        s->numbers[i] = 0;
        for (int k = 0; k < 8; k++)
            s->numbers[i] = s->numbers[i] << 8 | bytes[8 * i + k];
    }
    s->left = NUMBERS_A_BLOCK;
}

static uint64_t number_next(struct stream *s)
{
    if (!s->left)
        block_next(s);
    return s->numbers[NUMBERS_A_BLOCK - s->left--];
}

/* Every value below m is as likely as every other: the rest of 2^64 that m does not divide is skipped. */
static uint64_t below(struct stream *s, uint64_t m)
{
    uint64_t rest = (UINT64_MAX % m + 1) % m, x;
    do
        x = number_next(s);
    while (x > UINT64_MAX - rest);
    return x % m;
}

void draw_pick(struct arena *arena, const char *seed, size_t n, size_t picked, size_t *ret)
{
    struct stream stream = {.seed = seed};
    size_t *order = arena_array(arena, size_t, n + 1);
    for (size_t i = 0; i < n; i++)
        order[i] = i;
    for (size_t i = 0; i < picked && i < n; i++) {
        size_t j = i + (size_t)below(&stream, n - i), kept = order[i];
        order[i] = order[j];
        order[j] = kept;
        ret[i] = order[i];
    }
}

static int list_check(const struct drawn *d)
{
    char digest[DIGEST_TEXT];
    for (size_t i = 0; i < d->list_count; i++)
        if (!id_parse(d->list[i]))
            return fail(INVALID, "名单第 %zu 个“%s”不是编号", i + 1, d->list[i]);
    for (size_t i = 1; i < d->list_count; i++)
        if (strcmp(d->list[i - 1], d->list[i]) >= 0)
            return fail(INVALID, "名单第 %zu 个的次序不对，或与前一个相同", i + 1);
    draw_digest(d->list, d->list_count, digest);
    if (strcmp(digest, d->digest))
        return fail(INVALID, "名单与公布的摘要不符：算得 %s，公布的是 %s", digest, d->digest);
    return DONE;
}

int draw_verify(struct arena *arena, const struct drawn *d)
{
    char seed[DIGEST_TEXT];
    if (strcmp(d->algorithm, DRAW_ALGORITHM_NAME))
        return fail(INVALID, "不认识算法“%s”", d->algorithm);
    TRY(list_check(d));
    if (strlen(d->chance) != DIGEST_TEXT - 1 || strspn(d->chance, "0123456789abcdef") != DIGEST_TEXT - 1)
        return fail(INVALID, "随机数须是 64 位十六进制数");
    draw_seed(d->digest, d->chance, seed);
    if (strcmp(seed, d->seed))
        return fail(INVALID, "种子不是由名单摘要和随机数算出的：算得 %s，公布的是 %s", seed, d->seed);
    if (!d->item_count || d->item_count > d->list_count)
        return fail(INVALID, "抽出 %zu 个，名单只有 %zu 个", d->item_count, d->list_count);
    size_t *picked = arena_array(arena, size_t, d->item_count);
    draw_pick(arena, seed, d->list_count, d->item_count, picked);
    for (size_t i = 0; i < d->item_count; i++)
        if (strcmp(d->list[picked[i]], d->items[i]))
            return fail(INVALID, "第 %zu 个应抽到 %s，公布的是 %s", i + 1, d->list[picked[i]], d->items[i]);
    return DONE;
}
