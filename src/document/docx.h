/* Private to document/: the parts of a Word document that stand beside its body.
 *
 *   styles.xml ────► docx_styles      what a paragraph's style says, basedOn followed
 *   numbering.xml ─► docx_numbering   the counters; labels in document order
 *   w:tbl ─────────► docx_table       rows and cells while they are read, then a struct table */
#ifndef MINGZE_DOCUMENT_DOCX_H
#define MINGZE_DOCUMENT_DOCX_H

#include "document/reader.h"
#include "document/package.h"
#include "document/xml.h"

/* Of paragraphs, rows and cells each: a zip makes many out of few bytes, so it is far below what a text may have. */
#define DOCX_PARAGRAPHS_MAX 200000

/* Styles (ECMA-376 part 1, 17.7). */

struct docx_styles;

/* What a style says after basedOn; -1 where nothing says it. */
struct docx_style {
    const char *id, *name, *based_on;
    int outline;                 /* 0 … 8, 9 = body text */
    int list, level;             /* w:numId, w:ilvl */
    int centered, bold, vanish;
    bool is_default, resolved;
};

int docx_styles_read(struct arena *, struct package *, const char *part, struct docx_styles **ret);
/* The style of that id, or the default paragraph style when id is NULL or unknown. */
const struct docx_style *docx_style(struct docx_styles *, const char *id);
/* The heading level from 1 of a style, 0 when it is none. */
int docx_style_heading(const struct docx_style *);

/* Numbering (17.9). */

struct docx_numbering;

int docx_numbering_read(struct arena *, struct package *, const char *part, struct docx_styles *,
                        struct docx_numbering **ret);
/* The level of the list that is bound to a style (w:pStyle), -1 when none is. */
int docx_numbering_level(const struct docx_numbering *, int list, const char *style);
/* Counts one paragraph and adds its label with what follows it to `out`. */
void docx_numbering_next(struct docx_numbering *, int list, int level, struct buffer *out);
/* A number in a format by its name in the standard (ST_NumberFormat); decimal where it is not known. */
void docx_number(struct buffer *out, const char *format, int number);

/* Tables (17.4). */

struct docx_table;

enum docx_merge { MERGE_NONE, MERGE_START, MERGE_ON };

struct docx_table *docx_table_start(struct arena *, struct docx_table *outer);
struct docx_table *docx_table_outer(struct docx_table *);
/* TOO_LARGE above DOCX_PARAGRAPHS_MAX. */
int docx_table_row(struct docx_table *);
int docx_table_cell(struct docx_table *, int first_paragraph);
void docx_table_skip(struct docx_table *, int columns);          /* w:gridBefore */
void docx_table_span(struct docx_table *, int columns);          /* of the last cell */
void docx_table_merge(struct docx_table *, enum docx_merge rows, enum docx_merge columns);
void docx_table_cell_end(struct docx_table *, int last_paragraph);
void docx_table_row_drop(struct docx_table *);
/* Makes it a table of the document; one inside another is part of its cell's text, unless the outer
 * one is only a frame of one cell. */
int docx_table_end(struct docx_table *, struct reader *);

/* Whether a running head bears a 密级 mark. */
int docx_headers_marked(struct arena *, struct package *, const char *part, bool *ret);

int read_docx(struct reader *, struct package *, const char *part);

#endif
