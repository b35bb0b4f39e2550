/* What is found in a text of one meeting, nobody's name known. */
#ifndef MINGZE_TESTS_MINUTES_FIELDS_H
#define MINGZE_TESTS_MINUTES_FIELDS_H

#include "check.h"
#include "feature/life/activity/minutes.h"

static struct arena *arena;

static struct minutes_found fields(const char *source)
{
    struct minutes_part *parts;
    struct minutes_found found;
    const struct known_names nobody = {0};
    struct minutes_text text = minutes_fold(arena, source);
    CHECK_INT((int64_t)minutes_split(arena, &text, 2026, &parts), 1);
    minutes_fields(arena, &text, &parts[0], &nobody, &found);
    return found;
}

#endif
