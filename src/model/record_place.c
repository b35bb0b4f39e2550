/* Whose a record is: its unit, the organ and the root of it, found through unit_from. */
#include <string.h>

#include "model/access.h"
#include "model/record_private.h"
#include "model/registry.h"
#include "model/table.h"
#include "store/store.h"

static bool is_unit(const struct entity *entity)
{
    return text_equal(entity->unit_from, "id");
}

static int place_of_unit(struct db *db, struct record *record, int64_t unit)
{
    struct unit_place place = {.unit = unit};
    int outcome = scope_place(db, unit, &place);
    record->unit = unit;
    record->organ = place.organ;
    record->root = place.root;
    return outcome == NOT_FOUND ? DONE : outcome;
}

static int place_of_record(struct db *db, struct record *record, const struct entity *owner, int64_t id)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query_built(db, &s, table_of(owner)->place, &(struct value){.kind = VALUE_INT, .integer = id}, 1));
    int step = statement_step(s);
    if (step != STATEMENT_ROW)
        return step;
    record->unit = statement_int(s, 0);
    record->organ = statement_int(s, 1);
    record->root = statement_int(s, 2);
    return DONE;
}

int record_place(struct change *change, struct record *record)
{
    const struct entity *entity = record->entity;
    record->unit = record->organ = record->root = 0;
    if (!entity->unit_from)
        return DONE;
    if (is_unit(entity))
        return place_of_unit(change->db, record, record->id);
    int field = entity_field(entity, entity->unit_from);
    int64_t id = record_int(record, field);
    const struct entity *owner = field_target(&entity->fields[field]);
    if (!id)
        return DONE;
    return is_unit(owner) ? place_of_unit(change->db, record, id) : place_of_record(change->db, record, owner, id);
}

/* The records whose place follows from the moved one (?4), entity by entity; `path` selects the ids above. */
static int place_spread(struct change *change, const struct entity *owner, const struct record *moved, const char *path)
{
    for (int i = 0; registry_at(i); i++) {
        const struct entity *entity = registry_at(i);
        if (!entity->unit_from || is_unit(entity))
            continue;
        const struct field *field = &entity->fields[entity_field(entity, entity->unit_from)];
        if (field_target(field) != owner)
            continue;
        const char *below = arena_printf(change->arena, "%s IN (%s)", field->name, path);
        const struct value values[] = {value_int(moved->unit), value_int(moved->organ), value_int(moved->root),
                                       value_int(moved->id)};
        TRY(db_run_built(change->db, arena_printf(change->arena, "UPDATE %s SET unit = ?1, organ = ?2, root = ?3"
                                                  " WHERE %s", entity->name, below), values, ARRAY_SIZE(values)));
        TRY(place_spread(change, entity, moved,
                         arena_printf(change->arena, "SELECT id FROM %s WHERE %s", entity->name, below)));
    }
    return DONE;
}

int record_place_follow(struct change *change, const struct record *moved)
{
    return is_unit(moved->entity) ? DONE : place_spread(change, moved->entity, moved, "?4");
}
