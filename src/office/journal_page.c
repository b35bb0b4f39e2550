/* The journal: who keeps it sees that something was done, not what is in it; others see what happened to the
 * records they may read. */
#include <stdlib.h>
#include <string.h>

#include "office/inside.h"
#include "office/pages.h"

enum { ROWS_READ = 200, ROWS_SHOWN = 50 };

/* Records that administrators keep are no business data: their values are shown to whoever keeps the journal. */
static bool is_administration(const char *entity)
{
    static const struct entity *const own[] = {&account_entity, &role_grant_entity, &setting_entity, &bearer_entity};
    for (size_t i = 0; i < ARRAY_SIZE(own); i++)
        if (strcmp(own[i]->name, entity) == 0)
            return true;
    return false;
}

static bool row_shows(const struct request *request, json_t *row, bool keeper)
{
    const char *name = json_string_value(json_object_get(row, "entity"));
    const struct entity *entity = name ? registry_entity(name) : NULL;
    int64_t id = id_parse(json_string_value(json_object_get(row, "id")));
    if (keeper)
        return true;
    if (!entity || !id || is_administration(name) || !access_may(request->session->access, entity, "read"))
        return false;
    return access_record(request->session->access, request->db, entity, "read", id) == DONE;
}

static void row_link(struct request *request, json_t *row, bool keeper)
{
    const char *name = json_string_value(json_object_get(row, "entity")), *id = json_string_value(json_object_get(row, "id"));
    const struct entity *entity = registry_entity(name);
    if (keeper && !is_administration(name)) {
        json_object_del(row, "diff");
        json_object_del(row, "note");
    }
    if (entity && !(entity->flags & ENTITY_HIDDEN) && *id && (!keeper || is_administration(name)))
        json_object_set_new(row, "href", json_string(arena_printf(request->arena, "/%s/%s", name, id)));
}

int journal_page(struct request *request)
{
    const char *entity = request_text(request, "entity"), *what = request_text(request, "what");
    bool keeper = access_may(request->session->access, &account_entity, "audit");
    struct journal_request asked = {.entity = *entity ? registry_entity(entity) : NULL, .what = what, .limit = ROWS_READ,
                                    .before_seq = strtoll(request_text(request, "before"), NULL, 10)};
    json_t *rows, *row, *shown = json_array();
    int64_t last = 0;
    size_t i;
    if (*entity && !asked.entity)
        return fail(NOT_FOUND, "没有这类记录");
    TRY(journal_list(request->arena, request->db, &asked, &rows));
    json_array_foreach(rows, i, row) {
        if (json_array_size(shown) == ROWS_SHOWN)
            break;
        last = json_integer_value(json_object_get(row, "seq"));
        if (!row_shows(request, row, keeper))
            continue;
        row_link(request, row, keeper);
        json_array_append(shown, row);
    }
    request_set(request, "rows", shown);
    if (last > 1 && (i < json_array_size(rows) || json_array_size(rows) == ROWS_READ))
        request_set(request, "next", json_integer(last));
    request_page(request, "entity", json_string(entity));
    request_page(request, "what", json_string(what));
    return DONE;
}
