/* The pages of a feature whose entities are one workbook: out, an empty one, in. */
#include <string.h>
#include <unistd.h>

#include "office/generic.h"
#include "office/inside.h"

static const char *const import_parameters[] = {"ticket", "digest", "file_name", "file", NULL};

static struct page *row_add(struct arena *arena, struct page_table *table, const struct feature *feature,
                            const char *method, const char *path, const char *verb, const char *before, const char *after)
{
    struct page *row = arena_new(arena, struct page);
    *row = (struct page){.method = method, .path = arena_printf(arena, "/%s%s", feature->name, path), .verb = verb,
                         .entity = feature->entities[0]->name, .label = arena_printf(arena, "%s%s%s", before, feature->label, after)};
    *arena_push(arena, &table->items, &table->n, &table->cap) = row;
    return row;
}

void book_pages_add(struct arena *arena, struct page_table *table, const struct feature *feature)
{
    struct page *whole = row_add(arena, table, feature, "GET", ".xlsx", "export", "导出", "");
    whole->prepare = book_export_prepare;
    whole->flags = PAGE_JOURNALED | PAGE_NO_FORM;
    struct page *empty = row_add(arena, table, feature, "GET", "/template.xlsx", "import", "", "导入模板");
    empty->prepare = book_template_prepare;
    empty->flags = PAGE_NO_FORM;
    struct page *form = row_add(arena, table, feature, "GET", "/import", "import", "导入", "");
    form->model = generic_import_form;
    form->view = "office/import";
    form->offered_on = feature->entities[0]->name;
    struct page *import = row_add(arena, table, feature, "POST", "/import", "import", "导入", "");
    import->prepare = generic_import_prepare;
    import->apply = generic_import;
    import->model = generic_import_form;
    import->view = "office/import";
    import->parameters = import_parameters;
    import->flags = PAGE_UPLOAD;
}

int book_export_prepare(struct request *request)
{
    const struct sheet_set set = sheet_set_of_feature(request->feature);
    const char *path;
    char now[MOMENT_TEXT];
    int64_t rows;
    TRY(request_file(request, arena_printf(request->arena, "%s.xlsx", set.label), FILE_TYPE_XLSX, &path));
    const char *note = arena_printf(request->arena, "范围：本人权限内全部　导出：%s　%s", moment_print(clock_now_ms(), now),
                                    request->session->name);
    int e = sheet_write_set(request->arena, request->db, request->session->access, &set, path, note, &rows);
    if (e != DONE)
        unlink(path);
    return e;
}

int book_template_prepare(struct request *request)
{
    const struct sheet_set set = sheet_set_of_feature(request->feature);
    const char *path;
    TRY(request_file(request, arena_printf(request->arena, "%s导入模板.xlsx", set.label), FILE_TYPE_XLSX, &path));
    int e = sheet_write_template(request->arena, &set, path);
    if (e != DONE)
        unlink(path);
    return e;
}
