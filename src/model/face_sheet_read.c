/* Rows of a sheet against the records that stand: new, changed, unchanged, wrong.
 *
 * A first walk over all sheets finds which rows are new and gives those an id, so that in the second rows may
 * refer to each other in any order; the second fills the records and compares. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/access.h"
#include "model/face.h"
#include "model/face_sheet.h"
#include "model/kinds.h"
#include "model/query.h"
#include "model/record_private.h"
#include "model/registry.h"

enum { COLUMN_NONE = -1, COLUMN_IS_ID = -2 };

struct reading {
    struct arena *arena;
    struct db *db;
    const struct access *access;
    struct actor actor;
    int64_t now;
    struct sheet_names names;
};

/* One sheet being read. */
struct sheet {
    const struct sheet_source *source;
    const struct entity *entity;
    int *fields;                 /* by column: field index, COLUMN_NONE or COLUMN_IS_ID */
    int *rows;                   /* by row of the preview: row of the source */
    struct sheet_preview *preview;
};

/* --- the head row --- */

static const char *cell_at(const struct sheet *s, int row, int column)
{
    const char *text = s->source->cells[(size_t)row * (size_t)s->source->columns + (size_t)column];
    return text ? text : "";
}

static int column_field(const struct entity *entity, const char *title)
{
    if (!strcmp(title, sheet_id_label) || !strcmp(title, "id"))
        return COLUMN_IS_ID;
    for (int i = 0; i < entity->field_count; i++)
        if (!strcmp(entity->fields[i].label, title) || !strcmp(entity->fields[i].name, title))
            return sheet_holds(&entity->fields[i]) ? i : COLUMN_NONE;
    return COLUMN_NONE;
}

static bool column_of_nothing(const struct entity *entity, const char *title)
{
    for (int i = 0; i < entity->field_count; i++)
        if (!strcmp(entity->fields[i].label, title) || !strcmp(entity->fields[i].name, title))
            return false;
    return *title != 0;
}

static int head_read(struct reading *r, struct sheet *s)
{
    bool any = false;
    s->fields = arena_array(r->arena, int, s->source->columns + 1);
    for (int c = 0; c < s->source->columns; c++) {
        char *title = text_trim(r->arena, cell_at(s, 0, c));
        s->fields[c] = column_field(s->entity, title);
        any |= s->fields[c] >= 0;
        for (int before = 0; before < c; before++)
            if (s->fields[c] != COLUMN_NONE && s->fields[before] == s->fields[c])
                return fail(INVALID, "“%s”列出现了两次，请删去一列", title);
        if (s->fields[c] == COLUMN_NONE && column_of_nothing(s->entity, title))
            return fail(INVALID, "%s没有“%s”这一列，请用下载的模板，不要改动表头", s->entity->label, title);
    }
    return any ? DONE : fail(INVALID, "第一行不是%s的表头，请下载模板，按模板的列名填写", s->entity->label);
}

/* --- one row --- */

static bool row_empty(struct reading *r, const struct sheet *s, int row)
{
    for (int c = 0; c < s->source->columns; c++)
        if (*text_trim(r->arena, cell_at(s, row, c)))
            return false;
    return true;
}

static const char *row_cell(struct reading *r, const struct sheet *s, int row, int field)
{
    for (int c = 0; c < s->source->columns; c++)
        if (s->fields[c] == field)
            return text_trim(r->arena, cell_at(s, row, c));
    return "";
}

static struct change row_change(struct reading *r, const struct entity *entity)
{
    return (struct change){.arena = r->arena, .db = r->db, .actor = &r->actor, .entity = entity, .verb = "create",
                           .now = r->now};
}

/* The cells as inputs.  An empty cell of a field with a preset leaves the preset in a new row, and what stands where
 * there must be something. */
static int row_inputs(struct reading *r, const struct sheet *s, int row, bool new, struct input **ret)
{
    struct input *inputs = arena_array(r->arena, struct input, s->source->columns + 1);
    int n = 0;
    for (int c = 0; c < s->source->columns; c++) {
        if (s->fields[c] < 0)
            continue;
        const struct field *field = &s->entity->fields[s->fields[c]];
        const char **value = arena_new(r->arena, const char *);
        *value = cell_at(s, row, c);
        if (field->preset && (new || (field->flags & FIELD_REQUIRED)) && !*text_trim(r->arena, *value))
            continue;
        inputs[n++] = (struct input){field->name, value, 1};
    }
    *ret = inputs;
    return n;
}

