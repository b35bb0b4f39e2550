/* The rivals of bench-comply: the same rows, the same totals; `seconds` of CPU are what building in order of arrival took. */
#ifndef MINGZE_BENCH_COMPLY_H
#define MINGZE_BENCH_COMPLY_H

#include "feature/life/compliance/mask.h"

extern const struct mask_duties comply_duties;

/* The best SQL we know over the rows in a table of SQLite in memory; checks the totals, prints the ratio. */
void comply_sqlite(const struct mask_row *, size_t n, const uint16_t *duties, size_t units, const struct mask_totals *, double seconds);
/* The rows as CSV (unit,month,kind; only of duties that apply), and beside it PATH.totals with what bench/comply/duckdb compares. */
void comply_export(const char *path, const struct mask_row *, size_t n, const uint16_t *duties, const struct mask_totals *,
                   double seconds);

#endif
