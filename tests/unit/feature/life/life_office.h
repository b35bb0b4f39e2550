/* The office with this feature in it, on a fixed day, and a branch secretary who asks. */
#ifndef MINGZE_TESTS_LIFE_OFFICE_H
#define MINGZE_TESTS_LIFE_OFFICE_H

#include "../../office/office_test.h"
#include "feature/life/life.h"
#include "feature/life/pages.h"
#include "feature/rectification/rectification.h"

/* The demonstration's people get their grants on that day. */
__attribute__((unused)) static void life_office_from(struct world *w, int64_t now_ms)
{
    static const struct feature *const features[] = {&organisation_feature, &rectification_feature, &life_feature};
    clock_set(now_ms);
    world_open(w);
    system_close(w->system);
    CHECK_DONE(office_setup(features, ARRAY_SIZE(features)));
    CHECK_DONE(system_open(w->path, SYSTEM_WRITE, &w->system));
}

__attribute__((unused)) static void life_office(struct world *w)
{
    life_office_from(w, 1795651200000);  /* 2026-11-26 */
}

__attribute__((unused)) static const char *unit_text(struct world *w, const char *code)
{
    int64_t id;
    char *text = arena_alloc(w->arena, ID_TEXT);
    CHECK_DONE(db_get_int(w->system->reader, &id, "SELECT id FROM unit WHERE code = ?1", value_text(code)));
    return id_print(id, text);
}

/* POST /activity/record by that session; the answer's status. */
__attribute__((unused)) static int record_post(struct world *w, const char *cookie, const char *unit, const char *kind, const char *on,
                                               const char *text)
{
    static int number;
    struct request *r = world_ask(w, (struct ask){
        .method = "POST", .row = "/activity/record", .cookie = cookie, .token = world_token(w, cookie),
        .key = arena_printf(w->arena, "record-%d", ++number),
        .inputs = {"held_by", unit_text(w, unit), "kind", kind, "held_on", on, "text", text},
    });
    int status = r->answer.status;
    request_finish(r);
    return status;
}

/* A panel of a record's page by its view; NULL when it is not there for him. */
__attribute__((unused)) static json_t *panel_of(struct world *w, const char *login, const char *row, int64_t id, const char *view)
{
    struct request *r = world_ask(w, (struct ask){.method = "GET", .row = row, .cookie = world_session(w, login), .id = id});
    json_t *one, *found = NULL;
    size_t i;
    json_array_foreach(json_object_get(r->answer.page, "panels"), i, one)
        if (!strcmp(json_string_value(json_object_get(one, "view")), view))
            found = json_object_get(one, "panel");
    request_finish(r);
    return found;
}

#endif
