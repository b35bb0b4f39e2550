/* An entity as its table: names of columns and the statements that never change, built once at seal, so
 * that a connection finds them prepared.  Private to model. */
#ifndef MINGZE_MODEL_TABLE_H
#define MINGZE_MODEL_TABLE_H

#include <stdbool.h>

#include "model/entity.h"

struct arena;

/* The columns every table begins with, in the order of all statements here. */
enum fixed_column {
    COLUMN_ID, COLUMN_VERSION, COLUMN_UNIT, COLUMN_ORGAN, COLUMN_ROOT,
    COLUMN_CREATED_AT, COLUMN_CREATED_BY, COLUMN_CHANGED_AT, COLUMN_CHANGED_BY,
    COLUMN__FIXED
};

/* Statements of one FIELD_REFS field. */
struct link_sql {
    const char *insert;          /* ?1 owner, ?2 position, ?3 target */
    const char *clear;           /* ?1 owner */
};

struct entity_table {
    const char *read;            /* ?1 id → fixed columns, then the fields that have a column, in order; the table is t */
    const char *insert;          /* one value for each of these columns */
    const char *remove;          /* ?1 id, ?2 version */
    const char *title;           /* ?1 id → the title's column */
    const char *place;           /* ?1 id → unit, organ, root */
    struct link_sql *links;      /* by field index */
    const char *links_read;      /* ?1 owner → field index, position, target of all of them, in no order; NULL: it has none */
};

extern const char *const fixed_columns[COLUMN__FIXED];

/* Is this the name of a column that every table has? */
bool column_is_fixed(const char *name);
/* Does the field stand in a column of its own (everything but REFS)? */
bool field_has_column(const struct field *);
/* The statements of a sealed entity. */
const struct entity_table *table_of(const struct entity *);
void table_build(struct arena *, const struct entity *, struct entity_table *ret);

#endif
