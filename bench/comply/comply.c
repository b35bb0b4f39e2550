/* usage: bench-comply [UNITS [EXPORT.csv]]      (100000, 1000000, 5300000; 1,000,000 when not said)
 *
 * What a year of organisation life costs: rows of 40 activities a unit become masks (clustered by unit, and in the order of arrival),
 * masks become totals of met, missed, due and not applicable for seven duties, one activity changes one mask.  Beside it
 * what the memory of this machine reads in the same run, and up to a million units the best SQL on SQLite over the same
 * rows, with equal totals.  EXPORT.csv is for bench/comply/duckdb.
 *
 * Bars: evaluation of 5,300,000 units x 7 duties <= 15 ms on two cores; building from clustered rows >= 50 % of the
 * read limit; 16 bytes a unit and year. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "bench.h"
#include "comply.h"

enum { YEAR = 2026, PER_UNIT = 40, CORES = 2, TOUCHES = 1 << 20 };

const struct mask_duties comply_duties = {{PERIOD_QUARTER, PERIOD_MONTH, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_MONTH, PERIOD_YEAR,
                                          PERIOD_YEAR}};

/* Whole pages of two megabytes where the system has them, as a server's long-lived table would be. */
static void *pages_alloc(size_t bytes)
{
    void *p = aligned_alloc((size_t)2 << 20, (bytes + ((size_t)2 << 20)) & ~(((size_t)2 << 20) - 1));
    if (!p)
        exit(2);
    madvise(p, bytes, MADV_HUGEPAGE);
    return p;
}

/* Each unit has duties by its kind and keeps them with its own quality, 78 to 100 %; what is left of forty is anything. */
static void unit_fill(struct mask_row *rows, uint32_t unit, uint16_t duties, uint64_t *seed)
{
    uint32_t quality = 78 + (uint32_t)(bench_random(seed) % 23);
    int n = 0;
    for (int lane = 0; lane < MASK_LANES; lane++) {
        int periods = duties >> lane & 1 ? period_count(comply_duties.periods[lane]) : 0, months = periods ? 12 / periods : 0;
        for (int p = 0; p < periods && n < PER_UNIT; p++) {
            uint64_t r = bench_random(seed);
            struct date date = {YEAR, p * months + 1 + (int)((r >> 32) % (unsigned)months), 1 + (int)(r >> 8 & 0xFFFF) % 28};
            if (r % 100 < quality)
                rows[n++] = (struct mask_row){unit, mask_date(date), (uint8_t)lane, 0};
        }
    }
    for (; n < PER_UNIT; n++) {
        uint64_t r = bench_random(seed);
        struct date date = {YEAR, 1 + (int)(r & 0xFF) % 12, 1 + (int)(r >> 8 & 0xFF) % 28};
        rows[n] = (struct mask_row){unit, mask_date(date), (uint8_t)(MASK_LANES + (r >> 40) % 4), 0};
    }
}

/* By the day, and within a day in any order. */
static void arrival_order(const struct mask_row *rows, struct mask_row *arrived, size_t n, uint64_t *seed)
{
    size_t *starts = calloc(1 << 16, sizeof *starts), at = 0;
    for (size_t i = 0; i < n; i++)
        starts[rows[i].date]++;
    for (size_t day = 0; day < 1 << 16; day++) {
        size_t count = starts[day];
        starts[day] = at;
        at += count;
    }
    for (size_t i = 0; i < n; i++)
        arrived[starts[rows[i].date]++] = rows[i];
    for (size_t day = 0, first = 0; day < 1 << 16; first = starts[day++])
        for (size_t i = starts[day]; i > first + 1; i--) {
            size_t other = first + bench_random(seed) % (i - first);
            struct mask_row row = arrived[i - 1];
            arrived[i - 1] = arrived[other];
            arrived[other] = row;
        }
    free(starts);
}

/* Two cores. */

struct part {
    const struct mask_row *rows; size_t n;
    struct mask *masks; size_t units;
    struct mask_planes *const *planes;   /* of all cores */
    int core;
    size_t first;                        /* unit */
    struct mask_totals totals;
    uint64_t sum;
};

static void *build_part(void *context)
{
    struct part *p = context;
    mask_build(p->rows, p->n, YEAR, p->masks);
    return NULL;
}

static void *add_part(void *context)
{
    struct part *p = context;
    mask_planes_add(p->planes[p->core], p->rows, p->n, YEAR);
    return NULL;
}

static void *fold_part(void *context)
{
    struct part *p = context;
    for (int i = 0; i < CORES; i++)
        mask_planes_fold(p->planes[i], p->first, p->units, p->masks);
    return NULL;
}

static void *evaluate_part(void *context)
{
    struct part *p = context;
    mask_evaluate(p->masks, p->units, &comply_duties, &p->totals);
    return NULL;
}

