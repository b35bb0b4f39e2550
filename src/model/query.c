#include "model/query.h"

#include <assert.h>
#include <string.h>

void query_start(struct query *q, struct arena *arena)
{
    *q = (struct query){.arena = arena, .sql = buffer_in(arena)};
}

void query_add(struct query *q, const char *sql)
{
    buffer_adds(&q->sql, sql);
}

void query_addf(struct query *q, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    buffer_adds(&q->sql, arena_vprintf(q->arena, format, arguments));
    va_end(arguments);
}

void query_value(struct query *q, struct value value)
{
    *arena_push(q->arena, &q->values, &q->n, &q->cap) = value;
    buffer_addf(&q->sql, "?%zu", q->n);
}

void query_int(struct query *q, int64_t i)
{
    query_value(q, value_int(i));
}

void query_text(struct query *q, const char *text)
{
    query_value(q, value_text(text));
}

void query_template(struct query *q, const char *sql, const struct query_binding *b)
{
    const char *at = sql;
    for (const char *mark; (mark = strchr(at, '?')); ) {
        buffer_add(&q->sql, at, (size_t)(mark - at));
        if (text_starts(mark, "?today")) {
            query_text(q, b->today);
            at = mark + strlen("?today");
        } else if (text_starts(mark, "?person")) {
            query_int(q, b->person);
            at = mark + strlen("?person");
        } else if (text_starts(mark, "?asof")) {
            query_int(q, b->asof);
            at = mark + strlen("?asof");
        } else {
            assert(text_starts(mark, "?unit"));
            query_int(q, b->unit);
            at = mark + strlen("?unit");
        }
    }
    buffer_adds(&q->sql, at);
}

const char *query_expression(struct query *q, const char *sql, const struct query_binding *b)
{
    struct buffer outer = q->sql;
    q->sql = buffer_in(q->arena);
    buffer_addc(&q->sql, '(');
    query_template(q, sql, b);
    buffer_addc(&q->sql, ')');
    const char *text = q->sql.p;
    q->sql = outer;
    return text;
}

int query_rows(struct query *q, struct db *db, struct statement **ret)
{
    return db_query_built(db, ret, q->sql.p, q->values, q->n);
}

int query_number(struct query *q, struct db *db, int64_t *ret)
{
    return db_get_int_built(db, ret, q->sql.p, q->values, q->n);
}
