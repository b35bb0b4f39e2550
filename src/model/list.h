/* Many records: filter, order, keyset pages.
 *
 * The ids of a page are picked first from an index (organ, state, due); names come from memory and joins
 * after.  No exact total unless asked. */
#ifndef MINGZE_MODEL_LIST_H
#define MINGZE_MODEL_LIST_H

#include <jansson.h>
#include "model/access.h"
#include "model/history.h"

struct list_filter {
    const char *field;           /* a field, a derived column, "q" (search), or "unit" (at or below) */
    const char *op;              /* "is", "from", "to", "has", "empty" */
    const char *value;
};

struct list_request {
    const struct entity *entity;
    const struct access *access;     /* NULL = the system */
    const char *verb;                /* "read" or "export" */
    const struct entity *right_of;   /* whose right is asked, where the list is of what another entity's records are missing; one
                                      * without scope rules of its own.  NULL = the entity's */
    const struct list_view *view;    /* NULL = the entity's default */
    const struct list_filter *filters;
    int filter_count;
    const char *order;               /* NULL = the view's */
    const char *after;               /* cursor from the page before */
    int limit;                       /* ≤ 200 */
    bool total;                      /* an exact total is asked (costs) */
    const struct past *past;         /* as known then, by today's rights; NULL = now.  For entities with a history */
    bool shared;                     /* instead of the user's own: records of others that a FIELD_SHARES field shows him */
};

/* {"columns":[{name,label,kind,main}], "rows":[{id,title,cells:[text…],…}], "next":cursor or null, "total":n if asked}. */
int list_page(struct arena *, struct db *, const struct list_request *, json_t **ret);
/* Every record, one after another, for exports; stops at the callback's outcome. */
int list_each(struct arena *, struct db *, const struct list_request *, int (*each)(void *, const struct record *), void *context);
/* Their ids only, in order. */
int list_ids(struct arena *, struct db *, const struct list_request *, int64_t **ret, size_t *ret_n);
/* The first ones, at most so many. */
int list_first_ids(struct arena *, struct db *, const struct list_request *, int most, int64_t **ret, size_t *ret_n);
/* Some columns of all of them, in no order, without a record each: fields by name, columns of every table, and from_ms
 * and until_ms of a past.  Stops at the callback's outcome; what the statement holds is its row's. */
struct statement;
int list_walk(struct arena *, struct db *, const struct list_request *, const char *const *columns, int n,
              int (*each)(void *, struct statement *), void *context);
int list_count(struct arena *, struct db *, const struct list_request *, int64_t *ret);
/* Up to `most`, where it stops counting. */
int list_count_to(struct arena *, struct db *, const struct list_request *, int64_t most, int64_t *ret);
/* Filters from request parameters: "state=open", "due.to=2026-06-30", "q=党支部"; INVALID on an unknown one. */
int list_filters(struct arena *, const struct entity *, const struct input *, int n, struct list_filter **ret, int *ret_n);
/* Is there an index to walk for the order that a user asks for?  Sorting the rows of a whole tree for one page takes
 * as long as a thousand pages.  INVALID: the message names the orders there are.  An entity without an index by root
 * is short, and any order will do. */
int list_order_check(struct arena *, const struct list_request *);

#endif
