#include "feature/life/vote/vote.h"

#include "base/base.h"
#include "check.h"

static struct arena *arena;

static struct vote_answer ask(struct vote_question q)
{
    struct vote_answer a;
    CHECK_DONE(vote_count(arena, &q, &a));
    return a;
}

static void vectors(void)
{
    static const int quorum[][3] = {{5, 4, 5}, {10, 8, 9}, {11, 9, 9}, {20, 16, 17}, {23, 19, 19}};
    static const int win[][2] = {{8, 5}, {9, 5}, {10, 6}, {11, 6}, {20, 11}};
    static const int stand[][2] = {{3, 4}, {5, 6}, {7, 9}, {9, 11}, {11, 14}};
    arena = arena_create(1 << 20);
    for (size_t i = 0; i < ARRAY_SIZE(quorum); i++) {
        struct vote_question q = {VOTE_ELECTION, .entitled = quorum[i][0], .present = quorum[i][0], .yes = 0};
        CHECK_INT(ask(q).quorum_needed, quorum[i][1]);
        q.more_than = true;
        CHECK_INT(ask(q).quorum_needed, quorum[i][2]);
    }
    for (size_t i = 0; i < ARRAY_SIZE(win); i++)
        CHECK_INT(ask((struct vote_question){VOTE_ELECTION, .entitled = win[i][0], .present = win[i][0], .yes = 0}).yes_needed,
                  win[i][1]);
    for (size_t i = 0; i < ARRAY_SIZE(stand); i++)
        CHECK_INT(ask((struct vote_question){VOTE_ELECTION, .entitled = 20, .present = 20, .yes = 0, .seats = stand[i][0]})
                  .min_candidates, stand[i][1]);
    struct vote_answer a = ask((struct vote_question){VOTE_RESOLUTION, .entitled = 10, .present = 5, .yes = 5});
    CHECK(a.quorum && !a.passed);
    CHECK_INT(a.yes_needed, 6);
    arena_destroy(arena);
}

static void admission(void)
{
    arena = arena_create(1 << 20);
    struct vote_question q = {VOTE_ADMISSION, .entitled = 10, .present = 6, .yes = 6};
    CHECK(ask(q).passed);
    q.present = 5;               /* half are not more than half */
    q.yes = 5;
    CHECK(!ask(q).quorum);
    q = (struct vote_question){VOTE_ADMISSION, .entitled = 10, .present = 6, .written = 2, .yes = 8};
    CHECK(ask(q).passed);
    struct vote_answer a;
    q.yes = 9;
    CHECK_OUTCOME(vote_count(arena, &q, &a), INVALID);
    q = (struct vote_question){VOTE_ADMISSION, .entitled = 10, .present = 5, .written = 3, .yes = 8};
    CHECK(!ask(q).passed);       /* opinions in writing are votes, not presence */
    arena_destroy(arena);
}

static void impossible(void)
{
    static const int nine[] = {9}, eleven[] = {11};
    const struct vote_question wrong[] = {
        {VOTE_ELECTION, .entitled = 10, .present = 11, .yes = 1},
        {VOTE_ELECTION, .entitled = 10, .present = 8, .yes = 9},
        {VOTE_ELECTION, .entitled = 0, .present = 0, .yes = 0},
        {VOTE_RESOLUTION, .entitled = 10, .present = 8, .yes = 9},
        {VOTE_ADMISSION, .entitled = 10, .present = 8, .written = 3, .yes = 1},
        {VOTE_ELECTION, .entitled = 10, .present = 10, .yes = -1, .votes = nine, .vote_count = 1},
        {VOTE_ELECTION, .entitled = 10, .present = 10, .yes = -1, .seats = 1, .votes = eleven, .vote_count = 1},
        {VOTE_ELECTION, .entitled = 10, .present = 10, .yes = -1, .seats = 1, .candidates = 2, .votes = nine, .vote_count = 1},
    };
    arena = arena_create(1 << 20);
    for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
        struct vote_answer a;
        CHECK_OUTCOME(vote_count(arena, &wrong[i], &a), INVALID);
        CHECK(*error_message());
    }
    arena_destroy(arena);
}

