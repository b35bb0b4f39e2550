/* The statements that make an entity's tables; private to the schema. */
#ifndef MINGZE_MODEL_SCHEMA_SQL_H
#define MINGZE_MODEL_SCHEMA_SQL_H

#include "model/entity.h"
#include "store/store.h"

struct schema_index {
    const char *name, *sql;
};
struct schema_indexes {
    struct schema_index *items;
    size_t n, cap;
};

const char *schema_table_sql(struct arena *, enum dialect, const struct entity *);
const char *schema_link_sql(struct arena *, enum dialect, const struct entity *, const struct field *);
/* ALTER TABLE … ADD COLUMN of one field. */
const char *schema_column_sql(struct arena *, enum dialect, const struct entity *, const struct field *);
void schema_indexes_add(struct arena *, const struct entity *, struct schema_indexes *);

#endif
