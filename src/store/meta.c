/* Facts about the database itself, and its proof. */
#include "store/db_internal.h"

#include <inttypes.h>
#include <stdio.h>

int meta_create(struct db *db)
{
    int64_t one;
    int outcome = db_get_int(db, &one, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'");
    if (outcome != NOT_FOUND)
        return outcome;
    bool was = db->schema;
    db_schema_mode(db, true);
    outcome = db_run(db, "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID");
    db_schema_mode(db, was);
    return outcome;
}

int meta_get(struct db *db, struct arena *arena, const char *name, char **ret)
{
    return db_get_text(db, arena, ret, "SELECT value FROM meta WHERE name = ?1", value_text(name));
}

int meta_put(struct db *db, const char *name, const char *value)
{
    return db_run(db, "INSERT INTO meta (name, value) VALUES (?1, ?2)"
                  " ON CONFLICT (name) DO UPDATE SET value = excluded.value", value_text(name), value_text(value));
}

int db_read_version(struct db *db, int64_t *ret)
{
    return db_get_int(db, ret, "PRAGMA user_version");
}

/* A pragma takes no bound value; a number cannot be anything else. */
int db_write_version(struct db *db, int64_t version)
{
    char sql[64];
    if (version < 0 || version > INT32_MAX)
        return fail(FATAL, "version %" PRId64, version);
    snprintf(sql, sizeof sql, "PRAGMA user_version=%" PRId64, version);
    return db_run_built(db, sql, NULL, 0);
}

int db_check(struct db *db)
{
    _cleanup_(statement_finish_p) struct statement *integrity = NULL, *references = NULL;
    TRY(db_query(db, &integrity, "PRAGMA integrity_check(1)"));
    int outcome = statement_step(integrity);
    if (outcome != STATEMENT_ROW)
        return outcome == DONE ? fail(INVALID, "数据库检查没有结果") : outcome;
    if (!text_equal(statement_text(integrity, 0), "ok"))
        return fail(INVALID, "数据库已损坏：%s", statement_text(integrity, 0));

    TRY(db_query(db, &references, "PRAGMA foreign_key_check"));
    outcome = statement_step(references);
    if (outcome == STATEMENT_ROW)
        return fail(INVALID, "数据库里有记录引用了不存在的记录：表 %s，行 %" PRId64,
                    statement_text(references, 0), statement_int(references, 1));
    return outcome;
}
