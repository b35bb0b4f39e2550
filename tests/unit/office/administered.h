/* The office of office_test.h with its three administrators, and requests by whoever is logged in. */
#ifndef MINGZE_TESTS_ADMINISTERED_H
#define MINGZE_TESTS_ADMINISTERED_H

#include "office_test.h"

static const char *const administered_roles[][2] = {
    {"sysadmin", "system_administrator"}, {"secadmin", "security_administrator"}, {"auditadmin", "audit_administrator"},
};

static int administered_make(struct change *change, void *context)
{
    (void)context;
    for (size_t i = 0; i < ARRAY_SIZE(administered_roles); i++) {
        int64_t id;
        TRY(account_open(change, administered_roles[i][0], "管理员", 0, administered_roles[i][1], 0, &id));
    }
    return DONE;
}

__attribute__((unused)) static void administered_open(struct world *w)
{
    world_open(w);
    CHECK_DONE(system_write(w->system, administered_make, NULL, "command"));
}

/* The address of a row with an id in it. */
__attribute__((unused)) static const char *path_of(struct world *w, const char *row, int64_t id)
{
    char text[ID_TEXT];
    return text_replace(w->arena, row, ":id", id_print(id, text));
}

/* A GET or, with token and a key of its own, a POST; the answer stays good until the world closes. */
__attribute__((unused)) static struct request *asked(struct world *w, const char *cookie, struct ask ask)
{
    static int keys;
    ask.cookie = cookie;
    if (!ask.path)
        ask.path = ask.id ? path_of(w, ask.row, ask.id) : ask.row;
    if (!strcmp(ask.method, "POST") && !ask.key) {
        ask.key = arena_printf(w->arena, "key%d", keys++);
        ask.token = ask.token ? ask.token : world_token(w, cookie);
    }
    struct request *r = world_ask(w, ask);
    request_finish(r);
    return r;
}

__attribute__((unused)) static const char *unit_id_text(struct world *w, const char *code)
{
    char text[ID_TEXT];
    int64_t id = 0;
    CHECK_DONE(db_get_int(w->system->reader, &id, "SELECT id FROM unit WHERE code = ?1", value_text(code)));
    return arena_strdup(w->arena, id_print(id, text));
}

/* The first thing that is wrong; "" when nothing is. */
__attribute__((unused)) static const char *said_of(const struct request *r)
{
    return r->problem_count ? r->problems[0].message : r->change.problem_count ? r->change.problems[0].message : "";
}

__attribute__((unused)) static const char *page_text(const struct request *r, const char *name)
{
    const char *text = json_string_value(json_object_get(r->answer.page, name));
    return text ? text : "";
}

__attribute__((unused)) static bool page_true(const struct request *r, const char *name)
{
    return json_is_true(json_object_get(r->answer.page, name));
}

#endif
