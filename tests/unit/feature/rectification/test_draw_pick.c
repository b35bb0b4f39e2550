#include "check.h"
#include "feature/rectification/recheck/draw_pick.h"

static const char *const ids[] = {"000000000010", "000000000020", "000000000030", "000000000040", "000000000050"};
static const char chance[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/* Reckoned by hand with openssl dgst -sm3 and Python: a change of the algorithm is a new name, never another answer. */
static void answers_stay(void)
{
    char digest[DIGEST_TEXT], seed[DIGEST_TEXT];
    size_t picked[5];
    struct arena *arena = arena_create(1 << 20);
    draw_digest(ids, 5, digest);
    CHECK_TEXT(digest, "38b95cf44bd37b76c099ecdc389984f42f82806320493a62fb3e64414184c29e");
    draw_seed(digest, chance, seed);
    CHECK_TEXT(seed, "6f8a4f66b876641991869fbef075b9429c8d4285fb50b4a11f90d451481af8fe");
    draw_pick(arena, seed, 5, 5, picked);
    static const size_t wanted[] = {2, 4, 0, 1, 3};
    for (int i = 0; i < 5; i++)
        CHECK_INT(picked[i], wanted[i]);
    arena_destroy(arena);
}

static void all_are_drawn_once(void)
{
    struct arena *arena = arena_create(1 << 20);
    size_t picked[200];
    bool seen[200] = {0};
    draw_pick(arena, "seed", 200, 200, picked);
    for (int i = 0; i < 200; i++) {
        CHECK(picked[i] < 200 && !seen[picked[i]]);
        seen[picked[i]] = true;
    }
    draw_pick(arena, "seed", 1, 1, picked);
    CHECK_INT(picked[0], 0);
    arena_destroy(arena);
}

/* The first of a longer drawing is the first of a shorter one. */
static void shorter_is_the_beginning(void)
{
    struct arena *arena = arena_create(1 << 20);
    size_t few[3], many[40];
    draw_pick(arena, "seed", 50, 3, few);
    draw_pick(arena, "seed", 50, 40, many);
    for (int i = 0; i < 3; i++)
        CHECK_INT(few[i], many[i]);
    arena_destroy(arena);
}

static void what_does_not_follow_is_refused(void)
{
    struct arena *arena = arena_create(1 << 20);
    char digest[DIGEST_TEXT], seed[DIGEST_TEXT];
    size_t picked[2];
    draw_digest(ids, 5, digest);
    draw_seed(digest, chance, seed);
    draw_pick(arena, seed, 5, 2, picked);
    const char *items[] = {ids[picked[0]], ids[picked[1]]}, *other[] = {items[1], items[0]};
    struct drawn good = {DRAW_ALGORITHM_NAME, digest, chance, seed, ids, 5, items, 2}, bad = good;
    CHECK_DONE(draw_verify(arena, &good));
    bad.items = other;
    CHECK_OUTCOME(draw_verify(arena, &bad), INVALID);
    bad = good;
    bad.list_count = 4;
    CHECK_OUTCOME(draw_verify(arena, &bad), INVALID);
    bad = good;
    bad.seed = digest;
    CHECK_OUTCOME(draw_verify(arena, &bad), INVALID);
    bad = good;
    bad.chance = "0";
    CHECK_OUTCOME(draw_verify(arena, &bad), INVALID);
    bad = good;
    bad.item_count = 0;
    CHECK_OUTCOME(draw_verify(arena, &bad), INVALID);
    bad = good;
    bad.algorithm = "";
    CHECK_OUTCOME(draw_verify(arena, &bad), INVALID);
    arena_destroy(arena);
}

TESTS({"the answers of this algorithm stay", answers_stay}, {"all are drawn, each once", all_are_drawn_once},
      {"a shorter drawing is the beginning of a longer", shorter_is_the_beginning},
      {"what does not follow is refused", what_does_not_follow_is_refused})
