/* Durable single writes: producers that each wait for their answer, against one thread that commits the same rows
 * one by one with synchronous=FULL, in a database of its own with the same tables.  The rows are a record with three
 * indexes and its line in a second table, with random keys, over 50,000 that are already there.
 *
 * Usage: bench-write [folder] [rows a round]; makes folder.lane and folder.single, which are yours to remove. */
#include "write/produce.h"

#include "store/store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 20000, FILLED = 50000 };

static const char text_of_row[] = "支部党员大会记录不完整，缺少应到实到人数和缺席原因，会后未及时补课";

struct row {
    int64_t id, organ, due, state;
};

struct write {
    struct operation operation;
    struct row row;
};

static struct lane *lane;

static struct row row_make(uint64_t *seed)
{
    return (struct row){
        .id = (int64_t)(bench_random(seed) >> 4),
        .organ = (int64_t)(bench_random(seed) % 3000),
        .due = 20000 + (int64_t)(bench_random(seed) % 400),
        .state = (int64_t)(bench_random(seed) % 5),
    };
}

static int row_write(struct db *db, const struct row *r)
{
    TRY(db_run(db, "INSERT INTO problem (id, organ, state, due, content) VALUES (?1, ?2, ?3, ?4, ?5)",
               value_int(r->id), value_int(r->organ), value_int(r->state), value_int(r->due),
               value_text_n(text_of_row, sizeof text_of_row - 1)));
    return db_run(db, "INSERT INTO line (record, content) VALUES (?1, ?2)", value_int(r->id),
                  value_text_n(text_of_row, sizeof text_of_row - 1));
}

static int write_run(struct operation *op, struct db *db)
{
    return row_write(db, &((struct write *)op)->row);
}

static int write_one(size_t producer, uint64_t *seed)
{
    struct write w = {.operation.run = write_run, .row = row_make(seed)};
    return lane_call(lane, &w.operation);
}

static int make_tables(struct db *db, void *context)
{
    int64_t one;
    if (db_get_int(db, &one, "SELECT 1 FROM sqlite_schema WHERE name = 'problem'") == DONE)
        return DONE;
    TRY(db_run(db, "CREATE TABLE problem (id INTEGER PRIMARY KEY, organ INTEGER NOT NULL, state INTEGER NOT NULL,"
               " due INTEGER NOT NULL, content TEXT NOT NULL) STRICT"));
    TRY(db_run(db, "CREATE INDEX problem_organ ON problem (organ, state, due)"));
    TRY(db_run(db, "CREATE INDEX problem_due ON problem (state, due)"));
    TRY(db_run(db, "CREATE TABLE line (n INTEGER PRIMARY KEY, record INTEGER NOT NULL, content TEXT NOT NULL) STRICT"));
    TRY(db_run(db, "CREATE INDEX line_record ON line (record)"));
    uint64_t seed = 1;
    for (int i = 0; i < FILLED; i++) {
        struct row r = row_make(&seed);
        TRY(row_write(db, &r));
    }
    return DONE;
}

static int64_t count_rows(const char *path)
{
    struct db *db;
    int64_t n = -1;
    if (db_open(path, DB_READ, &db) != DONE)
        produce_stop("open");
    if (db_get_int(db, &n, "SELECT count(*) FROM problem JOIN line ON record = id") != DONE)
        produce_stop("count");
    db_close(db);
    return n;
}

/* The thing to beat: SQLite as most programs use it, one thread, prepared statements, checkpoints by itself. */
struct single {
    sqlite3 *handle;
    sqlite3_stmt *begin, *problem, *line, *commit;
};

static void expect(const struct single *s, int code, int wanted)
{
    if (code == wanted)
        return;
    fprintf(stderr, "single thread: %s\n", sqlite3_errmsg(s->handle));
    exit(EXIT_FAILURE);
}

static sqlite3_stmt *prepared(const struct single *s, const char *sql)
{
    sqlite3_stmt *stmt;
    expect(s, sqlite3_prepare_v2(s->handle, sql, -1, &stmt, NULL), SQLITE_OK);
    return stmt;
}

