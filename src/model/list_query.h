/* Parts of the list face, private to it: conditions, order, cursor. */
#ifndef MINGZE_MODEL_LIST_QUERY_H
#define MINGZE_MODEL_LIST_QUERY_H

#include "model/list.h"
#include "model/query.h"

enum { ORDER_MAX = 4 };

/* Order columns as the view names them; id is always the last. */
struct list_order {
    struct { const char *column; bool nullable; } by[ORDER_MAX];
    int n;
    bool descending;
};

int list_order_parse(struct arena *, const struct list_request *, struct list_order *ret);
/* " ORDER BY …" over alias t. */
void list_order_add(struct query *, const struct list_order *);
/* The table behind " FROM ", as t; UNAVAILABLE when it is of a past that is not reached yet. */
int list_table_add(struct query *, struct db *, const struct list_request *);
/* What ?today, ?person and ?asof are bound to. */
struct query_binding list_binding(struct arena *, const struct list_request *);
/* The derived column's SQL, now or then. */
const char *list_derived_sql(const struct list_request *, const struct derived *);
/* " WHERE …": rights, the view's filter, the request's filters and the cursor. */
int list_where_add(struct query *, struct db *, const struct list_request *, const struct list_order *);
/* The cursor behind a row whose order values stand in columns first… of the statement. */
char *list_cursor(struct arena *, struct statement *, int first, const struct list_order *);
const struct derived *entity_derived(const struct entity *, const char *name);

#endif
