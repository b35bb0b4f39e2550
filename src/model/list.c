/* A page of records.  The ids are picked first, by an index; what has to be looked up for a row (titles of
 * other records, expressions) is looked up for the picked ones only; names of units and persons come from memory. */
#include "model/list.h"

#include <stdlib.h>
#include <string.h>

#include "model/kinds.h"
#include "model/list_query.h"
#include "model/names.h"
#include "model/registry.h"

/* id, version, title and late stand before the columns. */
enum { COLUMNS_MAX = 24, LIMIT_MAX = 200, ROW_FIXED = 4 };

/* One column of the list, resolved. */
struct list_column {
    const char *path, *label;
    const struct field *field;           /* of the entity, or NULL */
    const struct derived *derived;       /* or NULL */
    struct field plain;                  /* how a derived one is printed */
    const struct entity *target;         /* of a reference */
    bool main;                           /* the one that leads to the record: its title, else the first */
};

static void main_choose(const struct entity *entity, struct list_column *columns, int n)
{
    int main = 0;
    for (int i = 0; i < n; i++)
        if (!strcmp(columns[i].path, entity->title))
            main = i;
    if (n)
        columns[main].main = true;
}

static int columns_resolve(const struct list_request *r, struct list_column *columns, int *ret_n)
{
    int n = 0;
    for (const char *const *path = r->view->columns; *path && n < COLUMNS_MAX; path++, n++) {
        int field = entity_field(r->entity, *path);
        struct list_column *c = &columns[n];
        *c = (struct list_column){.path = *path};
        if (field >= 0)
            c->field = &r->entity->fields[field];
        else
            c->derived = entity_derived(r->entity, *path);
        if (!c->field && !c->derived)
            return fail(FATAL, "list column %s.%s is not known", r->entity->name, *path);
        c->label = c->field ? c->field->label : c->derived->label;
        c->plain.kind = c->field ? c->field->kind : c->derived->kind;
        c->target = c->field ? field_target(c->field) : NULL;
    }
    main_choose(r->entity, columns, n);
    *ret_n = n;
    return DONE;
}

static bool column_deferred(const struct list_column *c)
{
    return c->derived || c->field->kind == FIELD_REFS ||
           (c->field->kind == FIELD_REF && !(c->target->flags & ENTITY_NAMES));
}

static void column_add(struct query *q, const struct list_request *r, const struct list_column *c,
                       const struct query_binding *b)
{
    const struct entity *entity = r->entity;
    if (c->derived)
        query_add(q, query_expression(q, list_derived_sql(r, c->derived), b));
    else if (c->field->kind == FIELD_REFS)
        query_addf(q, "(SELECT string_agg(CAST(s.target AS TEXT), ',' ORDER BY s.position) FROM %s_%s s WHERE s.owner = t.id)",
                   entity->name, c->field->name);
    else if (column_deferred(c))
        query_addf(q, "(SELECT x.%s FROM %s x WHERE x.id = t.%s)", c->target->title, c->target->name, c->field->name);
    else
        query_addf(q, "t.%s", c->field->name);
}

/* SELECT of the page: row values, then the order values for the cursor. */
static int page_query(struct query *q, struct db *db, const struct list_request *r, const struct list_column *columns,
                      int n, const struct list_order *order)
{
    struct query_binding b = list_binding(q->arena, r);
    bool deferred = false;
    for (int i = 0; i < n; i++)
        deferred |= column_deferred(&columns[i]);
    query_addf(q, "SELECT t.id, t.version, t.%s, ", r->entity->title);
    query_add(q, r->view->late ? query_expression(q, r->view->late, &b) : "0");
    for (int i = 0; i < n; i++) {
        query_add(q, ", ");
        column_add(q, r, &columns[i], &b);
    }
    for (int i = 0; i < order->n; i++)
        query_addf(q, ", t.%s", order->by[i].column);
    query_add(q, " FROM ");
    if (deferred)
        query_add(q, "(SELECT t.id AS picked FROM ");
    TRY(list_table_add(q, db, r));
    TRY(list_where_add(q, db, r, order));
    list_order_add(q, order);
    query_add(q, " LIMIT ");
    query_int(q, r->limit + 1);
    if (deferred) {
        query_add(q, ") p JOIN ");
        TRY(list_table_add(q, db, r));
        query_add(q, " ON t.id = p.picked");
        list_order_add(q, order);
    }
    return DONE;
}

