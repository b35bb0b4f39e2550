#include "demonstrated.h"

#include "feature/rectification/demonstration.h"

static struct demonstrated d;

/* Where each problem of the notice stands today, by the acts of its people: a problem for every step of the life. */
static void a_problem_at_every_step(void)
{
    static const struct { int number; const char *state, *verbs; int relapses; } rows[] = {
        {1, "rectifying", "claim plan start extend", 0},
        {2, "rectifying", "claim plan start", 0},
        {3, "rectifying", "claim plan start", 0},
        {4, "unclaimed", "", 0},
        {5, "planning", "claim", 0},
        {6, "closing_requested", "claim plan start request_closing", 0},
        {7, "endorsed", "claim plan start request_closing endorse", 0},
        {8, "closed", "claim plan start request_closing endorse return request_closing endorse accept", 0},
        {9, "consolidated", "claim plan start request_closing endorse accept recheck", 0},
        {10, "rectifying", "claim plan start request_closing endorse accept reopen", 1},
        {11, "unfounded", "declare_unfounded endorse accept", 0},
    };
    demonstrated_open(&d);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        int64_t id = 0;
        struct record *problem;
        char *verbs = NULL;
        CHECK_DONE(db_get_int(d.system->reader, &id, "SELECT id FROM problem WHERE source = ?1 AND number = ?2",
                              value_int(demonstrated_source(&d)), value_int(rows[i].number)));
        CHECK_DONE(record_read(d.arena, d.system->reader, &problem_entity, id, &problem));
        CHECK_DONE(db_get_text(d.system->reader, d.arena, &verbs, "SELECT coalesce(group_concat(verb, ' '), '') FROM"
                               " (SELECT verb FROM step WHERE problem = ?1 ORDER BY position)", value_int(id)));
        CHECK_TEXT(verbs, rows[i].verbs);
        CHECK_TEXT(record_text(problem, PROBLEM_STATE), rows[i].state);
        CHECK_INT(record_int(problem, PROBLEM_RELAPSES), rows[i].relapses);
    }
    demonstrated_close(&d);
}

/* The journal tells it as it would have been: nothing stands before what came before it, nobody acted twice on his own. */
static void in_the_order_of_its_days(void)
{
    int64_t wrong = -1;
    demonstrated_open(&d);
    CHECK_DONE(db_get_int(d.system->reader, &wrong, "SELECT count(*) FROM step a JOIN step b ON b.problem = a.problem AND b.position > a.position"
                          " WHERE b.created_at < a.created_at"));
    CHECK_INT(wrong, 0);
    CHECK_DONE(db_get_int(d.system->reader, &wrong, "SELECT count(*) FROM step a JOIN step b ON b.problem = a.problem AND b.position = a.position + 1"
                          " WHERE b.verb IN ('start', 'endorse', 'accept') AND a.person = b.person"));
    CHECK_INT(wrong, 0);
    CHECK_DONE(db_get_int(d.system->reader, &wrong, "SELECT count(*) FROM step WHERE created_at > ?1", value_int(clock_now_ms())));
    CHECK_INT(wrong, 0);
    CHECK_DONE(db_get_int(d.system->reader, &wrong, "SELECT count(*) FROM evidence e WHERE e.fact_on > date(e.created_at / 1000, 'unixepoch', '+8 hours')"));
    CHECK_INT(wrong, 0);
    demonstrated_close(&d);
}

static int actor_found(struct change *change, void *context)
{
    struct actor actor;
    (void)context;
    CHECK_DONE(demonstration_actor(change, "gunianan", &actor));
    CHECK_TEXT(actor.name, "顾念安");
    CHECK_TEXT(actor.door, "command");
    CHECK(actor.user && actor.person && !actor.access);
    CHECK_OUTCOME(demonstration_actor(change, "nobody", &actor), NOT_FOUND);
    return DONE;
}

static void somebody_of_the_demonstration(void)
{
    demonstrated_open(&d);
    CHECK_DONE(system_write(d.system, actor_found, NULL, "command"));
    demonstrated_close(&d);
}

TESTS({"a problem at every step", a_problem_at_every_step}, {"in the order of its days", in_the_order_of_its_days},
      {"somebody of the demonstration", somebody_of_the_demonstration})
