/* Which orders a page can be read in without sorting everything first. */
#include <string.h>

#include "model/list_query.h"

/* The first column of "-deadline,id", with its length. */
static const char *first_column(const char *words, size_t *ret_n)
{
    words += *words == '-';
    *ret_n = strcspn(words, ",");
    return words;
}

static bool column_is(const char *column, size_t n, const char *name)
{
    return strlen(name) == n && !memcmp(column, name, n);
}

/* Columns that hold one value on the whole page: the places that the right or a filter fixes. */
static bool column_fixed(const struct list_request *r, const char *column, size_t n)
{
    if (column_is(column, n, "organ") || column_is(column, n, "root") || column_is(column, n, "unit"))
        return true;
    for (int i = 0; i < r->filter_count; i++)
        if (!strcmp(r->filters[i].op, "is") && column_is(column, n, r->filters[i].field))
            return true;
    return false;
}

static bool index_serves(const struct list_request *r, const char *index, const char *wanted, size_t wanted_n)
{
    while (*index) {
        size_t n = strcspn(index, ",");
        if (n == wanted_n && !memcmp(index, wanted, n))
            return true;
        if (!column_fixed(r, index, n))
            return false;
        index += n + (index[n] == ',');
    }
    return false;
}

static bool entity_long(const struct entity *entity)
{
    for (const char *const *index = entity->indexes; index && *index; index++)
        if (text_starts(*index, "root,"))
            return true;
    return false;
}

static bool view_orders_by(const struct entity *entity, const char *wanted, size_t wanted_n)
{
    size_t n;
    for (const struct list_view *v = entity->lists; v && v->name; v++) {
        const char *column = first_column(v->order ? v->order : "id", &n);
        if (n == wanted_n && !memcmp(column, wanted, n))
            return true;
    }
    return false;
}

static bool order_served(const struct list_request *r, const char *wanted, size_t n)
{
    if (column_is(wanted, n, "id") || view_orders_by(r->entity, wanted, n))
        return true;
    for (const char *const *index = r->entity->indexes; index && *index; index++)
        if (index_serves(r, *index, wanted, n))
            return true;
    return false;
}

static const char *orders_served(struct arena *arena, const struct list_request *r)
{
    struct buffer names = buffer_in(arena);
    buffer_adds(&names, "id");
    for (int i = 0; i < r->entity->field_count; i++) {
        const char *name = r->entity->fields[i].name;
        if (order_served(r, name, strlen(name)))
            buffer_addf(&names, "、%s", name);
    }
    return names.p;
}

int list_order_check(struct arena *arena, const struct list_request *r)
{
    size_t n;
    if (!r->order || !*r->order || !entity_long(r->entity))
        return DONE;
    const char *wanted = first_column(r->order, &n);
    if (order_served(r, wanted, n))
        return DONE;
    return fail(INVALID, "这个列表很长，不能按“%s”排序。可以按 %s 排序，前面加“-”是倒序；也可以先按来源等条件筛选，或导出后在表格里排序",
                arena_strndup(arena, wanted, n), orders_served(arena, r));
}
