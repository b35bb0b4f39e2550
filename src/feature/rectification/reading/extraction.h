/* From a feedback document to the problems it states.
 *
 * The reading part of this feature: it knows no database and no page.  Everything it gives back
 * lives in the arena it was given; the document has to live as long.
 *
 *   document ─► source_text ─► outline ─► classify ─► leaves ─► struct extraction
 *               (noise off,    (tree of    (what each  (problems, with measures,
 *                places kept)   headings)   heading is)  who and until when)
 *
 * How real documents look, and which words make a row, is argued in README.md. */
#ifndef MINGZE_RECTIFICATION_EXTRACTION_H
#define MINGZE_RECTIFICATION_EXTRACTION_H

#include <stddef.h>

struct arena;
struct document;
struct place;

/* One problem in the document's own words.  Texts are UTF-8, "" where the document says nothing. */
struct extracted_problem {
    const char *problem;
    const char *const *measures;
    size_t measure_count;
    const char *responsible;     /* one label: its value; several: 责任领导：…；责任单位：… */
    const char *deadline;        /* as written: 2024年6月底前, 立行立改 */
    const char *section;         /* the headings above it, joined with " / " */
    const char *unit;            /* the unit that a list by units names */
    const char *status;          /* 已完成, 正在整改 … where stated */
    const char *causes;          /* 原因分析 */
    struct place *spans;         /* where the words of `problem` stand, one a source paragraph */
    size_t span_count;
    struct place *measure_spans; /* one a measure: where it begins and how far it goes in that paragraph */
};

/* What the document itself says it contains: 4个方面18个问题34个具体问题.  0 = not said. */
struct stated_total {
    int groups, problems, specific_problems, measures;
    struct place *at;
    const char *words;
};

struct extraction {
    struct extracted_problem *problems;
    size_t problem_count;
    struct stated_total *totals;
    size_t total_count;
    const char *title;           /* "" when none was found */
    const char *number;          /* 文号, "" where the document does not say (origin.h) */
    const char *issuer;          /* who gave the feedback */
    const char *date;            /* on which day, YYYY-MM-DD */
    const char *warning;         /* NULL, or a sentence: 文件称“…18个问题”，读出17个，请核对 */
};

/* Reads a document.  Time is linear in its length.  Outcomes: DONE (also with no problem at all);
 * TOO_LARGE when it holds more than EXTRACTION_PROBLEMS_MAX problems. */
int extraction_read(struct arena *, const struct document *, struct extraction **ret);

#define EXTRACTION_PROBLEMS_MAX 100000

#endif
