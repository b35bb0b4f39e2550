#include "model/table.h"

#include <string.h>

#include "base/base.h"

const char *const fixed_columns[COLUMN__FIXED] = {
    [COLUMN_ID] = "id", [COLUMN_VERSION] = "version", [COLUMN_UNIT] = "unit", [COLUMN_ORGAN] = "organ",
    [COLUMN_ROOT] = "root", [COLUMN_CREATED_AT] = "created_at", [COLUMN_CREATED_BY] = "created_by",
    [COLUMN_CHANGED_AT] = "changed_at", [COLUMN_CHANGED_BY] = "changed_by",
};

bool column_is_fixed(const char *name)
{
    for (int i = 0; i < COLUMN__FIXED; i++)
        if (!strcmp(fixed_columns[i], name))
            return true;
    return false;
}

bool field_has_column(const struct field *field)
{
    return field->kind != FIELD_REFS;
}

/* "id, version, …, last_field"; gives their number. */
static int columns_add(struct buffer *b, const struct entity *entity)
{
    int n = COLUMN__FIXED;
    for (int i = 0; i < COLUMN__FIXED; i++)
        buffer_addf(b, "%s%s", i ? ", " : "", fixed_columns[i]);
    for (int i = 0; i < entity->field_count; i++) {
        if (!field_has_column(&entity->fields[i]))
            continue;
        buffer_addf(b, ", %s", entity->fields[i].name);
        n++;
    }
    return n;
}

static const char *insert_sql(struct arena *arena, const struct entity *entity)
{
    struct buffer b = buffer_in(arena);
    buffer_addf(&b, "INSERT INTO %s (", entity->name);
    int n = columns_add(&b, entity);
    buffer_adds(&b, ") VALUES (");
    for (int i = 1; i <= n; i++)
        buffer_addf(&b, "%s?%d", i > 1 ? ", " : "", i);
    buffer_addc(&b, ')');
    return b.p;
}

static const char *read_sql(struct arena *arena, const struct entity *entity)
{
    struct buffer b = buffer_in(arena);
    buffer_adds(&b, "SELECT ");
    columns_add(&b, entity);
    buffer_addf(&b, " FROM %s t WHERE t.id = ?1", entity->name);
    return b.p;
}

static struct link_sql link_build(struct arena *arena, const char *entity, const char *field)
{
    return (struct link_sql){
        arena_printf(arena, "INSERT INTO %s_%s (owner, position, target) VALUES (?1, ?2, ?3)", entity, field),
        arena_printf(arena, "DELETE FROM %s_%s WHERE owner = ?1", entity, field),
    };
}

/* One statement for all fields of links: what a statement costs by itself is more than a few rows do. */
static const char *links_read_sql(struct arena *arena, const struct entity *entity)
{
    struct buffer b = buffer_in(arena);
    for (int i = 0; i < entity->field_count; i++)
        if (entity->fields[i].kind == FIELD_REFS)
            buffer_addf(&b, "%sSELECT %d, position, target FROM %s_%s WHERE owner = ?1", b.n ? " UNION ALL " : "", i, entity->name,
                        entity->fields[i].name);
    return b.n ? b.p : NULL;
}

void table_build(struct arena *arena, const struct entity *entity, struct entity_table *ret)
{
    ret->read = read_sql(arena, entity);
    ret->insert = insert_sql(arena, entity);
    ret->remove = arena_printf(arena, "DELETE FROM %s WHERE id = ?1 AND version = ?2", entity->name);
    ret->title = arena_printf(arena, "SELECT %s FROM %s WHERE id = ?1", entity->title, entity->name);
    ret->place = arena_printf(arena, "SELECT unit, organ, root FROM %s WHERE id = ?1", entity->name);
    ret->links = arena_array(arena, struct link_sql, entity->field_count);
    for (int i = 0; i < entity->field_count; i++)
        if (entity->fields[i].kind == FIELD_REFS)
            ret->links[i] = link_build(arena, entity->name, entity->fields[i].name);
    ret->links_read = links_read_sql(arena, entity);
}
