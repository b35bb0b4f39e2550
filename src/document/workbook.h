/* A spreadsheet going out, row by row in constant memory (libxlsxwriter). */
#ifndef MINGZE_DOCUMENT_WORKBOOK_H
#define MINGZE_DOCUMENT_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>

struct workbook;

enum column_kind {
    COLUMN_TEXT,
    COLUMN_INT,                  /* "12" becomes a number */
    COLUMN_DATE,                 /* "2026-03-01" becomes a date */
    COLUMN_PERCENT,              /* "85" or "85%" becomes 85 % */
};

struct sheet_column {
    const char *title;
    double width;                /* characters */
    enum column_kind kind;
    const char *const *choices;  /* NULL, or a NULL-ended list offered as a drop-down, never enforced */
    bool hidden;                 /* there for the import, not for the eye: public ids */
};

struct sheet_layout {
    const char *name;            /* the sheet's tab, ≤ 31 characters */
    const char *title;           /* printed above the head row; NULL = none */
    const char *note;            /* one line under the title: filter, time, who; NULL = none */
    const struct sheet_column *columns;
    int column_count;
    int paper;                   /* 3 or 4 for A3 or A4, landscape, fitted to one page's width */
};

/* Head rows are frozen and filtered, texts wrapped, formulas never made: every cell is text, number or date. */
int workbook_create(const char *path, struct workbook **ret);
/* Starts a sheet, to which the next rows go.  Columns and choices must stay until the workbook is finished. */
int workbook_sheet(struct workbook *, const struct sheet_layout *);
/* The next rows go to a sheet started before (from 0), so that one reading of the data fills several. */
void workbook_turn(struct workbook *, int sheet);
/* n values as text, missing ones at the end are empty; NULL or "" is an empty cell, and what is not of
 * the column's kind stays the text it is (“立行立改” in a column of dates).  TOO_LARGE: a text over 32,767
 * characters (UTF-16 units, as Excel counts), or more rows than a sheet holds. */
int workbook_row(struct workbook *, const char *const *values, int n);
/* A further row about the same thing: cells with `again` repeat what stands above, for whoever sorts and filters.
 * They are grey and keep to one line. */
int workbook_row_again(struct workbook *, const char *const *values, const bool *again, int n);
/* Writes the file, reads it back and puts it in place: `path` is never half written.  Frees the workbook
 * also on failure.  (libxlsxwriter owns the name workbook_close.) */
int workbook_finish(struct workbook *);
void workbook_abandon(struct workbook *);  /* NULL is fine */

#endif
