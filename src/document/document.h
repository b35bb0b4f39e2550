/* Files in and out: what a reader of the document sees, as paragraphs and tables.
 *
 * May be used by features, web and cli; stands on base only.
 *
 *   .docx .xlsx .txt .csv .pdf ──► struct document ──► (features read it)
 *   rows of cells ──► workbook ──► .xlsx        paragraphs ──► paper ──► .docx (GB/T 9704)
 *
 * A place in a document is (paragraph from 1, offset, length in code points) and never
 * changes once read: the original is kept by its digest, and a place is read back from it. */
#ifndef MINGZE_DOCUMENT_H
#define MINGZE_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct place {
    int paragraph;               /* from 1; 0 = nowhere */
    int offset, length;          /* code points of the paragraph's text */
};

/* A paragraph of the source: a w:p, a line of a text file, a cell of a text table's line is NOT one
 * (the line is), a spreadsheet cell's line.  Its text has automatic numbering in front, as shown. */
struct paragraph {
    const char *text;
    int table, row, column;      /* from 1 when it stands in a table, else 0; column 0 where the line holds a whole row */
    int heading;                 /* outline level 1…9 of its style, else 0 */
    bool centered, bold;         /* whole paragraph, where the format knows */
};

struct cell {
    const char *text;            /* its paragraphs joined by \n; "" when empty */
    struct place at;             /* first paragraph; offset and length where the cell is part of a line (text tables) */
    int paragraphs;              /* how many, from at.paragraph; 0 when empty.  A text table's cell over several lines:
                                  * `at` is its part of the first, the others begin at offset 0 */
    bool repeated;               /* the value of a merged cell, repeated here from above or from the left */
};

struct table {
    int rows, columns;
    struct cell *cells;          /* rows × columns, row by row; merged cells repeated */
    const char *name;            /* the sheet's name, or NULL */
    const int *row_numbers;      /* of a sheet, which may have empty rows that are not here: from 1; else NULL */
    int first_paragraph, last_paragraph;
};

struct document {
    const char *format;          /* "docx", "xlsx", "text", "csv", "pdf" */
    const char *encoding;        /* of text files; else "UTF-8" */
    struct paragraph *paragraphs;
    size_t paragraph_count;
    struct table *tables;        /* in order of their first paragraph */
    size_t table_count;
    bool classified;             /* 绝密★, 机密★, 秘密★ in its head: refuse it at the door */
};

/* Ceilings, SECURITY.md: a file above them is TOO_LARGE (or INVALID for a bomb), never read in part. */
#define DOCUMENT_BYTES_MAX (64u << 20)
#define DOCUMENT_PARAGRAPHS_MAX 1000000
#define DOCUMENT_CELLS_MAX 2000000
/* What an arena must allow so that a file at the ceilings is refused and does not end the process. */
#define DOCUMENT_ARENA_BYTES ((size_t)1 << 30)

/* Reads bytes; the kind is found from the content, the name only helps (csv against text).
 * Outcomes: INVALID (broken, or a bomb), TOO_LARGE, UNSUPPORTED (old .doc, .wps, an image; the message says to save as .docx). */
int document_read(struct arena *, const char *name, const void *bytes, size_t n, struct document **ret);
/* The same for a list of our own that comes back, edited (a sheet of the import, an exported list): a signed-in user asks for
 * it, it may be as large as what we write, and costs what it costs.  A document that somebody else made (document_read)
 * may hold what a feedback holds and no more: docs/decisions/0011. */
int document_read_own(struct arena *, const char *name, const void *bytes, size_t n, struct document **ret);
/* The same as document_read from the disk; NOT_FOUND when it cannot be opened. */
int document_read_file(struct arena *, const char *path, struct document **ret);
/* The words at a place, from the source. */
char *document_text_at(struct arena *, const struct document *, struct place);

#include "document/csv.h"
#include "document/workbook.h"
#include "document/paper.h"
#include "document/composition.h"
#include "document/bundle.h"
#include "document/ical.h"

#endif
