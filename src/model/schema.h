/* Tables from entities.  A fresh schema equals a migrated one (a test walks both). */
#ifndef MINGZE_MODEL_SCHEMA_H
#define MINGZE_MODEL_SCHEMA_H

struct arena;
struct db;

/* A step that is not an added column (a rename, a split); numbered within its feature from 1, run once, in order,
 * before missing tables and columns are added.  A fresh database has the final shape and runs none. */
struct migration { int version; const char *what; int (*run)(struct db *); };

/* For every feature, also one without steps: that it was there is remembered. */
void schema_steps_add(const char *feature, const struct migration *, int n);
/* Tables that are no entities (sessions, keys of requests): run at every start, so CREATE … IF NOT EXISTS. */
void schema_setup_add(int (*setup)(struct db *));
/* Creates what is missing, adds columns, renews indexes, runs steps; all or nothing.  For the write connection at
 * start; from then on it can only add to the journal.  INVALID when a newer version wrote the database. */
int schema_migrate(struct db *);
/* For a reading connection: UNSUPPORTED when the database is not (yet) of this program's shape. */
int schema_current(struct db *);
/* Current shape as text, sorted: for the test and for `mingze version --schema`. */
int schema_print(struct arena *, struct db *, char **ret);
void schema_clear(void);                                   /* tests */

#endif
