#include "fresh.h"

#include <sys/stat.h>

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

static int64_t ask(struct db *db, const char *sql)
{
    sqlite3_stmt *s;
    db->settling = true;                                     /* else the guard refuses the question */
    CHECK_INT(sqlite3_prepare_v2(db->handle, sql, -1, &s, NULL), SQLITE_OK);
    CHECK_INT(sqlite3_step(s), SQLITE_ROW);
    int64_t got = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    db->settling = false;
    return got;
}

/* What keeps saved work saved and personal data where it is. */
static void settings_hold(void)
{
    static const struct {
        const char *sql;
        int64_t reading, writing;
    } rows[] = {
        {"PRAGMA synchronous", 2, 2},
        {"PRAGMA foreign_keys", 1, 1},
        {"PRAGMA trusted_schema", 0, 0},
        {"PRAGMA cell_size_check", 1, 1},
        {"PRAGMA temp_store", 2, 2},
        {"PRAGMA wal_autocheckpoint", 0, 0},
        {"PRAGMA query_only", 1, 0},
        {"SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'", 1, 1},
    };
    struct db *writer = fresh("settings.db"), *reader;
    CHECK_DONE(db_open(scratch("settings.db"), DB_READ, &reader));
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CHECK_INT(ask(reader, rows[i].sql), rows[i].reading);
        CHECK_INT(ask(writer, rows[i].sql), rows[i].writing);
    }
    CHECK_INT(ask(writer, "PRAGMA secure_delete"), 2);
    CHECK_INT(ask(writer, "PRAGMA application_id"), 0x4d5a4d5a);
    db_close(reader);
    db_close(writer);
}

static void the_file_is_ours_alone(void)
{
    struct stat st;
    umask(0);
    struct db *db = fresh("private.db");
    CHECK(stat(scratch("private.db"), &st) == 0);
    CHECK_INT(st.st_mode & 0777, 0600);
    CHECK(stat(scratch("private.db-wal"), &st) == 0);
    CHECK_INT(st.st_mode & 0777, 0600);
    db_close(db);
}