static const char *refs_print(struct arena *arena, const struct entity *target, const char *ids)
{
    struct buffer names = buffer_in(arena);
    buffer_adds(&names, "");
    while (ids && *ids) {
        char *end;
        int64_t id = strtoll(ids, &end, 10);
        if (names.n)
            buffer_adds(&names, "、");
        buffer_adds(&names, names_title(arena, target, id));
        ids = *end ? end + 1 : end;
    }
    return names.p;
}

static const char *cell_text(struct arena *arena, const struct list_column *c, struct statement *s, int at)
{
    if (statement_is_null(s, at))
        return "";
    if (c->field && c->field->kind == FIELD_REFS)
        return refs_print(arena, c->target, statement_text(s, at));
    if (c->field && c->field->kind == FIELD_REF)
        return column_deferred(c) ? statement_text(s, at) : names_title(arena, c->target, statement_int(s, at));
    const struct field *field = c->field ? c->field : &c->plain;
    struct field_value value = {.set = true};
    if (statement_kind(s, at) == VALUE_INT)
        value.i = statement_int(s, at);
    else
        value.text = statement_text(s, at);
    if (field->flags & FIELD_SENSITIVE)
        return value_mask(arena, value.text);
    return value_print(arena, field, &value);
}

static json_t *row_json(struct arena *arena, const struct list_request *r, const struct list_column *columns, int n,
                        struct statement *s)
{
    char id[ID_TEXT];
    json_t *row = json_object(), *cells = json_array();
    id_print(statement_int(s, 0), id);
    json_object_set_new_nocheck(row, "id", json_string_nocheck(id));
    json_object_set_new_nocheck(row, "version", json_integer(statement_int(s, 1)));
    const char *title = statement_text(s, 2);
    json_object_set_new_nocheck(row, "title", json_string_nocheck(title ? title : ""));
    json_object_set_new_nocheck(row, "entity", json_string_nocheck(r->entity->name));
    if (statement_int(s, 3))
        json_object_set_new_nocheck(row, "late", json_true());
    for (int i = 0; i < n; i++)
        json_array_append_new(cells, json_string_nocheck(cell_text(arena, &columns[i], s, ROW_FIXED + i)));
    json_object_set_new_nocheck(row, "cells", cells);
    return row;
}

static json_t *columns_json(const struct list_column *columns, int n)
{
    json_t *all = json_array();
    for (int i = 0; i < n; i++) {
        json_t *column = json_object();
        json_object_set_new_nocheck(column, "name", json_string_nocheck(columns[i].path));
        json_object_set_new_nocheck(column, "label", json_string_nocheck(columns[i].label));
        json_object_set_new_nocheck(column, "kind", json_string_nocheck(kind_of(&columns[i].plain)->name));
        if (columns[i].main)
            json_object_set_new_nocheck(column, "main", json_true());
        json_array_append_new(all, column);
    }
    return all;
}

/* A request with its defaults filled in. */
static struct list_request request_whole(const struct list_request *given)
{
    struct list_request r = *given;
    if (!r.view)
        r.view = r.entity->lists;
    if (r.limit <= 0 || r.limit > LIMIT_MAX)
        r.limit = r.limit > LIMIT_MAX ? LIMIT_MAX : 20;
    return r;
}

