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

static void preview_print(const struct command_call *call, const struct sheet_preview *preview)
{
    if (call->json) {
        command_print_json(call, sheet_preview_json(preview));
        return;
    }
    for (int i = 0; i < preview->row_count; i++)
        for (int k = 0; k < preview->rows[i].problem_count; k++)
            fprintf(call->err, "第 %d 行：%s\n", preview->rows[i].row, preview->rows[i].problems[k].message);
    fprintf(call->out, "新增 %d，有改动 %d，无变化 %d，有误 %d\n", preview->counts[ROW_NEW], preview->counts[ROW_CHANGED],
            preview->counts[ROW_UNCHANGED], preview->counts[ROW_WRONG]);
}

struct saving { const struct sheet_preview *preview; };

static int import_write(struct change *change, void *context)
{
    const struct saving *saving = context;
    const struct sheet_preview *preview = saving->preview;
    struct change rows = change_within(change, preview->entity, "import");
    int e = sheet_save(&rows, preview);
    if (e == INVALID && rows.problem_count)
        return fail(INVALID, "%s", rows.problems[0].message);
    TRY(e);
    return journal_event(change, "import", preview->entity->name, 0,
                         json_pack("{s:i,s:i}", "new", preview->counts[ROW_NEW], "changed", preview->counts[ROW_CHANGED]));
}

int command_import(struct command_call *call)
{
    const struct entity *entity;
    struct sheet_preview *preview;
    const void *bytes = NULL;
    size_t n = 0;
    TRY(entity_named(command_option(call, "entity"), &entity));
    TRY(file_bytes(call->arena, call->arguments[0], &bytes, &n));
    TRY(sheet_preview(call->arena, call->system->reader, NULL, entity, call->arguments[0], bytes, n, &preview));
    preview_print(call, preview);
    if (preview->counts[ROW_WRONG])
        return fail(INVALID, "有 %d 行有误，没有导入任何一行", preview->counts[ROW_WRONG]);
    if (command_option(call, "check"))
        return DONE;
    return system_write(call->system, import_write, &(struct saving){preview}, "import");
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

int command_export(struct command_call *call)
{
    const struct entity *entity;
    const char *path = command_option(call, "output");
    char now[MOMENT_TEXT];
    int64_t rows;
    TRY(entity_named(call->arguments[0], &entity));
    struct list_request list = {.entity = entity, .verb = "export", .view = entity->lists};
    TRY(export_filters(call, entity, &list));
    if (!path || text_ends(path, ".jsonl"))
        return export_text(call, &list, path, false);
    if (text_ends(path, ".csv"))
        return export_text(call, &list, path, true);
    if (!text_ends(path, ".xlsx"))
        return fail(INVALID, "文件名要以 .xlsx、.csv 或 .jsonl 结尾");
    const char *note = arena_printf(call->arena, "导出：%s", moment_print(clock_now_ms(), now));
    TRY(sheet_write(call->arena, call->system->reader, &list, path, note, &rows));
    fprintf(call->err, "导出 %lld 行\n", (long long)rows);
    return DONE;
}
