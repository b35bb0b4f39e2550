/* Sheets coming in: which sheet is which entity, what would happen, and saving it. */
#include <string.h>

#include "document/document.h"
#include "office/generic.h"
#include "office/inside.h"

enum { HEAD_SEARCH = 5, ROWS_SHOWN = 500 };

static bool names_a_field(const struct entity *entity, const char *text)
{
    for (int i = 0; i < entity->field_count; i++)
        if (strcmp(entity->fields[i].label, text) == 0 || strcmp(entity->fields[i].name, text) == 0)
            return true;
    return false;
}

/* The head row is the one among the first few with most names of fields: a title or a note may stand above it. */
static int head_row(const struct entity *entity, const struct table *table)
{
    int best = -1, most = 0;
    for (int row = 0; row < table->rows && row < HEAD_SEARCH; row++) {
        int known = 0;
        for (int column = 0; column < table->columns; column++)
            known += names_a_field(entity, table->cells[row * table->columns + column].text);
        if (known > most) {
            most = known;
            best = row;
        }
    }
    return best;
}

/* By the sheet's name; a file for one entity may call its sheet as it likes. */
static const struct table *table_for(const struct entity *entity, const struct document *document, bool alone)
{
    for (size_t i = 0; i < document->table_count; i++)
        if (document->tables[i].name && strcmp(document->tables[i].name, entity->label) == 0)
            return &document->tables[i];
    for (size_t i = 0; alone && i < document->table_count; i++)
        if (head_row(entity, &document->tables[i]) >= 0)
            return &document->tables[i];
    return NULL;
}

/* An apostrophe that was there already is guarded as well, so that what comes in is what went out. */
bool sheet_guarded(const char *text)
{
    text += strspn(text, "'");
    return *text && strchr("=+-@\t", *text);
}

static const char *cell_text(const char *text, bool csv)
{
    return csv && *text == '\'' && sheet_guarded(text) ? text + 1 : text;
}

static int source_of(struct arena *arena, const struct entity *entity, const struct table *table, bool csv,
                     struct sheet_source *ret)
{
    int head = head_row(entity, table);
    if (head < 0)
        return fail(INVALID, "没有找到%s的表头，请下载模板，按模板的列名填写", entity->label);
    int rows = table->rows - head;
    const char **cells = arena_array(arena, const char *, (size_t)rows * (size_t)table->columns);
    int *numbers = arena_array(arena, int, rows);
    for (int i = 0; i < rows * table->columns; i++)
        cells[i] = cell_text(table->cells[head * table->columns + i].text, csv);
    for (int i = 0; i < rows; i++)
        numbers[i] = table->row_numbers ? table->row_numbers[head + i] : head + i + 1;
    *ret = (struct sheet_source){entity, cells, rows, table->columns, numbers};
    return DONE;
}

/* Sheets that nobody will read: their owner should know. */
static const char *unread_names(struct arena *arena, const struct sheet_set *set, const struct document *document)
{
    struct buffer names = buffer_in(arena);
    buffer_adds(&names, "");
    for (size_t i = 0; set->n > 1 && i < document->table_count; i++) {
        const char *name = document->tables[i].name;
        bool known = !name || strcmp(name, "说明") == 0;
        for (int k = 0; k < set->n && !known; k++)
            known = strcmp(name, set->entities[k]->label) == 0;
        if (!known)
            buffer_addf(&names, "%s%s", names.n ? "、" : "", name);
    }
    return names.p;
}

static int nothing_found(const struct sheet_set *set, const struct document *document)
{
    if (set->n == 1)
        return fail(NOT_FOUND, "没有找到%s的表头，请下载模板，按模板的列名填写", set->label);
    if (strcmp(document->format, "xlsx") != 0)
        return fail(NOT_FOUND, "%s有几张表，请用 .xlsx 工作簿；只有一张表的 .csv 请到那一类的页面导入", set->label);
    return fail(NOT_FOUND, "没有找到名为“%s”等的工作表，请下载模板，不要改动工作表名称", set->entities[0]->label);
}

int sheet_preview(struct arena *arena, struct db *db, const struct access *access, const struct sheet_set *set,
                  const char *name, const void *bytes, size_t n, struct sheet_import *ret)
{
    struct document *document;
    struct sheet_source *sources = arena_array(arena, struct sheet_source, set->n);
    *ret = (struct sheet_import){0};
    TRY(document_read_own(arena, name, bytes, n, &document));
    bool csv = strcmp(document->format, "csv") == 0;
    for (int i = 0; i < set->n; i++) {
        const struct table *table = table_for(set->entities[i], document, set->n == 1);
        if (table)
            TRY(source_of(arena, set->entities[i], table, csv, &sources[ret->n++]));
    }
    if (!ret->n)
        return nothing_found(set, document);
    ret->unread = unread_names(arena, set, document);
    return face_sheets_read(arena, db, access, sources, ret->n, &ret->previews);
}

