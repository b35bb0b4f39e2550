/* Producers that each do one durable write, wait for its answer, and do the next; and what came of it. */
#ifndef MINGZE_BENCH_PRODUCE_H
#define MINGZE_BENCH_PRODUCE_H

#include "bench.h"

struct lane;

enum { PRODUCERS_MOST = 64 };

/* One write, answered; DONE or the benchmark ends.  `producer` counts from 0. */
typedef int produce_one(size_t producer, uint64_t *seed);

struct produce_result {
    struct bench_series rate, cpu, p50, p99, p999;
};

struct produce_result produce_named(const char *rate);
/* Runs `rows` writes, divided among the producers; gives how many it did. */
size_t produce(struct lane *, produce_one *, size_t producers, size_t rows, uint64_t seed, struct produce_result *);
/* The same at `rate` rows a second, each at its time: a wait is counted from then on, so a pause shows in every row
 * that it delayed. */
size_t produce_paced(struct lane *, produce_one *, size_t producers, size_t rows, double rate, uint64_t seed,
                     struct produce_result *);
void produce_print(const struct produce_result *);
/* Prints, and holds it to twice the single thread and to a wait of `most_ms` at p99. */
void produce_judge(const struct produce_result *, const struct bench_series *single, double most_ms);
/* Prints what failed and ends the program. */
void produce_stop(const char *what) __attribute__((noreturn));

#endif
