/* What waits for whom: the lines of the workbench. */
#include "feature/rectification/review.h"

/* What to do with a row, and the part of its address that leads there. */
struct inbox_act {
    const char *label, *part;
};

/* Rows of the workbench from a list of an entity: [{title, href, due, act, act_href}]. */
static int inbox_from_list(struct request *r, const struct entity *entity, const char *verb,
                           const struct list_filter *filters, int n, int due_cell, struct inbox_act act, int limit,
                           json_t **ret_rows, int *ret_count)
{
    struct list_request list = {.entity = entity, .access = r->session->access, .verb = verb, .filters = filters,
                                .filter_count = n, .limit = limit};
    json_t *page, *row, *rows = json_array();
    int64_t count = 0;
    size_t i;
    *ret_rows = rows;
    *ret_count = 0;
    if (!access_may(list.access, entity, verb))
        return DONE;
    TRY(list_page(r->arena, r->db, &list, &page));
    json_array_foreach(json_object_get(page, "rows"), i, row) {
        const char *id = json_string_value(json_object_get(row, "id"));
        json_t *due = json_object_get(json_array_get(json_object_get(row, "cells"), (size_t)due_cell), "text");
        const char *href = arena_printf(r->arena, "/%s/%s", entity->name, id);
        json_array_append_new(rows, json_pack("{s:O, s:s, s:O, s:s, s:s}", "title", json_object_get(row, "title"), "href",
                                              href, "due", due, "act", act.label, "act_href",
                                              arena_printf(r->arena, "%s%s", href, act.part)));
    }
    count = (int64_t)json_array_size(rows);
    if (!json_is_null(json_object_get(page, "next")))
        TRY(list_count(r->arena, r->db, &list, &count));
    *ret_count = (int)count;
    return DONE;
}

enum { SOURCE_DUE_CELL = 4, PROBLEM_DUE_CELL = 6 };

int sources_to_confirm(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const struct list_filter filters[] = {{"state", "is", "reviewing"}, {"waiting", "from", "1"}};
    return inbox_from_list(r, &source_entity, "change", filters, 2, SOURCE_DUE_CELL, (struct inbox_act){"去确认", "/review"}, limit,
                           ret_rows, ret_count);
}

int problems_to_claim(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const struct list_filter filters[] = {{"state", "is", "unclaimed"}};
    return inbox_from_list(r, &problem_entity, "claim", filters, 1, PROBLEM_DUE_CELL, (struct inbox_act){"认领", "/claim"},
                           limit, ret_rows, ret_count);
}

int problems_overdue(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const struct list_filter filters[] = {{"overdue", "is", "1"}};
    return inbox_from_list(r, &problem_entity, "read", filters, 1, PROBLEM_DUE_CELL, (struct inbox_act){"查看", ""},
                           limit, ret_rows, ret_count);
}

int problems_due_soon(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    char from[DATE_TEXT], until[DATE_TEXT];
    struct list_filter filters[] = {
        {"deadline", "from", date_print(clock_today(), from)},
        {"deadline", "to", date_print(date_add_days(clock_today(), 20), until)},
        {"overdue", "is", "0"},
    };
    return inbox_from_list(r, &problem_entity, "read", filters, 3, PROBLEM_DUE_CELL, (struct inbox_act){"查看", ""},
                           limit, ret_rows, ret_count);
}