/* The read limit: every byte once, in the widest words that this is compiled for, four sums. */
typedef uint64_t words8 __attribute__((vector_size(64)));

#ifdef __x86_64__
__attribute__((target("avx2")))
#endif
static void *read_part(void *context)
{
    struct part *p = context;
    const char *at = (const char *)p->rows, *end = at + p->n * sizeof *p->rows;
    words8 sums[4] = {{0}};
    for (; at + sizeof sums <= end; at += sizeof sums)
        for (size_t k = 0; k < 4; k++) {
            words8 v;
            memcpy(&v, at + k * sizeof v, sizeof v);
            sums[k] += v;
        }
    for (int i = 0; i < 8; i++)
        p->sum += sums[0][i] + sums[1][i] + sums[2][i] + sums[3][i];
    return NULL;
}

/* A busy machine takes wall time from both sides of a ratio by chance, processor time hardly. */
struct cost { double wall, cpu; };

static struct cost cost_start(void)
{
    return (struct cost){bench_seconds(), bench_cpu_seconds()};
}

static struct cost cost_since(struct cost start)
{
    return (struct cost){bench_seconds() - start.wall, bench_cpu_seconds() - start.cpu};
}

static void both(void *(*run)(void *), struct part parts[CORES])
{
    pthread_t thread;
    pthread_create(&thread, NULL, run, &parts[1]);
    run(&parts[0]);
    pthread_join(thread, NULL);
}

struct world {
    size_t units, n;
    struct mask_row *rows, *arrived;
    struct mask *masks;
    uint16_t *duties;
    struct mask_planes *planes[CORES];
};

static void masks_clear(const struct world *w)
{
    memset(w->masks, 0, w->units * sizeof *w->masks);
    for (size_t i = 0; i < w->units; i++)
        w->masks[i].lanes[MASK_FLAGS] = w->duties[i];
}

static struct cost clustered(const struct world *w)
{
    size_t half = w->units / 2 * PER_UNIT;
    struct part parts[CORES] = {{w->rows, half, .masks = w->masks}, {w->rows + half, w->n - half, .masks = w->masks}};
    masks_clear(w);
    struct cost start = cost_start();
    both(build_part, parts);
    return cost_since(start);
}

/* Each core its half of the rows in its own planes, then its half of the units from all planes. */
static struct cost scattered(const struct world *w)
{
    size_t half = w->n / 2, units = w->units / 2;
    struct part parts[CORES] = {{w->arrived, half, .first = 0, .units = units},
                                {w->arrived + half, w->n - half, .first = units, .units = w->units - units}};
    for (int i = 0; i < CORES; i++) {
        parts[i].core = i;
        parts[i].masks = w->masks;
        parts[i].planes = w->planes;
    }
    masks_clear(w);
    struct cost start = cost_start();
    both(add_part, parts);
    both(fold_part, parts);
    return cost_since(start);
}

static struct cost evaluation(const struct world *w, struct mask_totals *ret)
{
    size_t half = w->units / 2;
    struct part parts[CORES] = {{.masks = w->masks, .units = half}, {.masks = w->masks + half, .units = w->units - half}};
    struct cost start = cost_start();
    both(evaluate_part, parts);
    mask_totals_add(&parts[0].totals, &parts[1].totals);
    *ret = parts[0].totals;
    return cost_since(start);
}

static struct cost reading(const void *bytes, size_t n)
{
    size_t half = n / 2;
    struct part parts[CORES] = {{bytes, half}, {(const struct mask_row *)bytes + half, n - half}};
    struct cost start = cost_start();
    both(read_part, parts);
    struct cost cost = cost_since(start);
    __asm__ volatile("" : : "r"(parts[0].sum + parts[1].sum));
    return cost;
}

static double touching(const struct world *w, uint64_t *seed)
{
    static struct mask_row touched[TOUCHES];
    for (size_t i = 0; i < TOUCHES; i++)
        touched[i] = (struct mask_row){(uint32_t)(bench_random(seed) % w->units), 0, (uint8_t)(bench_random(seed) % MASK_LANES), 0};
    double start = bench_seconds();
    for (size_t i = 0; i < TOUCHES; i++)
        mask_add(&w->masks[touched[i].unit], (enum activity_kind)touched[i].kind, 1 + (int)(i % 12));
    return (bench_seconds() - start) / TOUCHES;
}

static void world_make(struct world *w, size_t units)
{
    uint64_t seed = 20261126;
    *w = (struct world){.units = units, .n = units * PER_UNIT};
    w->rows = pages_alloc(w->n * sizeof *w->rows);
    w->arrived = pages_alloc(w->n * sizeof *w->arrived);
    w->masks = pages_alloc(units * sizeof *w->masks);
    w->duties = calloc(units, sizeof *w->duties);
    for (int i = 0; i < CORES; i++)
        w->planes[i] = mask_planes_create(units);
    for (size_t u = 0; u < units; u++) {
        uint64_t r = bench_random(&seed);
        /* branches with a committee, with groups too, small ones; one in nine stands above branches */
        w->duties[u] = r % 9 == 0 ? 0 : r % 9 < 4 ? 0x7F : r % 9 < 6 ? 0x7B : 0x79;
        unit_fill(w->rows + u * PER_UNIT, (uint32_t)u, w->duties[u], &seed);
    }
    arrival_order(w->rows, w->arrived, w->n, &seed);
}

