/* The office with an activity in it, and requests of its people with as many inputs as a form has. */
#ifndef MINGZE_TESTS_ACTIVITY_OFFICE_H
#define MINGZE_TESTS_ACTIVITY_OFFICE_H

#include "life_office.h"
#include "feature/life/activity/activity.h"

/* POST of a row by that session; the request lives until the world is closed. */
__attribute__((unused)) static struct request *office_post(struct world *w, const char *cookie, const char *row, int64_t id, struct ask ask)
{
    static int number;
    char text[ID_TEXT];
    ask.method = "POST";
    ask.row = row;
    ask.id = id;
    ask.cookie = cookie;
    ask.token = world_token(w, cookie);
    ask.key = arena_printf(w->arena, "post-%d", ++number);
    if (id)
        ask.path = text_replace(w->arena, row, ":id", id_print(id, text));
    struct request *r = world_ask(w, ask);
    request_finish(r);
    return r;
}

__attribute__((unused)) static const char *id_of(struct world *w, int64_t id)
{
    char *text = arena_alloc(w->arena, ID_TEXT);
    return id_print(id, text);
}

__attribute__((unused)) static int64_t person_of(struct world *w, const char *code)
{
    int64_t id = 0;
    CHECK_DONE(db_get_int(w->system->reader, &id, "SELECT id FROM person WHERE code = ?1", value_text(code)));
    return id;
}

__attribute__((unused)) static struct record *office_read(struct world *w, const struct entity *entity, int64_t id)
{
    struct record *record;
    CHECK_DONE(record_read(w->arena, w->system->reader, entity, id, &record));
    return record;
}

/* The newest activity of that topic, written down first. */
__attribute__((unused)) static int64_t office_activity(struct world *w, const char *cookie, const char *unit, const char *kind, const char *on,
                                                       const char *topic)
{
    int64_t id = 0;
    CHECK_INT(record_post(w, cookie, unit, kind, on, topic), 303);
    CHECK_DONE(db_get_int(w->system->reader, &id, "SELECT id FROM activity WHERE topic = ?1 ORDER BY created_at DESC LIMIT 1", value_text(topic)));
    return id;
}

static int problem_write(struct change *change, void *context)
{
    int64_t *ret = context;
    struct change first = change_within(change, &source_entity, "create"), second = change_within(change, &problem_entity, "create");
    struct record *source = record_new(change->arena, &source_entity), *problem = record_new(change->arena, &problem_entity);
    int64_t unit;
    TRY(db_get_int(change->db, &unit, "SELECT id FROM unit WHERE code = 'SL-Z1'"));
    record_set_text(source, SOURCE_TITLE, "督查反馈");
    record_set_text(source, SOURCE_KIND, "supervision");
    record_set_int(source, SOURCE_ACCOUNTABLE, unit);
    record_set_text(source, SOURCE_DATE, "2026-07-06");
    TRY(record_create(&first, source));
    record_set_int(problem, PROBLEM_SOURCE, source->id);
    record_set_int(problem, PROBLEM_NUMBER, 1);
    record_set_int(problem, PROBLEM_ACCOUNTABLE, unit);
    record_set_text(problem, PROBLEM_SYMPTOM, "未按期换届");
    record_set_text(problem, PROBLEM_WORDS, "未按期换届");
    TRY(record_create(&second, problem));
    *ret = problem->id;
    return DONE;
}

/* A problem of the first branch. */
__attribute__((unused)) static int64_t office_problem(struct world *w)
{
    int64_t id = 0;
    CHECK_DONE(system_write(w->system, problem_write, &id, "command"));
    return id;
}

#endif