int sheet_counted(const struct sheet_import *import, enum row_state state)
{
    int n = 0;
    for (int i = 0; i < import->n; i++)
        n += import->previews[i].counts[state];
    return n;
}

/* All or nothing: the first row that cannot be saved refuses the whole. */
int sheet_import_save(struct change *change, const struct sheet_set *set, const struct sheet_import *import,
                      const char *file)
{
    TRY(face_sheets_save(change, import->previews, import->n));
    return journal_event(change, "import", set->name, 0,
                         json_pack("{s:i,s:i,s:s?}", "new", sheet_counted(import, ROW_NEW), "changed",
                                   sheet_counted(import, ROW_CHANGED), "file", file));
}

/* as data */

static json_t *problem_json(const struct entity *entity, const struct field_problem *problem)
{
    int field = problem->field ? entity_field(entity, problem->field) : -1;
    const char *column = field < 0 ? NULL : entity->fields[field].label;
    bool said = !column || text_starts(problem->message, column);
    return json_pack("{s:s?,s:s?,s:s,s:s}", "field", problem->field, "column", column, "place", said ? "" : column,
                     "message", problem->message);
}

static json_t *row_json(struct arena *arena, const struct entity *entity, const struct sheet_row *row)
{
    static const char *const labels[ROW_STATE__COUNT] = {
        [ROW_NEW] = "新增", [ROW_CHANGED] = "有改动", [ROW_UNCHANGED] = "无变化", [ROW_WRONG] = "有误"};
    static const char *const names[ROW_STATE__COUNT] = {
        [ROW_NEW] = "new", [ROW_CHANGED] = "changed", [ROW_UNCHANGED] = "unchanged", [ROW_WRONG] = "wrong"};
    json_t *one = json_pack("{s:s,s:i,s:s,s:s,s:s}", "sheet", entity->label, "row", row->row, "title",
                            record_title(arena, row->record), "state", names[row->state], "label", labels[row->state]);
    json_t *problems = json_array();
    for (int i = 0; i < row->problem_count; i++)
        json_array_append_new(problems, problem_json(entity, &row->problems[i]));
    json_object_set_new(one, "problems", problems);
    json_object_set_new(one, "altered", json_boolean(row->state == ROW_CHANGED));
    if (row->diff && row->state != ROW_WRONG)
        json_object_set(one, "diff", row->diff);
    return one;
}

static json_t *counts_json(const char *label, const int counts[ROW_STATE__COUNT])
{
    return json_pack("{s:s,s:i,s:i,s:i,s:i}", "label", label, "new", counts[ROW_NEW], "changed", counts[ROW_CHANGED],
                     "unchanged", counts[ROW_UNCHANGED], "wrong", counts[ROW_WRONG]);
}

/* Wrong rows first: they are what must be read; then what changes, then what is new. */
static json_t *rows_json(struct arena *arena, const struct sheet_import *import, int *ret_left)
{
    static const enum row_state order[] = {ROW_WRONG, ROW_CHANGED, ROW_NEW};
    json_t *rows = json_array();
    *ret_left = 0;
    for (size_t pass = 0; pass < ARRAY_SIZE(order); pass++)
        for (int k = 0; k < import->n; k++)
            for (int i = 0; i < import->previews[k].row_count; i++) {
                const struct sheet_row *row = &import->previews[k].rows[i];
                if (row->state != order[pass])
                    continue;
                if (json_array_size(rows) < ROWS_SHOWN)
                    json_array_append_new(rows, row_json(arena, import->previews[k].entity, row));
                else
                    ++*ret_left;
            }
    return rows;
}

json_t *sheet_import_json(struct arena *arena, const struct sheet_import *import)
{
    int totals[ROW_STATE__COUNT], left;
    json_t *sheets = json_array();
    for (int i = 0; i < ROW_STATE__COUNT; i++)
        totals[i] = sheet_counted(import, (enum row_state)i);
    for (int i = 0; i < import->n; i++)
        json_array_append_new(sheets, counts_json(import->previews[i].entity->label, import->previews[i].counts));
    json_t *all = counts_json("合计", totals);
    json_object_set_new(all, "sheets", sheets);
    json_object_set_new(all, "rows", rows_json(arena, import, &left));
    json_object_set_new(all, "left", json_integer(left));
    json_object_set_new(all, "unread", json_string(import->unread));
    return all;
}
