/* The other way to the same figures: the journal from its first row. */
#ifndef MINGZE_BENCH_ASOF_H
#define MINGZE_BENCH_ASOF_H

#include <stdint.h>

struct db;
struct replayed { int64_t all, open, overdue, closed, relapsed; };
/* What the journal's rows up to at_ms come to; overdue is asked of `day`. */
int replay(struct db *, int64_t at_ms, const char *day, struct replayed *ret);

#endif
