#include "world.h"

static void names_take_effect_after_the_commit(void)
{
    struct world w;
    struct record *worker;
    world_open(&w);
    CHECK_TEXT(names_title(w.arena, &worker_entity, w.workers[1]), "石𠮷祥");
    CHECK_DONE(record_read(w.arena, w.db, &worker_entity, w.workers[0], &worker));
    record_set_text(worker, WORKER_NAME, "沈明远");
    struct change change = world_change(&w, NULL, &worker_entity);
    names_begin();
    CHECK_DONE(record_change(&change, worker, 0));
    CHECK_TEXT(names_title(w.arena, &worker_entity, w.workers[0]), "沈明");
    names_begin();
    names_note(&worker_entity, w.workers[2], "作废");
    names_rollback();
    names_commit();
    CHECK_TEXT(names_title(w.arena, &worker_entity, w.workers[0]), "沈明远");
    CHECK_TEXT(names_title(w.arena, &worker_entity, w.workers[2]), "方敏");
    names_note(&worker_entity, w.workers[2], NULL);
    names_commit();
    CHECK_TEXT(names_title(w.arena, &worker_entity, w.workers[2]), "");
    names_note(&worker_entity, w.workers[2], "丢掉");
    names_abandon();
    names_commit();
    CHECK_TEXT(names_title(w.arena, &worker_entity, w.workers[2]), "");
    world_close(&w);
}

static void names_are_loaded_at_start(void)
{
    struct world w;
    world_open(&w);
    names_clear();
    CHECK_TEXT(names_title(w.arena, &team_entity, w.teams[0]), "");
    CHECK_DONE(names_load(w.db));
    CHECK_TEXT(names_title(w.arena, &team_entity, w.teams[0]), "总队");
    CHECK_TEXT(names_title(w.arena, &worker_entity, w.workers[2]), "方敏");
    CHECK_TEXT(names_title(w.arena, &ticket_entity, w.teams[0]), "");
    world_close(&w);
}

static void many_names_and_many_changes(void)
{
    struct arena *arena = arena_create(64 << 20);
    char title[32];
    names_clear();
    for (int round = 0; round < 5; round++) {
        for (int i = 1; i <= 5000; i++) {
            snprintf(title, sizeof title, "第%d轮%d号", round, i);
            names_note(&worker_entity, (int64_t)i << 20, title);
        }
        names_commit();
    }
    for (int i = 1; i <= 5000; i++) {
        snprintf(title, sizeof title, "第4轮%d号", i);
        CHECK_TEXT(names_title(arena, &worker_entity, (int64_t)i << 20), title);
    }
    names_clear();
    arena_destroy(arena);
}

TESTS({"names take effect after the commit", names_take_effect_after_the_commit},
      {"names are loaded at start", names_are_loaded_at_start},
      {"many names and many changes", many_names_and_many_changes})
