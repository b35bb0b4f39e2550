#include "demonstrated.h"
#include "feature/rectification/recheck/draw_command.h"
#include "feature/rectification/recheck/recheck.h"

static const char *const nothing[] = {NULL};

static const char *file_with(struct demonstrated *d, const char *text)
{
    const char *path = arena_printf(d->arena, "%s/draw.json", d->path);
    FILE *file = fopen(path, "wb");
    CHECK(file);
    fputs(text, file);
    fclose(file);
    return path;
}

static const char *exported(struct demonstrated *d, const char *seed)
{
    int64_t id = 0;
    struct drawn drawn;
    CHECK_DONE(db_get_int(d->system->reader, &id, "SELECT id FROM draw"));
    CHECK_DONE(draw_read(d->arena, d->system->reader, id, &drawn));
    struct buffer list = buffer_in(d->arena);
    for (size_t i = 0; i < drawn.list_count; i++)
        buffer_addf(&list, "%s\"%s\"", i ? "," : "", drawn.list[i]);
    return arena_printf(d->arena, "{\"algorithm\":\"%s\",\"digest\":\"%s\",\"chance\":\"%s\",\"seed\":\"%s\",\"list\":[%s],\"items\":[\"%s\"]}\n",
                        drawn.algorithm, drawn.digest, drawn.chance, seed ? seed : drawn.seed, list.p, drawn.items[0]);
}

/* The demonstration's own draw, from a file and from its record. */
static void repeats_a_draw(void)
{
    struct demonstrated d;
    const char *said;
    char id[ID_TEXT];
    int64_t draw = 0;
    demonstrated_open(&d);
    CHECK_INT(demonstrated_run(&d, draw_verify_run, draw_verify_options, file_with(&d, exported(&d, NULL)), nothing, &said), 0);
    CHECK(strstr(said, "：一致"));
    CHECK_INT(demonstrated_run(&d, draw_verify_run, draw_verify_options, file_with(&d, exported(&d, "00")), nothing, &said), 1);
    CHECK(strstr(said, "种子不是由"));
    CHECK_INT(demonstrated_run(&d, draw_verify_run, draw_verify_options, file_with(&d, "no"), nothing, &said), 1);
    CHECK(strstr(said, "不是抽取的导出文件"));
    CHECK_DONE(db_get_int(d.system->reader, &draw, "SELECT id FROM draw"));
    const char *const folder[] = {d.path};
    CHECK_INT(demonstrated_run(&d, draw_verify_run, draw_verify_options, id_print(draw, id), folder, &said), 0);
    CHECK(strstr(said, "：一致"));
    CHECK_INT(demonstrated_run(&d, draw_verify_run, draw_verify_options, "00000000000R", folder, &said), 1);
    demonstrated_close(&d);
}

TESTS({"repeats a draw", repeats_a_draw})
