#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "comply.h"

static int month_of(const struct mask_row *row)
{
    return row->date >> 5 & 15;
}

static uint64_t met_all(const struct mask_totals *totals, int lane)
{
    uint64_t met = 0;
    for (int i = 0; i < period_count(comply_duties.periods[lane]); i++)
        met += totals->met[lane][i];
    return met;
}

static void expect(sqlite3 *db, int code, int wanted)
{
    if (code != wanted) {
        fprintf(stderr, "bench-comply: %s\n", sqlite3_errmsg(db));
        exit(2);
    }
}

static void table_fill(sqlite3 *db, const struct mask_row *rows, size_t n)
{
    sqlite3_stmt *insert;
    expect(db, sqlite3_exec(db, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-4000000;"
                                "CREATE TABLE activity (unit INTEGER, month INTEGER, kind INTEGER); BEGIN", NULL, NULL, NULL), SQLITE_OK);
    expect(db, sqlite3_prepare_v2(db, "INSERT INTO activity VALUES (?1,?2,?3)", -1, &insert, NULL), SQLITE_OK);
    for (size_t i = 0; i < n; i++) {
        sqlite3_bind_int64(insert, 1, rows[i].unit);
        sqlite3_bind_int(insert, 2, month_of(&rows[i]));
        sqlite3_bind_int(insert, 3, rows[i].kind);
        expect(db, sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    expect(db, sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
}

/* Distinct units and periods of each kind: monthly kinds 1, 2, 4; quarterly 0, 3; yearly 5, 6.  The fastest of seven that we tried
 * (DISTINCT and GROUP BY of three columns and of one number, a window, a maximum for each period). */
static const char question[] =
    "SELECT kind, count(DISTINCT unit << 4 | CASE WHEN kind IN (0,3) THEN (month - 1) / 3 WHEN kind > 4 THEN 0 ELSE month END)"
    " FROM activity WHERE kind < 7 GROUP BY kind";

void comply_sqlite(const struct mask_row *rows, size_t n, size_t units, const struct mask_totals *totals, double seconds)
{
    sqlite3 *db;
    sqlite3_stmt *select;
    uint64_t met[MASK_LANES] = {0};
    bool equal = true;
    expect(NULL, sqlite3_open(":memory:", &db), SQLITE_OK);
    table_fill(db, rows, n);
    expect(db, sqlite3_prepare_v2(db, question, -1, &select, NULL), SQLITE_OK);
    double start = bench_cpu_seconds();
    while (sqlite3_step(select) == SQLITE_ROW)
        met[sqlite3_column_int(select, 0)] = (uint64_t)sqlite3_column_int64(select, 1);
    double sql = bench_cpu_seconds() - start;
    sqlite3_finalize(select);
    sqlite3_close(db);
    for (int lane = 0; lane < MASK_LANES; lane++)
        equal &= met[lane] == met_all(totals, lane);
    printf("SQLite, one question over %zu units: %.0f ms of CPU, %.0f x building in order of arrival\n", units, sql * 1e3, sql / seconds);
    bench_check(equal, "SQLite counts the same");
}

void comply_export(const char *path, const struct mask_row *rows, size_t n, size_t units, const struct mask_totals *totals, double seconds)
{
    char name[4096];
    FILE *out = fopen(path, "we"), *side;
    snprintf(name, sizeof name, "%s.totals", path);
    side = fopen(name, "we");
    if (!out || !side) {
        fprintf(stderr, "bench-comply: cannot write %s\n", path);
        exit(2);
    }
    fputs("unit,month,kind\n", out);
    for (size_t i = 0; i < n; i++)
        fprintf(out, "%u,%d,%u\n", rows[i].unit, month_of(&rows[i]), rows[i].kind);
    fprintf(side, "%zu\n%.6f\n", units, seconds);
    for (int lane = 0; lane < MASK_LANES; lane++)
        fprintf(side, "%llu\n", (unsigned long long)met_all(totals, lane));
    bench_check(fclose(out) == 0 && fclose(side) == 0, "exported to %s", path);
}
