/* Units × rules × periods of a year: what `mingze check` prints, from two files or from the database.
 *
 * The rules are those that the rulebook marks as checked; docs/check.md says what each state means. */
#ifndef MINGZE_LIFE_CHECK_H
#define MINGZE_LIFE_CHECK_H

#include <stdio.h>

#include "feature/life/compliance/mask.h"

struct check_unit {
    const char *code, *name;
    struct unit_facts facts;
    struct date elected;                 /* all 0: not entered */
    struct date extended;                /* until when its term was extended with approval; all 0: it was not */
    struct date founded, dissolved;      /* all 0: always, still */
    struct date committee_from, committee_until;   /* the day it was elected; the first day it no longer was there; all 0: always, still */
    struct date groups_from;             /* all 0: always, where it has groups */
    struct mask mask;                    /* of the year that is asked, until the day that is asked */
    const struct month_counts *counts;   /* the same as numbers, where check_unsure() says so; else NULL */
};

struct check_line {
    const struct check_unit *unit;
    const char *rule, *period;           /* "L-01", "2026Q1" or "term" */
    const struct rule *version;          /* of the rule, that was asked */
    struct rule_answer answer;
    const char *regulation;              /* what may be cited, 惯例 and 地方 named as such, or "" */
    enum rule_strength strength;
};

/* An election of the unit; to be said in the order of their days.  Before its first one a unit had no committee. */
void check_unit_elected(struct check_unit *, struct date elected, struct date extended, bool committee);
/* A group of it, with the day it was founded, all 0: always. */
void check_unit_group(struct check_unit *, struct date founded);
/* Does all that it is hold from the first day of the year of `day` on? */
bool check_unit_whole_year(const struct check_unit *, struct date day);
/* For check.c: why a period does not ask for a rule of this condition, whole or, where it was not met, in part; NULL: it does. */
const char *check_unit_not_there(const struct check_unit *, enum rule_condition, struct date first, struct date last, bool met);

struct check;                            /* the checked rules, ready for a day */

struct check *check_start(struct arena *, const struct rulebook *, struct date asof);
/* Does one of its rules ask for more (twice a year, by a local setting) than the unit's bits can say?  Then its rows are to be asked;
 * months in which something was held are enough where there are as many as are asked, or none. */
bool check_unsure(const struct check *, const struct check_unit *);
/* One line for each rule and period, by number; stops at the first outcome that `each` gives. */
int check_unit(const struct check *, const struct check_unit *, int (*each)(void *context, const struct check_line *),
               void *context);

/* The rule whose periods a lane of a mask answers to; id NULL: none. */
struct check_lane { const char *id; enum rule_period period; };
void check_lanes(const struct check *, struct check_lane ret[MASK_LANES]);
/* As check_unit, of terms only. */
int check_terms(const struct check *, const struct check_unit *, int (*each)(void *context, const struct check_line *), void *context);

/* Lines as a table with a header, or as an array of objects with the same names. */
enum check_form { CHECK_TSV, CHECK_JSON };
struct check_print {
    FILE *out;
    enum check_form form;
    long lines, failed;                  /* failed: missed or late */
};
void check_print_start(struct check_print *);
int check_print_line(void *print, const struct check_line *);
void check_print_end(struct check_print *);

/* The two files. */
struct check_units {
    struct check_unit *items; size_t n, cap;
    uint32_t *slots; size_t slot_count;  /* of the index by code */
};

/* INVALID: each fault was said on `err` with its row and column. */
int check_units_read(struct arena *, const char *path, FILE *err, struct check_units *ret);
/* Adds what was held in the year of `asof` until that day. */
int check_activities_read(struct arena *, const char *path, struct date asof, FILE *err, struct check_units *);
struct check_unit *check_units_find(const struct check_units *, const char *code);

#endif
