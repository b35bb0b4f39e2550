#include "check.h"
#include "scratch.h"
#include "store/store.h"

#include <sys/stat.h>

static struct arena *arena;

static struct db *fresh(const char *name)
{
    struct db *db;
    CHECK_DONE(db_open(scratch(name), DB_WRITE, &db));
    db_schema_mode(db, true);
    CHECK_DONE(db_run(db, "CREATE TABLE unit (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, rank INTEGER CHECK (rank > 0),"
                      " share REAL, seal BLOB, upper INTEGER REFERENCES unit (id)) STRICT"));
    db_schema_mode(db, false);
    return db;
}

static void values_come_back_as_they_went(void)
{
    struct db *db = fresh("values.db");
    CHECK_DONE(db_run(db, "INSERT INTO unit (id, name, rank, share, seal) VALUES (?1, ?2, ?3, ?4, ?5)", value_int(INT64_MAX),
                      value_text("𠮷林支部"), value_null(), value_real(0.25), value_blob("\0\1", 2)));
    struct statement *s;
    CHECK_DONE(db_query(db, &s, "SELECT id, name, rank, share, seal FROM unit WHERE id = ?1", value_int(INT64_MAX)));
    CHECK_INT(statement_step(s), STATEMENT_ROW);
    CHECK_INT(statement_columns(s), 5);
    CHECK_TEXT(statement_name(s, 1), "name");
    CHECK(statement_int(s, 0) == INT64_MAX && statement_kind(s, 0) == VALUE_INT);
    CHECK_TEXT(statement_text(s, 1), "𠮷林支部");
    CHECK_INT((int64_t)statement_bytes(s, 1), 13);
    CHECK(statement_is_null(s, 2) && statement_int(s, 2) == 0 && statement_text(s, 2) == NULL);
    CHECK(statement_real(s, 3) == 0.25);
    CHECK(statement_kind(s, 4) == VALUE_BLOB && memcmp(statement_blob(s, 4), "\0\1", 2) == 0);
    struct value again = statement_value(s, 4);
    CHECK(again.kind == VALUE_BLOB && again.n == 2);
    CHECK_DONE(statement_step(s));
    statement_finish(s);
    CHECK(value_text(NULL).kind == VALUE_NULL);
    db_close(db);
}

static void nothing_found_is_an_outcome(void)
{
    struct db *db = fresh("nothing.db");
    int64_t n = 7;
    char *name = NULL;
    CHECK_OUTCOME(db_get_int(db, &n, "SELECT rank FROM unit WHERE id = 1"), NOT_FOUND);
    CHECK_INT(n, 7);
    CHECK_DONE(db_run(db, "INSERT INTO unit (id, name) VALUES (1, 'a')"));
    CHECK_INT(db_changes(db), 1);
    CHECK_OUTCOME(db_get_int(db, &n, "SELECT rank FROM unit WHERE id = 1"), NOT_FOUND);
    CHECK_DONE(db_get_text(db, arena, &name, "SELECT name FROM unit WHERE id = ?1", value_int(1)));
    CHECK_TEXT(name, "a");
    db_close(db);
}

static void constraints_are_outcomes(void)
{
    struct db *db = fresh("constraints.db");
    CHECK_DONE(db_run(db, "INSERT INTO unit (id, name) VALUES (1, 'a')"));
    CHECK_OUTCOME(db_run(db, "INSERT INTO unit (id, name) VALUES (2, 'a')"), CONFLICT);
    CHECK(strstr(error_message(), "unit.name") != NULL);
    CHECK_OUTCOME(db_run(db, "INSERT INTO unit (id, name) VALUES (1, 'b')"), CONFLICT);
    CHECK_OUTCOME(db_run(db, "INSERT INTO unit (id, name, upper) VALUES (3, 'c', 99)"), CONFLICT);
    CHECK_OUTCOME(db_run(db, "INSERT INTO unit (id) VALUES (4)"), INVALID);
    CHECK_OUTCOME(db_run(db, "INSERT INTO unit (id, name, rank) VALUES (5, 'e', -1)"), INVALID);
    CHECK_OUTCOME(db_run(db, "INSERT INTO unit (id, name, rank) VALUES (6, 'f', 'x')"), INVALID);
    db_close(db);
}

