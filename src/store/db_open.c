/* Opening: each safety setting is a row, and its returned value is checked, because SQLite leaves a setting as
 * it was without a word (a failed journal_mode=WAL stays DELETE). */
#include "store/db_internal.h"
#include "store/seal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SQLITE_OLDEST 3051003         /* before it, WAL can lose committed data */
#define APPLICATION 0x4d5a4d5a        /* "MZMZ" in the file's head */

enum { LONGEST_VALUE = 64 << 20, LONGEST_SQL = 256 << 10 };

struct setting {
    const char *set;                  /* NULL: only look */
    const char *get;                  /* NULL: `set` answers itself */
    const char *wanted;
    bool modes[DB__COUNT];
};

#define BOTH {[DB_READ] = true, [DB_WRITE] = true}
#define READ_ONLY {[DB_READ] = true}
#define WRITE_ONLY {[DB_WRITE] = true}

static const struct setting settings[] = {
    {"PRAGMA busy_timeout=5000", NULL, "5000", BOTH},
    {"PRAGMA journal_mode=WAL", NULL, "wal", WRITE_ONLY},
    {NULL, "PRAGMA journal_mode", "wal", READ_ONLY},
    {"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2", WRITE_ONLY},
    {"PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1", BOTH},
    {"PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0", BOTH},
    {"PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1", BOTH},
    /* An I/O error on a mapped page is a signal, not a result code. */
    {"PRAGMA mmap_size=0", NULL, "0", BOTH},
    /* The lane checkpoints; nobody else. */
    {"PRAGMA wal_autocheckpoint=0", NULL, "0", BOTH},
    /* What the log keeps when it is begun anew: somewhat more than its length, as cutting and growing it again costs syncs. */
    {"PRAGMA journal_size_limit=335544320", NULL, "335544320", WRITE_ONLY},
    /* Sorting must not leave personal data in /tmp. */
    {"PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2", BOTH},
    /* Deleted content is overwritten where that costs no further page. */
    {"PRAGMA secure_delete=FAST", NULL, "2", WRITE_ONLY},
    {"PRAGMA cache_size=-16384", "PRAGMA cache_size", "-16384", WRITE_ONLY},
    {"PRAGMA cache_size=-8192", "PRAGMA cache_size", "-8192", READ_ONLY},
    {"PRAGMA query_only=ON", "PRAGMA query_only", "1", READ_ONLY},
};

static int apply_setting(struct db *db, const struct setting *setting)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    if (setting->set && setting->get)
        TRY(db_run_built(db, setting->set, NULL, 0));
    const char *answering = setting->get ? setting->get : setting->set;
    TRY(db_query_built(db, &s, answering, NULL, 0));
    int outcome = statement_step(s);
    if (outcome != STATEMENT_ROW && outcome != DONE)
        return outcome;
    const char *got = outcome == STATEMENT_ROW ? statement_text(s, 0) : NULL;
    if (!text_equal(got, setting->wanted))
        return fail(FATAL, "数据库设置没有生效：%s（得到 %s，需要 %s）。请检查数据目录所在的文件系统",
                    answering, got ? got : "无", setting->wanted);
    return DONE;
}

static int refuse_old_sqlite(void)
{
    if (sqlite3_libversion_number() < SQLITE_OLDEST)
        return fail(FATAL, "SQLite %s 在 WAL 方式下可能丢失已保存的数据，请使用 3.51.3 或更新的版本", sqlite3_libversion());
    if (!sqlite3_threadsafe())
        return fail(FATAL, "这个 SQLite 编译时关闭了多线程支持，不能使用");
    return DONE;
}

/* Ours alone, and -wal and -shm take its permissions.  An existing file is not even opened: closing it would
 * drop the locks that SQLite holds on it in this process. */
static void create_private(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0)
        close(fd);
}

