/* Private to document/: tables on a page of a PDF, which knows neither rules nor cells, only where glyphs stand.
 *
 *     序号   问题          整改措施          时限       a head: three pieces and more, side by side
 *     1      学习不够      制定计划，        6月底      what stands below a head's piece, and crosses no other,
 *            深入          每月检查                     is its column; a number begins a row
 *
 * Only tables whose columns are clear are taken.  Whatever crosses columns ends the table. */
#ifndef MINGZE_DOCUMENT_PDF_TABLE_H
#define MINGZE_DOCUMENT_PDF_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Words that stand together in a line. */
struct pdf_piece {
    const char *p;
    size_t n;
    double left, right, top, bottom;
};

struct pdf_table {
    double top, bottom;          /* on the page */
    size_t rows, columns;
    const char **cells;          /* row by row; the lines of a cell joined, \n where one ends early */
    size_t head_lines;           /* how many lines its head takes */
    bool numbered;               /* the first column numbers the rows */
    bool centred;                /* numbers stand in the middle of their rows, not at the top */
};

/* The next table among the pieces of a page that begins below `from`; false when there is none.  `open` is the one that
 * the page before ended in, or NULL: words above the first number may be what is left of its last row. */
bool pdf_table_find(struct arena *, const struct pdf_piece *pieces, size_t n, double from, const struct pdf_table *open, struct pdf_table *ret);
/* A table on the next page that goes on with this one, with the head again or without: true when it was joined. */
bool pdf_table_join(struct arena *, struct pdf_table *, const struct pdf_table *next);

#endif
