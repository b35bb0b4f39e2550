#include "check.h"
#include "scratch.h"
#include "store/store.h"

static struct db *fresh(const char *name)
{
    struct db *db;
    CHECK_DONE(db_open(scratch(name), DB_WRITE, &db));
    CHECK_DONE(meta_create(db));
    return db;
}

static void facts_are_kept_by_name(void)
{
    struct arena *arena = arena_create(1 << 16);
    struct db *db = fresh("facts.db");
    char *value;
    CHECK_DONE(meta_create(db));                      /* once more does nothing */
    CHECK_OUTCOME(meta_get(db, arena, "a", &value), NOT_FOUND);
    CHECK_DONE(meta_put(db, "a", "一"));
    CHECK_DONE(meta_put(db, "b", "二"));
    CHECK_DONE(meta_put(db, "a", "三"));
    CHECK_DONE(meta_get(db, arena, "a", &value));
    CHECK_TEXT(value, "三");
    CHECK_DONE(meta_get(db, arena, "b", &value));
    CHECK_TEXT(value, "二");
    db_close(db);
    arena_destroy(arena);
}

static void a_version_is_a_number(void)
{
    int64_t version;
    struct db *db = fresh("version.db");
    CHECK_DONE(db_read_version(db, &version));
    CHECK_INT(version, 0);
    CHECK_DONE(db_write_version(db, 41));
    CHECK_DONE(db_read_version(db, &version));
    CHECK_INT(version, 41);
    CHECK_OUTCOME(db_write_version(db, -1), FATAL);
    CHECK_OUTCOME(db_write_version(db, (int64_t)1 << 40), FATAL);
    db_close(db);
}

static void a_reference_to_nothing_is_found(void)
{
    struct db *db = fresh("check.db");
    CHECK_DONE(db_check(db));
    db_schema_mode(db, true);
    CHECK_DONE(db_run(db, "CREATE TABLE p (id BIGINT PRIMARY KEY)"));
    CHECK_DONE(db_run(db, "CREATE TABLE c (id BIGINT PRIMARY KEY, p BIGINT REFERENCES p (id))"));
    db_schema_mode(db, false);
    CHECK_OUTCOME(db_run(db, "INSERT INTO c VALUES (1, 7)"), CONFLICT);
    CHECK_DONE(db_check(db));
    db_close(db);
}

TESTS({"facts are kept by name", facts_are_kept_by_name}, {"a version is a number", a_version_is_a_number},
      {"a reference to nothing is found", a_reference_to_nothing_is_found})
