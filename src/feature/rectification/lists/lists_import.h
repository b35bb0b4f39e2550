/* An edited workbook of the three lists comes back.
 *
 * A cell that differs from what the database would print there is a change; of the several rows and sheets that show
 * the same fact, those that still say the old value say nothing, and two different new values contradict.  Empty is
 * a change only where every cell of the fact is empty.  Nothing is saved before the differences were shown. */
#ifndef MINGZE_RECTIFICATION_LISTS_IMPORT_H
#define MINGZE_RECTIFICATION_LISTS_IMPORT_H

#include "document/document.h"
#include "feature/rectification/private.h"

/* Where a cell stands, for messages: sheet, row from 1 as the spreadsheet program counts, column's title. */
struct cell_place { const char *sheet; int row; const char *title; };

struct lists_difference {
    const struct entity *entity;         /* problem or measure */
    int64_t id, parent;                  /* id 0: a new measure of the problem `parent` */
    int field;
    const char *label, *before, *after;
    struct cell_place place;
    const char *error;                   /* NULL, or why it cannot be taken */
};

struct lists_differences {
    struct lists_difference *rows;
    size_t n, cap, errors;
    size_t problems;                     /* how many the workbook holds */
};

/* Compares a workbook with the database, by the rights of `actor`.  INVALID when it is not one of the three lists. */
int lists_compare(struct arena *, struct db *, const struct actor *, const struct document *, struct lists_differences *ret);
/* Saves them, all or none; in the lane. */
int lists_apply(struct change *outer, const struct lists_differences *);
/* Says whether two comparisons came to the same. */
char *lists_differences_digest(struct arena *, const struct lists_differences *);

int lists_import_form(struct request *);
int lists_import_prepare(struct request *);
int lists_import_apply(struct request *, struct db *);

#endif
