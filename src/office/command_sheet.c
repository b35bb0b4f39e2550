/* `mingze import` and `mingze export`: any entity, the same sheets as the pages'. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "document/document.h"
#include "office/commands.h"
#include "office/generic.h"
#include "office/inside.h"

static int entity_named(const char *name, const struct entity **ret)
{
    *ret = registry_entity(name);
    if (*ret && !((*ret)->flags & ENTITY_HIDDEN))
        return DONE;
    return fail(INVALID, "没有“%s”这类记录；mingze openapi 列出全部", name);
}

/* import */

enum { FILE_MAX = 64 << 20 };

static int file_bytes(struct arena *arena, const char *path, const void **ret, size_t *ret_n)
{
    struct stat at;
    FILE *file = fopen(path, "rb");
    if (!file || fstat(fileno(file), &at) != 0) {
        if (file)
            fclose(file);
        return fail(NOT_FOUND, "打不开 %s", path);
    }
    if (at.st_size > FILE_MAX) {
        fclose(file);
        return fail(TOO_LARGE, "%s 超过 64 MB", path);
    }
    char *bytes = arena_alloc(arena, (size_t)at.st_size + 1);
    *ret_n = fread(bytes, 1, (size_t)at.st_size, file);
    *ret = bytes;
    fclose(file);
    return *ret_n == (size_t)at.st_size ? DONE : fail(INVALID, "%s 没有读完", path);
}

static void preview_print(const struct command_call *call, const struct sheet_import *import)
{
    if (call->json) {
        command_print_json(call, sheet_import_json(call->arena, import));
        return;
    }
    for (int k = 0; k < import->n; k++)
        for (int i = 0; i < import->previews[k].row_count; i++)
            for (int p = 0; p < import->previews[k].rows[i].problem_count; p++)
                fprintf(call->err, "%s 第 %d 行：%s\n", import->previews[k].entity->label, import->previews[k].rows[i].row,
                        import->previews[k].rows[i].problems[p].message);
    if (*import->unread)
        fprintf(call->err, "没有读这些工作表：%s\n", import->unread);
    fprintf(call->out, "新增 %d，有改动 %d，无变化 %d，有误 %d\n", sheet_counted(import, ROW_NEW),
            sheet_counted(import, ROW_CHANGED), sheet_counted(import, ROW_UNCHANGED), sheet_counted(import, ROW_WRONG));
}

struct saving { struct sheet_set set; struct sheet_import import; };

static int import_write(struct change *change, void *context)
{
    const struct saving *saving = context;
    struct change rows = change_within(change, saving->set.entities[0], "import");
    int e = sheet_import_save(&rows, &saving->set, &saving->import, NULL);
    return e == INVALID && rows.problem_count ? fail(INVALID, "%s", rows.problems[0].message) : e;
}

static int preview_set(struct command_call *call, const void *bytes, size_t n, struct saving *ret)
{
    return sheet_preview(call->arena, call->system->reader, NULL, &ret->set, call->arguments[0], bytes, n, &ret->import);
}

/* Without --entity: the whole of the first feature that finds a sheet of its own. */
static int preview_whole(struct command_call *call, const void *bytes, size_t n, struct saving *ret)
{
    const struct feature *feature;
    int e = fail(NOT_FOUND, "请用 --entity 写明是哪一类，如 unit、person");
    for (int i = 0; e == NOT_FOUND && (feature = office_feature_at(i)); i++) {
        if (!feature->one_workbook)
            continue;
        ret->set = sheet_set_of_feature(feature);
        e = preview_set(call, bytes, n, ret);
    }
    return e;
}

int command_import(struct command_call *call)
{
    const struct entity *entity;
    struct saving saving = {0};
    const char *name = command_option(call, "entity");
    const void *bytes = NULL;
    size_t n = 0;
    if (name)
        TRY(entity_named(name, &entity));
    TRY(file_bytes(call->arena, call->arguments[0], &bytes, &n));
    if (name) {
        saving.set = sheet_set_of(call->arena, entity);
        TRY(preview_set(call, bytes, n, &saving));
    } else {
        TRY(preview_whole(call, bytes, n, &saving));
    }
    preview_print(call, &saving.import);
    int wrong = sheet_counted(&saving.import, ROW_WRONG);
    if (wrong)
        return fail(INVALID, "有 %d 行有误，没有导入任何一行", wrong);
    if (command_option(call, "check"))
        return DONE;
    return system_write(call->system, import_write, &saving, "import");
}

/* export */

