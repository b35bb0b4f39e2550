#include "bench.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

static bool all_hold = true;

/* The value of the first line "key : value" of a file in /proc. */
static void print_value(const char *label, const char *path, const char *key)
{
    char line[512];
    FILE *f = fopen(path, "re");
    while (f && fgets(line, sizeof line, f)) {
        char *colon = strchr(line, ':');
        if (strncmp(line, key, strlen(key)) == 0 && colon) {
            printf("%s: %s", label, colon + 1 + strspn(colon + 1, " \t"));
            break;
        }
    }
    if (f)
        fclose(f);
}

static void print_load(const char *when)
{
    double load[3] = {0};
    (void)!getloadavg(load, 3);
    printf("load %s: %.2f %.2f %.2f\n", when, load[0], load[1], load[2]);
}

void bench_begin(const char *name, const char *what)
{
    struct utsname system;
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("== %s: %s\n", name, what);
    print_value("processor", "/proc/cpuinfo", "model name");
    if (uname(&system) == 0)
        printf("cores: %ld, kernel %s\n", sysconf(_SC_NPROCESSORS_ONLN), system.release);
    print_load("before");
}

int bench_end(void)
{
    struct rusage usage;
    print_load("after");
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        printf("largest memory: %.1f MB\n", (double)usage.ru_maxrss / 1024);
    printf("== %s\n", all_hold ? "PASS" : "FAIL");
    return all_hold ? EXIT_SUCCESS : EXIT_FAILURE;
}

void bench_note(struct bench_series *s, double value)
{
    if (s->n < BENCH_ROUNDS_MOST)
        s->values[s->n++] = value;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_quantile(double *values, size_t n, double part)
{
    if (!n)
        return 0;
    qsort(values, n, sizeof *values, by_value);
    size_t at = (size_t)(part * (double)n);
    return values[at < n ? at : n - 1];
}

double bench_median(const struct bench_series *s)
{
    double copy[BENCH_ROUNDS_MOST];
    memcpy(copy, s->values, sizeof copy);
    return bench_quantile(copy, s->n, 0.5);
}

void bench_print(const struct bench_series *s)
{
    double copy[BENCH_ROUNDS_MOST];
    memcpy(copy, s->values, sizeof copy);
    double median = bench_quantile(copy, s->n, 0.5);
    printf("%-44s median %10.2f  min %10.2f  max %10.2f %s (%zu rounds)\n", s->name, median, copy[0],
           s->n ? copy[s->n - 1] : 0, s->unit, s->n);
}

void bench_check(bool holds, const char *format, ...)
{
    va_list arguments;
    printf("%s ", holds ? "PASS" : "FAIL");
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    all_hold = all_hold && holds;
}

double bench_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

double bench_cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

uint64_t bench_random(uint64_t *seed)
{
    uint64_t z = *seed += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}
