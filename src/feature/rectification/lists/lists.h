/* The three lists: 问题清单, 责任清单, 整改清单 (their names differ from place to place, DOMAIN §3.1).
 *
 * They know nothing of where problems come from: a document just read, or the database.  Problems are
 * asked for one at a time (once for a workbook, once a list for paper), so that 50,000 cost no memory.
 *
 *   problem ──► 问题清单   one row
 *           ──► 责任清单   one row
 *           ──► 整改清单   in a workbook one row a measure: its number and what one filters by in each, its long
 *                          texts in the first (merged cells could be neither sorted nor filtered);
 *                          on paper one row, its measures numbered in the cell
 *
 * Reading an edited workbook back goes by the columns' titles and the hidden 编号: of a problem's rows those
 * that say nothing in a column agree with the one that says something; two that differ contradict. */
#ifndef MINGZE_RECTIFICATION_LISTS_H
#define MINGZE_RECTIFICATION_LISTS_H

#include <stdbool.h>
#include <stddef.h>

#include "document/workbook.h"

struct arena;
struct choice;
struct document;
struct extraction;

/* All texts are for people: names and labels, dates "YYYY-MM-DD" or the document's own words; NULL or "" = not known. */
struct lists_measure {
    const char *id;              /* public id, from the database only */
    const char *text, *person, *deadline, *state, *result;
};

struct lists_problem {
    const char *id;              /* public id, from the database only */
    const char *seq;             /* 序号, "1" */
    const char *source, *feedback_date, *words, *category, *symptom, *units;
    const char *common;          /* 共性 or 个性 */
    const char *kind;            /* 立行立改, 限期整改, 长期坚持 */
    const char *section;         /* the feedback's headings above it */
    const char *place;           /* 第12段 */

    const char *first_responsible, *leaders, *departments, *persons, *cooperating;

    const char *cause_route, *cause, *goal, *deadline, *progress, *evidence, *rules_made, *state;
    const char *requested, *reviewer, *closed, *rechecked, *recheck_result;
    const struct lists_measure *measures;
    size_t measure_count;
};

struct lists_rows {
    /* The next problem, NULL behind the last; it stays until the next call. */
    int (*next)(void *of, const struct lists_problem **ret);
    int (*rewind)(void *of);     /* back to the first */
    void *of;
};

enum lists_list { LIST_PROBLEMS, LIST_RESPONSIBILITY, LIST_RECTIFICATION, LIST__COUNT };

struct lists_options {
    const char *titles[LIST__COUNT];     /* NULL: 问题清单, 责任清单, 整改清单 */
    const char *organ;           /* stands before the title; NULL = none */
    const char *note;            /* filter, number and time, under the title; NULL = none */
    int paper;                   /* 3 or 4: A3 or A4, across */
};

enum lists_flag {
    LISTS_OF_MEASURE = 1 << 0,   /* of the measure, not of the problem */
    LISTS_ONCE = 1 << 1,         /* a long text: in the problem's first row only */
    LISTS_HIDDEN = 1 << 2,       /* there for the way back, not for the eye; not on paper */
};

/* A column of a list.  To add one is to add a row in lists_columns.c. */
struct lists_column {
    enum lists_list list;
    const char *title;
    size_t at;                   /* offset of its text in struct lists_problem or lists_measure */
    unsigned flags;
    enum column_kind kind;
    double width;                /* in the workbook, characters */
    int a4_mm, a3_mm;            /* on paper; 0 = not there */
    const struct choice *choices;
};

extern const struct lists_column lists_columns[];
extern const int lists_column_count;
const char *lists_title(const struct lists_options *, enum lists_list);

/* How many cells of a workbook the rows of a problem take, each line break in them counted as one more; `*ret_text`: bytes of text. */
size_t lists_weigh(const struct lists_problem *, size_t *ret_text);
int lists_write_workbook(const char *path, const struct lists_options *, const struct lists_rows *);
int lists_write_paper(const char *path, const struct lists_options *, const struct lists_rows *);

/* Problems held in memory; grows by lists_add_extraction, read through lists_rows_of. */
struct lists_array {
    struct lists_problem *items;
    size_t n, cap, position;
};
struct lists_rows lists_rows_of(struct lists_array *);
/* Adds what was read from a document, numbered on.  `name` stands before each place when several documents make
 * one list, NULL else.  Cells that the document does not answer stay empty. */
void lists_add_extraction(struct arena *, struct lists_array *, const struct document *, const struct extraction *,
                          const char *name);

#endif
