/* What people write for a reference: a public id, a code, a name. */
#include <string.h>

#include "model/access.h"
#include "model/kinds.h"
#include "model/query.h"
#include "model/record_private.h"
#include "model/registry.h"

static int find_by_id(struct db *db, const struct access *access, const struct entity *entity, int64_t id)
{
    int64_t found;
    if (access)
        return access_record(access, db, entity, "read", id);
    const struct value value = value_int(id);
    struct arena *arena = arena_create(64 << 10);
    int outcome = db_get_int_built(db, &found, arena_printf(arena, "SELECT 1 FROM %s WHERE id = ?1", entity->name),
                                   &value, 1);
    arena_destroy(arena);
    return outcome == NOT_FOUND ? fail(NOT_FOUND, "没有找到这条%s", entity->label) : outcome;
}

/* Two rows are asked for: the second tells that the text names several. */
static int find_by_column(struct arena *arena, struct db *db, const struct access *access, const struct entity *entity,
                          const char *column, const char *text, int64_t *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct query q;
    query_start(&q, arena);
    query_addf(&q, "SELECT t.id FROM %s t WHERE t.%s = ", entity->name, column);
    query_text(&q, text);
    access_predicate(access, &q, entity, "read");
    query_add(&q, " LIMIT 2");
    TRY(query_rows(&q, db, &s));
    int step = statement_step(s);
    if (step != STATEMENT_ROW)
        return step == DONE ? NOT_FOUND : step;
    *ret = statement_int(s, 0);
    step = statement_step(s);
    return step == STATEMENT_ROW ? CONFLICT : step;
}

/* Codes come before names: a code names one record. */
static bool names_alone(const struct entity *entity, const struct field *field)
{
    int keys = 0;
    for (int i = 0; i < entity->field_count; i++)
        keys += (entity->fields[i].flags & FIELD_KEY) != 0;
    return kind_of(field)->textual &&
           ((field->flags & FIELD_UNIQUE) || ((field->flags & FIELD_KEY) && keys == 1));
}

int reference_find(struct arena *arena, struct db *db, const struct access *access, const struct entity *entity,
                   const char *text, int64_t *ret)
{
    int64_t id = id_parse(text);
    int outcome = id ? find_by_id(db, access, entity, id) : NOT_FOUND;
    *ret = id;
    for (int i = 0; outcome == NOT_FOUND && i < entity->field_count; i++)
        if (names_alone(entity, &entity->fields[i]))
            outcome = find_by_column(arena, db, access, entity, entity->fields[i].name, text, ret);
    const struct field *title = &entity->fields[entity_field(entity, entity->title)];
    if (outcome == NOT_FOUND && kind_of(title)->textual)
        outcome = find_by_column(arena, db, access, entity, entity->title, text, ret);
    return outcome;
}
