/* The three lists from the database: one source, one unit, a subtree or any filter of the problem list. */
#ifndef MINGZE_RECTIFICATION_LISTS_DATABASE_H
#define MINGZE_RECTIFICATION_LISTS_DATABASE_H

#include "feature/rectification/lists/lists.h"
#include "feature/rectification/private.h"

struct lists_query;

/* Picks the problems now; reads them one by one when the lists are written.  `arena` outlives both. */
int lists_query_create(struct arena *, struct db *, const struct list_request *, struct lists_query **ret);
struct lists_rows lists_query_rows(struct lists_query *);
size_t lists_query_count(const struct lists_query *);
void lists_query_destroy(struct lists_query *);

/* GET /lists.xlsx and /lists.docx. */
int lists_workbook_model(struct request *);
int lists_paper_model(struct request *);

#endif
