/* What every benchmark prints, so that a number can be judged: the machine and its load before and after, the
 * median, least and most of at least five rounds, CPU per operation, memory, the limit that the
 * same run measured, the ratio, and whether the answers were right.  Never a unit test: no build fails
 * because a machine was busy. */
#ifndef MINGZE_BENCH_H
#define MINGZE_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BENCH_ROUNDS = 5, BENCH_ROUNDS_MOST = 25 };

/* One measured quantity over the rounds. */
struct bench_series {
    const char *name, *unit;
    size_t n;
    double values[BENCH_ROUNDS_MOST];
};

void bench_begin(const char *name, const char *what);      /* machine, file system of the current folder, load */
int bench_end(void);                                       /* load after, memory, PASS or FAIL; the program's exit code */

void bench_note(struct bench_series *, double value);
double bench_median(const struct bench_series *);
void bench_print(const struct bench_series *);             /* median, least, most */
/* A claim about an answer or a bar: printed as PASS or FAIL, and remembered for bench_end. */
void bench_check(bool holds, const char *format, ...) __attribute__((format(printf, 2, 3)));

double bench_seconds(void);                                /* monotonic */
double bench_cpu_seconds(void);                            /* of the whole process, user and system */
/* The value below which `part` (0.99) of the n values lie; sorts them. */
double bench_quantile(double *values, size_t n, double part);

/* The same numbers in every run: splitmix64. */
uint64_t bench_random(uint64_t *seed);

#endif
