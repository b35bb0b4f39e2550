/* The three-list workbook of 50,000 problems and 150,000 measures: at most 10 s and 100 MB (the bar); and the same in
 * volumes, each of which the import's reader takes: every problem comes back once, a volume costs at most 10 s of CPU and 200 MB.
 * The limit is libxlsxwriter alone, writing as many cells of the same texts without heights, rules or a second look. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#include "base/base.h"
#include "bench.h"
#include "document/document.h"
#include "feature/rectification/lists/lists_parts.h"

enum { PROBLEMS = 50000, MEASURES = 3, SECONDS_MOST = 10, MEGABYTES_MOST = 100, VOLUME_MEGABYTES_MOST = 200 };

static const char *const symptoms[] = {
    "党组理论学习中心组学习不够深入，研讨交流少，存在以会代学、以文代学现象，联系实际不够紧密",
    "“三会一课”记录不规范，补记、漏记问题较为突出，个别支部主题党日活动形式单一",
    "推动整改不够有力，个别问题整改进展缓慢，长效机制建设滞后，同类问题反复出现",
    "财务管理不规范，报销手续不齐全，固定资产账实不符，内部审计监督作用发挥不充分",
};
static const char *const measures[] = {
    "制定年度学习计划，明确专题、发言人和研讨时间，每季度至少组织一次集中研讨，形成研讨成果并通报",
    "开展一次全面自查，建立台账，逐项核对销号，对重复出现的问题约谈负责人",
    "修订完善管理办法，压实责任部门和责任人，每月调度进展，年底前组织验收",
};
static const char *const units[] = {"办公室", "人事处", "财务处", "机关党委", "法规处", "规划处", "督查室"};

struct world {
    uint64_t seed;
    int position;
    struct lists_problem problem;
    struct lists_measure measures[MEASURES];
    char seq[12], symptom[400], texts[MEASURES][400], id[MEASURES + 1][ID_TEXT], deadline[DATE_TEXT];
};

static const char *pick(struct world *world, const char *const *from, size_t n)
{
    return from[bench_random(&world->seed) % n];
}

static int world_rewind(void *of)
{
    struct world *world = of;
    world->seed = 20261123;
    world->position = 0;
    return DONE;
}

static void measures_make(struct world *world)
{
    for (int m = 0; m < MEASURES; m++) {
        snprintf(world->texts[m], sizeof(world->texts[m]), "%s（第%d批）", pick(world, measures, ARRAY_SIZE(measures)),
                 (int)(bench_random(&world->seed) % 90000));
        id_print((int64_t)(bench_random(&world->seed) >> 4), world->id[m]);
        world->measures[m] = (struct lists_measure){.id = world->id[m], .text = world->texts[m], .person = "周明",
                                                    .deadline = world->deadline, .state = "进行中"};
    }
}

static int world_next(void *of, const struct lists_problem **ret)
{
    struct world *world = of;
    *ret = NULL;
    if (world->position == PROBLEMS)
        return DONE;
    snprintf(world->seq, sizeof(world->seq), "%d", ++world->position);
    snprintf(world->symptom, sizeof(world->symptom), "%s（%d）", pick(world, symptoms, ARRAY_SIZE(symptoms)),
             (int)(bench_random(&world->seed) % 1000000));
    id_print((int64_t)(bench_random(&world->seed) >> 4), world->id[MEASURES]);
    date_print(date_add_days((struct date){2026, 1, 1}, (int)(bench_random(&world->seed) % 700)), world->deadline);
    measures_make(world);
    world->problem = (struct lists_problem){
        .id = world->id[MEASURES], .seq = world->seq, .source = "巡察", .feedback_date = "2026-01-15",
        .words = world->symptom, .category = "理论武装", .symptom = world->symptom,
        .units = pick(world, units, ARRAY_SIZE(units)), .common = "个性", .kind = "限期整改",
        .section = "（一）聚焦党中央决策部署落实方面", .place = "第12段", .first_responsible = "郑立", .leaders = "冯远",
        .departments = pick(world, units, ARRAY_SIZE(units)), .persons = "周明", .cause_route = "制度执行",
        .cause = "对制度执行的刚性认识不够，监督检查流于形式", .goal = "制度落实到位，问题不再反弹",
        .deadline = world->deadline, .progress = "正在整改", .state = "整改中",
        .measures = world->measures, .measure_count = MEASURES,
    };
    *ret = &world->problem;
    return DONE;
}

/* Rows of a sheet, by counting in its XML. */
static long rows_in(const char *path, const char *sheet)
{
    static char bytes[1 << 20];
    long n = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    zip_file_t *file = zip ? zip_fopen(zip, sheet, 0) : NULL;
    zip_int64_t got;
    size_t kept = 0;
    while (file && (got = zip_fread(file, bytes + kept, sizeof(bytes) - kept)) > 0) {
        char *at = bytes, *end = bytes + kept + got;
        while ((at = memmem(at, (size_t)(end - at), "<row ", 5)) != NULL) {
            n++;
            at += 5;
        }
        kept = end - bytes < 4 ? (size_t)(end - bytes) : 4;
        memmove(bytes, end - kept, kept);
    }
    if (file)
        zip_fclose(file);
    if (zip)
        zip_discard(zip);
    return n;
}