static void a_wrong_statement_is_fatal(void)
{
    struct db *db = fresh("wrong.db");
    CHECK_OUTCOME(db_run(db, "SELECT nothing FROM unit"), FATAL);
    CHECK_OUTCOME(db_run(db, "SELECT 1; SELECT 2"), FATAL);
    CHECK_OUTCOME(db_run(db, "-- only a comment"), FATAL);
    CHECK_OUTCOME(db_run(db, "SELECT ?1"), FATAL);
    CHECK_OUTCOME(db_run(db, "SELECT 1", value_int(1)), FATAL);
    CHECK_OUTCOME(db_run(db, "SELECT \"name\" || \"no such column\" FROM unit"), FATAL);
    CHECK_DONE(db_run(db, "SELECT 1; "));
    db_close(db);
}

static void statements_are_kept_and_dropped(void)
{
    struct db *db = fresh("cache.db");
    struct statement *first, *second, *again;
    CHECK_DONE(db_prepare_built(db, "SELECT 1", &first));
    CHECK_DONE(db_prepare_built(db, "SELECT 1", &second));      /* in use: another one */
    CHECK(first != second);
    statement_finish(first);
    CHECK_DONE(db_prepare_built(db, "SELECT 1", &again));
    CHECK(again == first);
    for (int i = 0; i < 1000; i++) {
        struct statement *s;
        char sql[64];
        snprintf(sql, sizeof sql, "SELECT %d", i + 2);
        CHECK_DONE(db_prepare_built(db, sql, &s));
        CHECK_INT(statement_step(s), STATEMENT_ROW);
        CHECK_INT(statement_int(s, 0), i + 2);
        statement_finish(s);
    }
    CHECK_INT(statement_step(again), STATEMENT_ROW);              /* in use all the time, so not dropped */
    statement_reset(again);
    CHECK_INT(statement_step(again), STATEMENT_ROW);
    statement_finish(again);
    statement_finish(second);
    statement_finish(NULL);
    db_close(db);
}

static void a_kept_statement_forgets_its_values(void)
{
    struct db *db = fresh("bindings.db");
    struct statement *s;
    CHECK_DONE(db_query(db, &s, "SELECT ?1", value_text("secret")));
    statement_finish(s);
    CHECK_DONE(db_prepare_built(db, "SELECT ?1", &s));
    CHECK_INT(statement_step(s), STATEMENT_ROW);
    CHECK(statement_is_null(s, 0));
    statement_finish(s);
    db_close(db);
}

