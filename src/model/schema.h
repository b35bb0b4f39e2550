/* Tables from entities.  A fresh schema equals a migrated one (a test walks both). */
#ifndef MINGZE_MODEL_SCHEMA_H
#define MINGZE_MODEL_SCHEMA_H

struct db;

/* A step that is not an added column; numbered within its feature, run once, in order. */
struct migration { int version; const char *what; int (*run)(struct db *); };

void schema_steps_add(const char *feature, const struct migration *, int n);
/* Creates what is missing, adds columns, runs steps; all or nothing.  For the write connection at start. */
int schema_migrate(struct db *);
/* Current shape as text, sorted: for the test and for `mingze version --schema`. */
const char *schema_print(struct db *);

#endif
