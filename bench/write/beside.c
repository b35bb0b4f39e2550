#include "write/beside.h"

#include "base/base.h"
#include "bench.h"
#include "office/inside.h"
#include "store/store.h"
#include "write/produce.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { READERS_MOST = 8, PAGE_ROWS = 20, READER_BYTES = 64 << 20, WAITS_MOST = 1 << 20 };

struct reader {
    pthread_t thread;
    struct beside *of;
    struct arena *arena;
    struct db *db;
    char after[512];                   /* "" begins a walk */
    size_t pages, wrong, walks;
    double *waits;                     /* milliseconds of each page */
};

struct beside {
    struct system *system;
    const struct page *list;
    const char *cookie;
    atomic_bool stopping;
    size_t n;
    struct reader readers[READERS_MOST];
};

static int page_get(struct reader *r, struct request *request)
{
    TRY(db_read_begin(r->db));
    int outcome = request_authorize(request);
    if (outcome == DONE)
        outcome = request_read(request);
    db_read_end(r->db);
    return outcome;
}

/* A full page or the last; all of its ids are different from the cursor's. */
static bool page_right(struct reader *r, json_t *data)
{
    const char *next = json_string_value(json_object_get(data, "next"));
    size_t n = json_array_size(json_object_get(data, "rows"));
    bool moved = !next || strcmp(next, r->after) != 0;
    snprintf(r->after, sizeof r->after, "%s", next ? next : "");
    r->walks += !next;
    return moved && (n == PAGE_ROWS || (!next && n > 0));
}

static void page_read(struct reader *r)
{
    arena_reset(r->arena);
    struct request request = {
        .arena = r->arena, .system = r->of->system, .page_row = r->of->list, .method = "GET", .path = "/problem",
        .remote = "10.0.0.8", .cookie = r->of->cookie, .db = r->db,
    };
    const char *values[] = {r->after};
    struct input after = {"after", values, 1};
    request.inputs = &after;
    request.input_count = *r->after ? 1 : 0;
    json_begin(r->arena);
    request_start(&request);
    r->wrong += page_get(r, &request) != DONE || !page_right(r, request.answer.data);
    json_end();
    request_finish(&request);
}

static void *reader_main(void *argument)
{
    struct reader *r = argument;
    while (!atomic_load(&r->of->stopping)) {
        double start = bench_seconds();
        page_read(r);
        r->waits[r->pages++ % WAITS_MOST] = (bench_seconds() - start) * 1e3;
    }
    return NULL;
}

struct beside *beside_start(struct system *system, const struct page *list, const char *cookie, size_t readers)
{
    struct beside *b = calloc(1, sizeof *b);
    if (!b || readers > READERS_MOST)
        abort();
    *b = (struct beside){.system = system, .list = list, .cookie = cookie, .n = readers};
    for (size_t i = 0; i < readers; i++) {
        struct reader *r = &b->readers[i];
        *r = (struct reader){.of = b, .arena = arena_create(READER_BYTES), .waits = calloc(WAITS_MOST, sizeof *r->waits)};
        if (!r->waits || system_reader(system, &r->db) != DONE || pthread_create(&r->thread, NULL, reader_main, r) != 0)
            produce_stop("reader");
    }
    return b;
}

void beside_stop(struct beside *b, double seconds)
{
    size_t pages = 0, wrong = 0, walks = 0;
    double p99 = 0;
    atomic_store(&b->stopping, true);
    for (size_t i = 0; i < b->n; i++) {
        struct reader *r = &b->readers[i];
        pthread_join(r->thread, NULL);
        double own = bench_quantile(r->waits, r->pages < WAITS_MOST ? r->pages : WAITS_MOST, 0.99);
        p99 = own > p99 ? own : p99;
        pages += r->pages;
        wrong += r->wrong;
        walks += r->walks;
        db_close(r->db);
        arena_destroy(r->arena);
        free(r->waits);
    }
    printf("  %zu readers beside: %.0f pages a second, p99 %.2f ms, %zu walks through the list\n", b->n,
           (double)pages / seconds, p99, walks);
    bench_check(pages > 0 && wrong == 0, "the readers' pages are right: %zu wrong of %zu", wrong, pages);
    free(b);
}
