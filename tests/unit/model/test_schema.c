#include "world.h"

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
    CHECK_DONE(db_run(w.db, "DELETE FROM meta WHERE name = 'schema.fingerprint'"));
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
    CHECK_TEXT(error_message(), "数据由更新的版本写成，请使用新版本程序打开");
    world_close(&w);
}

/* The world's entities with the worker's replaced, as a later version of the program would have it. */
static void later_version(const struct entity *worker)
{
    const struct entity *all[] = {&team_entity, worker, &ticket_entity, &note_entity};
    registry_clear();
    registry_add(all, 4);
    CHECK_DONE(registry_seal());
}

static const char *shape(struct world *w)
{
    char *text;
    CHECK_DONE(schema_print(w->arena, w->db, &text));
    return text;
}

static void a_later_version_adds_what_it_has_more(void)
{
    static const char *const indexes[] = {"team,born", NULL};
    struct world w;
    struct field fields[WORKER__COUNT + 2];
    struct entity worker = worker_entity;
    int64_t n;
    world_open(&w);
    memcpy(fields, worker_fields, sizeof worker_fields);
    fields[WORKER__COUNT] = (struct field){"born", "出生日期", NULL, FIELD_DATE};
    fields[WORKER__COUNT + 1] = (struct field){"friends", "同事", NULL, FIELD_REFS, 0, .ref = "worker"};
    worker.fields = fields;
    worker.field_count = WORKER__COUNT + 2;
    worker.indexes = indexes;
    CHECK_DONE(schema_current(w.db));
    later_version(&worker);
    CHECK_OUTCOME(schema_current(w.db), UNSUPPORTED);
    CHECK_TEXT(error_message(), "数据目录是另一个版本的程序建立的。请先用本程序启动一次 mingze serve，让它升级数据，再执行这个命令");
    CHECK(!strstr(shape(&w), "born"));
    CHECK_DONE(schema_migrate(w.db));
    CHECK_DONE(schema_current(w.db));
    CHECK_DONE(db_get_int(w.db, &n, "SELECT count(*) FROM worker WHERE born IS NULL"));
    CHECK_INT(n, 3);                                   /* the rows are still there */
    CHECK(strstr(shape(&w), "worker_friends") && strstr(shape(&w), "ix_worker_team_born"));
    const char *once = shape(&w);
    CHECK_DONE(schema_migrate(w.db));
    CHECK_TEXT(shape(&w), once);
    worker.indexes = NULL;                             /* an index that nobody names any more goes; data never does */
    worker.field_count = WORKER__COUNT;
    later_version(&worker);
    CHECK_DONE(schema_migrate(w.db));
    CHECK(!strstr(shape(&w), "ix_worker_team_born") && strstr(shape(&w), "born"));
    world_close(&w);
}

static int steps_seen;

static int count_step(struct db *db)
{
    steps_seen++;
    return DONE;
}

/* Its tables are made in their final shape: there is nothing to step over. */
static void a_fresh_database_runs_no_steps(void)
{
    static const struct migration rows[] = {{1, "one", count_step}, {3, "three", count_step}};
    struct world w;
    char *version;
    steps_seen = 0;
    schema_steps_add("new", rows, 2);
    schema_steps_add("empty", NULL, 0);
    world_open(&w);
    CHECK_INT(steps_seen, 0);
    CHECK_DONE(meta_get(w.db, w.arena, "schema.new", &version));
    CHECK_TEXT(version, "3");
    CHECK_DONE(meta_get(w.db, w.arena, "schema.empty", &version));
    CHECK_TEXT(version, "0");
    CHECK_DONE(meta_put(w.db, "schema.new", "1"));     /* stopped before three was written */
    CHECK_DONE(db_run(w.db, "DELETE FROM meta WHERE name = 'schema.fingerprint'"));
    CHECK_DONE(schema_migrate(w.db));
    CHECK_INT(steps_seen, 1);
    world_close(&w);
}

static int setups_seen;

static int make_keys(struct db *db)
{
    setups_seen++;
    return db_run(db, "CREATE TABLE IF NOT EXISTS house_key (id INTEGER PRIMARY KEY) STRICT");
}

static void what_is_no_entity_is_set_up_at_every_start(void)
{
    struct world w;
    setups_seen = 0;
    schema_setup_add(make_keys);
    world_open(&w);
    CHECK_INT(setups_seen, 1);
    CHECK_DONE(schema_migrate(w.db));
    CHECK_INT(setups_seen, 2);
    CHECK_DONE(db_run(w.db, "INSERT INTO house_key (id) VALUES (1)"));
    world_close(&w);
}

/* From then on the connection can only add to the journal, and not change the shape. */
static void the_door_is_shut_behind_it(void)
{
    struct world w;
    world_open(&w);
    CHECK_OUTCOME(db_run(w.db, "DELETE FROM journal"), FATAL);
    CHECK_OUTCOME(db_run(w.db, "DROP TABLE note"), FATAL);
    world_close(&w);
}

TESTS({"steps run once and whole", steps_run_once_and_whole},
      {"a later version adds what it has more", a_later_version_adds_what_it_has_more},
      {"a fresh database runs no steps", a_fresh_database_runs_no_steps},
      {"what is no entity is set up at every start", what_is_no_entity_is_set_up_at_every_start},
      {"the door is shut behind it", the_door_is_shut_behind_it})
