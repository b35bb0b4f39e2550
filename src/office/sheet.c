/* Records as a sheet, out and in, in one format: what the model's sheet face says. */
#include <string.h>

#include "document/document.h"
#include "office/generic.h"
#include "office/inside.h"

enum { HEAD_SEARCH = 5, ROWS_SHOWN = 500 };

struct writing { struct workbook *book; struct arena *arena; struct db *db; const struct access *access; int columns; int64_t rows; };

static int write_record(void *context, const struct record *record)
{
    struct writing *writing = context;
    arena_reset(writing->arena);
    writing->rows++;
    return workbook_row(writing->book, face_sheet_cells(writing->arena, writing->db, writing->access, record), writing->columns);
}

int sheet_write(struct arena *arena, struct db *db, const struct list_request *list, const char *path, const char *note,
                int64_t *ret_rows)
{
    struct sheet_column *columns;
    int n = face_sheet_columns(arena, list->entity, &columns);
    struct writing writing = {.arena = arena_create(16 << 20), .db = db, .access = list->access, .columns = n};
    TRY(workbook_create(path, &writing.book));
    int e = workbook_sheet(writing.book, &(struct sheet_layout){.name = list->entity->label, .note = note,
                                                                .columns = columns, .column_count = n, .paper = 4});
    if (e == DONE)
        e = list_each(arena, db, list, write_record, &writing);
    arena_destroy(writing.arena);
    if (e != DONE) {
        workbook_abandon(writing.book);
        return e;
    }
    *ret_rows = writing.rows;
    return workbook_finish(writing.book);
}

/* in */

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

static const struct table *table_for(const struct entity *entity, const struct document *document)
{
    for (size_t i = 0; i < document->table_count; i++)
        if (document->tables[i].name && strcmp(document->tables[i].name, entity->label) == 0)
            return &document->tables[i];
    for (size_t i = 0; i < document->table_count; i++)
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

int sheet_preview(struct arena *arena, struct db *db, const struct access *access, const struct entity *entity,
                  const char *name, const void *bytes, size_t n, struct sheet_preview **ret)
{
    struct document *document;
    TRY(document_read(arena, name, bytes, n, &document));
    const struct table *table = table_for(entity, document);
    int head = table ? head_row(entity, table) : -1;
    if (head < 0)
        return fail(INVALID, "没有找到%s的表头，请下载模板，按模板的列名填写", entity->label);
    int rows = table->rows - head;
    bool csv = strcmp(document->format, "csv") == 0;
    const char **cells = arena_array(arena, const char *, (size_t)rows * (size_t)table->columns);
    for (int i = 0; i < rows * table->columns; i++)
        cells[i] = cell_text(table->cells[head * table->columns + i].text, csv);
    TRY(face_sheet_read(arena, db, access, entity, cells, rows, table->columns, ret));
    for (int i = 0; i < (*ret)->row_count; i++)
        (*ret)->rows[i].row += head;          /* as the spreadsheet program numbers them */
    return DONE;
}

/* All or nothing: the first row that cannot be saved refuses the whole sheet. */
int sheet_save(struct change *change, const struct sheet_preview *preview)
{
    return face_sheets_save(change, preview, 1);
}

static json_t *row_json(const struct sheet_row *row)
{
    static const char *const labels[ROW_STATE__COUNT] = {
        [ROW_NEW] = "新增", [ROW_CHANGED] = "有改动", [ROW_UNCHANGED] = "无变化", [ROW_WRONG] = "有误"};
    static const char *const names[ROW_STATE__COUNT] = {
        [ROW_NEW] = "new", [ROW_CHANGED] = "changed", [ROW_UNCHANGED] = "unchanged", [ROW_WRONG] = "wrong"};
    json_t *one = json_pack("{s:i,s:s,s:s}", "row", row->row, "state", names[row->state], "label", labels[row->state]);
    json_t *problems = json_array();
    for (int i = 0; i < row->problem_count; i++)
        json_array_append_new(problems, json_pack("{s:s?,s:s}", "field", row->problems[i].field, "message",
                                                  row->problems[i].message));
    json_object_set_new(one, "problems", problems);
    if (row->diff)
        json_object_set(one, "diff", row->diff);
    return one;
}

json_t *sheet_preview_json(const struct sheet_preview *preview)
{
    json_t *rows = json_array();
    int shown = 0;
    for (int pass = 0; pass < 2; pass++)      /* wrong rows first: they are what must be read */
        for (int i = 0; i < preview->row_count && shown < ROWS_SHOWN; i++) {
            bool wrong = preview->rows[i].state == ROW_WRONG;
            if (wrong == (pass == 0) && preview->rows[i].state != ROW_UNCHANGED) {
                json_array_append_new(rows, row_json(&preview->rows[i]));
                shown++;
            }
        }
    return json_pack("{s:i,s:i,s:i,s:i,s:o}", "new", preview->counts[ROW_NEW], "changed", preview->counts[ROW_CHANGED],
                     "unchanged", preview->counts[ROW_UNCHANGED], "wrong", preview->counts[ROW_WRONG], "rows", rows);
}