static int page_rows(struct arena *arena, const struct list_request *r, const struct list_column *columns, int n,
                     const struct list_order *order, struct statement *s, json_t *page)
{
    json_t *rows = json_array();
    const char *next = NULL, *last = NULL;
    int step;
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        if ((int)json_array_size(rows) == r->limit) {
            next = last;
            step = DONE;
            break;
        }
        json_array_append_new(rows, row_json(arena, r, columns, n, s));
        if ((int)json_array_size(rows) == r->limit)
            last = list_cursor(arena, s, ROW_FIXED + n, order);
    }
    json_object_set_new_nocheck(page, "rows", rows);
    json_object_set_new_nocheck(page, "next", next ? json_string(next) : json_null());
    return step;
}

int list_page(struct arena *arena, struct db *db, const struct list_request *given, json_t **ret)
{
    struct list_request r = request_whole(given);
    struct list_column columns[COLUMNS_MAX];
    struct list_order order;
    struct query q;
    int n = 0;
    TRY(columns_resolve(&r, columns, &n));
    TRY(list_order_parse(arena, &r, &order));
    query_start(&q, arena);
    TRY(page_query(&q, db, &r, columns, n, &order));
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(query_rows(&q, db, &s));
    json_t *page = json_object();
    json_object_set_new_nocheck(page, "columns", columns_json(columns, n));
    TRY(page_rows(arena, &r, columns, n, &order, s, page));
    if (r.total) {
        int64_t total;
        TRY(list_count(arena, db, &r, &total));
        json_object_set_new_nocheck(page, "total", json_integer(total));
    }
    *ret = page;
    return DONE;
}

int list_count(struct arena *arena, struct db *db, const struct list_request *given, int64_t *ret)
{
    struct list_request r = request_whole(given);
    struct query q;
    r.after = NULL;
    query_start(&q, arena);
    query_add(&q, "SELECT count(*) FROM ");
    TRY(list_table_add(&q, db, &r));
    TRY(list_where_add(&q, db, &r, NULL));
    return query_number(&q, db, ret);
}

int list_count_to(struct arena *arena, struct db *db, const struct list_request *given, int64_t most, int64_t *ret)
{
    struct list_request r = request_whole(given);
    struct query q;
    r.after = NULL;
    query_start(&q, arena);
    query_addf(&q, "SELECT count(*) FROM (SELECT 1 FROM %s t", r.entity->name);
    TRY(list_where_add(&q, db, &r, NULL));
    query_add(&q, " LIMIT ");
    query_int(&q, most);
    query_add(&q, ") c");
    return query_number(&q, db, ret);
}

int list_first_ids(struct arena *arena, struct db *db, const struct list_request *given, int most, int64_t **ret, size_t *ret_n)
{
    struct list_request r = request_whole(given);
    struct list_order order;
    struct query q;
    int64_t *ids = NULL;
    size_t n = 0, cap = 0;
    int step;
    TRY(list_order_parse(arena, &r, &order));
    query_start(&q, arena);
    query_add(&q, "SELECT t.id FROM ");
    TRY(list_table_add(&q, db, &r));
    TRY(list_where_add(&q, db, &r, &order));
    list_order_add(&q, &order);
    if (most)
        query_addf(&q, " LIMIT %d", most);
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(query_rows(&q, db, &s));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(arena, &ids, &n, &cap) = statement_int(s, 0);
    *ret = ids;
    *ret_n = n;
    return step;
}

int list_ids(struct arena *arena, struct db *db, const struct list_request *given, int64_t **ret, size_t *ret_n)
{
    return list_first_ids(arena, db, given, 0, ret, ret_n);
}

int list_each(struct arena *arena, struct db *db, const struct list_request *given,
              int (*each)(void *, const struct record *), void *context)
{
    int64_t *ids;
    size_t n;
    int outcome = DONE;
    TRY(list_ids(arena, db, given, &ids, &n));
    struct arena *one = arena_create(64 << 20);
    for (size_t i = 0; i < n && outcome == DONE; i++) {
        struct record *record;
        arena_reset(one);
        outcome = record_read(one, db, given->entity, ids[i], &record);
        if (outcome == DONE && given->past)
            outcome = history_record(db, given->past, record);
        if (outcome == DONE)
            outcome = each(context, record);
    }
    arena_destroy(one);
    return outcome;
}