static void make_foreign(const char *path, const char *sql)
{
    sqlite3 *other;
    CHECK_INT(sqlite3_open(path, &other), SQLITE_OK);
    CHECK_INT(sqlite3_exec(other, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
}

static void read_bytes(const char *path, char *ret, size_t most, size_t *ret_n)
{
    FILE *f = fopen(path, "re");
    CHECK(f != NULL);
    *ret_n = fread(ret, 1, most, f);
    fclose(f);
}

/* A database of another program, marked or not, is neither read nor changed by a byte. */
static void other_programs_databases_are_left_alone(void)
{
    static const char *const makers[] = {"CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)", "PRAGMA application_id=42"};
    static char before[1 << 16], after[1 << 16];
    for (size_t i = 0; i < ARRAY_SIZE(makers); i++) {
        struct db *db;
        size_t n, m;
        const char *path = scratch(i ? "marked.db" : "tables.db");
        make_foreign(path, makers[i]);
        read_bytes(path, before, sizeof before, &n);
        for (enum db_mode mode = DB_READ; mode < DB__COUNT; mode++) {
            CHECK_OUTCOME(db_open(path, mode, &db), FATAL);
            CHECK_TEXT(error_message(), "这不是明责的数据库文件，没有改动它");
        }
        read_bytes(path, after, sizeof after, &m);
        CHECK(n == m && memcmp(before, after, n) == 0);
    }
}

/* A setting that did not come into force is no small thing: here a reader finds a database that was never made ours. */
static void a_setting_not_taken_is_fatal(void)
{
    struct db *db;
    write_file(scratch("empty.db"), "");
    CHECK_OUTCOME(db_open(scratch("empty.db"), DB_READ, &db), FATAL);
    CHECK_TEXT(error_message(), "数据库设置没有生效：PRAGMA journal_mode（得到 delete，需要 wal）。请检查数据目录所在的文件系统");
    CHECK_DONE(db_open(scratch("empty.db"), DB_WRITE, &db));          /* an empty file becomes ours */
    db_close(db);
    CHECK_DONE(db_open(scratch("empty.db"), DB_READ, &db));
    db_close(db);
}

static void a_missing_file_is_named(void)
{
    struct db *db;
    char wanted[300];
    const char *path = scratch("missing.db");
    snprintf(wanted, sizeof wanted, "没有数据库文件 %s", path);
    CHECK_OUTCOME(db_open(path, DB_READ, &db), NOT_FOUND);
    CHECK_TEXT(error_message(), wanted);
    CHECK(access(path, F_OK) != 0);                                    /* asking does not make it */
}

static void values_and_statements_have_ceilings(void)
{
    static char sql[(256 << 10) + 64];
    struct db *db = fresh("ceilings.db");
    int64_t n;
    CHECK_DONE(db_get_int(db, &n, "SELECT length(zeroblob(?1))", value_int(64 << 20)));
    CHECK_OUTCOME(db_get_int(db, &n, "SELECT length(zeroblob(?1))", value_int((64 << 20) + 1)), TOO_LARGE);
    CHECK_TEXT(error_message(), "内容太大，请分开保存");
    memset(sql, ' ', sizeof sql - 1);
    memcpy(sql, "SELECT 1", 8);
    CHECK_OUTCOME(db_run_built(db, sql, NULL, 0), TOO_LARGE);
    db_close(db);
}

/* The side thread's connection copies the log; what else it is asked to write, it refuses. */
static void the_copier_copies_and_reads(void)
{
    struct db *writer = fresh("copier.db"), *copier;
    int64_t n;
    int in_log = 0, copied = 0;
    CHECK_DONE(db_run(writer, "INSERT INTO unit (id, name) VALUES (1, 'a')"));
    CHECK_DONE(db_open_copier(scratch("copier.db"), &copier));
    CHECK_DONE(db_get_int(copier, &n, "SELECT count(*) FROM unit"));
    CHECK_INT(n, 1);
    CHECK_OUTCOME(db_run(copier, "INSERT INTO unit (id, name) VALUES (2, 'b')"), FATAL);
    CHECK_OUTCOME(db_run(copier, "PRAGMA query_only=OFF"), FATAL);
    CHECK_INT(sqlite3_wal_checkpoint_v2(copier->handle, "main", SQLITE_CHECKPOINT_PASSIVE, &in_log, &copied), SQLITE_OK);
    CHECK(in_log > 0 && copied == in_log);
    db_close(copier);
    db_close(writer);
}

/* Closing leaves the log to the next opening: nobody is told of an error at closing. */
static void closing_copies_nothing(void)
{
    struct stat st;
    struct db *db = fresh("closing.db");
    CHECK_DONE(db_run(db, "INSERT INTO unit (id, name) VALUES (1, 'a')"));
    db_close(db);
    CHECK(stat(scratch("closing.db-wal"), &st) == 0);
    CHECK(st.st_size > 0);
    db_close(NULL);
}

static void the_key_is_the_callers(void)
{
    struct secret_key key;
    struct db *db = fresh("key.db");
    CHECK(db_key(db) == NULL);
    db_key_set(db, &key);
    CHECK(db_key(db) == &key);
    db_close(db);
}

TESTS(
    {"settings hold", settings_hold},
    {"the file is ours alone", the_file_is_ours_alone},
    {"other files are left alone", other_files_are_left_alone},
    {"other programs' databases are left alone", other_programs_databases_are_left_alone},
    {"a setting not taken is fatal", a_setting_not_taken_is_fatal},
    {"a missing file is named", a_missing_file_is_named},
    {"values and statements have ceilings", values_and_statements_have_ceilings},
    {"the copier copies and reads", the_copier_copies_and_reads},
    {"closing copies nothing", closing_copies_nothing},
    {"the key is the caller's", the_key_is_the_callers},
)
