#include "walk.h"
#include "world.h"

static void the_schema_of_every_entity(void)
{
    struct world w;
    world_open(&w);
    walk_schema(w.arena, w.folder);
    world_close(&w);
}

static void every_entity_there_and_back(void)
{
    struct world w;
    struct journal_report report;
    world_open(&w);
    walk_create(w.arena, w.db, &w.system);
    CHECK_DONE(names_load(w.db));
    CHECK_INT(walk_records(w.arena, w.db, &w.system), 11);
    walk_access(w.arena, w.db);
    CHECK_DONE(journal_verify(w.arena, w.db, NULL, &report));
    world_close(&w);
}

TESTS({"the schema of every entity", the_schema_of_every_entity},
      {"every entity there and back", every_entity_there_and_back})
