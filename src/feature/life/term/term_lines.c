/* What of terms waits on the workbench. */
#include <string.h>

#include "feature/life/term/term.h"

int terms_waiting(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    char today[DATE_TEXT];
    const struct list_filter soon = {"warn_on", "to", date_print(clock_today(), today)};
    struct list_request list = {.entity = &term_entity, .access = r->session->access, .verb = "read", .view = term_entity.lists,
                                .filters = &soon, .filter_count = 1, .limit = limit};
    return inbox_from_list(r, &list, "last_on", "", ret_rows, ret_count);
}

int terms_unrecorded(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    struct list_request list = unrecorded_list(r, "create", limit);
    json_t *row;
    size_t i;
    TRY(inbox_from_list(r, &list, NULL, "", ret_rows, ret_count));
    json_array_foreach(*ret_rows, i, row) {
        const char *href = json_string_value(json_object_get(row, "href"));
        json_object_set_new(row, "act", json_string("录入"));
        json_object_set_new(row, "act_href", json_string(arena_printf(r->arena, "/term/new?body=%s", strrchr(href, '/') + 1)));
    }
    return DONE;
}