static struct vote_answer elect(int seats, const int *votes, int n)
{
    return ask((struct vote_question){VOTE_ELECTION, .entitled = 20, .present = 20, .yes = -1, .seats = seats, .votes = votes,
                                      .vote_count = n});
}

static void candidates(void)
{
    static const int clear[] = {18, 9, 16, 12}, tie[] = {18, 12, 12, 3}, few[] = {15, 10, 8}, both[] = {12, 12, 12};
    arena = arena_create(1 << 20);
    struct vote_answer a = elect(2, clear, 4);
    CHECK(a.results[0] == RESULT_ELECTED && a.results[2] == RESULT_ELECTED && a.results[3] == RESULT_NOT_ELECTED);
    CHECK_INT(a.over_half, 3);
    a = elect(2, tie, 4);
    CHECK(a.results[0] == RESULT_ELECTED && a.results[1] == RESULT_TIED && a.results[2] == RESULT_TIED);
    CHECK_INT(a.open, 1);
    a = elect(2, few, 3);        /* exactly half is not elected */
    CHECK(a.results[0] == RESULT_ELECTED && a.results[1] == RESULT_NOT_ELECTED);
    CHECK_INT(a.open, 1);
    CHECK_INT(a.tied, 0);
    a = elect(3, both, 3);
    CHECK_INT(a.elected, 3);
    a = elect(1, both, 3);
    CHECK_INT(a.tied, 3);
    arena_destroy(arena);
}

/* Over every size: the numbers are the least that satisfy the words of the rule. */
static void properties(void)
{
    for (int n = 1; n <= 1000; n++) {
        arena = arena_create(1 << 20);
        struct vote_question q = {VOTE_ELECTION, .entitled = n, .present = n, .yes = 0, .seats = n};
        struct vote_answer a = ask(q);
        CHECK(5 * a.quorum_needed >= 4 * n && 5 * (a.quorum_needed - 1) < 4 * n);
        CHECK(2 * a.yes_needed > n && 2 * (a.yes_needed - 1) <= n);
        CHECK(5 * (a.min_candidates - n) >= n && 5 * (a.min_candidates - n - 1) < n);
        q.more_than = true;
        int more = ask(q).quorum_needed;
        CHECK(5 * more > 4 * n && 5 * (more - 1) <= 4 * n);
        CHECK_INT(more - a.quorum_needed, n % 5 == 0);
        q = (struct vote_question){VOTE_RESOLUTION, .entitled = n, .present = n, .yes = 0};
        a = ask(q);
        CHECK(2 * a.quorum_needed >= n && 2 * (a.quorum_needed - 1) < n);
        CHECK(2 * a.yes_needed > n && 2 * (a.yes_needed - 1) <= n);
        q.kind = VOTE_ADMISSION;
        a = ask(q);
        CHECK(2 * a.quorum_needed > n && 2 * (a.quorum_needed - 1) <= n);
        CHECK_INT(a.quorum_needed, a.yes_needed);
        arena_destroy(arena);
    }
}

/* One vote more never loses what was won, and passing needs a quorum. */
static void monotone(void)
{
    arena = arena_create(64 << 20);
    for (int kind = 0; kind < VOTE_KIND__COUNT; kind++)
        for (int present = 0; present <= 40; present++) {
            bool passed = false;
            for (int yes = 0; yes <= present; yes++) {
                struct vote_answer a = ask((struct vote_question){(enum vote_kind)kind, .entitled = 40, .present = present, .yes = yes});
                CHECK(!passed || a.passed);
                CHECK(!a.passed || a.quorum);
                passed = a.passed;
            }
        }
    arena_destroy(arena);
}

TESTS({"the handbook's vectors", vectors}, {"admission", admission}, {"impossible numbers are refused", impossible},
      {"each candidate's result", candidates}, {"least numbers for all sizes to 1,000", properties},
      {"one vote more never loses", monotone})