static int fill(struct reading *r, const struct sheet *s, int row, struct change *change, struct record *record,
                bool new)
{
    struct input *inputs;
    int n = row_inputs(r, s, row, new, &inputs);
    struct fill_rule rule = {.pending = sheet_names_pending, .context = &r->names};
    return record_fill_by(change, record, inputs, n, &rule);
}

/* --- which record a row is --- */

static int by_unique(struct reading *r, const struct sheet *s, const struct record *probe, int64_t *ret)
{
    for (int i = 0; i < s->entity->field_count; i++) {
        const struct field *field = &s->entity->fields[i];
        struct query q;
        if (!(field->flags & FIELD_UNIQUE) || !probe->values[i].set)
            continue;
        query_start(&q, r->arena);
        query_addf(&q, "SELECT t.id FROM %s t WHERE t.%s = ", s->entity->name, field->name);
        query_value(&q, value_column(field, &probe->values[i]));
        int outcome = query_number(&q, r->db, ret);
        if (outcome != NOT_FOUND)
            return outcome;
    }
    return NOT_FOUND;
}

static int by_keys(struct reading *r, const struct sheet *s, const struct record *probe, int64_t *ret)
{
    struct query q;
    bool any = false;
    query_start(&q, r->arena);
    query_addf(&q, "SELECT t.id FROM %s t WHERE t.organ = ", s->entity->name);
    query_int(&q, probe->organ);
    for (int i = 0; i < s->entity->field_count; i++) {
        const struct field *field = &s->entity->fields[i];
        if (!(field->flags & FIELD_KEY))
            continue;
        if (!probe->values[i].set)
            return NOT_FOUND;
        any = true;
        query_addf(&q, " AND t.%s = ", field->name);
        query_value(&q, value_column(field, &probe->values[i]));
    }
    return any ? query_number(&q, r->db, ret) : NOT_FOUND;
}

/* By 编号, else by what is unique, else by the keys within the organ.  NOT_FOUND: the row is new.  `probe` gets
 * what the cells say where they had to be asked. */
static int row_identify(struct reading *r, const struct sheet *s, int row, struct record *probe, int64_t *ret)
{
    const char *text = row_cell(r, s, row, COLUMN_IS_ID);
    struct change change = row_change(r, s->entity);
    if (*text) {
        *ret = id_parse(text);
        return *ret ? DONE : INVALID;
    }
    int outcome = fill(r, s, row, &change, probe, true);
    if (outcome < 0)
        return outcome;
    TRY(record_place(&change, probe));
    outcome = by_unique(r, s, probe, ret);
    return outcome == NOT_FOUND ? by_keys(r, s, probe, ret) : outcome;
}

/* --- the first walk --- */

/* By which names others may refer to the row: its code, its title, its title with its second key. */
static void row_name(struct reading *r, const struct sheet *s, int row, const struct record *probe, int64_t id)
{
    int code = reference_code(s->entity), title = entity_field(s->entity, s->entity->title);
    int second = reference_second(s->entity);
    if (code >= 0)
        sheet_names_add(&r->names, s->entity, row_cell(r, s, row, code), id);
    if (title != code && kind_of(&s->entity->fields[title])->textual)
        sheet_names_add(&r->names, s->entity, row_cell(r, s, row, title), id);
    if (second >= 0 && probe->values[second].set)
        sheet_names_add(&r->names, s->entity,
                        sheet_names_pair(r->arena, row_cell(r, s, row, title), probe->values[second].i), id);
}

static int row_announce(struct reading *r, struct sheet *s, int row, struct sheet_row *line)
{
    int64_t id = 0;
    *line = (struct sheet_row){.row = s->source->numbers ? s->source->numbers[row] : row + 1, .record = record_new(r->arena, s->entity)};
    struct record *probe = record_new(r->arena, s->entity);
    int outcome = row_identify(r, s, row, probe, &id);
    if (outcome < 0)
        return outcome;
    line->state = outcome == NOT_FOUND ? ROW_NEW : outcome == DONE ? ROW_UNCHANGED : ROW_WRONG;
    line->record->id = outcome == NOT_FOUND ? id_new() : id;
    if (line->state == ROW_NEW)
        sheet_names_new(&r->names, line->record->id, row_cell(r, s, row, entity_field(s->entity, s->entity->title)));
    if (line->state != ROW_WRONG)
        row_name(r, s, row, probe, line->record->id);
    return DONE;
}

