/* A spreadsheet going out, row by row in constant memory (libxlsxwriter). */
#ifndef MINGZE_DOCUMENT_WORKBOOK_H
#define MINGZE_DOCUMENT_WORKBOOK_H

#include <stddef.h>
#include <stdint.h>

struct workbook;

enum column_kind { COLUMN_TEXT, COLUMN_INT, COLUMN_DATE, COLUMN_PERCENT };

struct sheet_column {
    const char *title;
    double width;                /* characters */
    enum column_kind kind;
    const char *const *choices;  /* NULL, or a NULL-ended list offered as a drop-down */
};

struct sheet_layout {
    const char *name;            /* the sheet's tab, ≤ 31 characters */
    const char *title;           /* printed above the head row; NULL = none */
    const char *note;            /* one line under the title: filter, time, who; NULL = none */
    const struct sheet_column *columns;
    int column_count;
    int paper;                   /* 3 or 4 for A3 or A4, landscape, fitted to one page's width */
};

/* Sheets are written one after another; a started sheet ends the one before. Head rows are frozen
 * and filtered, texts wrapped, formulas never made: every cell is text, number or date. */
int workbook_create(const char *path, struct workbook **ret);
int workbook_sheet(struct workbook *, const struct sheet_layout *);
/* n values as text; dates "YYYY-MM-DD", NULL or "" an empty cell.  Texts over 32,767 characters are TOO_LARGE. */
int workbook_row(struct workbook *, const char *const *values, int n);
int workbook_close(struct workbook *);     /* writes it; frees it also on failure */
void workbook_abandon(struct workbook *);

#endif
