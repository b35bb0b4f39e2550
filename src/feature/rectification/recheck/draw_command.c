#include "feature/rectification/recheck/draw_command.h"

#include <stdio.h>
#include <string.h>

#include "feature/rectification/recheck/draw_pick.h"
#include "feature/rectification/recheck/recheck.h"

enum { DRAW_BYTES_MAX = 64 << 20 };         /* of arena for one draw: its list has a ceiling */

const struct option draw_verify_options[] = {
    {"data", 0, OPTION_PATH, "DIR", "不读文件，核对这个数据目录里编号为 ID 的抽取"},
    {0},
};

/* --- a published draw, as /draw/ID.json gives it --- */

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

static const char *const *texts_of(struct arena *arena, const json_t *object, const char *name, size_t *ret_n)
{
    const json_t *array = json_object_get(object, name);
    size_t n = json_array_size(array);
    const char **texts = arena_array(arena, const char *, n + 1);
    for (size_t i = 0; i < n; i++) {
        const char *text = json_string_value(json_array_get(array, i));
        texts[i] = text ? text : "";
    }
    *ret_n = n;
    return texts;
}

static int drawn_check(struct command_call *call, const json_t *object, const char *name)
{
    const json_t *data = json_object_get(object, "data");    /* the API's envelope */
    const json_t *from = json_is_object(data) ? data : object;
    struct arena *arena = arena_create(DRAW_BYTES_MAX);
    struct drawn drawn = {.algorithm = text_of(from, "algorithm"), .digest = text_of(from, "digest"),
                          .chance = text_of(from, "chance"), .seed = text_of(from, "seed")};
    drawn.list = texts_of(arena, from, "list", &drawn.list_count);
    drawn.items = texts_of(arena, from, "items", &drawn.item_count);
    int outcome = draw_verify(arena, &drawn);
    if (outcome == DONE)
        fprintf(call->out, "%s：一致。名单 %zu 个，摘要 %s，抽出 %zu 个，与重新抽取的逐个相同\n", name, drawn.list_count,
                drawn.digest, drawn.item_count);
    else
        fprintf(call->err, "%s：不一致。%s\n", name, error_message());
    arena_destroy(arena);
    return outcome;
}

/* One draw or several, one after another. */
static int file_check(struct command_call *call, const char *path, int *ret_bad)
{
    FILE *file = fopen(path, "rb");
    int draws = 0;
    json_error_t error;
    json_t *object;
    if (!file)
        return fail(NOT_FOUND, "打不开 %s", path);
    while ((object = json_loadf(file, JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK, &error))) {
        draws++;
        *ret_bad += drawn_check(call, object, draws == 1 ? path : arena_printf(call->arena, "%s 第 %d 个", path, draws)) != DONE;
        json_decref(object);
    }
    bool whole = feof(file) && json_error_code(&error) == json_error_premature_end_of_input;
    fclose(file);
    return whole && draws ? DONE : fail(INVALID, "%s 不是抽取的导出文件（JSON），请用抽取页面上的“导出供核对”", path);
}

/* --- a draw in the data folder --- */

static int record_check(struct command_call *call, const char *data, int *ret_bad)
{
    struct system *system;
    struct drawn drawn;
    TRY(system_open(data, SYSTEM_READ, &system));
    for (int i = 0; i < call->argument_count; i++) {
        int outcome = draw_read(call->arena, system->reader, id_parse(call->arguments[i]), &drawn);
        if (outcome == DONE)
            outcome = draw_verify(call->arena, &drawn);
        if (outcome == DONE)
            fprintf(call->out, "%s：一致。名单 %zu 个，摘要 %s，抽出 %zu 个，与重新抽取的逐个相同\n", call->arguments[i],
                    drawn.list_count, drawn.digest, drawn.item_count);
        else
            fprintf(call->err, "%s：%s\n", call->arguments[i], error_message());
        *ret_bad += outcome != DONE;
    }
    system_close(system);
    return DONE;
}

int draw_verify_run(struct command_call *call)
{
    const char *data = command_option(call, "data");
    int bad = 0, outcome = DONE;
    if (data)
        outcome = record_check(call, data, &bad);
    for (int i = 0; !data && outcome == DONE && i < call->argument_count; i++)
        outcome = file_check(call, call->arguments[i], &bad);
    return outcome == DONE ? bad > 0 : command_end(call, outcome);
}
