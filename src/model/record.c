/* A record in memory: made, copied, read and set. */
#include "model/record.h"

#include <stdlib.h>
#include <string.h>

#include "model/kinds.h"
#include "model/record_private.h"
#include "model/table.h"

static struct record *record_empty(struct arena *arena, const struct entity *entity)
{
    struct record *record = arena_new(arena, struct record);
    record->entity = entity;
    record->arena = arena;
    record->values = arena_array(arena, struct field_value, entity->field_count);
    return record;
}

struct record *record_new(struct arena *arena, const struct entity *entity)
{
    struct record *record = record_empty(arena, entity);
    for (int i = 0; i < entity->field_count; i++) {
        const struct field *field = &entity->fields[i];
        const char *problem;
        char today[DATE_TEXT];
        if (!field->preset)
            continue;
        const char *text = field->kind == FIELD_DATE && !strcmp(field->preset, "today")
                               ? date_print(clock_today(), today) : field->preset;
        /* registry_seal has parsed every preset already. */
        if (field_parse(arena, field, text, &record->values[i], &problem) != DONE)
            record->values[i] = (struct field_value){0};
    }
    return record;
}

struct record *record_copy(struct arena *arena, const struct record *from)
{
    struct record *record = arena_new(arena, struct record);
    *record = *from;
    record->arena = arena;
    record->values = arena_array(arena, struct field_value, from->entity->field_count);
    for (int i = 0; i < from->entity->field_count; i++)
        record->values[i] = value_copy(arena, &from->entity->fields[i], &from->values[i]);
    return record;
}

static void fixed_read(struct record *record, struct statement *s)
{
    record->id = statement_int(s, COLUMN_ID);
    record->version = statement_int(s, COLUMN_VERSION);
    record->unit = statement_int(s, COLUMN_UNIT);
    record->organ = statement_int(s, COLUMN_ORGAN);
    record->root = statement_int(s, COLUMN_ROOT);
    record->created_at = statement_int(s, COLUMN_CREATED_AT);
    record->created_by = statement_int(s, COLUMN_CREATED_BY);
    record->changed_at = statement_int(s, COLUMN_CHANGED_AT);
    record->changed_by = statement_int(s, COLUMN_CHANGED_BY);
}

static void values_read(struct record *record, struct statement *s)
{
    int column = COLUMN__FIXED;
    for (int i = 0; i < record->entity->field_count; i++) {
        const struct field *field = &record->entity->fields[i];
        if (!field_has_column(field))
            continue;
        struct field_value *value = &record->values[i];
        value->set = !statement_is_null(s, column);
        if (value->set && kind_of(field)->textual)
            value->text = arena_strndup(record->arena, statement_text(s, column), statement_bytes(s, column));
        else
            value->i = statement_int(s, column);
        column++;
    }
}

struct link_row { int field; int64_t position, target; };

static int link_order(const void *a, const void *b)
{
    const struct link_row *x = a, *y = b;
    return x->field != y->field ? x->field - y->field : (x->position > y->position) - (x->position < y->position);
}

/* Rows of one field stand together. */
static void links_take(struct record *record, const struct link_row *rows, size_t n)
{
    int64_t *ids = arena_array(record->arena, int64_t, n);
    for (size_t i = 0; i < n; i++) {
        struct field_value *value = &record->values[rows[i].field];
        ids[i] = rows[i].target;
        if (!value->n)
            *value = (struct field_value){.set = true, .ids = &ids[i]};
        value->n++;
    }
}

static int links_read(struct record *record, struct db *db, const char *sql)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct link_row *rows = NULL;
    size_t n = 0, cap = 0;
    int step;
    TRY(db_query_built(db, &s, sql, &(struct value){.kind = VALUE_INT, .integer = record->id}, 1));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(record->arena, &rows, &n, &cap) =
            (struct link_row){(int)statement_int(s, 0), statement_int(s, 1), statement_int(s, 2)};
    if (n > 1)
        qsort(rows, n, sizeof *rows, link_order);
    links_take(record, rows, n);
    return step;
}

int record_read_by(struct arena *arena, struct db *db, const struct entity *entity, const char *sql,
                   const struct value *values, size_t n, struct record **ret)
{
    const struct entity_table *table = table_of(entity);
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query_built(db, &s, sql, values, n));
    int step = statement_step(s);
    if (step == DONE)
        return fail(NOT_FOUND, "没有找到这条%s，可能已被移走，或不在您的范围内", entity->label);
    if (step != STATEMENT_ROW)
        return step;
    struct record *record = record_empty(arena, entity);
    fixed_read(record, s);
    values_read(record, s);
    if (table->links_read)
        TRY(links_read(record, db, table->links_read));
    *ret = record;
    return DONE;
}

int record_read(struct arena *arena, struct db *db, const struct entity *entity, int64_t id, struct record **ret)
{
    const struct value value = value_int(id);
    return record_read_by(arena, db, entity, table_of(entity)->read, &value, 1, ret);
}

const char *record_text(const struct record *record, int field)
{
    const struct field_value *value = &record->values[field];
    return value->set && value->text ? value->text : "";
}

int64_t record_int(const struct record *record, int field)
{
    return record->values[field].set ? record->values[field].i : 0;
}

void record_set_text(struct record *record, int field, const char *text)
{
    bool set = text && *text;
    record->values[field] = (struct field_value){.set = set, .text = set ? arena_strdup(record->arena, text) : NULL};
}

void record_set_int(struct record *record, int field, int64_t i)
{
    /* No record has the id 0: a reference to it is none. */
    bool set = i || record->entity->fields[field].kind != FIELD_REF;
    record->values[field] = (struct field_value){.set = set, .i = i};
}

void record_set_ids(struct record *record, int field, const int64_t *ids, int n)
{
    int64_t *copy = arena_array(record->arena, int64_t, n);
    for (int i = 0; i < n; i++)
        copy[i] = ids[i];
    record->values[field] = (struct field_value){.set = n > 0, .ids = copy, .n = n};
}

void record_set_empty(struct record *record, int field)
{
    record->values[field] = (struct field_value){0};
}

const char *record_title(struct arena *arena, const struct record *record)
{
    int title = entity_field(record->entity, record->entity->title);
    return value_print(arena, &record->entity->fields[title], &record->values[title]);
}
