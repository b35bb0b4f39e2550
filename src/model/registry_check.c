/* A wrong row is found at start, by a programmer, and not later by a user: names, references, defaults,
 * paths of lists and indexes, states of flows. */
#include "model/registry_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "model/face_sheet.h"
#include "model/flow.h"
#include "model/history_table.h"
#include "model/kinds.h"
#include "model/registry.h"
#include "model/table.h"

enum { NAME_MAX_BYTES = 40, PLACE_STEPS_MAX = 8 };

/* Words that SQLite or PostgreSQL reserve as names of tables or columns, sorted. */
static const char *const reserved[] = {
    "add", "all", "alter", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization",
    "autoincrement", "between", "binary", "both", "case", "cast", "check", "collate", "collation", "column", "commit",
    "concurrently", "constraint", "create", "cross", "current_catalog", "current_date", "current_role",
    "current_schema", "current_time", "current_timestamp", "current_user", "default", "deferrable", "delete", "desc",
    "distinct", "do", "drop", "else", "end", "escape", "except", "exists", "false", "fetch", "for", "foreign",
    "freeze", "from", "full", "grant", "group", "having", "if", "ilike", "in", "index", "initially", "inner",
    "insert", "intersect", "into", "is", "isnull", "join", "lateral", "leading", "left", "like", "limit", "localtime",
    "localtimestamp", "natural", "not", "nothing", "notnull", "null", "offset", "on", "only", "or", "order", "outer",
    "overlaps", "placing", "primary", "references", "returning", "right", "select", "session_user", "set", "similar",
    "some", "symmetric", "table", "tablesample", "then", "to", "trailing", "transaction", "true", "union", "unique",
    "update", "user", "using", "values", "variadic", "verbose", "when", "where", "window", "with",
};