static bool totals_equal(const struct mask_totals *a, const struct mask_totals *b)
{
    return !memcmp(a, b, sizeof *a);
}

enum measure { LIMIT, NEAR, PART, FAR, FAR_CPU, EVALUATION, EVALUATION_CPU, MASKS_READ, TOUCH, MEASURE__COUNT };

static void rounds(const struct world *w, double *ret_far_cpu, struct mask_totals *ret)
{
    struct bench_series s[MEASURE__COUNT] = {
        [LIMIT] = {"read limit, rows", "GB/s"}, [NEAR] = {"build from clustered rows", "ms"},
        [PART] = {"the same, of the read limit (CPU)", "%"}, [FAR] = {"build in order of arrival", "ms"},
        [FAR_CPU] = {"the same, CPU of both cores", "ms"},
        [EVALUATION] = {"evaluation, 7 duties", "ms"}, [EVALUATION_CPU] = {"the same, CPU of both cores", "ms"},
        [MASKS_READ] = {"reading the masks alone", "ms"}, [TOUCH] = {"one activity's update", "ns"},
    };
    struct mask_totals again;
    uint64_t seed = 7;
    double bytes = (double)w->n * sizeof *w->rows;
    for (int i = 0; i < BENCH_ROUNDS; i++) {
        struct cost read = reading(w->arrived, w->n), near = clustered(w);
        bench_note(&s[LIMIT], bytes / read.wall / 1e9);
        bench_note(&s[NEAR], near.wall * 1e3);
        bench_note(&s[PART], read.cpu / near.cpu * 100);
        evaluation(w, ret);
        struct cost far = scattered(w);
        bench_note(&s[FAR], far.wall * 1e3);
        bench_note(&s[FAR_CPU], far.cpu * 1e3);
        for (int k = 0; k < 3; k++) {
            struct cost cost = evaluation(w, &again);
            bench_note(&s[EVALUATION], cost.wall * 1e3);
            bench_note(&s[EVALUATION_CPU], cost.cpu * 1e3);
        }
        bench_note(&s[MASKS_READ], reading(w->masks, w->units * 2).wall * 1e3);
        bench_note(&s[TOUCH], touching(w, &seed) * 1e9);
    }
    for (int i = 0; i < MEASURE__COUNT; i++)
        bench_print(&s[i]);
    bench_check(totals_equal(ret, &again), "rows in either order give the same totals");
    bench_check(bench_median(&s[PART]) >= 50, "clustered rows: %.0f %% of the read limit (bar 50)", bench_median(&s[PART]));
    if (w->units >= 5000000)
        bench_check(bench_median(&s[EVALUATION]) <= 15, "evaluation of %zu units: %.1f ms (bar 15)", w->units,
                    bench_median(&s[EVALUATION]));
    *ret_far_cpu = (bench_median(&s[FAR_CPU]) + bench_median(&s[EVALUATION_CPU])) / 1e3;
}

static void counts_print(const struct mask_totals *totals)
{
    for (int lane = 0; lane < MASK_LANES; lane++) {
        struct mask_counts c = mask_counts(totals, &comply_duties, lane, YEAR, (struct date){YEAR, 10, 1});
        printf("  L-%02d met %llu, missed %llu, due %llu, na %llu\n", lane + 1, (unsigned long long)c.met, (unsigned long long)c.missed,
               (unsigned long long)c.due, (unsigned long long)c.na);
    }
}

int main(int argc, char **argv)
{
    size_t units = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000000;
    struct mask_totals totals;
    struct world w;
    double far;
    if (units < 1000 || units > 50000000) {
        fprintf(stderr, "bench-comply: 1,000 to 50,000,000 units\n");
        return 2;
    }
    bench_begin("comply", "a year of activities to masks, masks to states");
    world_make(&w, units);
    printf("%zu units, %zu activities; masks %.1f MB, %zu bytes a unit and year\n", units, w.n,
           (double)(units * sizeof *w.masks) / 1e6, sizeof *w.masks);
    bench_check(sizeof *w.masks == 16, "16 bytes a unit and year");
    rounds(&w, &far, &totals);
    counts_print(&totals);
    if (units <= 1000000)
        comply_sqlite(w.arrived, w.n, units, &totals, far);
    if (argc > 2)
        comply_export(argv[2], w.arrived, w.n, units, &totals, far);
    return bench_end();
}
