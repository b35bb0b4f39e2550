/* Minutes that somebody pasted, read as meetings: several in one text, as a form, as prose, or as a table's lines.  No database.
 *
 *   text ─► minutes_fold (widths, signs) ─► minutes_split (where a meeting begins) ─► minutes_fields, minutes_sentences (what it says)
 *                                      └──► minutes_table (lines of cells) ─────────┘
 *
 * Nothing is guessed beyond what the words say: what is not there stays empty, and a year that no line names stays 0. */
#ifndef MINGZE_LIFE_MINUTES_H
#define MINGZE_LIFE_MINUTES_H

#include "base/base.h"
#include "feature/life/rulebook/vocabulary.h"

enum { MINUTES_BYTES_MAX = 400000, MINUTES_FOUND_MAX = 200, ABSENTEES_MAX = 200 };

/* Names that are known (the members of a branch), which need no sign behind them; may be empty. */
struct known_names { const char *const *items; size_t n; };

struct absentee { const char *name, *reason; };                 /* reason "" = not said */

struct minutes_found {
    enum activity_kind kind, also, also_too;                     /* ACTIVITY_KIND__COUNT: not said */
    struct date on;                                              /* year 0: no line names it; all 0: no day was found */
    int for_year;                                                /* 2025年度组织生活会, held early in 2026; 0: not said */
    int expected, present;                                       /* -1: not said */
    struct absentee *absentees; size_t absentee_count;
    const char *topic, *place, *chair, *recorder;                /* "": not said */
    const char *words;                                           /* of the source, as pasted */
    size_t from, to;                                             /* where they stand in it, in bytes */
};

/* `year` is for days that no line gives a year; 0 = none.  INVALID: not text, or too long.  An empty result is an answer. */
int minutes_read(struct arena *, const char *text, int year, const struct known_names *, struct minutes_found **ret, size_t *ret_n);

/* "张三（出差）、李四因病、王五：培训" as people write it; how many.  A reason given for several is each one's. */
size_t absentees_read(struct arena *, const char *list, const struct known_names *, struct absentee **ret);
/* Reasons as a record's text beside its absentees: "张三：出差；李四：病假"; nobody's reason: "". */
const char *absence_print(struct arena *, const struct absentee *, size_t n);
/* The reason of one of them, out of such a text or out of one that names nobody and is everybody's; "" where it is not said. */
const char *absence_reason(struct arena *, const char *text, const char *name, const struct known_names *absent);

/* --- between the files of the reader --- */

/* Text with one form of each sign: digits and : , ; ( ) of either width as ASCII, blanks as spaces; origin[i] is the byte of the
 * source from which byte i comes, with one more for the end. */
struct minutes_text { const char *t; size_t n; const size_t *origin; const char *source; };
struct minutes_text minutes_fold(struct arena *, const char *source);
/* The source's own words between two places of the folded text. */
char *minutes_words(struct arena *, const struct minutes_text *, const char *from, const char *to);

/* A day that begins here: bytes taken, 0 for none.  `loose` also takes 3.5, 3/5 and, under a month's heading, 5日. */
struct minutes_day { int year, month, day; };
size_t minutes_day_at(const char *at, int month, bool loose, struct minutes_day *ret);
/* A number in digits or Chinese (二十三); -1 and nothing taken where there is none. */
int minutes_number(const char **at);
/* The kind whose name begins here and the name's bytes; ACTIVITY_KIND__COUNT for none. */
enum activity_kind minutes_kind_at(const char *at, size_t *ret_bytes);

/* One meeting's part of the text; `on` is its day. */
struct minutes_part { size_t from, to; struct date on; size_t day_at, day_end; };
size_t minutes_split(struct arena *, const struct minutes_text *, int year, struct minutes_part **ret);
void minutes_fields(struct arena *, const struct minutes_text *, const struct minutes_part *, const struct known_names *, struct minutes_found *ret);
/* False when the text is no table. */
bool minutes_table(struct arena *, const struct minutes_text *, int year, const struct known_names *, struct minutes_found **ret, size_t *ret_n);

#endif
