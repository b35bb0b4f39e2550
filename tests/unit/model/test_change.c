#include "world.h"

static void problems_are_collected_in_order(void)
{
    struct arena *arena = arena_create(1 << 20);
    struct change change = {.arena = arena};
    for (int i = 0; i < 20; i++)
        CHECK_OUTCOME(change_problem(&change, i % 2 ? "due" : NULL, "第 %d 处有误", i), INVALID);
    CHECK_TEXT(error_message(), "第 19 处有误");
    CHECK_INT((int64_t)change.problem_count, 20);
    CHECK(change.problems[0].field == NULL);                      /* of the whole record */
    CHECK_TEXT(change.problems[0].message, "第 0 处有误");
    CHECK_TEXT(change.problems[7].field, "due");
    CHECK_TEXT(change.problems[7].message, "第 7 处有误");
    arena_destroy(arena);
}

/* By the same person, through the same door, at the same time, but the rights were asked already. */
static void what_follows_asks_no_rights(void)
{
    struct world w;
    world_open(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    struct change outer = world_change(&w, &chief, &ticket_entity);
    outer.verb = "close";
    outer.note = "理由";
    (void)change_problem(&outer, "due", "没有期限");
    struct change inner = change_within(&outer, &note_entity, "create");
    CHECK(inner.entity == &note_entity && inner.db == w.db && inner.arena == w.arena);
    CHECK_TEXT(inner.verb, "create");
    CHECK(inner.now == outer.now);
    CHECK(inner.actor->access == NULL && chief.access != NULL);
    CHECK_INT(inner.actor->user, 77);
    CHECK(inner.actor->person == w.workers[0]);
    CHECK_TEXT(inner.actor->door, "page");
    CHECK(inner.note == NULL && inner.problem_count == 0 && !inner.before && !inner.after);

    /* And so it may do there what its actor may not. */
    struct change denied = world_change(&w, &chief, &ticket_entity);
    CHECK_OUTCOME(record_create(&denied, world_ticket(&w, "越界", w.teams[2])), DENIED);
    inner = change_within(&outer, &ticket_entity, "create");
    CHECK_DONE(record_create(&inner, world_ticket(&w, "越界", w.teams[2])));
    world_close(&w);
}

TESTS({"problems are collected in order", problems_are_collected_in_order},
      {"what follows asks no rights", what_follows_asks_no_rights})
