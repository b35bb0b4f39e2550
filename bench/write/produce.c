#include "write/produce.h"

#include "store/store.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct producer {
    pthread_t thread;
    produce_one *one;
    size_t number, rows;
    double begin, interval;        /* of its schedule, seconds; interval 0: as fast as it is answered */
    uint64_t seed;
    double *waits;                 /* milliseconds of each */
};

void produce_stop(const char *what)
{
    fprintf(stderr, "%s: %s (%s)\n", what, error_message(), error_place());
    exit(EXIT_FAILURE);
}

/* A paced row is late from its time on, also when the one before it was answered late. */
static double wait_until(double due)
{
    double left = due - bench_seconds();
    if (left > 0)
        nanosleep(&(struct timespec){(time_t)left, (long)((left - (double)(time_t)left) * 1e9)}, NULL);
    return due;
}

static void *producer_main(void *argument)
{
    struct producer *p = argument;
    for (size_t i = 0; i < p->rows; i++) {
        double start = p->interval > 0 ? wait_until(p->begin + (double)i * p->interval) : bench_seconds();
        if (p->one(p->number, &p->seed) != DONE)
            produce_stop("write");
        p->waits[i] = (bench_seconds() - start) * 1e3;
    }
    return NULL;
}

struct produce_result produce_named(const char *rate)
{
    return (struct produce_result){
        .rate = {.name = rate, .unit = "rows/s"},
        .cpu = {.name = "  CPU a row, producers and lane", .unit = "us"},
        .p50 = {.name = "  wait, p50", .unit = "ms"},
        .p99 = {.name = "  wait, p99", .unit = "ms"},
        .p999 = {.name = "  wait, p99.9", .unit = "ms"},
    };
}

static void note(struct produce_result *r, double *waits, size_t n, double seconds, double cpu_seconds)
{
    bench_note(&r->rate, (double)n / seconds);
    bench_note(&r->cpu, cpu_seconds / (double)n * 1e6);
    bench_note(&r->p50, bench_quantile(waits, n, 0.5));
    bench_note(&r->p99, bench_quantile(waits, n, 0.99));
    bench_note(&r->p999, bench_quantile(waits, n, 0.999));
}

static void tell(const struct lane_counts *before, const struct lane_counts *after, size_t producers, double slowest)
{
    double batches = (double)(after->batches - before->batches), rows = (double)(after->operations - before->operations);
    printf("  %zu producers: %.1f a batch, %.1f pages a row, log at most %" PRIu64 " pages, finished %" PRIu64
           " times, slowest %.1f ms\n",
           producers, rows / batches, (double)(after->pages - before->pages) / rows, after->largest_wal_pages,
           after->checkpoints - before->checkpoints, slowest);
}

size_t produce_paced(struct lane *lane, produce_one *one, size_t producers, size_t rows, double rate, uint64_t seed,
                     struct produce_result *result)
{
    static struct producer all[PRODUCERS_MOST];
    size_t each = rows / producers, n = each * producers;
    double *waits = calloc(n, sizeof *waits);
    if (!waits || producers > PRODUCERS_MOST)
        abort();
    struct lane_counts before = lane_counts(lane);
    double start = bench_seconds(), cpu = bench_cpu_seconds();
    for (size_t i = 0; i < producers; i++) {
        all[i] = (struct producer){.one = one, .number = i, .rows = each, .seed = seed + i * 1000003, .waits = waits + i * each};
        all[i].interval = rate > 0 ? (double)producers / rate : 0;
        all[i].begin = start + (rate > 0 ? (double)i / rate : 0);
        if (pthread_create(&all[i].thread, NULL, producer_main, &all[i]) != 0)
            produce_stop("thread");
    }
    for (size_t i = 0; i < producers; i++)
        pthread_join(all[i].thread, NULL);
    note(result, waits, n, bench_seconds() - start, bench_cpu_seconds() - cpu);
    struct lane_counts after = lane_counts(lane);
    tell(&before, &after, producers, waits[n - 1]);
    free(waits);
    return n;
}

size_t produce(struct lane *lane, produce_one *one, size_t producers, size_t rows, uint64_t seed,
               struct produce_result *result)
{
    return produce_paced(lane, one, producers, rows, 0, seed, result);
}

void produce_print(const struct produce_result *r)
{
    bench_print(&r->rate);
    bench_print(&r->cpu);
    bench_print(&r->p50);
    bench_print(&r->p99);
    bench_print(&r->p999);
}

void produce_judge(const struct produce_result *r, const struct bench_series *single, double most_ms)
{
    double ratio = bench_median(&r->rate) / bench_median(single), p99 = bench_median(&r->p99);
    produce_print(r);
    bench_check(ratio >= 2, "%s: %.2f times the single thread (bar 2)", r->rate.name, ratio);
    bench_check(p99 <= most_ms, "%s: p99 %.2f ms (bar %.0f)", r->rate.name, p99, most_ms);
}
