#include "fresh.h"

static void readers_cannot_write(void)
{
    struct db *writer = fresh("read.db"), *db;
    CHECK_DONE(db_open(scratch("read.db"), DB_READ, &db));
    CHECK_OUTCOME(db_run(db, "INSERT INTO unit (id, name) VALUES (1, 'a')"), FATAL);
    CHECK(strstr(error_message(), "not authorized") != NULL);  /* by the guard, before query_only is asked */
    CHECK_OUTCOME(db_run(db, "DELETE FROM unit"), FATAL);
    CHECK_OUTCOME(db_run(db, "CREATE TEMP TABLE t (a)"), FATAL);
    CHECK_OUTCOME(db_run(db, "PRAGMA query_only=OFF"), FATAL);
    CHECK_OUTCOME(db_run(db, "PRAGMA journal_mode=DELETE"), FATAL);
    CHECK_OUTCOME(db_run(db, "ATTACH 'other.db' AS other"), FATAL);
    CHECK_OUTCOME(db_run(db, "VACUUM"), FATAL);
    CHECK_DONE(db_run(db, "SELECT count(*) FROM unit"));
    db_close(db);
    db_close(writer);
}

static void writers_cannot_change_the_schema(void)
{
    struct db *db = fresh("guard.db");
    CHECK_OUTCOME(db_run(db, "DROP TABLE unit"), FATAL);
    CHECK_OUTCOME(db_run(db, "ALTER TABLE unit ADD COLUMN more TEXT"), FATAL);
    CHECK_OUTCOME(db_run(db, "CREATE TABLE other (a INTEGER)"), FATAL);
    CHECK_OUTCOME(db_run(db, "CREATE INDEX unit_rank ON unit (rank)"), FATAL);
    CHECK_OUTCOME(db_run(db, "DELETE FROM sqlite_schema"), FATAL);
    CHECK_OUTCOME(db_run(db, "PRAGMA synchronous=OFF"), FATAL);
    CHECK_OUTCOME(db_run(db, "PRAGMA writable_schema=ON"), FATAL);
    CHECK_OUTCOME(db_run(db, "ATTACH 'other.db' AS other"), FATAL);
    db_schema_mode(db, true);
    CHECK_DONE(db_run(db, "ALTER TABLE unit ADD COLUMN more TEXT"));
    CHECK_DONE(db_run(db, "DROP TABLE unit"));
    CHECK_DONE(db_run(db, "CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT"));
    CHECK_OUTCOME(db_run(db, "ATTACH 'other.db' AS other"), FATAL);
    db_schema_mode(db, false);
    CHECK_OUTCOME(db_run(db, "CREATE TABLE unit (a INTEGER)"), FATAL);
    CHECK_OUTCOME(db_run(db, "DELETE FROM sqlite_sequence"), FATAL);      /* SQLite itself would let it */
    db_close(db);
}

static void protected_tables_only_grow(void)
{
    struct db *db = fresh("protected.db");
    CHECK_DONE(db_run(db, "INSERT INTO unit (id, name) VALUES (1, 'a')"));
    CHECK_DONE(db_run(db, "UPDATE unit SET name = 'b'"));
    CHECK_DONE(db_protect(db, "unit"));
    CHECK_OUTCOME(db_run(db, "UPDATE unit SET name = 'b'"), FATAL);      /* the kept statement too */
    CHECK_OUTCOME(db_run(db, "DELETE FROM Unit"), FATAL);
    CHECK_OUTCOME(db_run(db, "INSERT OR REPLACE INTO unit (id, name) VALUES (1, 'z')"
                         " ON CONFLICT (id) DO UPDATE SET name = 'z'"), FATAL);
    CHECK_DONE(db_run(db, "INSERT INTO unit (id, name) VALUES (2, 'c')"));
    for (int i = 0; i < 7; i++) {
        char name[32];
        snprintf(name, sizeof name, "table%d", i);
        CHECK_DONE(db_protect(db, name));
    }
    CHECK_DONE(db_protect(db, "unit"));
    CHECK_OUTCOME(db_protect(db, "one too many"), FATAL);
    db_close(db);
}