static int export_filters(struct command_call *call, const struct entity *entity, struct list_request *list)
{
    int n = call->argument_count - 1;
    struct input *inputs = arena_array(call->arena, struct input, n + 1);
    struct list_filter *filters;
    for (int i = 0; i < n; i++) {
        char *name = arena_strdup(call->arena, call->arguments[i + 1]), *sign = strchr(name, '=');
        const char **value = arena_array(call->arena, const char *, 1);
        if (!sign)
            return fail(INVALID, "筛选条件要写成 名称=值：%s", name);
        *sign = '\0';
        *value = sign + 1;
        inputs[i] = (struct input){name, value, 1};
    }
    TRY(list_filters(call->arena, entity, inputs, n, &filters, &list->filter_count));
    list->filters = filters;
    return DONE;
}

struct printing { FILE *out; struct arena *arena; struct db *db; bool csv; int columns; };

static void csv_cell(FILE *out, const char *text, bool first)
{
    fputs(first ? "\"" : ",\"", out);
    if (sheet_guarded(text))
        fputc('\'', out);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

static void csv_row(FILE *out, const char *const *cells, int n)
{
    for (int i = 0; i < n; i++)
        csv_cell(out, cells[i], i == 0);
    fputs("\r\n", out);
}

static int csv_head(struct arena *arena, FILE *out, const struct entity *entity)
{
    struct sheet_column *columns;
    const char *titles[SHEET_FIELDS_MAX + 1];
    int n = face_sheet_columns(arena, entity, &columns);
    for (int i = 0; i < n; i++)
        titles[i] = columns[i].title;
    fputs("\xEF\xBB\xBF", out);
    csv_row(out, titles, n);
    return n;
}

static int print_record(void *context, const struct record *record)
{
    struct printing *printing = context;
    arena_reset(printing->arena);
    if (printing->csv) {
        csv_row(printing->out, face_sheet_cells(printing->arena, printing->db, NULL, record), printing->columns);
    } else {
        json_t *json = face_json(printing->arena, record);
        json_dumpf(json, printing->out, JSON_COMPACT);
        fputc('\n', printing->out);
        json_decref(json);
    }
    return ferror(printing->out) ? fail(UNAVAILABLE, "写不下去了，磁盘可能已满") : DONE;
}

static int export_text(struct command_call *call, const struct list_request *list, const char *path, bool csv)
{
    FILE *out = path ? fopen(path, "wb") : call->out;
    if (!out)
        return fail(UNAVAILABLE, "不能写 %s", path);
    struct printing printing = {out, arena_create(16 << 20), call->system->reader, csv, 0};
    if (csv)
        printing.columns = csv_head(call->arena, out, list->entity);
    int e = list_each(call->arena, call->system->reader, list, print_record, &printing);
    arena_destroy(printing.arena);
    if (path && fclose(out) != 0 && e == DONE)
        e = fail(UNAVAILABLE, "没有写完 %s，磁盘可能已满", path);
    return e;
}

static const struct feature *book_named(const char *name)
{
    const struct feature *feature;
    for (int i = 0; (feature = office_feature_at(i)); i++)
        if (feature->one_workbook && strcmp(feature->name, name) == 0)
            return feature;
    return NULL;
}

static int export_book(struct command_call *call, const struct feature *feature, const char *path, const char *note)
{
    const struct sheet_set set = sheet_set_of_feature(feature);
    int64_t rows;
    if (!path || !text_ends(path, ".xlsx") || call->argument_count > 1)
        return fail(INVALID, "%s是一个工作簿：请用 -o 写明 .xlsx 文件名，不带筛选条件", set.label);
    TRY(sheet_write_set(call->arena, call->system->reader, NULL, &set, path, note, &rows));
    fprintf(call->err, "导出 %lld 行\n", (long long)rows);
    return DONE;
}

int command_export(struct command_call *call)
{
    const struct entity *entity;
    const char *path = command_option(call, "output");
    char now[MOMENT_TEXT];
    int64_t rows;
    const char *note = arena_printf(call->arena, "导出：%s", moment_print(clock_now_ms(), now));
    const struct feature *book = book_named(call->arguments[0]);
    if (book)
        return export_book(call, book, path, note);
    TRY(entity_named(call->arguments[0], &entity));
    struct list_request list = {.entity = entity, .verb = "export", .view = entity->lists};
    TRY(export_filters(call, entity, &list));
    if (!path || text_ends(path, ".jsonl"))
        return export_text(call, &list, path, false);
    if (text_ends(path, ".csv"))
        return export_text(call, &list, path, true);
    if (!text_ends(path, ".xlsx"))
        return fail(INVALID, "文件名要以 .xlsx、.csv 或 .jsonl 结尾");
    TRY(sheet_write(call->arena, call->system->reader, &list, path, note, &rows));
    fprintf(call->err, "导出 %lld 行\n", (long long)rows);
    return DONE;
}
