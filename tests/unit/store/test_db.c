#include "fresh.h"

static struct arena *arena;

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

static void versions_are_kept(void)
{
    struct db *db = fresh("version.db");
    int64_t n;
    CHECK_DONE(db_read_version(db, &n));
    CHECK_INT(n, 0);
    CHECK_DONE(db_write_version(db, 12));
    CHECK_DONE(db_read_version(db, &n));
    CHECK_INT(n, 12);
    CHECK_OUTCOME(db_write_version(db, -1), FATAL);
    CHECK_INT(db_dialect(db), DIALECT_SQLITE);
    db_close(db);
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
        {"nothing found is an outcome", nothing_found_is_an_outcome},
        {"constraints are outcomes", constraints_are_outcomes},
        {"versions are kept", versions_are_kept},
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
