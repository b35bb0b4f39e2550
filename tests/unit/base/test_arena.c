#include "check.h"

#include "base/base.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void memory_is_zeroed_and_aligned(void)
{
    struct arena *a = arena_create(1 << 20);
    for (size_t n = 0; n < 3000; n += 7) {
        unsigned char *p = arena_alloc(a, n);
        CHECK_INT((intptr_t)p % 16, 0);
        for (size_t i = 0; i < n; i++)
            CHECK_INT(p[i], 0);
        memset(p, 0xA5, n);
        if (arena_used(a) > 300000)
            arena_reset(a);
    }
    arena_destroy(a);
}

static size_t count_not_zero(const unsigned char *p, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += p[i] != 0;
    return count;
}

/* Large blocks come from the kernel and are not zeroed by hand: also not when they are used again. */
static void large_memory_is_zeroed_too(void)
{
    enum { LARGE = 6 << 20, MORE = 9 << 20 };
    struct arena *a = arena_create(64 << 20);
    for (int round = 0; round < 3; round++) {
        unsigned char *p = arena_alloc(a, LARGE);
        CHECK_INT(count_not_zero(p, LARGE), 0);
        memset(p, 0xA5, LARGE);
        p = arena_grow(a, p, LARGE, MORE);
        CHECK_INT(count_not_zero(p + LARGE, MORE - LARGE), 0);
        CHECK_INT(count_not_zero(p, MORE), LARGE);
        memset(p, 0xA5, MORE);
        arena_reset(a);
    }
    arena_destroy(a);
}

static void reset_keeps_nothing_used(void)
{
    struct arena *a = arena_create(1 << 20);
    arena_alloc(a, 200000);
    CHECK_INT(arena_used(a), 200000);
    arena_reset(a);
    CHECK_INT(arena_used(a), 0);
    for (int i = 0; i < 100; i++) {       /* far more than the ceiling in sum */
        arena_alloc(a, 500000);
        arena_reset(a);
    }
    arena_destroy(a);
    arena_destroy(NULL);
}

static void growing_keeps_what_was_there(void)
{
    struct arena *a = arena_create(1 << 20);
    char *p = arena_strdup(a, "机关党委");
    char *grown = arena_grow(a, p, 13, 100);
    CHECK(grown == p);                    /* nothing came after: in place */
    CHECK_TEXT(grown, "机关党委");
    CHECK_INT(grown[99], 0);
    arena_alloc(a, 1);
    char *moved = arena_grow(a, grown, 100, 40000);
    CHECK(moved != grown);
    CHECK_TEXT(moved, "机关党委");
    CHECK_INT(moved[39999], 0);
    arena_destroy(a);
}

static void arrays_grow(void)
{
    struct arena *a = arena_create(1 << 20);
    int *items = NULL;
    size_t n = 0, cap = 0;
    for (int i = 0; i < 5000; i++) {
        *arena_push(a, &items, &n, &cap) = i;
        if (i % 100 == 0)
            arena_alloc(a, 3);
    }
    CHECK_INT(n, 5000);
    for (int i = 0; i < 5000; i++)
        CHECK_INT(items[i], i);
    arena_destroy(a);
}

static void texts_are_copied_and_printed(void)
{
    struct arena *a = arena_create(1 << 20);
    CHECK_TEXT(arena_strndup(a, "支部书记", 6), "支部");
    CHECK_TEXT(arena_printf(a, "%s第%d条", "整改", 3), "整改第3条");
    for (int n = 120; n < 140; n++)
        CHECK_INT(strlen(arena_printf(a, "%*d", n, 1)), n);
    char *wide = arena_printf(a, "%5000d", 1);
    CHECK_INT(strlen(wide), 5000);
    char *raw = arena_raw(a, 100);
    CHECK_INT((intptr_t)raw % 16, 0);
    memset(raw, 'x', 100);
    CHECK_INT(strlen(wide), 5000);
    arena_destroy(a);
}

/* The signal that ended `run` in a process of its own, without its words. */
static int death(void (*run)(void))
{
    fflush(stdout);
    pid_t child = fork();
    if (!child) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(3);
        signal(SIGABRT, SIG_DFL);
        run();
        _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void pass_ceiling(void)
{
    struct arena *a = arena_create(100000);
    for (int i = 0; i < 10; i++)
        arena_alloc(a, 20000);
}

static void overflow_product(void)
{
    arena_array(arena_create(100000), int64_t, SIZE_MAX / 4);
}

static void stay_below_ceiling(void)
{
    struct arena *a = arena_create(100000);
    for (int i = 0; i < 4; i++)
        arena_alloc(a, 20000);
    arena_destroy(a);
}

static void the_ceiling_ends_the_process(void)
{
    CHECK_INT(death(pass_ceiling), SIGABRT);
    CHECK_INT(death(overflow_product), SIGABRT);
    CHECK_INT(death(stay_below_ceiling), 0);
}

TESTS({"memory is zeroed and aligned", memory_is_zeroed_and_aligned},
      {"large memory is zeroed too", large_memory_is_zeroed_too},
      {"a reset gives everything back", reset_keeps_nothing_used},
      {"growing keeps what was there", growing_keeps_what_was_there},
      {"arrays grow", arrays_grow},
      {"texts are copied and printed", texts_are_copied_and_printed},
      {"the ceiling ends the process", the_ceiling_ends_the_process})
