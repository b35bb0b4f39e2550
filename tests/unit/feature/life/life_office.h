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

#endif
