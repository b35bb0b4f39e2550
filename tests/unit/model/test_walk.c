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

static int renamed(struct db *db)
{
    return db_run(db, "ALTER TABLE team RENAME COLUMN name TO called");
}

static int broken(struct db *db)
{
    return db_run(db, "ALTER TABLE nowhere RENAME TO somewhere");
}

/* A step runs once, before columns are added; a failed one leaves everything as it was. */
static void steps_run_once_and_whole(void)
{
    static const struct migration first[] = {{1, "rename", renamed}}, second[] = {{1, "rename", renamed}, {2, "fail", broken}};
    struct world w;
    bool there;
    int64_t one;
    world_open(&w);
    CHECK_DONE(schema_current(w.db));
    CHECK_DONE(db_run(w.db, "DELETE FROM meta WHERE name = 'schema.fingerprint'"));
    CHECK_OUTCOME(schema_current(w.db), UNSUPPORTED);
    CHECK_DONE(meta_put(w.db, "schema.test", "0"));
    schema_steps_add("test", first, 1);
    CHECK_DONE(schema_migrate(w.db));
    CHECK_DONE(db_get_int(w.db, &one, "SELECT count(called) FROM team"));
    CHECK_INT(one, 4);
    there = db_get_int(w.db, &one, "SELECT count(name) FROM team") == DONE;
    CHECK(there && one == 0);            /* the entity still has it: added again, empty */
    CHECK_DONE(schema_migrate(w.db));
    schema_clear();
    schema_steps_add("test", second, 2);
    CHECK(schema_migrate(w.db) != DONE);
    char *version;
    CHECK_DONE(meta_get(w.db, w.arena, "schema.test", &version));
    CHECK_TEXT(version, "1");
    CHECK_DONE(meta_put(w.db, "schema.test", "7"));
    CHECK_OUTCOME(schema_migrate(w.db), INVALID);
    world_close(&w);
}

TESTS({"the schema of every entity", the_schema_of_every_entity},
      {"every entity there and back", every_entity_there_and_back},
      {"steps run once and whole", steps_run_once_and_whole})
