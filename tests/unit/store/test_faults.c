/* Faults of the disk, each at every place where it can happen.  The invariant is always the same: what was answered
 * as saved is there once; what was answered as not saved is not there; an operation is there whole or not at all; the
 * database is sound and can be worked on. */
#include "check.h"
#include "fault_vfs.h"
#include "scratch.h"
#include "store/store.h"

#include <sys/stat.h>

enum { OPERATIONS = 8, WRITERS = 3 };

struct write {
    struct operation operation;
    int64_t id;
    int outcome;
};

struct world {
    struct folder *folder;
    struct lane *lane;
    struct write writes[WRITERS][OPERATIONS];
    _Atomic int fatal;
};

static struct world world;

static int make_tables(struct db *db, void *context)
{
    TRY(meta_create(db));
    TRY(db_run(db, "CREATE TABLE IF NOT EXISTS record (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT"));
    TRY(db_run(db, "CREATE INDEX IF NOT EXISTS record_text ON record (text)"));
    return db_run(db, "CREATE TABLE IF NOT EXISTS line (record INTEGER PRIMARY KEY REFERENCES record (id)) STRICT");
}

/* Two rows in two tables, the second much later in the file. */
static int write_run(struct operation *op, struct db *db)
{
    static const char text[3000] = "记录";
    struct write *w = (struct write *)op;
    TRY(db_run(db, "INSERT INTO record (id, text) VALUES (?1, ?2)", value_int(w->id), value_text_n(text, sizeof text)));
    return db_run(db, "INSERT INTO line (record) VALUES (?1)", value_int(w->id));
}

static void note_fatal(const char *message, void *context)
{
    world.fatal++;
}

static int start(void)
{
    return lane_start(world.folder, &(struct lane_options){.prepare = make_tables, .on_fatal = note_fatal}, &world.lane);
}

static void *write_all(void *argument)
{
    struct write *writes = argument;
    for (int i = 0; i < OPERATIONS; i++)
        writes[i].outcome = lane_call(world.lane, &writes[i].operation);
    return NULL;
}

static void begin_world(void)
{
    memset(world.writes, 0, sizeof world.writes);
    world.fatal = 0;
    world.lane = NULL;
    for (int w = 0; w < WRITERS; w++)
        for (int i = 0; i < OPERATIONS; i++)
            world.writes[w][i] = (struct write){.operation.run = write_run, .id = 1 + w + i * WRITERS, .outcome = UNAVAILABLE};
    if (!world.folder)
        CHECK_DONE(folder_open(scratch("world"), FOLDER_CREATE, &world.folder));
}

/* Starts, writes from several threads, stops; whatever fails on the way. */
static void live(void)
{
    pthread_t threads[WRITERS];
    if (start() != DONE)
        return;
    for (int w = 0; w < WRITERS; w++)
        CHECK(pthread_create(&threads[w], NULL, write_all, world.writes[w]) == 0);
    for (int w = 0; w < WRITERS; w++)
        pthread_join(threads[w], NULL);
    lane_stop(world.lane);
    world.lane = NULL;
}

static void check_one(struct db *db, const struct write *w)
{
    int64_t records, lines;
    CHECK_DONE(db_get_int(db, &records, "SELECT count(*) FROM record WHERE id = ?1", value_int(w->id)));
    CHECK_DONE(db_get_int(db, &lines, "SELECT count(*) FROM line WHERE record = ?1", value_int(w->id)));
    CHECK_INT(records, lines);
    if (w->outcome == DONE)
        CHECK_INT(records, 1);
    else if (w->outcome == UNAVAILABLE)
        CHECK_INT(records, 0);
    else
        CHECK_INT(w->outcome, UNKNOWN);
}

/* Comes up again as after a restart; `ret_saved` counts what was answered as saved. */
static void check_world(int *ret_saved)
{
    struct db *db;
    CHECK_DONE(start());
    CHECK_DONE(db_open(folder_path(world.folder, FOLDER_DATABASE), DB_READ, &db));
    CHECK_DONE(db_check(db));
    *ret_saved = 0;
    for (int w = 0; w < WRITERS; w++)
        for (int i = 0; i < OPERATIONS; i++) {
            check_one(db, &world.writes[w][i]);
            *ret_saved += world.writes[w][i].outcome == DONE;
        }
    db_close(db);
    struct write late = {.operation.run = write_run, .id = 100000};
    CHECK_DONE(lane_call(world.lane, &late.operation));
    lane_stop(world.lane);
}

/* The folder itself stays: making it costs more than everything else here. */
static void remove_world(void)
{
    static const char *const names[] = {"mingze.db", "mingze.db-wal", "mingze.db-shm"};
    char path[512];
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        snprintf(path, sizeof path, "%s/%s", folder_root(world.folder), names[i]);
        unlink(path);
    }
    fault_arm(0, FAULT_NONE, 0);
    fault_forget_all();
}

/* How many places there are for a fault, and that without one all is saved. */
static int64_t count_places(void)
{
    int saved;
    begin_world();
    fault_arm(0, FAULT_NONE, 0);
    live();
    int64_t places = fault_count();
    check_world(&saved);
    CHECK_INT(saved, WRITERS * OPERATIONS);
    remove_world();
    return places;
}

