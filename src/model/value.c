/* Values as text, for people and for reading back; comparing and copying. */
#include <inttypes.h>
#include <string.h>

#include "model/kinds.h"
#include "model/names.h"
#include "model/registry.h"
#include "model/table.h"

const char *value_print(struct arena *arena, const struct field *field, const struct field_value *value)
{
    const struct kind *kind = kind_of(field);
    if (!value->set)
        return "";
    if (field->flags & FIELD_SECRET)
        return "***";
    return kind->print ? kind->print(arena, field, value) : value->text;
}

const char *value_mask(struct arena *arena, const char *text)
{
    size_t n = text ? utf8_length(text) : 0;
    if (n == 0)
        return "";
    size_t head = n >= 11 ? 3 : 1, tail = n >= 11 ? 4 : n >= 5 ? 1 : 0;
    struct buffer b = buffer_in(arena);
    buffer_add(&b, text, (size_t)(utf8_at(text, head) - text));
    for (size_t i = 0; i < (n >= 5 ? 4 : n > 2 ? n - 1 : 1); i++)
        buffer_addc(&b, '*');
    buffer_adds(&b, utf8_at(text, n - tail));
    return b.p;
}

const char *value_input(struct arena *arena, const struct field *field, const struct field_value *value)
{
    char text[MOMENT_TEXT], id[ID_TEXT];
    struct buffer b = buffer_in(arena);
    if (!value->set || (field->flags & FIELD_SECRET))
        return "";
    switch (field->kind) {
    case FIELD_MOMENT:
        moment_print(value->i, text);
        return moment_part(value->i) ? arena_printf(arena, "%s.%03d", text, moment_part(value->i)) : arena_strdup(arena, text);
    case FIELD_BOOL:
        return value->i ? "1" : "0";
    case FIELD_ENUM:
        return value->text;
    case FIELD_REF:
        return arena_strdup(arena, id_print(value->i, id));
    case FIELD_REFS:
        for (int i = 0; i < value->n; i++)
            buffer_addf(&b, "%s%s", i ? "," : "", id_print(value->ids[i], id));
        return b.p ? b.p : "";
    default:
        return value_print(arena, field, value);
    }
}

static const char *title_read(struct arena *arena, struct db *db, const struct entity *target, int64_t id)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    const struct field *field = &target->fields[entity_field(target, target->title)];
    if (target->flags & ENTITY_NAMES)
        return names_title(arena, target, id);
    if (db_query_built(db, &s, table_of(target)->title, &(struct value){.kind = VALUE_INT, .integer = id}, 1) != DONE ||
        statement_step(s) != STATEMENT_ROW || statement_is_null(s, 0))
        return "";
    struct field_value value = {.set = true};
    if (kind_of(field)->textual)
        value.text = arena_strdup(arena, statement_text(s, 0));
    else
        value.i = statement_int(s, 0);
    return value_print(arena, field, &value);
}

const char *value_label(struct arena *arena, struct db *db, const struct field *field, const struct field_value *value)
{
    if (!value->set || !db || (field->kind != FIELD_REF && field->kind != FIELD_REFS))
        return value_print(arena, field, value);
    if (field->kind == FIELD_REF)
        return title_read(arena, db, field_target(field), value->i);
    struct buffer b = buffer_in(arena);
    buffer_adds(&b, "");
    for (int i = 0; i < value->n; i++)
        buffer_addf(&b, "%s%s", i ? "、" : "", title_read(arena, db, field_target(field), value->ids[i]));
    return b.p;
}

struct value value_column(const struct field *field, const struct field_value *value)
{
    if (!value->set)
        return value_null();
    return kind_of(field)->textual ? value_text(value->text) : value_int(value->i);
}

bool value_equal(const struct field *field, const struct field_value *a, const struct field_value *b)
{
    if (a->set != b->set || !a->set)
        return a->set == b->set;
    if (field->kind == FIELD_REFS)
        return a->n == b->n && !memcmp(a->ids, b->ids, sizeof *a->ids * (size_t)a->n);
    return kind_of(field)->textual ? !strcmp(a->text, b->text) : a->i == b->i;
}

struct field_value value_copy(struct arena *arena, const struct field *field, const struct field_value *value)
{
    struct field_value copy = *value;
    if (value->set && field->kind == FIELD_REFS) {
        int64_t *ids = arena_array(arena, int64_t, value->n);
        memcpy(ids, value->ids, sizeof *ids * (size_t)value->n);
        copy.ids = ids;
    } else if (value->set && kind_of(field)->textual) {
        copy.text = arena_strdup(arena, value->text);
    }
    return copy;
}
