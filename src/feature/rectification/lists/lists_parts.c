#include "feature/rectification/lists/lists_parts.h"

#include <unistd.h>

#include "base/base.h"
#include "document/document.h"

#define PARTS_BYTES_MAX (16u << 20)

/* How many problems each volume holds. */
struct parts { size_t *counts, n, cap; };

/* What a volume's writer is given: the problems behind those of the volumes before. */
struct volume {
    const struct lists_rows *rows;
    size_t left;
};

static int volume_next(void *of, const struct lists_problem **ret)
{
    struct volume *volume = of;
    *ret = NULL;
    if (!volume->left)
        return DONE;
    volume->left--;
    return volume->rows->next(volume->rows->of, ret);
}

/* It stands where the volume before ended. */
static int volume_rewind(void *of)
{
    (void)of;
    return DONE;
}

static int parts_find(struct arena *arena, const struct lists_rows *rows, struct lists_budget budget, struct parts *ret)
{
    struct lists_budget used = {0, 0};
    const struct lists_problem *problem;
    size_t *count = arena_push(arena, &ret->counts, &ret->n, &ret->cap);
    *count = 0;
    TRY(rows->rewind(rows->of));
    for (;;) {
        TRY(rows->next(rows->of, &problem));
        if (!problem)
            return rows->rewind(rows->of);
        size_t text, cells = lists_weigh(problem, &text);
        used.cells += cells, used.text += text;
        if (*count && (used.cells > budget.cells || used.text > budget.text)) {
            count = arena_push(arena, &ret->counts, &ret->n, &ret->cap);
            *count = 0;
            used = (struct lists_budget){cells, text};
        }
        ++*count;
    }
}

static int volume_write(struct arena *arena, const char *path, const struct lists_options *options, struct volume *volume, size_t i,
                        size_t from, const struct parts *parts)
{
    struct lists_options own = *options;
    struct lists_rows rows = {volume_next, volume_rewind, volume};
    own.note = arena_printf(arena, "%s%s第 %zu 册，共 %zu 册（第 %zu—%zu 条）；改好后一册一册导回", options->note ? options->note : "",
                            options->note ? "；" : "", i + 1, parts->n, from + 1, from + parts->counts[i]);
    volume->left = parts->counts[i];
    return lists_write_workbook(path, &own, &rows);
}

static int volumes_write(struct arena *arena, const char *path, const struct lists_options *options, const struct lists_rows *rows,
                         const struct parts *parts)
{
    struct bundle_file *files = arena_array(arena, struct bundle_file, parts->n);
    struct volume volume = {rows, 0};
    size_t made = 0, from = 0;
    int outcome = DONE;
    for (size_t i = 0; i < parts->n && outcome == DONE; from += parts->counts[i++]) {
        files[i] = (struct bundle_file){arena_printf(arena, "三张清单-%zu.xlsx", i + 1), arena_printf(arena, "%s-%zu", path, i + 1)};
        outcome = volume_write(arena, files[i].path, options, &volume, i, from, parts);
        made += outcome == DONE;
    }
    if (outcome == DONE)
        outcome = bundle_write(path, files, parts->n);
    for (size_t i = 0; i < made; i++)
        unlink(files[i].path);
    return outcome;
}

int lists_write_parts(const char *path, const struct lists_options *options, const struct lists_rows *rows, struct lists_budget budget,
                      int *ret_parts)
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create(PARTS_BYTES_MAX);
    struct parts parts = {0};
    TRY(parts_find(arena, rows, budget, &parts));
    *ret_parts = (int)parts.n;
    return parts.n == 1 ? lists_write_workbook(path, options, rows) : volumes_write(arena, path, options, rows, &parts);
}