static int open_handle(struct db *db, const char *path)
{
    if (db->mode == DB_WRITE)
        create_private(path);
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        | (db->mode == DB_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    int code = sqlite3_open_v2(path, &db->handle, flags, seal_layer());
    if (code != SQLITE_OK)
        return db_fail(db, code);
    sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
    sqlite3_limit(db->handle, SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL);
    int on = 0;
    code = seal_ask(db->handle);
    if (code != SQLITE_OK)
        return db_fail(db, code);
    code = sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, &on);
    if (code == SQLITE_OK && !on)
        code = SQLITE_ERROR;
    /* Else binding another value may compile the kept statement anew, which costs more than running it. */
    if (code == SQLITE_OK)
        code = sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, &on);
    /* The lane copies the log itself when it stops, and tells when that fails. */
    if (code == SQLITE_OK)
        code = sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, &on);
    return code == SQLITE_OK ? DONE : db_fail(db, code);
}

/* A fresh file gets our mark; another program's database is left alone. */
static int check_application(struct db *db)
{
    int64_t mark, tables;
    TRY(db_get_int(db, &mark, "PRAGMA application_id"));
    if (mark == APPLICATION)
        return DONE;
    TRY(db_get_int(db, &tables, "SELECT count(*) FROM sqlite_schema"));
    if (mark != 0 || tables != 0)
        return fail(FATAL, "这不是明责的数据库文件，没有改动它");
    if (db->mode == DB_READ)
        return DONE;
    _Static_assert(APPLICATION == 1297763674, "the literal below");
    return db_run(db, "PRAGMA application_id=1297763674");
}

static int settle(struct db *db)
{
    db->settling = true;
    TRY(db_guard(db));
    /* The mark is looked at before anything is written, journal_mode=WAL included. */
    TRY(check_application(db));
    for (size_t i = 0; i < ARRAY_SIZE(settings); i++)
        if (settings[i].modes[db->mode])
            TRY(apply_setting(db, &settings[i]));
    statement_drop_all(db);
    db->settling = false;
    return db_guard(db);
}

int db_open(const char *path, enum db_mode mode, struct db **ret)
{
    TRY(refuse_old_sqlite());
    struct stat st;
    if (mode == DB_READ && stat(path, &st) != 0 && errno == ENOENT)
        return fail(NOT_FOUND, "没有数据库文件 %s", path);
    _cleanup_(db_close_p) struct db *db = calloc(1, sizeof *db);
    if (!db)
        die("内存不足");
    db->mode = mode;
    TRY(open_handle(db, path));
    TRY(settle(db));
    *ret = db;
    db = NULL;
    return DONE;
}

int db_open_target(const char *path, struct db **ret)
{
    _cleanup_(db_close_p) struct db *db = calloc(1, sizeof *db);
    if (!db)
        die("内存不足");
    db->mode = DB_WRITE;
    db->settling = true;
    TRY(open_handle(db, path));
    *ret = db;
    db = NULL;
    return DONE;
}

/* Opened for writing, as copying writes the file; then SQLite and the guard both refuse everything else. */
int db_open_copier(const char *path, struct db **ret)
{
    static const struct setting no_writes = {"PRAGMA query_only=ON", "PRAGMA query_only", "1", BOTH};
    _cleanup_(db_close_p) struct db *db = NULL;
    TRY(db_open(path, DB_WRITE, &db));
    db->settling = true;
    TRY(apply_setting(db, &no_writes));
    db->settling = false;
    db->mode = DB_READ;
    statement_drop_all(db);
    TRY(db_guard(db));
    *ret = db;
    db = NULL;
    return DONE;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    statement_drop_all(db);
    int code = sqlite3_close(db->handle);
    assert(code == SQLITE_OK);           /* else a statement was not finished */
    (void)code;
    free(db);
}

void db_close_p(struct db **db)
{
    db_close(*db);
}

void db_key_set(struct db *db, const struct secret_key *key)
{
    db->key = key;
}

const struct secret_key *db_key(const struct db *db)
{
    return db->key;
}

enum dialect db_dialect(const struct db *db)
{
    return DIALECT_SQLITE;
}