static double limit_run(struct world *world, const char *path)
{
    double start = bench_seconds();
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *book = workbook_new_opt(path, &options);
    for (enum lists_list list = 0; list < LIST__COUNT; list++) {
        const struct lists_problem *problem;
        lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
        lxw_row_t row = 0;
        world_rewind(world);
        while (world_next(world, &problem) == DONE && problem) {
            for (size_t m = 0; m < (list == LIST_RECTIFICATION ? problem->measure_count : 1); m++, row++) {
                lxw_col_t column = 0;
                for (int i = 0; i < lists_column_count; i++) {
                    const struct lists_column *c = &lists_columns[i];
                    const void *of = c->flags & LISTS_OF_MEASURE ? (const void *)&problem->measures[m] : problem;
                    const char *text;
                    if (c->list != list)
                        continue;
                    memcpy(&text, (const char *)of + c->at, sizeof(text));
                    if (text && !(m && c->flags & LISTS_ONCE))
                        worksheet_write_string(sheet, row, column, text, NULL);
                    column++;
                }
            }
        }
    }
    workbook_close(book);
    return bench_seconds() - start;
}

/* Rows of the first list that a volume brings back; 0 when it is not taken. */
static long volume_read(struct arena *arena, const char *path, int number)
{
    struct document *document;
    zip_stat_t stat;
    long rows = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    const char *name = arena_printf(arena, "三张清单-%d.xlsx", number);
    if (zip && zip_stat(zip, name, 0, &stat) == 0) {
        char *bytes = arena_alloc(arena, stat.size);
        zip_file_t *file = zip_fopen(zip, name, 0);
        if (zip_fread(file, bytes, stat.size) == (zip_int64_t)stat.size
            && document_read_own(arena, name, bytes, stat.size, &document) == DONE && document->table_count == LIST__COUNT)
            rows = document->tables[0].rows;
        zip_fclose(file);
    }
    if (zip)
        zip_discard(zip);
    return rows;
}

/* In volumes and back; each volume has its own memory, as each import has. */
static void volumes_run(struct world *world, const char *path)
{
    struct lists_options options = {.organ = "某局", .note = "筛选：全部", .paper = 3};
    struct lists_rows rows = {world_next, world_rewind, world};
    double start = bench_seconds(), slowest = 0;
    size_t most = 0;
    long back = 0;
    int parts = 0;
    int outcome = lists_write_parts(path, &options, &rows, LISTS_BUDGET, &parts);
    bench_check(outcome == DONE && parts > 1, "written in %d volumes, %.1f s", parts, bench_seconds() - start);
    for (int i = 1; i <= parts; i++) {
        struct arena *arena = arena_create(DOCUMENT_ARENA_BYTES);
        start = bench_cpu_seconds();
        long got = volume_read(arena, path, i);
        double took = bench_cpu_seconds() - start;
        slowest = took > slowest ? took : slowest;
        most = arena_used(arena) > most ? arena_used(arena) : most;
        bench_check(got > 3, "volume %d comes back: %ld rows", i, got);
        back += got;
        arena_destroy(arena);
    }
    bench_check(back == PROBLEMS + 3L * parts, "every problem comes back once (%ld rows with %d heads)", back, parts);
    bench_check(slowest <= SECONDS_MOST && most <= (size_t)VOLUME_MEGABYTES_MOST << 20, "a volume at most %d s of CPU and %d MB (%.1f s, %zu MB)",
                SECONDS_MOST, VOLUME_MEGABYTES_MOST, slowest, most >> 20);
}

int main(void)
{
    static struct world world;
    struct bench_series seconds = {.name = "three lists", .unit = "s"}, cpu = {.name = "CPU a problem", .unit = "µs"};
    struct bench_series limit = {.name = "libxlsxwriter alone", .unit = "s"};
    struct lists_options options = {.organ = "某局", .note = "筛选：全部", .paper = 3};
    struct lists_rows rows = {world_next, world_rewind, &world};
    char path[] = "/tmp/mingze-bench-lists-XXXXXX";
    struct rusage usage;
    close(mkstemp(path));

    bench_begin("lists", "the three-list workbook of 50,000 problems and 150,000 measures");
    for (int i = 0; i < BENCH_ROUNDS; i++) {
        double start = bench_seconds(), cpu_start = bench_cpu_seconds();
        int outcome = lists_write_workbook(path, &options, &rows);
        bench_note(&seconds, bench_seconds() - start);
        bench_note(&cpu, (bench_cpu_seconds() - cpu_start) / PROBLEMS * 1e6);
        if (outcome != DONE)
            bench_check(false, "written: %s", error_message());
    }
    getrusage(RUSAGE_SELF, &usage);
    bench_print(&seconds);
    bench_print(&cpu);
    bench_check(rows_in(path, "xl/worksheets/sheet1.xml") == PROBLEMS + 3, "问题清单 has a row a problem");
    bench_check(rows_in(path, "xl/worksheets/sheet2.xml") == PROBLEMS + 3, "责任清单 has a row a problem");
    bench_check(rows_in(path, "xl/worksheets/sheet3.xml") == PROBLEMS * MEASURES + 3, "整改清单 has a row a measure");
    bench_check(bench_median(&seconds) <= SECONDS_MOST, "at most %d s", SECONDS_MOST);
    bench_check(usage.ru_maxrss <= MEGABYTES_MOST * 1024L, "at most %d MB (%ld MB)", MEGABYTES_MOST, usage.ru_maxrss / 1024);
    volumes_run(&world, path);
    for (int i = 0; i < BENCH_ROUNDS; i++)
        bench_note(&limit, limit_run(&world, path));
    bench_print(&limit);
    printf("ratio to the limit: %.2f\n", bench_median(&seconds) / bench_median(&limit));
    unlink(path);
    return bench_end();
}
