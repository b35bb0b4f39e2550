#include "feature/rectification/lists/lists_parts.h"

#include <zip.h>

#include "base/base.h"
#include "check.h"
#include "document/document.h"

enum { PROBLEMS = 7 };

static struct arena *arena;
static struct lists_array all;
static char path[64];

/* Seven problems; the fourth has four measures, the others one. */
static struct lists_rows problems(void)
{
    static struct lists_measure measures[PROBLEMS][4];
    arena_destroy(arena);
    arena = arena_create(256 << 20);
    all = (struct lists_array){0};
    for (int i = 0; i < PROBLEMS; i++) {
        struct lists_problem *p = arena_push(arena, &all.items, &all.n, &all.cap);
        size_t n = i == 3 ? 4 : 1;
        for (size_t m = 0; m < n; m++)
            measures[i][m] = (struct lists_measure){.id = arena_printf(arena, "M%d%zu", i, m), .text = "制定计划", .state = "未开始"};
        *p = (struct lists_problem){.id = arena_printf(arena, "P%d", i), .seq = arena_printf(arena, "%d", i + 1),
                                    .symptom = arena_printf(arena, "第%d个支部学习不深入", i + 1), .measures = measures[i], .measure_count = n};
    }
    snprintf(path, sizeof path, "/tmp/mingze-parts-%d", (int)getpid());
    return lists_rows_of(&all);
}

static size_t weight(int i)
{
    size_t text;
    return lists_weigh(&all.items[i], &text);
}

/* A volume out of the bundle; NULL when there is none of this number. */
static struct document *volume(int number)
{
    struct document *document = NULL;
    zip_stat_t stat;
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    CHECK(zip);
    const char *name = arena_printf(arena, "三张清单-%d.xlsx", number);
    if (zip_stat(zip, name, 0, &stat) == 0) {
        char *bytes = arena_alloc(arena, stat.size);
        zip_file_t *f = zip_fopen(zip, name, 0);
        CHECK(f && zip_fread(f, bytes, stat.size) == (zip_int64_t)stat.size);
        zip_fclose(f);
        CHECK_DONE(document_read_own(arena, name, bytes, stat.size, &document));
    }
    zip_discard(zip);
    return document;
}

static int times(const struct document *document, const char *words)
{
    int n = 0;
    for (size_t i = 0; i < document->paragraph_count; i++)
        n += strstr(document->paragraphs[i].text, words) != NULL;
    return n;
}

static void a_problem_weighs_its_rows(void)
{
    size_t text, one, four;
    problems();
    one = weight(0), four = weight(3);
    int of_rectification = 0;
    for (int i = 0; i < lists_column_count; i++)
        of_rectification += lists_columns[i].list == LIST_RECTIFICATION;
    CHECK_INT((int64_t)one, lists_column_count);
    CHECK_INT((int64_t)(four - one), 3 * of_rectification);
    struct lists_problem p = all.items[0];
    lists_weigh(&p, &text);
    size_t before = text;
    p.goal = "按季\n召开";                                                  /* stands once, in one list */
    CHECK_INT((int64_t)lists_weigh(&p, &text), (int64_t)one + 1);
    CHECK_INT((int64_t)(text - before), (int64_t)strlen(p.goal));
}

static void within_the_budget_it_is_one_workbook(void)
{
    struct lists_rows rows = problems();
    struct lists_options options = {.note = "范围：全部", .paper = 3};
    struct document *document;
    size_t sum = 0;
    int parts;
    for (int i = 0; i < PROBLEMS; i++)
        sum += weight(i);
    CHECK_DONE(lists_write_parts(path, &options, &rows, (struct lists_budget){sum, 1 << 20}, &parts));
    CHECK_INT(parts, 1);
    CHECK_DONE(document_read_file(arena, path, &document));
    CHECK(times(document, "第7个支部") > 0 && !times(document, "册"));
    remove(path);
}

