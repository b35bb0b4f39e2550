#include "model/list_query.h"

#include <stdlib.h>
#include <string.h>

#include "model/history_table.h"
#include "model/json.h"
#include "model/registry.h"
#include "model/search.h"

const struct derived *entity_derived(const struct entity *entity, const char *name)
{
    for (const struct derived *d = entity->derived; d && d->name; d++)
        if (!strcmp(d->name, name))
            return d;
    return NULL;
}

static bool column_known(const struct entity *entity, const char *name, bool *ret_nullable)
{
    static const char *const always[] = {"id", "created_at", "changed_at", "version"};
    for (size_t i = 0; i < ARRAY_SIZE(always); i++)
        if (!strcmp(always[i], name)) {
            *ret_nullable = false;
            return true;
        }
    int field = entity_field(entity, name);
    if (field < 0 || entity->fields[field].kind == FIELD_REFS || (entity->fields[field].flags & FIELD_SECRET))
        return false;
    *ret_nullable = !(entity->fields[field].flags & FIELD_REQUIRED);
    return true;
}

int list_order_parse(struct arena *arena, const struct list_request *r, struct list_order *ret)
{
    const char *words = r->order && *r->order ? r->order : r->view && r->view->order ? r->view->order : "id";
    *ret = (struct list_order){.descending = *words == '-'};
    words += ret->descending;
    char *rest = arena_strdup(arena, words);
    while (rest && ret->n < ORDER_MAX - 1) {
        char *comma = strchr(rest, ',');
        if (comma)
            *comma = 0;
        if (!column_known(r->entity, rest, &ret->by[ret->n].nullable))
            return fail(INVALID, "不能按“%s”排序，请在列表标题中选择", rest);
        ret->by[ret->n++].column = rest;
        rest = comma ? comma + 1 : NULL;
    }
    if (strcmp(ret->by[ret->n - 1].column, "id"))
        ret->by[ret->n++].column = "id";
    return DONE;
}

void list_order_add(struct query *q, const struct list_order *order)
{
    for (int i = 0; i < order->n; i++)
        query_addf(q, "%st.%s%s", i ? ", " : " ORDER BY ", order->by[i].column,
                   !order->descending ? (order->by[i].nullable ? " NULLS FIRST" : "")
                                      : (order->by[i].nullable ? " DESC NULLS LAST" : " DESC"));
}

char *list_cursor(struct arena *arena, struct statement *s, int first, const struct list_order *order)
{
    json_t *values = json_array();
    for (int i = 0; i < order->n; i++) {
        enum value_kind kind = statement_kind(s, first + i);
        json_array_append_new(values, kind == VALUE_NULL  ? json_null()
                                      : kind == VALUE_INT ? json_integer(statement_int(s, first + i))
                                                          : json_string(statement_text(s, first + i)));
    }
    char *text = json_print(arena, values);
    json_decref(values);
    return text;
}

static void cursor_value(struct query *q, json_t *value)
{
    if (json_is_integer(value))
        query_int(q, json_integer_value(value));
    else
        query_text(q, json_string_value(value));
}

/* Columns i… behind the cursor: nulls come first ascending and last descending. */
static void cursor_after(struct query *q, const struct list_order *order, json_t *values, int i)
{
    const char *column = order->by[i].column;
    json_t *value = json_array_get(values, (size_t)i);
    bool last = i == order->n - 1;
    if (json_is_null(value)) {
        if (!order->descending)
            query_addf(q, "(t.%s IS NOT NULL OR t.%s IS NULL", column, column);
        else
            query_addf(q, "(t.%s IS NULL", column);
    } else {
        query_addf(q, "(t.%s %s ", column, order->descending ? "<" : ">");
        cursor_value(q, value);
        if (order->descending && order->by[i].nullable)
            query_addf(q, " OR t.%s IS NULL", column);
        if (!last) {
            query_addf(q, " OR t.%s = ", column);
            cursor_value(q, value);
        }
    }
    if (!last) {
        query_add(q, " AND ");
        cursor_after(q, order, values, i + 1);
    }
    query_add(q, ")");
}

static bool cursor_plain(const struct list_order *order, json_t *values)
{
    for (int i = 0; i < order->n; i++)
        if (json_is_null(json_array_get(values, (size_t)i)) || (order->descending && order->by[i].nullable))
            return false;
    return true;
}

/* As list_cursor writes it: a number or a text for each column, and nothing where there may be nothing. */
static bool cursor_fits(const struct list_order *order, json_t *values)
{
    if (!json_is_array(values) || json_array_size(values) != (size_t)order->n)
        return false;
    for (int i = 0; i < order->n; i++) {
        json_t *value = json_array_get(values, (size_t)i);
        if (!json_is_integer(value) && !json_is_string(value) && !(json_is_null(value) && order->by[i].nullable))
            return false;
    }
    return true;
}

static int cursor_add(struct query *q, const struct list_order *order, const char *after)
{
    json_t *values = json_loads(after, 0, NULL);
    if (!cursor_fits(order, values))
        return fail(INVALID, "翻页位置无效，请回到第一页");
    query_add(q, " AND ");
    if (cursor_plain(order, values)) {
        /* A row value: the index is entered at the cursor. */
        for (int i = 0; i < order->n; i++)
            query_addf(q, "%st.%s", i ? ", " : "(", order->by[i].column);
        query_add(q, order->descending ? ") < (" : ") > (");
        for (int i = 0; i < order->n; i++) {
            query_add(q, i ? ", " : "");
            cursor_value(q, json_array_get(values, (size_t)i));
        }
        query_add(q, ")");
    } else {
        cursor_after(q, order, values, 0);
    }
    return DONE;
}

