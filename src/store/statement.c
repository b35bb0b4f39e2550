/* Statements and the cache that keeps them: per connection, found by text, the least lately used dropped first. */
#include "store/db_internal.h"

#include <assert.h>
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Eight bytes a step: texts are some hundred bytes and this runs for every statement. */
static uint64_t hash_text(const char *s, size_t n)
{
    uint64_t hash = n, word;
    for (; n >= 8; s += 8, n -= 8) {
        memcpy(&word, s, 8);
        hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    word = 0;
    memcpy(&word, s, n);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 32;
}

static struct statement **bucket_of(struct db *db, uint64_t hash)
{
    return &db->buckets[hash % STATEMENT_BUCKETS];
}

static void unlink_age(struct db *db, struct statement *s)
{
    *(s->newer ? &s->newer->older : &db->newest) = s->older;
    *(s->older ? &s->older->newer : &db->oldest) = s->newer;
    s->newer = s->older = NULL;
}

static void link_newest(struct db *db, struct statement *s)
{
    s->older = db->newest;
    s->newer = NULL;
    *(db->newest ? &db->newest->newer : &db->oldest) = s;
    db->newest = s;
}

static void forget(struct db *db, struct statement *s)
{
    struct statement **at = bucket_of(db, s->hash);
    while (*at != s)
        at = &(*at)->bucket_next;
    *at = s->bucket_next;
    unlink_age(db, s);
    s->kept = false;
    db->n_kept--;
}

static void destroy(struct statement *s)
{
    sqlite3_finalize(s->stmt);
    free(s);
}

void statement_drop_all(struct db *db)
{
    for (struct statement *s = db->newest, *older; s; s = older) {
        older = s->older;
        forget(db, s);
        if (!s->busy)                    /* else statement_finish frees it */
            destroy(s);
    }
}

/* Room for one more: statements in use are skipped, there are never many. */
static void drop_oldest(struct db *db)
{
    struct statement *s = db->oldest;
    while (s && s->busy)
        s = s->newer;
    if (s) {
        forget(db, s);
        destroy(s);
    }
}

static struct statement *find(struct db *db, const char *sql, uint64_t hash)
{
    for (struct statement *s = *bucket_of(db, hash); s; s = s->bucket_next)
        if (s->hash == hash && !s->busy && strcmp(sqlite3_sql(s->stmt), sql) == 0)
            return s;
    return NULL;
}

static bool only_space(const char *s)
{
    while (isspace((unsigned char)*s) || *s == ';')
        s++;
    return *s == '\0';
}

static int prepare(struct db *db, const char *sql, size_t n, struct statement **ret)
{
    sqlite3_stmt *stmt;
    const char *tail;
    if (n >= INT_MAX)
        return fail(FATAL, "a statement of %zu bytes", n);
    int code = sqlite3_prepare_v3(db->handle, sql, (int)n + 1, SQLITE_PREPARE_PERSISTENT, &stmt, &tail);
    if (code != SQLITE_OK)
        return db_fail(db, code);
    if (!stmt || !only_space(tail)) {
        sqlite3_finalize(stmt);
        return fail(FATAL, "not one statement: %.80s", sql);
    }
    struct statement *s = calloc(1, sizeof *s);
    if (!s)
        die("内存不足");
    s->db = db;
    s->stmt = stmt;
    *ret = s;
    return DONE;
}

static void keep(struct db *db, struct statement *s)
{
    if (db->n_kept >= STATEMENTS_KEPT)
        drop_oldest(db);
    if (db->n_kept >= STATEMENTS_KEPT)
        return;
    struct statement **bucket = bucket_of(db, s->hash);
    s->bucket_next = *bucket;
    *bucket = s;
    link_newest(db, s);
    s->kept = true;
    db->n_kept++;
}

int db_prepare_built(struct db *db, const char *sql, struct statement **ret)
{
    size_t n = strlen(sql);
    uint64_t hash = hash_text(sql, n);
    struct statement *s = find(db, sql, hash);
    if (s) {
        if (s != db->newest) {
            unlink_age(db, s);
            link_newest(db, s);
        }
    } else {
        TRY(prepare(db, sql, n, &s));
        s->hash = hash;
        keep(db, s);
    }
    s->busy = true;
    *ret = s;
    return DONE;
}

static int bind_one(sqlite3_stmt *stmt, int place, const struct value *v)
{
    switch (v->kind) {
    case VALUE_INT:
        return sqlite3_bind_int64(stmt, place, v->integer);
    case VALUE_REAL:
        return sqlite3_bind_double(stmt, place, v->real);
    case VALUE_TEXT:
        return sqlite3_bind_text64(stmt, place, v->text, v->n, SQLITE_STATIC, SQLITE_UTF8);
    case VALUE_BLOB:
        return sqlite3_bind_blob64(stmt, place, v->blob, v->n, SQLITE_STATIC);
    default:
        return sqlite3_bind_null(stmt, place);
    }
}

int statement_bind(struct statement *s, const struct value *values, size_t n)
{
    if ((size_t)sqlite3_bind_parameter_count(s->stmt) != n)
        return fail(FATAL, "%zu values for %d places: %.200s", n, sqlite3_bind_parameter_count(s->stmt),
                    sqlite3_sql(s->stmt));
    for (size_t i = 0; i < n; i++) {
        int code = bind_one(s->stmt, (int)i + 1, &values[i]);
        if (code != SQLITE_OK)
            return db_fail(s->db, code);
    }
    return DONE;
}

int statement_step(struct statement *s)
{
    int code = sqlite3_step(s->stmt);
    if (code == SQLITE_ROW)
        return STATEMENT_ROW;
    return code == SQLITE_DONE ? DONE : db_fail(s->db, code);
}

void statement_reset(struct statement *s)
{
    sqlite3_reset(s->stmt);
}

void statement_finish(struct statement *s)
{
    if (!s)
        return;
    assert(s->busy);
    sqlite3_reset(s->stmt);
    sqlite3_clear_bindings(s->stmt);
    s->busy = false;
    if (!s->kept)
        destroy(s);
}

void statement_finish_p(struct statement **s)
{
    statement_finish(*s);
}

int statement_columns(const struct statement *s)
{
    return sqlite3_column_count(s->stmt);
}

const char *statement_name(struct statement *s, int column)
{
    return sqlite3_column_name(s->stmt, column);
}

enum value_kind statement_kind(struct statement *s, int column)
{
    switch (sqlite3_column_type(s->stmt, column)) {
    case SQLITE_INTEGER:
        return VALUE_INT;
    case SQLITE_FLOAT:
        return VALUE_REAL;
    case SQLITE_TEXT:
        return VALUE_TEXT;
    case SQLITE_BLOB:
        return VALUE_BLOB;
    default:
        return VALUE_NULL;
    }
}

bool statement_is_null(struct statement *s, int column)
{
    return sqlite3_column_type(s->stmt, column) == SQLITE_NULL;
}

int64_t statement_int(struct statement *s, int column)
{
    return sqlite3_column_int64(s->stmt, column);
}

double statement_real(struct statement *s, int column)
{
    return sqlite3_column_double(s->stmt, column);
}

const char *statement_text(struct statement *s, int column)
{
    return (const char *)sqlite3_column_text(s->stmt, column);
}

size_t statement_bytes(struct statement *s, int column)
{
    return (size_t)sqlite3_column_bytes(s->stmt, column);
}

const void *statement_blob(struct statement *s, int column)
{
    return sqlite3_column_blob(s->stmt, column);
}

struct value statement_value(struct statement *s, int column)
{
    switch (statement_kind(s, column)) {
    case VALUE_INT:
        return value_int(statement_int(s, column));
    case VALUE_REAL:
        return value_real(statement_real(s, column));
    case VALUE_TEXT: {
        const char *text = statement_text(s, column);
        return value_text_n(text, statement_bytes(s, column));
    }
    case VALUE_BLOB: {
        const void *bytes = statement_blob(s, column);
        return value_blob(bytes ? bytes : "", statement_bytes(s, column));
    }
    default:
        return value_null();
    }
}