/* What may be asked is a list; what may be set is not in it. */
static void pragmas_are_a_list(void)
{
    static const struct {
        const char *sql;
        int reading, writing, in_schema_mode;
    } rows[] = {
        {"PRAGMA table_info(unit)", DONE, DONE, DONE},
        {"PRAGMA foreign_key_check", DONE, DONE, DONE},
        {"PRAGMA Quick_Check", DONE, DONE, DONE},
        {"PRAGMA defer_foreign_keys=ON", FATAL, FATAL, DONE},
        {"PRAGMA foreign_keys=OFF", FATAL, FATAL, FATAL},
        {"PRAGMA trusted_schema=ON", FATAL, FATAL, FATAL},
        {"PRAGMA journal_mode=DELETE", FATAL, FATAL, FATAL},
        {"PRAGMA wal_checkpoint", FATAL, FATAL, FATAL},
        {"PRAGMA application_id=1", FATAL, FATAL, FATAL},
        {"PRAGMA writable_schema=ON", FATAL, FATAL, FATAL},
    };
    struct db *writer = fresh("pragmas.db"), *reader;
    CHECK_DONE(db_open(scratch("pragmas.db"), DB_READ, &reader));
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CHECK_OUTCOME(db_run_built(reader, rows[i].sql, NULL, 0), rows[i].reading);
        CHECK_OUTCOME(db_run_built(writer, rows[i].sql, NULL, 0), rows[i].writing);
        db_schema_mode(writer, true);
        CHECK_OUTCOME(db_run_built(writer, rows[i].sql, NULL, 0), rows[i].in_schema_mode);
        db_schema_mode(writer, false);
    }
    db_close(reader);
    db_close(writer);
}

static void who_is_refused_is_told(void)
{
    struct db *db = fresh("told.db");
    CHECK_OUTCOME(db_run(db, "DROP TABLE unit"), FATAL);
    CHECK_TEXT(error_message(), "这个连接不能写入或不允许这样做：not authorized");
    CHECK_INT(db_take_trouble(db), DB_SOUND);                  /* a mistake of the program, not of the disk */
    db_close(db);
}

/* A statement kept from schema mode is asked for again under the new answers. */
static void schema_mode_ends_for_kept_statements_too(void)
{
    struct db *db = fresh("kept.db");
    struct statement *s;
    db_schema_mode(db, true);
    CHECK_DONE(db_prepare_built(db, "CREATE TABLE IF NOT EXISTS other (a INTEGER) STRICT", &s));
    db_schema_mode(db, false);
    CHECK_OUTCOME(statement_step(s), FATAL);
    statement_finish(s);
    db_close(db);
}

static void protection_has_limits(void)
{
    static const char long_name[] = "a_name_of_64_bytes_is_one_too_long_for_the_list_of_the_connection";
    struct db *db = fresh("limits.db");
    CHECK_INT((int64_t)sizeof long_name - 1, PROTECTED_NAME + 1);
    CHECK_OUTCOME(db_protect(db, long_name), FATAL);
    CHECK_OUTCOME(db_protect(db, long_name + 1), FATAL);
    CHECK_DONE(db_protect(db, long_name + 2));
    CHECK_DONE(db_protect(db, "unit"));
    CHECK_DONE(db_protect(db, "UNIT"));                        /* the same table */
    CHECK_INT((int64_t)db->n_protected, 2);
    db_schema_mode(db, true);                                  /* migrations may */
    CHECK_DONE(db_run(db, "DELETE FROM unit"));
    db_schema_mode(db, false);
    CHECK_OUTCOME(db_run(db, "DELETE FROM unit"), FATAL);
    db_close(db);
}

TESTS(
    {"readers cannot write", readers_cannot_write},
    {"writers cannot change the schema", writers_cannot_change_the_schema},
    {"protected tables only grow", protected_tables_only_grow},
    {"pragmas are a list", pragmas_are_a_list},
    {"who is refused is told", who_is_refused_is_told},
    {"schema mode ends for kept statements too", schema_mode_ends_for_kept_statements_too},
    {"protection has limits", protection_has_limits},
)
