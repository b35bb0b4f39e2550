/* One meeting's part while it is read: what the labels' file and the sentences' file of the reader share. */
#ifndef MINGZE_LIFE_MINUTES_PART_H
#define MINGZE_LIFE_MINUTES_PART_H

#include "feature/life/activity/minutes.h"

enum { TOPIC_CHARACTERS = 100, PLACE_CHARACTERS = 30 };

struct part {
    struct arena *arena;
    const struct minutes_text *text;
    const char *from, *to;               /* of the folded text */
    const struct known_names *known;
    struct minutes_found *found;
    const char *name;                    /* of the meeting, where a label gives it */
};

/* minutes_fields.c */
/* In the source's own signs, without the last one. */
const char *part_clean(const struct part *, const char *from, const char *to, size_t characters);
/* The end of a label's value: the next label, or the line's end; `sentence`: or the sentence's. */
const char *part_value_end(const struct part *, const char *at, bool sentence);
/* A name behind its bearer's title: of a known person, else Han characters up to a sign; "" for none. */
const char *part_name(const struct part *, const char *at, const char *end);
/* Behind those that were found before. */
void part_absentees_add(struct part *, const char *at, const char *end);

/* minutes_sentences.c */
/* The first kind that is named, and those that are joined to it. */
void part_kinds(struct part *, const char *from, const char *to);
/* What no label said, by how such sentences are made; `day_end` is behind the meeting's day. */
void part_sentences(struct part *, const char *day_end);

#endif
