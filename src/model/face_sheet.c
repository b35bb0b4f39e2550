/* Records going out as rows of a sheet, in the form in which face_sheet_read takes them back. */
#include <string.h>

#include "document/document.h"
#include "model/face.h"
#include "model/face_sheet.h"
#include "model/kinds.h"
#include "model/record_private.h"
#include "model/registry.h"

enum { CHOICES_MAX = 64 };

const char sheet_id_label[] = "编号";

bool sheet_holds(const struct field *field)
{
    return !(field->flags & (FIELD_SECRET | FIELD_SYSTEM)) && field->kind != FIELD_FILE;
}

bool face_sheet_has(const struct entity *entity)
{
    for (int i = 0; i < entity->field_count; i++)
        if (sheet_holds(&entity->fields[i]))
            return true;
    return false;
}

static const char *const *offered(struct arena *arena, const struct field *field)
{
    static const char *const yes_no[] = {"是", "否", NULL};
    if (field->kind == FIELD_BOOL)
        return yes_no;
    if (!field->choices)
        return NULL;
    const char **labels = arena_array(arena, const char *, CHOICES_MAX + 1);
    for (int n = 0; field->choices[n].name && n < CHOICES_MAX; n++)
        labels[n] = field->choices[n].label;
    return labels;
}

static double width_of(const struct field *field)
{
    switch (field->kind) {
    case FIELD_LONG_TEXT:
        return 50;
    case FIELD_TEXT:
        return field->max && field->max <= 40 ? 18 : 30;
    case FIELD_REFS:
        return 30;
    case FIELD_REF:
        return 24;
    default:
        return 14;
    }
}

int face_sheet_columns(struct arena *arena, const struct entity *entity, struct sheet_column **ret)
{
    struct sheet_column *columns = arena_array(arena, struct sheet_column, SHEET_FIELDS_MAX + 1);
    int n = 0;
    columns[n++] = (struct sheet_column){.title = sheet_id_label, .width = 16, .kind = COLUMN_TEXT, .hidden = true};
    for (int i = 0; i < entity->field_count && n <= SHEET_FIELDS_MAX; i++) {
        const struct field *field = &entity->fields[i];
        if (sheet_holds(field))
            columns[n++] = (struct sheet_column){.title = field->label, .width = width_of(field),
                                                 .kind = kind_of(field)->cell, .choices = offered(arena, field)};
    }
    *ret = columns;
    return n;
}

static const char *cell_of(struct arena *arena, struct db *db, const struct access *access, const struct field *field,
                           const struct field_value *value)
{
    if (!value->set)
        return "";
    if (field->kind == FIELD_MOMENT)
        return value_input(arena, field, value);
    if (field->kind == FIELD_REF)
        return reference_text(arena, db, access, field_target(field), value->i);
    if (field->kind != FIELD_REFS)
        return value_print(arena, field, value);
    struct buffer b = buffer_in(arena);
    for (int i = 0; i < value->n; i++)
        buffer_addf(&b, "%s%s", i ? "、" : "",
                    reference_text_among(arena, db, access, field_target(field), value->ids[i], value->n));
    return b.p;
}

const char **face_sheet_cells(struct arena *arena, struct db *db, const struct access *access, const struct record *record)
{
    const char **cells = arena_array(arena, const char *, SHEET_FIELDS_MAX + 1);
    char id[ID_TEXT];
    int n = 0;
    cells[n++] = arena_strdup(arena, id_print(record->id, id));
    for (int i = 0; i < record->entity->field_count && n <= SHEET_FIELDS_MAX; i++)
        if (sheet_holds(&record->entity->fields[i]))
            cells[n++] = cell_of(arena, db, access, &record->entity->fields[i], &record->values[i]);
    return cells;
}