static int sheet_announce(struct reading *r, struct sheet *s)
{
    struct sheet_preview *preview = s->preview;
    TRY(head_read(r, s));
    preview->rows = arena_array(r->arena, struct sheet_row, s->source->rows);
    s->rows = arena_array(r->arena, int, s->source->rows);
    for (int row = 1; row < s->source->rows; row++) {
        if (row_empty(r, s, row))
            continue;
        s->rows[preview->row_count] = row;
        TRY(row_announce(r, s, row, &preview->rows[preview->row_count++]));
    }
    return DONE;
}

/* --- the second walk --- */

/* As people read it; what a reference to a new row will be called. */
static const char *label_after(struct reading *r, const struct field *field, const struct field_value *value)
{
    const char *title = field->kind == FIELD_REF && value->set ? sheet_names_title(&r->names, value->i) : NULL;
    return title ? title : value_label(r->arena, r->db, field, value);
}

static json_t *diff_json(struct reading *r, const struct change *change)
{
    json_t *diff = json_array();
    for (int i = 0; i < change->entity->field_count; i++) {
        const struct field *field = &change->entity->fields[i];
        if (!change_touches(change, i))
            continue;
        const char *before = change->before ? value_label(r->arena, r->db, field, &change->before->values[i]) : "";
        json_t *line = json_object();
        json_object_set_new_nocheck(line, "field", json_string_nocheck(field->name));
        json_object_set_new_nocheck(line, "label", json_string_nocheck(field->label));
        json_object_set_new_nocheck(line, "before", json_string_nocheck(before));
        json_object_set_new_nocheck(line, "after", json_string_nocheck(
            label_after(r, field, &change->after->values[i])));
        json_array_append_new(diff, line);
    }
    return diff;
}

static bool refers_to_new(const struct reading *r, const struct record *record)
{
    for (int i = 0; i < record->entity->field_count; i++) {
        const struct field_value *value = &record->values[i];
        if (record->entity->fields[i].kind == FIELD_REF && value->set && sheet_names_title(&r->names, value->i))
            return true;
    }
    return false;
}

/* What the lane will ask is asked here as far as it can be: what a check does not find is a row of this import, of
 * which the lane asks again when it is there. */
static int row_check(struct reading *r, struct change *change)
{
    TRY(record_place(change, change->after));
    bool waits = refers_to_new(r, change->after);
    if (!waits && !change->before && change->after->unit != change->after->id)
        TRY(access_create_at(r->access, r->db, change->entity, change->after->unit, NULL));
    change->preview = true;
    int outcome = change_check(change);
    return waits && outcome == NOT_FOUND ? DONE : outcome;
}

static int row_compare(struct reading *r, const struct sheet *s, struct sheet_row *line, struct change *change)
{
    bool new = line->state == ROW_NEW;
    if (line->state == ROW_WRONG)
        return change_problem(change, NULL, "“编号”不是本系统的编号，请不要改动这一列；新增的行留空");
    if (!new) {
        TRY(access_record(r->access, r->db, s->entity, "read", line->record->id));
        TRY(record_read(r->arena, r->db, s->entity, line->record->id, &change->before));
        line->record = record_copy(r->arena, change->before);
        change->verb = "change";
    }
    change->after = line->record;
    TRY(fill(r, s, s->rows[line - s->preview->rows], change, line->record, new));
    line->diff = diff_json(r, change);
    if (!new && !json_array_size(line->diff))
        return DONE;
    line->state = new ? ROW_NEW : ROW_CHANGED;
    if (!new)
        TRY(access_record(r->access, r->db, s->entity, "change", line->record->id));
    return row_check(r, change);
}

static int row_read(struct reading *r, struct sheet *s, struct sheet_row *line)
{
    struct change change = row_change(r, s->entity);
    int outcome = row_compare(r, s, line, &change);
    if (outcome < 0)
        return outcome;
    if (outcome && !change.problem_count)
        (void)change_problem(&change, NULL, "%s", arena_strdup(r->arena, error_message()));
    if (outcome)
        line->state = ROW_WRONG;
    line->problems = change.problems;
    line->problem_count = (int)change.problem_count;
    return DONE;
}

