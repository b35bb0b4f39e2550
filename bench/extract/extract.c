/* Reading feedback documents: how many bytes of text a second become problems.  Documents are made
 * here, of two forms (headings with measures; lists in running words), each as long as asked.
 *
 * Usage: bench-extract [megabytes a document] */
#include "bench.h"

#include "base/base.h"
#include "document/document.h"
#include "feature/rectification/reading/extraction.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEGABYTES = 8 };

#define BAR_BYTES_A_SECOND 20e6

static void add_headed(struct buffer *b, int i)
{
    if (i % 20 == 0)
        buffer_addf(b, "（%s）落实第%d项决策部署不够有力方面\n", i % 40 ? "二" : "一", i);
    buffer_addf(b, "%d.关于“第%d项制度执行不到位，台账“一本账”底数不清”的问题\n"
        "整改情况：一是修订管理办法，明确责任股室和完成标准；二是由第%d监督科牵头，2026年6月底前完成%d个点位整改。"
        "目前，该问题正在推进。\n", i % 900 + 1, i, i, i % 50);
}

static void add_running(struct buffer *b, int i)
{
    buffer_addf(b, "（一）县第%d局党组。巡察发现的主要问题是：学习贯彻上级第%d号文件不够深入，研讨流于形式；项目储备质量不高，"
        "近三年仅%d个；监管责任缺失，台账不实；干部交流轮岗不够，重点岗位人员长期未动。巡察组还收到一些线索，已按规定转有关方面。\n", i, i, i % 30);
}

static char *make(struct arena *arena, size_t bytes, void (*add)(struct buffer *, int), const char *head)
{
    struct buffer b = buffer_in(arena);
    buffer_adds(&b, head);
    for (int i = 0; b.n < bytes; i++)
        add(&b, i);
    return b.p;
}

static void measure(const char *name, size_t bytes, void (*add)(struct buffer *, int), const char *head)
{
    struct bench_series series = { .name = name, .unit = "MB/s" };
    struct arena *arena = arena_create((size_t)4 << 30);
    char *text = make(arena, bytes, add, head);
    size_t n = strlen(text), found = 0;
    for (int round = 0; round < BENCH_ROUNDS; round++) {
        struct arena *own = arena_create((size_t)4 << 30);
        struct document *document;
        struct extraction *extraction;
        double start = bench_cpu_seconds();
        bench_check(document_read(own, "bench.txt", text, n, &document) == DONE
            && extraction_read(own, document, &extraction) == DONE, "%s is read", name);
        bench_note(&series, (double)n / 1e6 / (bench_cpu_seconds() - start));
        found = extraction->problem_count;
        arena_destroy(own);
    }
    bench_print(&series);
    bench_check(found > 1000, "%zu problems found", found);
    bench_check(bench_median(&series) * 1e6 >= BAR_BYTES_A_SECOND, "%s: at least %.0f MB/s", name, BAR_BYTES_A_SECOND / 1e6);
    arena_destroy(arena);
}

int main(int argc, char **argv)
{
    size_t bytes = (size_t)(argc > 1 ? strtol(argv[1], NULL, 10) : MEGABYTES) << 20;
    bench_begin("extract", "from the bytes of a text file to its problems, CPU time, one thread");
    measure("headings with measures", bytes, add_headed, "关于巡察整改情况的通报\n二、巡察反馈问题整改情况\n");
    measure("lists in running words", bytes, add_running, "关于巡察情况的反馈\n一、巡察反馈情况\n");
    return bench_end();
}
