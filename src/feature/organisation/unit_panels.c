/* A unit's page: what refers to it, each as the first rows of its list. */
#include "feature/organisation/private.h"

enum { ROWS_SHOWN = 30 };

/* The column that says on every row which unit's page this is. */
static void column_drop(json_t *page, const char *name)
{
    json_t *columns = json_object_get(page, "columns"), *column, *row;
    size_t i, k;
    json_array_foreach(columns, i, column)
        if (text_equal(json_string_value(json_object_get(column, "name")), name))
            break;
    if (i == json_array_size(columns))
        return;
    json_array_remove(columns, i);
    json_array_foreach(json_object_get(page, "rows"), k, row)
        json_array_remove(json_object_get(row, "cells"), i);
}

/* Rows of `entity` that name the unit in `field`; nothing when there are none, or none that he may see. */
static int rows_panel(struct request *r, const struct record *unit, const struct entity *entity, int field, json_t **ret)
{
    char id[ID_TEXT];
    const struct access *access = r->session->access;
    const char *name = entity->fields[field].name;
    const struct list_filter filter = {name, "is", id_print(unit->id, id)};
    const struct list_request list = {.entity = entity, .access = access, .verb = "read", .filters = &filter,
                                      .filter_count = 1, .limit = ROWS_SHOWN};
    json_t *page;
    *ret = NULL;
    if (!access_may(access, entity, "read"))
        return DONE;
    TRY(list_page(r->arena, r->db, &list, &page));
    if (!json_array_size(json_object_get(page, "rows")))
        return DONE;
    column_drop(page, name);
    json_object_set_new(page, "entity", json_string(entity->name));
    json_object_set_new(page, "linked", json_true());
    if (!json_is_null(json_object_get(page, "next")))
        json_object_set_new(page, "all_href", json_string(arena_printf(r->arena, "/%s?%s=%s", entity->name, name, id)));
    *ret = page;
    return DONE;
}

int unit_below_panel(struct request *r, const struct record *unit, json_t **ret)
{
    return rows_panel(r, unit, &unit_entity, UNIT_PARENT, ret);
}

int unit_led_panel(struct request *r, const struct record *unit, json_t **ret)
{
    return rows_panel(r, unit, &unit_entity, UNIT_LED_BY, ret);
}

int unit_posts_panel(struct request *r, const struct record *unit, json_t **ret)
{
    return rows_panel(r, unit, &post_entity, POST_UNIT, ret);
}

int unit_members_panel(struct request *r, const struct record *unit, json_t **ret)
{
    return rows_panel(r, unit, &membership_entity, MEMBERSHIP_BRANCH, ret);
}

int unit_people_panel(struct request *r, const struct record *unit, json_t **ret)
{
    return rows_panel(r, unit, &person_entity, PERSON_DEPARTMENT, ret);
}
