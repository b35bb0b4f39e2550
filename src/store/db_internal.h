/* What a connection is made of; for the files of this folder only. */
#ifndef MINGZE_STORE_DB_INTERNAL_H
#define MINGZE_STORE_DB_INTERNAL_H

#include "store/db.h"

#include <sqlite3.h>

enum {
    STATEMENTS_KEPT = 256,
    STATEMENT_BUCKETS = 512,
    PROTECTED_TABLES = 8,
    PROTECTED_NAME = 64,
    DB_BUSY_MS = 5000,
};

/* What the connection went through since it was last asked: a function above may have swallowed the outcome. */
enum db_trouble {
    DB_SOUND,
    DB_NO_ROOM,          /* the disk is full: SQLite may have rolled the whole transaction back */
    DB_BROKEN,           /* I/O error, damage, no memory: this connection cannot go on */
};

/* A statement is in use (busy) or waits in the cache for its text to be asked again. */
struct statement {
    struct db *db;
    sqlite3_stmt *stmt;
    uint64_t hash;
    bool busy, kept;
    struct statement *bucket_next;
    struct statement *newer, *older;
};

struct db {
    sqlite3 *handle;
    enum db_mode mode;
    enum db_trouble trouble;
    bool settling;                /* db_open sets its pragmas */
    bool schema;
    const struct secret_key *key;
    int (*before_commit)(struct db *);
    size_t n_protected, n_kept;
    char protected_tables[PROTECTED_TABLES][PROTECTED_NAME];
    struct statement *buckets[STATEMENT_BUCKETS];
    struct statement *newest, *oldest;
};

/* Sets the message for SQLite's result code and gives the outcome for it. */
#define db_fail(db, code) db_fail_at((db), (code), __FILE__, __LINE__)
int db_fail_at(struct db *, int code, const char *file, int line);
/* The trouble so far; forgets DB_NO_ROOM. */
enum db_trouble db_take_trouble(struct db *);

/* A connection that can copy the log into the database and read, nothing else. */
int db_open_copier(const char *path, struct db **ret) _must_use_;
/* A new file that a backup fills: nobody reads it yet, so it needs no log; synced by whoever made it. */
int db_open_target(const char *path, struct db **ret) _must_use_;
int db_guard(struct db *);                       /* db_guard.c: (re)installs the authorizer */
void statement_drop_all(struct db *);            /* frees what the cache keeps */

#endif