static void single_open(struct single *s, const char *path)
{
    expect(s, sqlite3_open(path, &s->handle), SQLITE_OK);
    expect(s, sqlite3_exec(s->handle, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536",
                           NULL, NULL, NULL), SQLITE_OK);
    s->begin = prepared(s, "BEGIN IMMEDIATE");
    s->problem = prepared(s, "INSERT INTO problem (id, organ, state, due, content) VALUES (?1, ?2, ?3, ?4, ?5)");
    s->line = prepared(s, "INSERT INTO line (record, content) VALUES (?1, ?2)");
    s->commit = prepared(s, "COMMIT");
}

static void single_step(const struct single *s, sqlite3_stmt *stmt)
{
    expect(s, sqlite3_step(stmt), SQLITE_DONE);
    expect(s, sqlite3_reset(stmt), SQLITE_OK);
}

static void single_write(const struct single *s, const struct row *r)
{
    int n = (int)sizeof text_of_row - 1;
    sqlite3_bind_int64(s->problem, 1, r->id);
    sqlite3_bind_int64(s->problem, 2, r->organ);
    sqlite3_bind_int64(s->problem, 3, r->state);
    sqlite3_bind_int64(s->problem, 4, r->due);
    sqlite3_bind_text(s->problem, 5, text_of_row, n, SQLITE_STATIC);
    sqlite3_bind_int64(s->line, 1, r->id);
    sqlite3_bind_text(s->line, 2, text_of_row, n, SQLITE_STATIC);
    single_step(s, s->begin);
    single_step(s, s->problem);
    single_step(s, s->line);
    single_step(s, s->commit);
}

static double run_single(const char *path, size_t rows, uint64_t seed)
{
    struct single s = {0};
    single_open(&s, path);
    double start = bench_seconds();
    for (size_t i = 0; i < rows; i++) {
        struct row r = row_make(&seed);
        single_write(&s, &r);
    }
    double seconds = bench_seconds() - start;
    sqlite3_finalize(s.begin);
    sqlite3_finalize(s.problem);
    sqlite3_finalize(s.line);
    sqlite3_finalize(s.commit);
    sqlite3_close(s.handle);
    return (double)rows / seconds;
}

/* A data folder with the tables filled; the lane makes it, whoever writes to it later. */
static struct folder *make_folder(const char *root)
{
    struct folder *folder;
    if (folder_open(root, FOLDER_CREATE, &folder) != DONE
        || lane_start(folder, &(struct lane_options){.prepare = make_tables}, &lane) != DONE)
        produce_stop("start");
    lane_stop(lane);
    return folder;
}

int main(int argc, char **argv)
{
    char root[2][512];
    size_t rows = argc > 2 ? (size_t)atol(argv[2]) : ROWS;
    struct bench_series single = {.name = "one thread, synchronous=FULL", .unit = "rows/s"};
    struct produce_result few = produce_named("lane, 16 producers"), many = produce_named("lane, 64 producers");
    for (int i = 0; i < 2; i++)
        snprintf(root[i], sizeof root[i], "%s.%s", argc > 1 ? argv[1] : "bench-write-data", i ? "single" : "lane");
    bench_begin("write", "durable single-row operations");
    struct folder *folder = make_folder(root[0]), *other = make_folder(root[1]);
    const char *path = folder_path(folder, FOLDER_DATABASE), *single_path = folder_path(other, FOLDER_DATABASE);
    int64_t before = count_rows(path);
    size_t wanted = 0;
    if (lane_start(folder, NULL, &lane) != DONE)
        produce_stop("start");
    for (uint64_t round = 0; round < BENCH_ROUNDS; round++) {
        bench_note(&single, run_single(single_path, rows / 4, 100 + round));
        wanted += produce(lane, write_one, 16, rows, 200 + round * 7919, &few);
        wanted += produce(lane, write_one, 64, rows, 300 + round * 104729, &many);
    }
    lane_stop(lane);
    bench_print(&single);
    produce_judge(&few, &single, 5);
    produce_judge(&many, &single, 15);
    int64_t written = count_rows(path) - before;
    bench_check(written == (int64_t)wanted, "every answered row is there: %ld of %zu", written, wanted);
    folder_close(folder);
    folder_close(other);
    return bench_end();
}
