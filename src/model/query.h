/* SQL being built from tables of identifiers, with its values in order.  Private to model: features
 * write literals. */
#ifndef MINGZE_MODEL_QUERY_H
#define MINGZE_MODEL_QUERY_H

#include <stdbool.h>

#include "base/base.h"
#include "store/store.h"

struct query {
    struct arena *arena;
    struct buffer sql;
    struct value *values;
    size_t n, cap;
    bool whole;                  /* every row that fits is wanted: who reads a whole tree reads the table, not an index of it */
};

void query_start(struct query *, struct arena *);
/* Text from the tables: never a byte of user input. */
void query_add(struct query *, const char *sql);
void query_addf(struct query *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The mark of a bound value (?3), and the value; NULL is a value too. */
void query_value(struct query *, struct value);
void query_int(struct query *, int64_t);
void query_text(struct query *, const char *);
/* A row's own SQL over alias t (derived columns, scope rules, list filters): ?today, ?person, ?unit,
 * ?asof become marks bound to these values. */
struct query_binding { const char *today; int64_t person, unit, asof; };
void query_template(struct query *, const char *sql, const struct query_binding *);
/* The same as text in brackets, to be used in a following query_add; its values are added now. */
const char *query_expression(struct query *, const char *sql, const struct query_binding *);

int query_rows(struct query *, struct db *, struct statement **ret) _must_use_;
int query_number(struct query *, struct db *, int64_t *ret) _must_use_;

#endif
