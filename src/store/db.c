#include "store/db_internal.h"

#include <string.h>

static int fail_constraint(struct db *db, int code, const char *file, int line)
{
    const char *text = sqlite3_errmsg(db->handle);
    const char *colon = strstr(text, ": ");
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return fail_at(CONFLICT, file, line, "已有同样的记录（%s），请核对后再保存", colon ? colon + 2 : text);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return fail_at(CONFLICT, file, line, "它引用的或引用它的记录已经变动，请刷新后再试");
    case SQLITE_CONSTRAINT_NOTNULL:
        return fail_at(INVALID, file, line, "缺少必填内容（%s），请补充后再保存", colon ? colon + 2 : text);
    default:
        return fail_at(INVALID, file, line, "内容不符合要求（%s），请修改后再保存", colon ? colon + 2 : text);
    }
}

int db_fail_at(struct db *db, int code, const char *file, int line)
{
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        return fail_constraint(db, code, file, line);
    case SQLITE_FULL:
        db->trouble = db->trouble == DB_BROKEN ? DB_BROKEN : DB_NO_ROOM;
        return fail_at(UNAVAILABLE, file, line, "磁盘已满，没有保存。请联系系统管理员清理磁盘");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail_at(UNAVAILABLE, file, line, "数据库正忙，请稍后再试");
    case SQLITE_AUTH:
    case SQLITE_READONLY:
        return fail_at(FATAL, file, line, "这个连接不能写入或不允许这样做：%s", sqlite3_errmsg(db->handle));
    case SQLITE_TOOBIG:
        return fail_at(TOO_LARGE, file, line, "内容太大，请分开保存");
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_NOMEM:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
        db->trouble = DB_BROKEN;
        return fail_at(FATAL, file, line, "数据库读写出错：%s（%d），请系统管理员检查磁盘和数据目录",
                       sqlite3_errmsg(db->handle), code);
    default:
        return fail_at(FATAL, file, line, "database: %s (%d)", sqlite3_errmsg(db->handle), code);
    }
}

enum db_trouble db_take_trouble(struct db *db)
{
    enum db_trouble trouble = db->trouble;
    if (trouble == DB_NO_ROOM)
        db->trouble = DB_SOUND;
    return trouble;
}

int db_query_built(struct db *db, struct statement **ret, const char *sql, const struct value *values, size_t n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_prepare_built(db, sql, &s));
    TRY(statement_bind(s, values, n));
    *ret = s;
    s = NULL;
    return DONE;
}

int db_run_built(struct db *db, const char *sql, const struct value *values, size_t n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query_built(db, &s, sql, values, n));
    int outcome;
    while ((outcome = statement_step(s)) == STATEMENT_ROW)
        continue;
    return outcome;
}

/* The only row's only value: *ret is a statement standing on it. */
static int query_one(struct db *db, struct statement **ret, const char *sql, const struct value *values, size_t n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query_built(db, &s, sql, values, n));
    int outcome = statement_step(s);
    if (outcome != STATEMENT_ROW)
        return outcome == DONE ? fail(NOT_FOUND, "没有这条记录") : outcome;
    if (statement_is_null(s, 0))
        return fail(NOT_FOUND, "没有这项内容");
    *ret = s;
    s = NULL;
    return DONE;
}

int db_get_int_built(struct db *db, int64_t *ret, const char *sql, const struct value *values, size_t n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(query_one(db, &s, sql, values, n));
    *ret = statement_int(s, 0);
    return DONE;
}

int db_get_text_built(struct db *db, struct arena *arena, char **ret, const char *sql, const struct value *values,
                      size_t n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(query_one(db, &s, sql, values, n));
    *ret = arena_strdup(arena, statement_text(s, 0));
    return DONE;
}

int64_t db_changes(const struct db *db)
{
    return sqlite3_changes64(db->handle);
}

int db_read_begin(struct db *db)
{
    return db_run(db, "BEGIN");
}

/* A transaction that SQLite itself gave up has nothing to end.  Nothing was written: COMMIT only costs less. */
void db_read_end(struct db *db)
{
    if (!sqlite3_get_autocommit(db->handle) && db_run(db, "COMMIT") != DONE)
        (void)!db_run(db, "ROLLBACK");
}

int db_savepoint(struct db *db)
{
    return db_run(db, "SAVEPOINT part");
}

int db_savepoint_keep(struct db *db)
{
    return db_run(db, "RELEASE part");
}

int db_savepoint_back(struct db *db)
{
    TRY(db_run(db, "ROLLBACK TO part"));
    return db_run(db, "RELEASE part");
}

void db_before_commit(struct db *db, int (*run)(struct db *))
{
    db->before_commit = run;
}

bool db_has_before_commit(const struct db *db)
{
    return db->before_commit != NULL;
}
