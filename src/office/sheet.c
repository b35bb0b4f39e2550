/* Records as sheets going out: what the model's sheet face says, and a template with its explanation. */
#include <string.h>

#include "document/document.h"
#include "office/generic.h"
#include "office/inside.h"

struct writing { struct workbook *book; struct arena *arena; struct db *db; const struct access *access; int columns; int64_t rows; };

struct sheet_set sheet_set_of(struct arena *arena, const struct entity *entity)
{
    const struct entity **one = arena_array(arena, const struct entity *, 1);
    *one = entity;
    return (struct sheet_set){entity->name, entity->label, one, 1};
}

struct sheet_set sheet_set_of_feature(const struct feature *feature)
{
    return (struct sheet_set){feature->name, feature->label, feature->entities, feature->entity_count};
}

struct sheet_set sheet_set_of_page(const struct request *request)
{
    const struct feature *feature = request->feature;
    size_t n = strlen(feature->name);
    const char *path = request->page_row->path;
    if (feature->one_workbook && strncmp(path + 1, feature->name, n) == 0 && path[n + 1] == '/')
        return sheet_set_of_feature(feature);
    return sheet_set_of(request->arena, page_entity(request));
}

static int write_record(void *context, const struct record *record)
{
    struct writing *writing = context;
    arena_reset(writing->arena);
    writing->rows++;
    return workbook_row(writing->book, face_sheet_cells(writing->arena, writing->db, writing->access, record), writing->columns);
}

static int sheet_start(struct arena *arena, struct workbook *book, const struct entity *entity, const char *note,
                       int *ret_columns)
{
    struct sheet_column *columns;
    *ret_columns = face_sheet_columns(arena, entity, &columns);
    return workbook_sheet(book, &(struct sheet_layout){.name = entity->label, .note = note, .columns = columns,
                                                       .column_count = *ret_columns, .paper = 4});
}

static int sheet_fill(struct arena *arena, struct db *db, struct workbook *book, const struct list_request *list,
                      const char *note, int64_t *rows)
{
    struct writing writing = {.book = book, .arena = arena_create(16 << 20), .db = db, .access = list->access};
    int e = sheet_start(arena, book, list->entity, note, &writing.columns);
    if (e == DONE)
        e = list_each(arena, db, list, write_record, &writing);
    arena_destroy(writing.arena);
    *rows += writing.rows;
    return e;
}

static int book_end(struct workbook *book, int outcome)
{
    if (outcome == DONE)
        return workbook_finish(book);
    workbook_abandon(book);
    return outcome;
}

int sheet_write(struct arena *arena, struct db *db, const struct list_request *list, const char *path, const char *note,
                int64_t *ret_rows)
{
    struct workbook *book;
    *ret_rows = 0;
    TRY(workbook_create(path, &book));
    return book_end(book, sheet_fill(arena, db, book, list, note, ret_rows));
}

/* The view without a filter of its own: what is past goes out as well. */
static const struct list_view *view_of_all(const struct entity *entity)
{
    for (const struct list_view *view = entity->lists; view && view->name; view++)
        if (!view->filter)
            return view;
    return entity->lists;
}

int sheet_write_set(struct arena *arena, struct db *db, const struct access *access, const struct sheet_set *set,
                    const char *path, const char *note, int64_t *ret_rows)
{
    struct workbook *book;
    int e = DONE;
    *ret_rows = 0;
    TRY(workbook_create(path, &book));
    for (int i = 0; i < set->n && e == DONE; i++) {
        const struct list_request list = {.entity = set->entities[i], .access = access, .verb = "export",
                                          .view = view_of_all(set->entities[i])};
        e = sheet_fill(arena, db, book, &list, note, ret_rows);
    }
    return book_end(book, e);
}

/* template */

static const char *choices_text(struct arena *arena, const struct field *field)
{
    struct buffer out = buffer_in(arena);
    buffer_adds(&out, field->kind == FIELD_BOOL ? "是、否" : field->kind == FIELD_DATE ? "日期，如 2026-03-01" : "");
    for (const struct choice *c = field->choices; c && c->name; c++)
        buffer_addf(&out, "%s%s", out.n ? "、" : "", c->label);
    if (field->kind == FIELD_REF || field->kind == FIELD_REFS)
        buffer_addf(&out, "%s的名称或编码；重名时写“名称（编码）”%s", field_target(field)->label,
                    field->kind == FIELD_REFS ? "；几个之间用、隔开" : "");
    return out.p;
}

static int explain_field(struct arena *arena, struct workbook *book, const struct entity *entity, const struct field *field)
{
    const char *need = field->flags & FIELD_REQUIRED ? field->preset ? "不填按默认" : "必填" : "";
    const char *cells[] = {entity->label, field->label, need, choices_text(arena, field), field->help ? field->help : ""};
    return workbook_row(book, cells, ARRAY_SIZE(cells));
}

static int explain(struct arena *arena, struct workbook *book, const struct sheet_set *set)
{
    static const struct sheet_column columns[] = {
        {"工作表", 14, COLUMN_TEXT, NULL, false}, {"列", 16, COLUMN_TEXT, NULL, false}, {"必填", 10, COLUMN_TEXT, NULL, false},
        {"怎么填", 46, COLUMN_TEXT, NULL, false}, {"说明", 46, COLUMN_TEXT, NULL, false}};
    static const char note[] = "一行一条，不要改动表头和工作表名称；行的先后不限，可以引用本工作簿里新增的行。改已有的记录，请先导出再改：隐藏的“编号”列用来认出记录。";
    TRY(workbook_sheet(book, &(struct sheet_layout){.name = "说明", .note = note, .columns = columns,
                                                    .column_count = ARRAY_SIZE(columns), .paper = 4}));
    for (int i = 0; i < set->n; i++)
        for (int k = 0; k < set->entities[i]->field_count; k++) {
            const struct field *field = &set->entities[i]->fields[k];
            if (!(field->flags & (FIELD_SECRET | FIELD_SYSTEM)) && field->kind != FIELD_FILE)
                TRY(explain_field(arena, book, set->entities[i], field));
        }
    return DONE;
}

int sheet_write_template(struct arena *arena, const struct sheet_set *set, const char *path)
{
    struct workbook *book;
    int columns;
    TRY(workbook_create(path, &book));
    int e = explain(arena, book, set);
    for (int i = 0; i < set->n && e == DONE; i++)
        e = sheet_start(arena, book, set->entities[i], set->entities[i]->note, &columns);
    return book_end(book, e);
}