static void readers_cannot_write(void)
{
    struct db *writer = fresh("read.db"), *db;
    CHECK_DONE(db_open(scratch("read.db"), DB_READ, &db));
    CHECK_OUTCOME(db_run(db, "INSERT INTO unit (id, name) VALUES (1, 'a')"), FATAL);
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
    CHECK_OUTCOME(db_run(db, "ATTACH 'other.db' AS other"), FATAL);
    db_schema_mode(db, false);
    CHECK_OUTCOME(db_run(db, "CREATE TABLE unit (a INTEGER)"), FATAL);
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

static void settings_hold(void)
{
    struct db *db = fresh("settings.db");
    struct stat st;
    int64_t n;
    CHECK(stat(scratch("settings.db"), &st) == 0);
    CHECK_INT(st.st_mode & 0777, 0600);
    CHECK_OUTCOME(db_get_int(db, &n, "PRAGMA synchronous"), FATAL);
    CHECK_DONE(db_read_version(db, &n));
    CHECK_INT(n, 0);
    CHECK_DONE(db_write_version(db, 12));
    CHECK_DONE(db_read_version(db, &n));
    CHECK_INT(n, 12);
    CHECK_OUTCOME(db_write_version(db, -1), FATAL);
    CHECK_INT(db_dialect(db), DIALECT_SQLITE);
    db_close(db);
}

static void write_file(const char *path, const char *bytes)
{
    FILE *f = fopen(path, "we");
    CHECK(f != NULL);
    fputs(bytes, f);
    fclose(f);
}

static void other_files_are_left_alone(void)
{
    struct db *db;
    CHECK_OUTCOME(db_open(scratch("none.db"), DB_READ, &db), NOT_FOUND);
    write_file(scratch("text.db"), "this is not a database, but long enough to look at: ....................................");
    CHECK_OUTCOME(db_open(scratch("text.db"), DB_WRITE, &db), FATAL);
    CHECK_OUTCOME(db_open(scratch("text.db"), DB_READ, &db), FATAL);
    CHECK_OUTCOME(db_open(scratch("no/such/folder.db"), DB_WRITE, &db), FATAL);
}

static void pages_see_one_state(void)
{
    struct db *writer = fresh("state.db"), *reader;
    int64_t n;
    CHECK_DONE(db_open(scratch("state.db"), DB_READ, &reader));
    CHECK_DONE(db_read_begin(reader));
    CHECK_DONE(db_get_int(reader, &n, "SELECT count(*) FROM unit"));
    CHECK_DONE(db_run(writer, "INSERT INTO unit (id, name) VALUES (1, 'a')"));
    CHECK_DONE(db_get_int(reader, &n, "SELECT count(*) FROM unit"));
    CHECK_INT(n, 0);
    db_read_end(reader);
    db_read_end(reader);                                       /* nothing to end: nothing happens */
    CHECK_DONE(db_get_int(reader, &n, "SELECT count(*) FROM unit"));
    CHECK_INT(n, 1);
    db_close(reader);
    db_close(writer);
}

static void savepoints_nest(void)
{
    struct db *db = fresh("savepoints.db");
    int64_t n;
    CHECK_DONE(db_savepoint(db));
    CHECK_DONE(db_run(db, "INSERT INTO unit (id, name) VALUES (1, 'kept')"));
    CHECK_DONE(db_savepoint(db));
    CHECK_DONE(db_run(db, "INSERT INTO unit (id, name) VALUES (2, 'not')"));
    CHECK_DONE(db_savepoint_back(db));
    CHECK_DONE(db_savepoint_keep(db));
    CHECK_DONE(db_get_int(db, &n, "SELECT count(*) FROM unit"));
    CHECK_INT(n, 1);
    db_close(db);
}

static void facts_are_kept(void)
{
    struct db *db = fresh("meta.db");
    char *value;
    CHECK_DONE(meta_create(db));
    CHECK_DONE(meta_create(db));
    CHECK_OUTCOME(meta_get(db, arena, "node", &value), NOT_FOUND);
    CHECK_DONE(meta_put(db, "node", "一"));
    CHECK_DONE(meta_put(db, "node", "二"));
    CHECK_DONE(meta_get(db, arena, "node", &value));
    CHECK_TEXT(value, "二");
    CHECK_OUTCOME(db_run(db, "DROP TABLE meta"), FATAL);
    db_close(db);
}

static void search_phrases_work(void)
{
    struct db *db = fresh("search.db");
    char *sql;
    int64_t id;
    db_schema_mode(db, true);
    CHECK_DONE(db_run_built(db, dialect_fill(arena, DIALECT_SQLITE, PHRASE_SEARCH_TABLE, "words", NULL), NULL, 0));
    db_schema_mode(db, false);
    sql = dialect_fill(arena, DIALECT_SQLITE, PHRASE_SEARCH_PUT, "words", NULL);
    CHECK_DONE(db_run_built(db, sql, (struct value[]){value_int(7), value_text("党 党支 支 支部 部")}, 2));
    CHECK_DONE(db_run_built(db, sql, (struct value[]){value_int(8), value_text("党 党员 员")}, 2));
    CHECK_DONE(db_run_built(db, sql, (struct value[]){value_int(8), value_text("𠮷 𠮷林 林")}, 2));
    sql = dialect_fill(arena, DIALECT_SQLITE, PHRASE_SEARCH_IDS, "words", "?1");
    struct value words = value_text(dialect_search(arena, DIALECT_SQLITE, "党支 支部"));
    CHECK_DONE(db_get_int_built(db, &id, sql, &words, 1));
    CHECK_INT(id, 7);
    words = value_text(dialect_search(arena, DIALECT_SQLITE, "党员"));
    CHECK_OUTCOME(db_get_int_built(db, &id, sql, &words, 1), NOT_FOUND);
    words = value_text(dialect_search(arena, DIALECT_SQLITE, "𠮷"));
    CHECK_DONE(db_get_int_built(db, &id, sql, &words, 1));
    CHECK_INT(id, 8);
    words = value_int(8);
    CHECK_DONE(db_run_built(db, dialect_fill(arena, DIALECT_SQLITE, PHRASE_SEARCH_DROP, "words", NULL), &words, 1));
    words = value_text(dialect_search(arena, DIALECT_SQLITE, "𠮷"));
    CHECK_OUTCOME(db_get_int_built(db, &id, sql, &words, 1), NOT_FOUND);
    db_close(db);
}

static void schema_phrases_work(void)
{
    struct db *db = fresh("schema.db");
    int64_t one;
    struct value names[] = {value_text("unit"), value_text("name")};
    CHECK_DONE(db_get_int_built(db, &one, dialect_phrase(DIALECT_SQLITE, PHRASE_TABLE_EXISTS), names, 1));
    CHECK_DONE(db_get_int_built(db, &one, dialect_phrase(DIALECT_SQLITE, PHRASE_COLUMN_EXISTS), names, 2));
    names[1] = value_text("none");
    CHECK_OUTCOME(db_get_int_built(db, &one, dialect_phrase(DIALECT_SQLITE, PHRASE_COLUMN_EXISTS), names, 2), NOT_FOUND);
    CHECK_DONE(db_get_int_built(db, &one, "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)", NULL, 0));
    CHECK(one > INT64_C(1700000000000));
    db_close(db);
}

/* A byte of a table's page is turned: the check must find it. */
static void damage_is_found(void)
{
    struct db *db = fresh("damage.db");
    for (int i = 1; i <= 500; i++)
        CHECK_DONE(db_run(db, "INSERT INTO unit (id, name) VALUES (?1, 'unit ' || ?1)", value_int(i)));
    CHECK_DONE(db_check(db));
    db_close(db);
    CHECK_DONE(db_open(scratch("damage.db"), DB_WRITE, &db));     /* and its log is read again */
    CHECK_DONE(db_check(db));
    db_close(db);
    FILE *f = fopen(scratch("damage.db-wal"), "r+e");
    CHECK(f != NULL);
    fseek(f, 32 + 24 + 4096 * 3 + 24 * 3 + 100, SEEK_SET);
    int c = fgetc(f);
    fseek(f, -1, SEEK_CUR);
    fputc(c ^ 0x55, f);
    fclose(f);
    CHECK_DONE(db_open(scratch("damage.db"), DB_READ, &db));
    int64_t n = 500;
    int outcome = db_get_int(db, &n, "SELECT count(*) FROM unit");
    CHECK(outcome != DONE || n < 500);                            /* the log ends before the damage */
    db_close(db);
}

int main(int argc, char **argv)
{
    static const struct check_test tests[] = {
        {"values come back as they went", values_come_back_as_they_went},
        {"nothing found is an outcome", nothing_found_is_an_outcome},
        {"constraints are outcomes", constraints_are_outcomes},
        {"a wrong statement is fatal", a_wrong_statement_is_fatal},
        {"statements are kept and dropped", statements_are_kept_and_dropped},
        {"a kept statement forgets its values", a_kept_statement_forgets_its_values},
        {"readers cannot write", readers_cannot_write},
        {"writers cannot change the schema", writers_cannot_change_the_schema},
        {"protected tables only grow", protected_tables_only_grow},
        {"settings hold", settings_hold},
        {"other files are left alone", other_files_are_left_alone},
        {"pages see one state", pages_see_one_state},
        {"savepoints nest", savepoints_nest},
        {"facts are kept", facts_are_kept},
        {"search phrases work", search_phrases_work},
        {"schema phrases work", schema_phrases_work},
        {"damage in the log is found", damage_is_found},
    };
    arena = arena_create(1 << 20);
    int status = check_run(tests, ARRAY_SIZE(tests), argc > 1 ? argv[1] : NULL);
    arena_destroy(arena);
    return status;
}