static int text_compare(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

static int name_check(const struct entity *entity, const char *what, const char *name)
{
    size_t n = name ? strlen(name) : 0;
    if (!n || n > NAME_MAX_BYTES || strspn(name, "abcdefghijklmnopqrstuvwxyz_") != n)
        return fail(INVALID, "entity %s: %s “%s” is not of [a-z_]+", entity->name, what, name ? name : "");
    if (bsearch(name, reserved, ARRAY_SIZE(reserved), sizeof *reserved, text_compare))
        return fail(INVALID, "entity %s: %s “%s” is a reserved word of SQL", entity->name, what, name);
    return DONE;
}

static int wrong(const struct entity *entity, const struct field *field, const char *what)
{
    return fail(INVALID, "entity %s, field %s: %s", entity->name, field->name, what);
}

static int preset_check(const struct entity *entity, const struct field *field)
{
    struct field_value value;
    const char *problem = NULL;
    bool today = field->kind == FIELD_DATE && text_equal(field->preset, "today");
    struct arena *arena = arena_create(1 << 20);
    int outcome = field->preset && !today ? field_parse(arena, field, field->preset, &value, &problem) : DONE;
    if (outcome)
        outcome = wrong(entity, field, "its preset is not a value of it");
    arena_destroy(arena);
    return outcome;
}

static int field_check(const struct entity *entity, const struct field *field)
{
    bool refers = field->kind == FIELD_REF || field->kind == FIELD_REFS;
    TRY(name_check(entity, "field", field->name));
    if (entity_field(entity, field->name) != field - entity->fields)
        return wrong(entity, field, "listed twice");
    if (column_is_fixed(field->name))
        return wrong(entity, field, "every table has a column of this name");
    if (text_equal(field->label, sheet_id_label))
        return wrong(entity, field, "the label 编号 means the public id in every sheet");
    if (!field->label || field->kind >= FIELD_KIND__COUNT)
        return wrong(entity, field, "has no label or no kind");
    if (refers != (field->ref != NULL) || (field->ref && !field_target(field)))
        return wrong(entity, field, "refers to no entity");
    if ((field->kind == FIELD_ENUM) != (field->choices && field->choices->name))
        return wrong(entity, field, "choices and kind do not fit");
    if (refers && field->preset)
        return wrong(entity, field, "a reference has no preset");
    if ((field->flags & (FIELD_KEY | FIELD_UNIQUE)) && field->kind == FIELD_REFS)
        return wrong(entity, field, "many references are no key");
    if ((field->flags & FIELD_SHARES) && !(refers && text_equal(field_target(field)->unit_from, "id")))
        return wrong(entity, field, "shares with what is no unit");
    if ((field->flags & FIELD_TALLY) && (field->kind != FIELD_INT || !(field->flags & FIELD_SYSTEM)))
        return wrong(entity, field, "a tally is a number of the system's");
    if (field->max && field->min > field->max)
        return wrong(entity, field, "min is over max");
    return preset_check(entity, field);
}

/* A column of its own, fixed or of a field. */
static bool column_known(const struct entity *entity, const char *name)
{
    int field = entity_field(entity, name);
    return column_is_fixed(name) || (field >= 0 && field_has_column(&entity->fields[field]));
}

static bool derived_known(const struct entity *entity, const char *name)
{
    for (const struct derived *d = entity->derived; d && d->name; d++)
        if (!strcmp(d->name, name))
            return true;
    return false;
}

/* Each word of "a,b,c" or "-a,b" is a column. */
static int columns_check(const struct entity *entity, const char *what, const char *words)
{
    words += *words == '-';
    for (size_t n; *words; words += n + (words[n] == ',')) {
        char name[64] = "";
        n = strcspn(words, ",");
        if (n < sizeof name)
            memcpy(name, words, n);
        if (!column_known(entity, name))
            return fail(INVALID, "entity %s: %s names no column “%s”", entity->name, what, name);
    }
    return DONE;
}

static int lists_check(const struct entity *entity)
{
    if (!entity->lists || !entity->lists->name)
        return (entity->flags & ENTITY_HIDDEN) ? DONE : fail(INVALID, "entity %s: has no list", entity->name);
    for (const struct list_view *list = entity->lists; list->name; list++) {
        for (const char *const *column = list->columns; *column; column++)
            if (entity_field(entity, *column) < 0 && !derived_known(entity, *column))
                return fail(INVALID, "entity %s, list %s: no column “%s”", entity->name, list->name, *column);
        if (list->order)
            TRY(columns_check(entity, "a list's order", list->order));
    }
    return DONE;
}

static int indexes_check(const struct entity *entity)
{
    for (const char *const *index = entity->indexes; index && *index; index++)
        TRY(columns_check(entity, "an index", *index));
    return DONE;
}

/* As the journal has it, so no tally, no secret; one column each. */
static int history_check(const struct entity *entity)
{
    int n = 0;
    for (const char *const *name = entity->history; name && *name; name++, n++) {
        int i = entity_field(entity, *name);
        if (i < 0 || !field_has_column(&entity->fields[i]) || (entity->fields[i].flags & (FIELD_TALLY | FIELD_SECRET)))
            return fail(INVALID, "entity %s: “%s” can have no history", entity->name, *name);
    }
    return n <= HISTORY_FIELDS_MAX ? DONE : fail(INVALID, "entity %s: too many fields have a history", entity->name);
}

static bool state_known(const struct field *field, const char *state)
{
    for (const struct choice *c = field->choices; state && c->name; c++)
        if (!strcmp(c->name, state))
            return true;
    return !state;
}

static int flow_check(const struct entity *entity)
{
    const struct flow *flow = entity->flow;
    if (!flow)
        return DONE;
    int state = entity_field(entity, flow->state);
    if (state < 0 || entity->fields[state].kind != FIELD_ENUM)
        return fail(INVALID, "entity %s: its flow has no state field", entity->name);
    for (int i = 0; i < flow->count; i++) {
        const struct transition *row = &flow->rows[i];
        if (!row->verb || !row->label || !state_known(&entity->fields[state], row->from) ||
            !state_known(&entity->fields[state], row->to))
            return fail(INVALID, "entity %s: transition %d (%s) names an unknown state", entity->name, i, row->verb);
        for (const char *const *name = row->fields; name && *name; name++)
            if (entity_field(entity, *name) < 0)
                return fail(INVALID, "entity %s, verb %s: no field “%s”", entity->name, row->verb, *name);
    }
    return DONE;
}

/* unit_from and parent: references, and never to the entity itself, so that places come to an end. */
static int owner_check(const struct entity *entity, const char *what, const char *name)
{
    int field = entity_field(entity, name);
    if (field < 0 || entity->fields[field].kind != FIELD_REF)
        return fail(INVALID, "entity %s: its %s “%s” is no reference", entity->name, what, name);
    if (field_target(&entity->fields[field]) == entity)
        return fail(INVALID, "entity %s: its %s refers to itself", entity->name, what);
    return DONE;
}

/* unit_from leads, entity by entity, to the units. */
static int place_check(const struct entity *entity)
{
    const struct entity *at = entity;
    for (int steps = 0; at->unit_from && strcmp(at->unit_from, "id"); steps++) {
        TRY(owner_check(at, "unit_from", at->unit_from));
        at = field_target(&at->fields[entity_field(at, at->unit_from)]);
        if (steps > PLACE_STEPS_MAX)
            break;
    }
    return text_equal(at->unit_from, "id") ? DONE
        : fail(INVALID, "entity %s: unit_from does not lead to a unit", entity->name);
}

static int belonging_check(const struct entity *entity)
{
    bool global = entity->flags & ENTITY_GLOBAL;
    if (global == (entity->unit_from != NULL))
        return fail(INVALID, "entity %s: either unit_from or ENTITY_GLOBAL", entity->name);
    if (!global)
        TRY(place_check(entity));
    return entity->parent ? owner_check(entity, "parent", entity->parent) : DONE;
}

int registry_check(const struct entity *entity)
{
    TRY(name_check(entity, "name", entity->name));
    if (!entity->label || entity->field_count < 1)
        return fail(INVALID, "entity %s: has no label or no fields", entity->name);
    for (int i = 0; i < entity->field_count; i++)
        TRY(field_check(entity, &entity->fields[i]));
    if (!entity->title || !column_known(entity, entity->title) || column_is_fixed(entity->title))
        return fail(INVALID, "entity %s: its title is no field", entity->name);
    const struct field *title = &entity->fields[entity_field(entity, entity->title)];
    if ((entity->flags & ENTITY_NAMES) && (!kind_of(title)->textual || (title->flags & (FIELD_SENSITIVE | FIELD_SECRET))))
        return wrong(entity, title, "names that are held in memory are plain texts");
    TRY(belonging_check(entity));
    TRY(lists_check(entity));
    TRY(indexes_check(entity));
    TRY(history_check(entity));
    return flow_check(entity);
}
