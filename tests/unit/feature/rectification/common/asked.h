/* The demonstration whole, asked as the web door asks. */
#ifndef MINGZE_TESTS_ASKED_H
#define MINGZE_TESTS_ASKED_H

#include "../../../office/office_test.h"
#include "feature/rectification/common/common.h"

static int asked_make(struct change *change, void *context)
{
    return rectification_feature.demonstrate(change, ((struct system *)context)->folder);
}

__attribute__((unused)) static void asked_open(struct world *w)
{
    static const struct feature *const features[] = {&organisation_feature, &rectification_feature};
    world_open(w);
    system_close(w->system);
    CHECK_DONE(office_setup(features, 2));
    CHECK_DONE(system_open(w->path, SYSTEM_WRITE, &w->system));
    CHECK_DONE(system_write(w->system, asked_make, w->system, "command"));
}

__attribute__((unused)) static int64_t asked_comparison(struct world *w, const char *unit)
{
    int64_t id = 0;
    CHECK_DONE(db_get_int(w->system->reader, &id, "SELECT k.id FROM comparison k JOIN unit u ON u.id = k.answering WHERE u.code = ?1",
                          value_text(unit)));
    return id;
}

/* A GET by somebody; its status, and what it answered. */
__attribute__((unused)) static struct request *asked_get(struct world *w, const char *cookie, const char *row, int64_t id)
{
    char text[ID_TEXT];
    const char *path = id ? text_replace(w->arena, row, ":id", id_print(id, text)) : row;
    struct request *r = world_ask(w, (struct ask){.method = "GET", .row = row, .path = path, .cookie = cookie, .id = id});
    request_finish(r);
    return r;
}

/* The panel of this label on a record's page; NULL when there is none. */
__attribute__((unused)) static json_t *asked_panel(struct request *r, const char *label)
{
    json_t *one;
    size_t i;
    json_array_foreach(json_object_get(r->answer.page, "panels"), i, one)
        if (!strcmp(json_string_value(json_object_get(one, "label")), label))
            return json_object_get(one, "panel");
    return NULL;
}

__attribute__((unused)) static int64_t asked_int(json_t *object, const char *name)
{
    return json_integer_value(json_object_get(object, name));
}

#endif
