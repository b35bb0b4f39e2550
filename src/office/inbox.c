/* Rows of the workbench from the list of an entity. */
#include <string.h>

#include "office/inside.h"

static json_t *cell_named(json_t *page, json_t *row, const char *column)
{
    json_t *name;
    size_t i;
    json_array_foreach(json_object_get(page, "columns"), i, name)
        if (column && !strcmp(json_string_value(json_object_get(name, "name")), column))
            return json_incref(json_array_get(json_object_get(row, "cells"), i));
    return json_string("");
}

int inbox_from_list(struct request *request, struct list_request *list, const char *due, const char *part,
                    json_t **ret_rows, int *ret_count)
{
    json_t *page, *row;
    size_t i;
    int64_t count;
    *ret_rows = json_array();
    *ret_count = 0;
    if (!access_may(list->access, list->right_of ? list->right_of : list->entity, list->verb))
        return DONE;
    TRY(list_page(request->arena, request->db, list, &page));
    json_array_foreach(json_object_get(page, "rows"), i, row)
        json_array_append_new(*ret_rows, json_pack("{s:O,s:s,s:o}", "title", json_object_get(row, "title"), "href",
                              arena_printf(request->arena, "/%s/%s%s", list->entity->name,
                                           json_string_value(json_object_get(row, "id")), part),
                              "due", cell_named(page, row, due)));
    count = (int64_t)json_array_size(*ret_rows);
    if (!json_is_null(json_object_get(page, "next")))
        TRY(list_count_to(request->arena, request->db, list, INBOX_COUNT_MAX, &count));
    *ret_count = (int)count;
    return DONE;
}

int inbox_acts_from_list(struct request *request, struct list_request *list, const char *due, const char *act, const char *part,
                         json_t **ret_rows, int *ret_count)
{
    json_t *row;
    size_t i;
    TRY(inbox_from_list(request, list, due, "", ret_rows, ret_count));
    json_array_foreach(*ret_rows, i, row) {
        const char *href = json_string_value(json_object_get(row, "href"));
        json_object_set_new(row, "act", json_string(act));
        json_object_set_new(row, "act_href", json_string(arena_printf(request->arena, "%s%s", href, part)));
    }
    return DONE;
}
