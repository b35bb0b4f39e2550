/* A CSV file row by row, for programs' tables of millions of rows (a person's file comes in through document_read, which keeps
 * every place of it): RFC 4180 and what spreadsheets make of it, UTF-8 with or without a mark, GB18030, UTF-16, any line
 * end, separated by commas, tabs or semicolons (whichever the first row has most of). */
#ifndef MINGZE_DOCUMENT_CSV_H
#define MINGZE_DOCUMENT_CSV_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

#define CSV_BYTES_MAX ((size_t)1 << 30)
#define CSV_COLUMNS_MAX 1000

struct csv {
    struct arena *arena;
    char *at, *end;
    char separator;
    long row;                    /* of the cells, from 1, empty rows counted: as a spreadsheet numbers them */
    char **cells; size_t n, cap; /* spaces around a cell are gone; good until the next row */
};

/* NOT_FOUND: cannot be opened; TOO_LARGE; INVALID: no text. */
int csv_open(struct arena *, const char *path, struct csv *ret);
/* From bytes in memory. */
int csv_start(struct arena *, const char *bytes, size_t n, struct csv *ret);
/* The next row that is not empty; NOT_FOUND behind the last; INVALID: a quote that is not closed, too many columns. */
int csv_next(struct csv *);

#endif
