/* What of terms waits on the workbench. */
#include <string.h>

#include "feature/life/term/term.h"

/* By the day from which it is near, so that an index ends where nothing is. */
int terms_waiting(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const char *const columns[] = {"last_on", NULL};
    static const struct list_view view = {
        .name = "near", .columns = columns, .order = "warn_on,id",
        .filter = "t.later = 0 AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.id = t.body AND u.dissolved <= ?today)"};
    char today[DATE_TEXT];
    const struct list_filter soon = {"warn_on", "to", date_print(clock_today(), today)};
    struct list_request list = {.entity = &term_entity, .access = r->session->access, .verb = "read", .view = &view, .filters = &soon,
                                .filter_count = 1, .limit = limit};
    return inbox_from_list(r, &list, "last_on", "", ret_rows, ret_count);
}

static json_t *row_json(struct arena *arena, const char *title, const char *unit)
{
    return json_pack("{s:s,s:s,s:s,s:s}", "title", title, "href", arena_printf(arena, "/unit/%s", unit), "act", "录入", "act_href",
                     arena_printf(arena, "/term/new?body=%s", unit));
}

static int in_organ(struct request *r, int limit, json_t *rows, int *ret_count)
{
    struct list_request list = unrecorded_list(r, "create", limit);
    json_t *found, *row;
    size_t i;
    TRY(inbox_from_list(r, &list, NULL, "", &found, ret_count));
    json_array_foreach(found, i, row)
        json_array_append_new(rows, row_json(r->arena, json_string_value(json_object_get(row, "title")),
                                             strrchr(json_string_value(json_object_get(row, "href")), '/') + 1));
    return DONE;
}

static int under(struct request *r, int64_t parent, int limit, json_t *rows, int *count)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    char today[DATE_TEXT], id[ID_TEXT];
    int e;
    TRY(db_query(r->db, &s, "SELECT t.id, t.name FROM unit t WHERE t.parent = ?1 AND (t.dissolved IS NULL OR t.dissolved > ?2)"
                            " AND t.kind IN ('organ_committee', 'general_branch', 'branch') AND (t.founded IS NULL OR t.founded <= ?2)"
                            " AND NOT EXISTS (SELECT 1 FROM term x WHERE x.body = t.id) ORDER BY t.code",
                 value_int(parent), value_text(date_print(clock_today(), today))));
    while ((e = statement_step(s)) == STATEMENT_ROW && *count < INBOX_COUNT_MAX)
        if (++*count <= limit)
            json_array_append_new(rows, row_json(r->arena, statement_text(s, 1), id_print(statement_int(s, 0), id)));
    return e == STATEMENT_ROW ? DONE : e;
}

/* Whose work it is: an officer's organ; of who stands above organs what is directly under him, which an index finds. */
int terms_unrecorded(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    int64_t *granted;
    bool all_above = true;
    int n = access_units(r->session->access, r->arena, &term_entity, "create", &granted);
    *ret_rows = json_array();
    *ret_count = 0;
    for (int i = 0; i < n; i++) {
        struct unit_place place;
        TRY(scope_place(r->db, granted[i], &place));
        all_above &= place.above;
    }
    if (!all_above)
        return in_organ(r, limit, *ret_rows, ret_count);
    for (int i = 0; i < n; i++)
        TRY(under(r, granted[i], limit, *ret_rows, ret_count));
    return DONE;
}