static void power_cut_at_every_write(void)
{
    int64_t places = count_places();
    CHECK(places > 50);
    int saved, most = 0;
    for (int64_t n = 1; n <= places; n++) {
        begin_world();
        fault_cut_at(n);
        live();
        fault_power_loss(n % 3 ? (uint64_t)n * 2654435761u : 0);
        check_world(&saved);
        most = saved > most ? saved : most;
        remove_world();
    }
    CHECK(most > 0);
}

static void fail_at_writes(int64_t step, enum fault kind, int64_t times)
{
    int64_t places = count_places();
    int saved;
    for (int64_t n = 1; n <= places; n += step) {
        begin_world();
        fault_arm(n, kind, times);
        live();
        fault_power_loss((uint64_t)n * 40503u);
        check_world(&saved);
        CHECK(world.fatal <= 1);
        remove_world();
    }
}

static void one_error_at_every_write(void)
{
    fail_at_writes(1, FAULT_EIO, 1);
}

static void errors_from_every_write_on(void)
{
    fail_at_writes(1, FAULT_EIO, INT64_MAX / 2);
}

static void a_full_disk_at_every_write(void)
{
    fail_at_writes(1, FAULT_ENOSPC, 3);
}

static void a_full_disk_for_long(void)
{
    fail_at_writes(5, FAULT_ENOSPC, INT64_MAX / 2);
}

static void an_unknown_fate_is_told(void)
{
    struct write w = {.operation.run = write_run, .id = 1};
    begin_world();
    CHECK_DONE(start());
    fault_arm(1, FAULT_EIO, INT64_MAX / 2);
    CHECK_OUTCOME(lane_call(world.lane, &w.operation), UNKNOWN);
    CHECK(strstr(error_message(), "结果未知") != NULL);
    CHECK_INT(lane_state(world.lane), LANE_FATAL);
    CHECK_OUTCOME(lane_call(world.lane, &w.operation), UNAVAILABLE);
    lane_stop(world.lane);                   /* the lane says so after it has answered */
    CHECK_INT(world.fatal, 1);
    fault_arm(0, FAULT_NONE, 0);
    remove_world();
}

static void room_comes_back(void)
{
    struct stat st;
    struct db *db;
    int64_t n;
    struct write before = {.operation.run = write_run, .id = 1}, full = {.operation.run = write_run, .id = 2};
    begin_world();
    CHECK_DONE(start());
    CHECK_DONE(lane_call(world.lane, &before.operation));
    fault_arm(1, FAULT_ENOSPC, 1);
    CHECK_OUTCOME(lane_call(world.lane, &full.operation), UNAVAILABLE);
    CHECK(strstr(error_message(), "磁盘已满") != NULL);
    /* The answer comes before the lane gives the ballast back; then it takes nothing for a second. */
    for (int i = 0; i < 100 && stat(folder_path(world.folder, FOLDER_BALLAST), &st) == 0 && st.st_size; i++)
        usleep(5000);
    CHECK_INT(lane_state(world.lane), LANE_FULL);
    CHECK_INT(st.st_size, 0);
    CHECK_OUTCOME(lane_call(world.lane, &full.operation), UNAVAILABLE);
    CHECK_DONE(db_open(folder_path(world.folder, FOLDER_DATABASE), DB_READ, &db));       /* reading goes on */
    CHECK_DONE(db_get_int(db, &n, "SELECT count(*) FROM record"));
    CHECK_INT(n, 1);
    db_close(db);
    for (int i = 0; i < 300 && lane_state(world.lane) == LANE_FULL; i++)
        usleep(10000);
    CHECK_DONE(lane_call(world.lane, &full.operation));
    CHECK_INT(world.fatal, 0);
    lane_stop(world.lane);
    remove_world();
}

/* The negative control: a database that never syncs must lose rows here, or the layer tests nothing. */
static void without_syncs_rows_are_lost(void)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    const char *path = scratch("careless.db");
    fault_arm(0, FAULT_NONE, 0);
    CHECK_INT(sqlite3_open(path, &db), SQLITE_OK);
    CHECK_INT(sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (a); "
                           "PRAGMA synchronous=OFF", NULL, NULL, NULL), SQLITE_OK);
    for (int i = 0; i < 10; i++)
        CHECK_INT(sqlite3_exec(db, "INSERT INTO t VALUES (1)", NULL, NULL, NULL), SQLITE_OK);
    fault_cut_at(1);
    sqlite3_close(db);
    fault_power_loss(0);
    CHECK_INT(sqlite3_open(path, &db), SQLITE_OK);
    CHECK_INT(sqlite3_prepare_v2(db, "SELECT count(*) FROM t", -1, &stmt, NULL), SQLITE_OK);
    CHECK_INT(sqlite3_step(stmt), SQLITE_ROW);
    CHECK(sqlite3_column_int(stmt, 0) < 10);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    fault_forget_all();
}

int main(int argc, char **argv)
{
    static const struct check_test tests[] = {
        {"without syncs, rows are lost (the control)", without_syncs_rows_are_lost},
        {"the power is cut at every write", power_cut_at_every_write},
        {"one I/O error at every write", one_error_at_every_write},
        {"I/O errors from every write on", errors_from_every_write_on},
        {"a full disk at every write", a_full_disk_at_every_write},
        {"a full disk for long", a_full_disk_for_long},
        {"an unknown fate is told", an_unknown_fate_is_told},
        {"room comes back", room_comes_back},
    };
    fault_install();
    int status = check_run(tests, ARRAY_SIZE(tests), argc > 1 ? argv[1] : NULL);
    folder_close(world.folder);
    return status;
}
