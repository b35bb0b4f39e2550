#include "../../office/office_test.h"

static struct world w;
static const char *cookie;

static int64_t unit(const char *code)
{
    int64_t id = 0;
    CHECK_DONE(db_get_int(w.system->reader, &id, "SELECT id FROM unit WHERE code = ?1", value_text(code)));
    return id;
}

/* A panel of a unit's page by the label of its list; NULL when there is none. */
static json_t *panel(const char *code, const char *label)
{
    char id[ID_TEXT];
    int64_t of = unit(code);
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/unit/:id", .cookie = cookie, .id = of,
                                                   .path = arena_printf(w.arena, "/unit/%s", id_print(of, id))});
    json_t *one, *found = NULL;
    size_t i;
    CHECK_INT(r->answer.status, 200);
    json_array_foreach(json_object_get(r->answer.page, "panels"), i, one)
        if (!strcmp(json_string_value(json_object_get(one, "label")), label))
            found = json_object_get(one, "panel");
    request_finish(r);
    return found;
}

static int rows_of(const char *code, const char *label)
{
    return (int)json_array_size(json_object_get(panel(code, label), "rows"));
}

static const char *label_of(int (*show)(struct request *, const struct record *, json_t **))
{
    for (int i = 0; i < organisation_feature.panel_count; i++)
        if (organisation_feature.panels[i].model == show)
            return organisation_feature.panels[i].label;
    check_fail(__FILE__, __LINE__, "no such panel");
}

#include "feature/organisation/private.h"

static void each_line_and_who_is_there(void)
{
    world_open(&w);
    cookie = world_session(&w, "gunianan");
    CHECK_INT(rows_of("SL-JW", label_of(unit_below_panel)), 6);           /* discipline committee, three branches, general branch, temporary */
    CHECK_INT(rows_of("SL-DZ", label_of(unit_led_panel)), 1);             /* the organ committee stands elsewhere and is led by it */
    CHECK_INT(rows_of("SL-DZ", label_of(unit_posts_panel)), 2);
    CHECK_INT(rows_of("SL-Z1", label_of(unit_members_panel)), 6);
    CHECK_INT(rows_of("SL-C1", label_of(unit_people_panel)), 2);
    CHECK(!panel("SL-Z4", label_of(unit_below_panel)));                   /* nothing there: no panel */
    CHECK(!panel("SL-C1", label_of(unit_members_panel)));
    world_close(&w);
}

/* On a unit's own page no row says which unit it is. */
static void the_column_of_the_unit_is_left_out(void)
{
    json_t *column, *row;
    size_t i;
    world_open(&w);
    cookie = world_session(&w, "gunianan");
    json_t *people = panel("SL-C1", label_of(unit_people_panel));
    size_t columns = json_array_size(json_object_get(people, "columns"));
    CHECK_INT((int64_t)columns, 4);
    json_array_foreach(json_object_get(people, "columns"), i, column)
        CHECK(strcmp(json_string_value(json_object_get(column, "name")), "department"));
    json_array_foreach(json_object_get(people, "rows"), i, row)
        CHECK_INT((int64_t)json_array_size(json_object_get(row, "cells")), (int64_t)columns);
    CHECK_TEXT(json_string_value(json_object_get(people, "entity")), "person");
    CHECK(!json_object_get(people, "all_href"));
    world_close(&w);
}

static int many(struct change *outer, void *context)
{
    (void)context;
    for (int i = 0; i < 31; i++) {
        struct change change = change_within(outer, &person_entity, "create");
        struct record *person = record_new(outer->arena, &person_entity);
        record_set_text(person, PERSON_NAME, "水小川");
        record_set_text(person, PERSON_CODE, arena_printf(outer->arena, "SL1%02d", i));
        record_set_int(person, PERSON_DEPARTMENT, unit("SL-C2"));
        TRY(record_create(&change, person));
    }
    return DONE;
}

static void the_first_rows_and_the_way_to_all(void)
{
    char id[ID_TEXT];
    world_open(&w);
    CHECK_DONE(system_write(w.system, many, NULL, "command"));
    cookie = world_session(&w, "gunianan");
    json_t *people = panel("SL-C2", label_of(unit_people_panel));
    CHECK_INT((int64_t)json_array_size(json_object_get(people, "rows")), 30);
    CHECK_TEXT(json_string_value(json_object_get(people, "all_href")), arena_printf(w.arena, "/person?department=%s", id_print(unit("SL-C2"), id)));
    world_close(&w);
}

TESTS({"each line and who is there", each_line_and_who_is_there}, {"the column of the unit is left out", the_column_of_the_unit_is_left_out},
      {"the first rows and the way to all", the_first_rows_and_the_way_to_all})
