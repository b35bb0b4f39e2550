/* Any bytes as pasted minutes: read into meetings; whatever comes out lies within its bounds. */
#include <stdint.h>
#include <string.h>

#include "feature/life/activity/minutes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

static void found_require(const struct minutes_found *found, size_t n, size_t bytes)
{
    require(n <= MINUTES_FOUND_MAX);
    for (size_t i = 0; i < n; i++) {
        const struct minutes_found *m = &found[i];
        require(m->kind <= ACTIVITY_KIND__COUNT && m->also <= ACTIVITY_KIND__COUNT && m->also_too <= ACTIVITY_KIND__COUNT);
        require(m->on.month >= 1 && m->on.month <= 12 && m->on.day >= 1 && m->on.day <= 31);
        require(m->expected >= -1 && m->present >= -1 && m->absentee_count <= ABSENTEES_MAX);
        require(strlen(m->words) <= bytes && strlen(m->topic) <= bytes + 64 * 6);
        for (size_t k = 0; k < m->absentee_count; k++)
            require(*m->absentees[k].name != '\0');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"孟凡一", "闻溪"};
    const struct known_names known = {names, size % 2 ? 2 : 0};
    struct arena *arena = arena_create((size_t)1 << 30);
    struct minutes_found *found;
    struct absentee *absentees;
    size_t n;
    char *text = arena_strndup(arena, (const char *)data, size);
    if (minutes_read(arena, text, size % 3 ? 2026 : 0, &known, &found, &n) == DONE) {
        found_require(found, n, strlen(text));
        n = absentees_read(arena, text, &known, &absentees);
        require(n <= ABSENTEES_MAX);
        (void)absence_reason(arena, text, "孟凡一", &known);
        (void)absence_print(arena, absentees, n);
    }
    arena_destroy(arena);
    return 0;
}
