/* Organisations that should have a term and of which no election was ever entered (未录入). */
#include <string.h>

#include "feature/life/term/term.h"

enum { SHOWN = 50 };

const char *const unrecorded_parameters[] = {"unit", "after", NULL};

static const char *const columns[] = {"name", "kind", "parent", "founded", NULL};
static const struct list_view view = {.name = "unrecorded", .label = "任期未录入的党组织", .columns = columns, .order = "code,id",
                                      .filter = TERM_UNRECORDED};

struct list_request unrecorded_list(const struct request *r, const char *verb, int limit)
{
    return (struct list_request){.entity = &unit_entity, .right_of = &term_entity, .access = r->session->access, .verb = verb,
                                 .view = &view, .limit = limit};
}

static const char *new_href(struct request *r, json_t *row)
{
    return arena_printf(r->arena, "/term/new?body=%s", json_string_value(json_object_get(row, "id")));
}

int unrecorded_page(struct request *r)
{
    const char *unit = request_text(r, "unit"), *after = request_text(r, "after");
    const struct list_filter below = {"unit", "is", unit};
    struct list_request list = unrecorded_list(r, "read", SHOWN);
    json_t *page, *row, *rows;
    bool may_enter = access_may(r->session->access, &term_entity, "create");
    size_t i;
    list.filters = &below;
    list.filter_count = *unit != 0;
    list.after = *after ? after : NULL;
    TRY(list_page(r->arena, r->db, &list, &page));
    rows = json_object_get(page, "rows");
    json_array_foreach(rows, i, row)
        if (may_enter)
            json_object_set_new(row, "new_href", json_string(new_href(r, row)));
    if (*unit)
        request_page(r, "unit", json_string(unit));
    request_set(r, "rows", json_incref(rows));
    request_set(r, "columns", json_incref(json_object_get(page, "columns")));
    request_set(r, "next", json_incref(json_object_get(page, "next")));
    return DONE;
}
