/* Elections entered into the office of life_office.h. */
#ifndef MINGZE_TESTS_TERM_OFFICE_H
#define MINGZE_TESTS_TERM_OFFICE_H

#include "life_office.h"
#include "feature/life/term/term.h"

struct election { const char *unit, *on, *extended_to, *extension, *early; };

static int election_write(struct change *outer, void *context)
{
    const struct election *e = context;
    struct change change = change_within(outer, &term_entity, "create");
    struct record *term = record_new(outer->arena, &term_entity);
    int64_t unit;
    TRY(db_get_int(outer->db, &unit, "SELECT id FROM unit WHERE code = ?1", value_text(e->unit)));
    record_set_int(term, TERM_BODY, unit);
    record_set_text(term, TERM_ELECTED, e->on);
    if (e->extended_to)
        record_set_text(term, TERM_EXTENDED, e->extended_to);
    if (e->extension)
        record_set_text(term, TERM_EXTENSION, e->extension);
    if (e->early)
        record_set_text(term, TERM_EARLY, e->early);
    return record_create(&change, term);
}

__attribute__((unused)) static void elected(struct world *w, struct election e)
{
    CHECK_DONE(system_write(w->system, election_write, &e, "command"));
}

/* The answer to a GET, its data; the status in *ret_status. */
__attribute__((unused)) static json_t *seen(struct world *w, const char *login, const char *row, int *ret_status)
{
    struct request *r = world_ask(w, (struct ask){.method = "GET", .row = row, .cookie = world_session(w, login)});
    json_t *data = json_incref(r->answer.data);
    *ret_status = r->answer.status;
    request_finish(r);
    return data;
}

/* The line of the workbench; NULL: nothing waits. */
__attribute__((unused)) static json_t *line_of(struct world *w, const char *login, const char *name)
{
    int status;
    json_t *one;
    size_t i;
    json_array_foreach(json_object_get(seen(w, login, "/", &status), "lines"), i, one)
        if (!strcmp(json_string_value(json_object_get(one, "name")), name))
            return one;
    return NULL;
}

__attribute__((unused)) static const char *text_in(json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

#endif
