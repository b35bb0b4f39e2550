#include "model/schema_sql.h"

#include <string.h>

#include "model/kinds.h"
#include "model/registry.h"
#include "model/table.h"

/* Only to tables that are made before: features refer to what is listed earlier. */
static const char *references(struct arena *arena, const struct entity *entity, const struct field *field)
{
    const struct entity *target = field_target(field);
    if (!target || registry_index(target) > registry_index(entity))
        return "";
    return arena_printf(arena, " REFERENCES %s (id)", target->name);
}

static const char *column_sql(struct arena *arena, enum dialect dialect, const struct entity *entity,
                              const struct field *field)
{
    return arena_printf(arena, "%s %s%s", field->name, dialect_phrase(dialect, kind_of(field)->sql),
                        references(arena, entity, field));
}

const char *schema_table_sql(struct arena *arena, enum dialect dialect, const struct entity *entity)
{
    struct buffer b = buffer_in(arena);
    buffer_addf(&b, "CREATE TABLE %s (", entity->name);
    for (int i = 0; i < COLUMN__FIXED; i++) {
        if (i == COLUMN_ID)
            buffer_addf(&b, "%s %s", fixed_columns[i], dialect_phrase(dialect, PHRASE_ID));
        else
            buffer_addf(&b, ", %s %s NOT NULL", fixed_columns[i], dialect_phrase(dialect, PHRASE_INT));
    }
    for (int i = 0; i < entity->field_count; i++)
        if (field_has_column(&entity->fields[i]))
            buffer_addf(&b, ", %s", column_sql(arena, dialect, entity, &entity->fields[i]));
    buffer_addf(&b, ")%s", dialect_phrase(dialect, PHRASE_TABLE_SUFFIX));
    return b.p;
}

const char *schema_link_sql(struct arena *arena, enum dialect dialect, const struct entity *entity,
                            const struct field *field)
{
    const char *i = dialect_phrase(dialect, PHRASE_INT);
    return arena_printf(arena, "CREATE TABLE %s_%s (owner %s NOT NULL REFERENCES %s (id), position %s NOT NULL,"
                               " target %s NOT NULL%s, PRIMARY KEY (owner, position))%s",
                        entity->name, field->name, i, entity->name, i, i, references(arena, entity, field),
                        dialect_phrase(dialect, PHRASE_KEYED_SUFFIX));
}

const char *schema_column_sql(struct arena *arena, enum dialect dialect, const struct entity *entity,
                              const struct field *field)
{
    return arena_printf(arena, "ALTER TABLE %s ADD COLUMN %s", entity->name,
                        column_sql(arena, dialect, entity, field));
}

/* --- indexes --- */

static void index_add(struct arena *arena, struct schema_indexes *all, const char *kind, const char *table,
                      const char *columns)
{
    char *name = text_replace(arena, arena_printf(arena, "%s_%s_%s", *kind ? "uq" : "ix", table, columns), ",", "_");
    for (size_t i = 0; i < all->n; i++)
        if (!strcmp(all->items[i].name, name))
            return;
    *arena_push(arena, &all->items, &all->n, &all->cap) = (struct schema_index){
        name, arena_printf(arena, "CREATE %sINDEX %s ON %s (%s)", kind, name, table,
                           text_replace(arena, columns, ",", ", "))};
}

/* Is there an index that begins with this column? */
static bool index_starts(const struct entity *entity, const char *column)
{
    size_t n = strlen(column);
    for (const char *const *index = entity->indexes; index && *index; index++)
        if (text_starts(*index, column) && ((*index)[n] == ',' || !(*index)[n]))
            return true;
    return false;
}

static bool index_listed(const struct entity *entity, const char *columns)
{
    for (const char *const *index = entity->indexes; index && *index; index++)
        if (!strcmp(*index, columns))
            return true;
    return false;
}

/* The keys hold within an organ.  An index that the entity lists on its keys alone is made by the organ behind
 * them: one index does both, and each is a page more of every write. */
static void unique_add(struct arena *arena, const struct entity *entity, struct schema_indexes *all, const char **ret_done)
{
    struct buffer keys = buffer_in(arena);
    bool alone = false;
    buffer_adds(&keys, "");
    *ret_done = NULL;
    for (int i = 0; i < entity->field_count; i++) {
        const struct field *field = &entity->fields[i];
        if (field->flags & FIELD_UNIQUE)
            index_add(arena, all, "UNIQUE ", entity->name, field->name);
        if (!(field->flags & FIELD_KEY))
            continue;
        alone |= (field->flags & FIELD_UNIQUE) != 0;
        buffer_addf(&keys, "%s%s", keys.n ? "," : "", field->name);
    }
    if (alone || !keys.n)
        return;
    bool both = index_listed(entity, keys.p);
    index_add(arena, all, "UNIQUE ", entity->name, arena_printf(arena, both ? "%s,organ" : "organ,%s", keys.p));
    *ret_done = both ? keys.p : NULL;
}

void schema_indexes_add(struct arena *arena, const struct entity *entity, struct schema_indexes *all)
{
    const char *done;
    unique_add(arena, entity, all, &done);
    for (const char *const *index = entity->indexes; index && *index; index++)
        if (!done || strcmp(*index, done))
            index_add(arena, all, "", entity->name, *index);
    /* Children are read by their parent; names are looked up when a sheet refers by them. */
    if (entity->parent && !index_starts(entity, entity->parent))
        index_add(arena, all, "", entity->name, entity->parent);
    if ((entity->flags & ENTITY_NAMES) && !index_starts(entity, entity->title))
        index_add(arena, all, "", entity->name, entity->title);
    for (int i = 0; i < entity->field_count; i++)
        if (!field_has_column(&entity->fields[i]))
            index_add(arena, all, "", arena_printf(arena, "%s_%s", entity->name, entity->fields[i].name),
                      "target,owner");
}