/* No volume above the budget, no problem lost, doubled or parted, and each says which it is. */
static void above_it_there_are_volumes(void)
{
    struct lists_rows rows = problems();
    struct lists_options options = {.note = "范围：全部", .paper = 3};
    int parts, seen[PROBLEMS] = {0};
    size_t budget = 2 * weight(0);
    CHECK(weight(3) > budget - weight(0));
    CHECK_DONE(lists_write_parts(path, &options, &rows, (struct lists_budget){budget, 1 << 20}, &parts));
    CHECK_INT(parts, 5);                                                  /* 1 2 | 3 | 4 | 5 6 | 7 */
    for (int v = 1; v <= parts; v++) {
        struct document *document = volume(v);
        CHECK(document);
        CHECK_INT((int64_t)document->table_count, 3);
        for (int i = 0; i < PROBLEMS; i++)
            seen[i] += times(document, arena_printf(arena, "第%d个支部学习不深入", i + 1)) > 0;
        CHECK(times(document, arena_printf(arena, "范围：全部；第 %d 册，共 5 册", v)) == 3);
    }
    for (int i = 0; i < PROBLEMS; i++)
        CHECK_INT(seen[i], 1);
    CHECK(times(volume(4), "（第 5—6 条）；改好后一册一册导回") == 3);
    CHECK_INT(times(volume(3), "制定计划"), 4);                           /* all measures of the fourth, more than fits, stand together */
    CHECK(!volume(6));
    CHECK(access(arena_printf(arena, "%s-1", path), F_OK) != 0);          /* what it was made from is gone */
    remove(path);
}

static void words_weigh_too(void)
{
    struct lists_rows rows = problems();
    struct lists_options options = {.paper = 3};
    size_t text, most = 0;
    int parts;
    for (int i = 0; i < PROBLEMS; i++) {
        lists_weigh(&all.items[i], &text);
        most = i != 3 && text > most ? text : most;                          /* the fourth alone is above it: a volume of its own */
    }
    CHECK_DONE(lists_write_parts(path, &options, &rows, (struct lists_budget){1000000, most}, &parts));
    CHECK_INT(parts, PROBLEMS);
    CHECK(times(volume(1), "第 1 册，共 7 册") == 3);                     /* without a note of its own it is the note */
    remove(path);
}

static void nothing_is_one_empty_workbook(void)
{
    struct lists_rows rows = problems();
    struct lists_options options = {.paper = 3};
    int parts;
    all.n = 0;
    CHECK_DONE(lists_write_parts(path, &options, &rows, LISTS_BUDGET, &parts));
    CHECK_INT(parts, 1);
    remove(path);
}

static int fails_at_the_sixth(void *of, const struct lists_problem **ret)
{
    struct lists_array *array = of;
    *ret = array->position < array->n ? &array->items[array->position++] : NULL;
    static int asked;
    return ++asked > PROBLEMS + 6 ? fail(UNAVAILABLE, "磁盘读不出来") : DONE;
}

static void what_fails_midway_leaves_no_volumes(void)
{
    struct lists_rows rows = problems();
    struct lists_options options = {.paper = 3};
    int parts;
    rows.next = fails_at_the_sixth;
    rows.of = &all;
    CHECK_OUTCOME(lists_write_parts(path, &options, &rows, (struct lists_budget){weight(0), 1 << 20}, &parts), UNAVAILABLE);
    for (int i = 1; i <= PROBLEMS; i++)
        CHECK(access(arena_printf(arena, "%s-%d", path, i), F_OK) != 0);
    CHECK(access(path, F_OK) != 0);
}

TESTS({"a problem weighs its rows", a_problem_weighs_its_rows}, {"within the budget it is one workbook", within_the_budget_it_is_one_workbook},
      {"above it there are volumes", above_it_there_are_volumes}, {"words weigh too", words_weigh_too},
      {"nothing is one empty workbook", nothing_is_one_empty_workbook}, {"what fails midway leaves no volumes", what_fails_midway_leaves_no_volumes})