static void enum_add(struct query *q, const char *column, const char *values)
{
    query_addf(q, " AND %s IN (", column);
    char *rest = arena_strdup(q->arena, values);
    for (char *comma; rest; rest = comma ? comma + 1 : NULL) {
        if ((comma = strchr(rest, ',')))
            *comma = 0;
        query_text(q, rest);
        query_add(q, comma ? ", " : ")");
    }
}

static void compare_add(struct query *q, const char *column, enum field_kind kind, const struct list_filter *f)
{
    const char *sign = !strcmp(f->op, "from") ? ">=" : !strcmp(f->op, "to") ? "<=" : "=";
    if (!strcmp(f->op, "empty")) {
        query_addf(q, " AND %s IS %sNULL", column, !strcmp(f->value, "0") ? "NOT " : "");
    } else if (!strcmp(f->op, "has")) {
        query_addf(q, " AND %s LIKE ", column);
        query_text(q, arena_printf(q->arena, "%%%s%%", f->value));
    } else if (kind == FIELD_ENUM) {
        enum_add(q, column, f->value);
    } else {
        query_addf(q, " AND %s %s ", column, sign);
        if (kind == FIELD_REF)
            query_int(q, id_parse(f->value));
        else if (kind == FIELD_TEXT || kind == FIELD_LONG_TEXT || kind == FIELD_DATE || kind == FIELD_FILE)
            query_text(q, f->value);
        else
            query_int(q, strtoll(f->value, NULL, 10));
    }
}

/* At or below: of the place, or of whose it was then. */
static void unit_filter_add(struct query *q, const struct list_request *r, const char *value)
{
    query_addf(q, " AND t.%s IN (SELECT unit FROM unit_closure WHERE ancestor = ", r->past ? r->entity->unit_from : "unit");
    query_int(q, id_parse(value));
    query_add(q, ")");
}

static void refs_filter_add(struct query *q, const struct entity *entity, const struct field *field,
                            const struct list_filter *f)
{
    bool empty = !strcmp(f->op, "empty");
    query_addf(q, " AND t.id %sIN (SELECT owner FROM %s_%s", empty && strcmp(f->value, "0") ? "NOT " : "",
               entity->name, field->name);
    if (!empty) {
        query_add(q, " WHERE target = ");
        query_int(q, id_parse(f->value));
    }
    query_add(q, ")");
}

/* Whose the list is, when it is of nothing but what he may read today. */
static const struct access *reader_of(const struct list_request *r)
{
    bool plain = !r->past && !r->shared && (!r->verb || !strcmp(r->verb, "read"));
    return plain ? r->access : NULL;
}

static int filter_add(struct query *q, struct db *db, const struct list_request *r, const struct list_filter *f,
                      const struct query_binding *b)
{
    const struct entity *entity = r->entity;
    const struct derived *derived = entity_derived(entity, f->field);
    int field = entity_field(entity, f->field);
    if (!strcmp(f->field, "q"))
        return search_predicate(q, db, reader_of(r), entity, f->value);
    if (!strcmp(f->field, "unit") && field < 0) {
        unit_filter_add(q, r, f->value);
    } else if (derived && derived->kind == FIELD_BOOL && !strcmp(f->op, "is")) {
        /* A condition by itself, not a value to compare: so its parts are found in an index. */
        query_addf(q, " AND %s%s", strcmp(f->value, "1") ? "NOT " : "", query_expression(q, list_derived_sql(r, derived), b));
    } else if (derived) {
        compare_add(q, query_expression(q, list_derived_sql(r, derived), b), derived->kind, f);
    } else if (field >= 0 && entity->fields[field].kind == FIELD_REFS) {
        refs_filter_add(q, entity, &entity->fields[field], f);
    } else if (field >= 0 && !(entity->fields[field].flags & FIELD_SECRET)) {
        compare_add(q, arena_printf(q->arena, "t.%s", f->field), entity->fields[field].kind, f);
    } else {
        return fail(INVALID, "不能按“%s”筛选", f->field);
    }
    return DONE;
}

struct query_binding list_binding(struct arena *arena, const struct list_request *r)
{
    char today[DATE_TEXT];
    const char *day = r->past ? r->past->day : arena_strdup(arena, date_print(clock_today(), today));
    return (struct query_binding){day, access_person(r->access), 0, r->past ? r->past->at_ms : 0};
}

const char *list_derived_sql(const struct list_request *r, const struct derived *derived)
{
    return r->past && derived->past ? derived->past : derived->sql;
}

int list_table_add(struct query *q, struct db *db, const struct list_request *r)
{
    if (!r->past) {
        query_addf(q, "%s t", r->entity->name);
        return DONE;
    }
    if (!r->entity->history)
        return fail(INVALID, "%s没有保存过去的情况，不能按日期回看", r->entity->label);
    TRY(history_ready(db, r->past));
    history_relation(q, r->entity, r->past);
    return DONE;
}

int list_where_add(struct query *q, struct db *db, const struct list_request *r, const struct list_order *order)
{
    struct query_binding b = list_binding(q->arena, r);
    query_add(q, " WHERE 1 = 1");
    if (r->shared)
        access_predicate_shared(r->access, q, r->entity);
    else
        access_predicate(r->access, q, r->right_of ? r->right_of : r->entity, r->verb ? r->verb : "read");
    if (r->view && r->view->filter) {
        query_add(q, " AND (");
        query_template(q, r->view->filter, &b);
        query_add(q, ")");
    }
    for (int i = 0; i < r->filter_count; i++)
        TRY(filter_add(q, db, r, &r->filters[i], &b));
    return r->after && *r->after ? cursor_add(q, order, r->after) : DONE;
}
