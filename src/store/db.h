/* A connection and its statements.  A connection belongs to one thread at a time. */
#ifndef MINGZE_STORE_DB_H
#define MINGZE_STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"
#include "store/dialect.h"
#include "store/value.h"

struct db;
struct statement;

enum db_mode {
    DB_READ,                  /* query_only, and cannot do anything else */
    DB_WRITE,                 /* the lane's: WAL, synchronous=FULL; no ATTACH, no DDL but in schema mode */
    DB__COUNT
};

/* Opens (DB_WRITE creates) the database.  Each safety pragma's answer is checked; FATAL when one was
 * not taken, when SQLite is older than 3.51.3, or when the file is not a sound database; NOT_FOUND
 * when DB_READ finds no file. */
int db_open(const char *path, enum db_mode, struct db **ret) _must_use_;
void db_close(struct db *);
void db_close_p(struct db **);
enum dialect db_dialect(const struct db *);

/* What this connection's sensitive fields are locked with; the caller's, outliving it.  NULL when none was set. */
void db_key_set(struct db *, const struct secret_key *);
const struct secret_key *db_key(const struct db *);

/* Statements.  Outcomes of all: CONFLICT (unique, foreign key), INVALID (not null, check),
 * UNAVAILABLE (disk full, locked), TOO_LARGE, FATAL (I/O, damage, a wrong statement, or one this
 * connection may not run).  `sql` is pasted between quotes: only a literal compiles. */

/* Runs to the end: db_run(db, "UPDATE t SET a = ?1 WHERE id = ?2", value_text(a), value_int(id)). */
#define db_run(db, sql, ...) db_run_built((db), "" sql "", DB_VALUES(__VA_ARGS__))
/* Rows wanted: `_cleanup_(statement_finish_p) struct statement *s = NULL;
 * TRY(db_query(db, &s, "SELECT …", …)); while ((e = statement_step(s)) == STATEMENT_ROW) …; TRY(e);` */
#define db_query(db, ret, sql, ...) db_query_built((db), (ret), "" sql "", DB_VALUES(__VA_ARGS__))
/* One number of one row; NOT_FOUND when there is no row or it is NULL. */
#define db_get_int(db, ret, sql, ...) db_get_int_built((db), (ret), "" sql "", DB_VALUES(__VA_ARGS__))
/* One text of one row, copied into the arena; NOT_FOUND likewise. */
#define db_get_text(db, arena, ret, sql, ...) \
    db_get_text_built((db), (arena), (ret), "" sql "", DB_VALUES(__VA_ARGS__))
#define DB_VALUES(...) (const struct value[]){{0} __VA_OPT__(,) __VA_ARGS__} + 1, \
    sizeof((const struct value[]){{0} __VA_OPT__(,) __VA_ARGS__}) / sizeof(struct value) - 1

/* For SQL built from tables of identifiers: model/ and office access only (tools/check-layers).  No
 * byte of user input may be in `sql`.  Statements are kept per connection, by text, the last 256 used. */
int db_run_built(struct db *, const char *sql, const struct value *, size_t n) _must_use_;
int db_query_built(struct db *, struct statement **ret, const char *sql, const struct value *, size_t n) _must_use_;
int db_get_int_built(struct db *, int64_t *ret, const char *sql, const struct value *, size_t n) _must_use_;
int db_get_text_built(struct db *, struct arena *, char **ret, const char *sql, const struct value *, size_t n)
    _must_use_;
/* Without values yet; then statement_bind (again after each statement_reset). */
int db_prepare_built(struct db *, const char *sql, struct statement **ret) _must_use_;
int statement_bind(struct statement *, const struct value *, size_t n) _must_use_;
void statement_reset(struct statement *);

enum { STATEMENT_ROW = 100 };
int statement_step(struct statement *) _must_use_;  /* STATEMENT_ROW; DONE behind the last row; else as above */
void statement_finish(struct statement *);          /* back to the cache; NULL is fine */
void statement_finish_p(struct statement **);

/* Columns from 0, valid until the next step; NULL reads as 0, 0.0, NULL. */
int statement_columns(const struct statement *);
const char *statement_name(struct statement *, int column);
enum value_kind statement_kind(struct statement *, int column);
bool statement_is_null(struct statement *, int column);
int64_t statement_int(struct statement *, int column);
double statement_real(struct statement *, int column);
const char *statement_text(struct statement *, int column);
size_t statement_bytes(struct statement *, int column);     /* of text or blob */
const void *statement_blob(struct statement *, int column);
struct value statement_value(struct statement *, int column);

int64_t db_changes(const struct db *);               /* rows changed by the last statement */

/* A page's queries see one state of the database between these two.  Never held across waiting. */
int db_read_begin(struct db *) _must_use_;
void db_read_end(struct db *);

/* The lane runs this inside each batch's transaction just before the commit: what is gathered over a batch is written
 * once.  Any outcome but DONE fails the whole batch. */
void db_before_commit(struct db *, int (*run)(struct db *));
bool db_has_before_commit(const struct db *);

/* Part of an operation that may fail alone: on a positive outcome of yours call db_savepoint_back. */
int db_savepoint(struct db *) _must_use_;
int db_savepoint_keep(struct db *) _must_use_;
int db_savepoint_back(struct db *) _must_use_;

/* DDL is allowed between on and off: migrations at start, nothing else. */
void db_schema_mode(struct db *, bool on);
/* From now on this connection refuses UPDATE and DELETE on the table (the journal); ceiling 8 tables. */
int db_protect(struct db *, const char *table) _must_use_;

/* Named facts of the database itself (schema version, node, last checkpoint hash): table `meta`. */
int meta_create(struct db *) _must_use_;
int meta_get(struct db *, struct arena *, const char *name, char **ret) _must_use_;   /* NOT_FOUND */
int meta_put(struct db *, const char *name, const char *value) _must_use_;
int db_read_version(struct db *, int64_t *ret) _must_use_;   /* 0 in a fresh database */
int db_write_version(struct db *, int64_t version) _must_use_;

/* integrity_check and foreign_key_check; INVALID with the first finding. */
int db_check(struct db *) _must_use_;

#endif
