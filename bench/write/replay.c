#include "write/replay.h"

#include "bench.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLES = 64, VALUES = 64 };

struct row {
    int n;
    sqlite3_value *values[VALUES];
};

struct table {
    char *name;
    struct row *rows;
    size_t n, cap;
    sqlite3_stmt *insert;
};

struct replay {
    size_t operations, n;
    struct table tables[TABLES];
};

static void expect(sqlite3 *db, int code, int wanted)
{
    if (code == wanted)
        return;
    fprintf(stderr, "replay: %s\n", sqlite3_errmsg(db));
    exit(EXIT_FAILURE);
}

static sqlite3_stmt *prepare(sqlite3 *db, char *sql)
{
    sqlite3_stmt *stmt;
    expect(db, sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    sqlite3_free(sql);
    return stmt;
}

static void row_add(struct table *t, sqlite3_stmt *stmt)
{
    if (t->n == t->cap) {
        t->cap = t->cap ? 2 * t->cap : 1024;
        t->rows = realloc(t->rows, t->cap * sizeof *t->rows);
        if (!t->rows)
            abort();
    }
    struct row *row = &t->rows[t->n++];
    row->n = sqlite3_column_count(stmt);
    if (row->n > VALUES)
        abort();
    for (int i = 0; i < row->n; i++)
        row->values[i] = sqlite3_value_dup(sqlite3_column_value(stmt, i));
}

static void load_table(struct replay *r, sqlite3 *db, const char *name)
{
    if (r->n == TABLES)
        abort();
    struct table *t = &r->tables[r->n];
    sqlite3_stmt *stmt = prepare(db, sqlite3_mprintf("SELECT * FROM main.\"%w\" EXCEPT SELECT * FROM before.\"%w\"", name, name));
    int code;
    while ((code = sqlite3_step(stmt)) == SQLITE_ROW)
        row_add(t, stmt);
    expect(db, code, SQLITE_DONE);
    sqlite3_finalize(stmt);
    if (!t->n)
        return;
    t->name = strdup(name);
    printf("  replays %zu rows of %s\n", t->n, name);
    r->n++;
}

/* Full-text tables keep no rows of their own to read; their shadow tables hold what was written. */
struct replay *replay_load(const char *path, const char *before, size_t operations)
{
    sqlite3 *db;
    struct replay *r = calloc(1, sizeof *r);
    if (!r)
        abort();
    r->operations = operations;
    expect(NULL, sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    sqlite3_stmt *attach = prepare(db, sqlite3_mprintf("ATTACH %Q AS before", before));
    expect(db, sqlite3_step(attach), SQLITE_DONE);
    sqlite3_finalize(attach);
    sqlite3_stmt *names = prepare(db, sqlite3_mprintf("SELECT name FROM pragma_table_list WHERE schema = 'main'"
                                                      " AND type IN ('table', 'shadow') AND name NOT LIKE 'sqlite%%'"));
    while (sqlite3_step(names) == SQLITE_ROW)
        load_table(r, db, (const char *)sqlite3_column_text(names, 0));
    sqlite3_finalize(names);
    sqlite3_close(db);
    return r;
}

static void open_inserts(struct replay *r, sqlite3 *db)
{
    for (size_t i = 0; i < r->n; i++) {
        struct table *t = &r->tables[i];
        char places[3 * VALUES + 1];
        for (int k = 0; k < t->rows[0].n; k++)
            snprintf(places + 3 * k, 4, "%s", k ? ", ?" : "  ?");
        t->insert = prepare(db, sqlite3_mprintf("INSERT OR REPLACE INTO \"%w\" VALUES (%s)", t->name, places));
    }
}

static void insert(sqlite3 *db, const struct table *t, const struct row *row)
{
    for (int i = 0; i < row->n; i++)
        sqlite3_bind_value(t->insert, i + 1, row->values[i]);
    expect(db, sqlite3_step(t->insert), SQLITE_DONE);
    sqlite3_reset(t->insert);
}

/* The rows of a table are spread evenly over the operations. */
static void operate(const struct replay *r, sqlite3 *db, size_t operation)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct table *t = &r->tables[i];
        size_t from = t->n * operation / r->operations, until = t->n * (operation + 1) / r->operations;
        for (size_t k = from; k < until; k++)
            insert(db, t, &t->rows[k]);
    }
}

double replay_run(struct replay *r, const char *path, size_t part, size_t parts)
{
    sqlite3 *db;
    expect(NULL, sqlite3_open(path, &db), SQLITE_OK);
    expect(db, sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536", NULL, NULL, NULL),
           SQLITE_OK);
    open_inserts(r, db);
    sqlite3_stmt *begin = prepare(db, sqlite3_mprintf("BEGIN IMMEDIATE")), *commit = prepare(db, sqlite3_mprintf("COMMIT"));
    size_t from = r->operations * part / parts, until = r->operations * (part + 1) / parts;
    double start = bench_seconds();
    for (size_t i = from; i < until; i++) {
        expect(db, sqlite3_step(begin), SQLITE_DONE);
        sqlite3_reset(begin);
        operate(r, db, i);
        expect(db, sqlite3_step(commit), SQLITE_DONE);
        sqlite3_reset(commit);
    }
    double seconds = bench_seconds() - start;
    sqlite3_finalize(begin);
    sqlite3_finalize(commit);
    for (size_t i = 0; i < r->n; i++)
        sqlite3_finalize(r->tables[i].insert);
    sqlite3_close(db);
    return (double)(until - from) / seconds;
}

void replay_free(struct replay *r)
{
    for (size_t i = 0; i < r->n; i++) {
        struct table *t = &r->tables[i];
        for (size_t k = 0; k < t->n; k++)
            for (int v = 0; v < t->rows[k].n; v++)
                sqlite3_value_free(t->rows[k].values[v]);
        free(t->rows);
        free(t->name);
    }
    free(r);
}
