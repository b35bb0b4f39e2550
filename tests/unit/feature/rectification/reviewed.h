/* The demonstration's feedback document that waits for its review, and acts upon its proposals as the page sends them. */
#ifndef MINGZE_TESTS_REVIEWED_H
#define MINGZE_TESTS_REVIEWED_H

#include "common/asked.h"
#include "feature/rectification/review.h"

struct reviewed {
    struct world w;
    const char *cookie;
    int64_t source;
    int keys;
};

__attribute__((unused)) static void reviewed_open(struct reviewed *v)
{
    asked_open(&v->w);
    v->cookie = world_session(&v->w, "gunianan");
    v->keys = 0;
    v->source = world_number(&v->w, "SELECT id FROM source WHERE state = 'reviewing'");
}

/* The proposal at a position. */
__attribute__((unused)) static struct record *reviewed_at(struct reviewed *v, int position)
{
    int64_t id = 0;
    struct record *proposal;
    CHECK_DONE(db_get_int(v->w.system->reader, &id, "SELECT id FROM proposal WHERE source = ?1 AND position = ?2", value_int(v->source),
                          value_int(position)));
    CHECK_DONE(record_read(v->w.arena, v->w.system->reader, &proposal_entity, id, &proposal));
    return proposal;
}

__attribute__((unused)) static const char *reviewed_id(struct reviewed *v, int position)
{
    char id[ID_TEXT];
    return arena_strdup(v->w.arena, id_print(reviewed_at(v, position)->id, id));
}

/* A request to a page of the source; "act" and "proposal" are pairs like the others. */
__attribute__((unused)) static struct request *reviewed_ask(struct reviewed *v, struct ask ask)
{
    char id[ID_TEXT];
    ask.row = ask.row ? ask.row : "/source/:id/review";
    ask.path = text_replace(v->w.arena, ask.row, ":id", id_print(v->source, id));
    ask.id = v->source;
    ask.cookie = ask.cookie ? ask.cookie : v->cookie;
    if (!ask.method) {
        ask.method = "POST";
        ask.key = arena_printf(v->w.arena, "k%d", v->keys++);
        ask.token = world_token(&v->w, ask.cookie);
    }
    struct request *r = world_ask(&v->w, ask);
    request_finish(r);
    return r;
}

#define ACT(...) reviewed_ask(&v, (struct ask){.inputs = {__VA_ARGS__}})
#define STATUS(...) (ACT(__VA_ARGS__)->answer.status)

/* What the answer says is wrong, beside a field or above the form. */
__attribute__((unused)) static const char *reviewed_said(const struct request *r)
{
    return r->change.problem_count ? r->change.problems[0].message : r->problem_count ? r->problems[0].message : "";
}

#endif