static int id_compare(const void *a, const void *b)
{
    const struct sheet_row *const *x = a, *const *y = b;
    if ((*x)->record->id != (*y)->record->id)
        return (*x)->record->id < (*y)->record->id ? -1 : 1;
    return (*x)->row - (*y)->row;
}

void sheet_row_wrong(struct arena *arena, struct sheet_row *line, const char *field, const char *format, ...)
{
    struct field_problem *problems = arena_array(arena, struct field_problem, line->problem_count + 1);
    va_list arguments;
    va_start(arguments, format);
    for (int i = 0; i < line->problem_count; i++)
        problems[i] = line->problems[i];
    problems[line->problem_count++] = (struct field_problem){field, arena_vprintf(arena, format, arguments)};
    va_end(arguments);
    line->problems = problems;
    line->state = ROW_WRONG;
}

/* Two rows of one record would overwrite each other. */
static void doubles_mark(struct reading *r, struct sheet_preview *preview)
{
    struct sheet_row **rows = arena_array(r->arena, struct sheet_row *, preview->row_count + 1);
    for (int i = 0; i < preview->row_count; i++)
        rows[i] = &preview->rows[i];
    qsort(rows, (size_t)preview->row_count, sizeof *rows, id_compare);
    for (int i = 1; i < preview->row_count; i++) {
        if (!rows[i]->record->id || rows[i]->record->id != rows[i - 1]->record->id)
            continue;
        sheet_row_wrong(r->arena, rows[i], NULL, "与第 %d 行是同一条，请只留一行", rows[i - 1]->row);
    }
}

/* New rows with the same code, or of the same keys: the database would refuse the second. */
static void same_mark(struct reading *r, struct sheet *s)
{
    int code = reference_code(s->entity);
    for (int i = 0; i < s->preview->row_count; i++) {
        struct sheet_row *line = &s->preview->rows[i];
        if (line->state != ROW_NEW)
            continue;
        const struct field_value *value = code >= 0 ? &line->record->values[code] : NULL;
        int other = sheet_names_same(&r->names, line->record, line->row);
        if (value && value->set && sheet_names_find(&r->names, s->entity, value->text) == PENDING_SEVERAL)
            sheet_row_wrong(r->arena, line, s->entity->fields[code].name, "%s“%s”在表中出现了不止一次",
                            s->entity->fields[code].label, value->text);
        else if (other)
            sheet_row_wrong(r->arena, line, NULL, "与第 %d 行是同一条，请只留一行", other);
    }
}

static int sheet_read(struct reading *r, struct sheet *s)
{
    for (int i = 0; i < s->preview->row_count; i++)
        TRY(row_read(r, s, &s->preview->rows[i]));
    same_mark(r, s);
    doubles_mark(r, s->preview);
    if (s->entity->check_rows)
        TRY(s->entity->check_rows(r->arena, r->db, s->preview));
    for (int i = 0; i < s->preview->row_count; i++)
        s->preview->counts[s->preview->rows[i].state]++;
    return DONE;
}

int face_sheets_read(struct arena *arena, struct db *db, const struct access *access, const struct sheet_source *sources,
                     int n, struct sheet_preview **ret)
{
    struct reading r = {.arena = arena, .db = db, .access = access, .now = clock_now_ms(),
                        .actor = {.user = access_user(access), .person = access_person(access), .name = "",
                                  .door = "import", .access = access}};
    struct sheet *sheets = arena_array(arena, struct sheet, n);
    struct sheet_preview *previews = arena_array(arena, struct sheet_preview, n);
    size_t rows = 0;
    for (int i = 0; i < n; i++)
        rows += (size_t)sources[i].rows;
    sheet_names_start(&r.names, arena, db, access, rows);
    for (int i = 0; i < n; i++) {
        previews[i].entity = sources[i].entity;
        sheets[i] = (struct sheet){.source = &sources[i], .entity = sources[i].entity, .preview = &previews[i]};
        TRY(sheet_announce(&r, &sheets[i]));
    }
    for (int i = 0; i < n; i++)
        TRY(sheet_read(&r, &sheets[i]));
    *ret = previews;
    return DONE;
}

int face_sheet_read(struct arena *arena, struct db *db, const struct access *access, const struct entity *entity,
                    const char *const *cells, int rows, int columns, struct sheet_preview **ret)
{
    const struct sheet_source source = {entity, cells, rows, columns, NULL};
    return face_sheets_read(arena, db, access, &source, 1, ret);
}
