/* The rivals of bench-comply: the same rows, also those of kinds without a duty, the same totals.  A row of a kind with a duty is of a
 * unit that has the duty (unit_fill), so that no table of units is asked.  `seconds` of CPU are what building in order of arrival
 * and evaluating took. */
#ifndef MINGZE_BENCH_COMPLY_H
#define MINGZE_BENCH_COMPLY_H

#include "feature/life/compliance/mask.h"

extern const struct mask_duties comply_duties;

/* The best SQL we know over the rows in a table of SQLite in memory; checks the totals, prints the ratio. */
void comply_sqlite(const struct mask_row *, size_t n, size_t units, const struct mask_totals *, double seconds);
/* The rows as CSV (unit,month,kind), and beside it PATH.totals with what bench/comply/duckdb compares. */
void comply_export(const char *path, const struct mask_row *, size_t n, size_t units, const struct mask_totals *, double seconds);

#endif
