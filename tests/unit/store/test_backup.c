#include "check.h"
#include "scratch.h"
#include "store/store.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>

static struct arena *arena;

static int make_tables(struct db *db, void *context)
{
    TRY(meta_create(db));
    return db_run(db, "CREATE TABLE pair (id INTEGER PRIMARY KEY, other INTEGER NOT NULL, file TEXT) STRICT");
}

struct pair {
    struct operation operation;
    int64_t id;
    const char *file;
};

/* Two rows or none: a copy that has one is not one state. */
static int pair_run(struct operation *op, struct db *db)
{
    struct pair *p = (struct pair *)op;
    TRY(db_run(db, "INSERT INTO pair VALUES (?1, ?2, ?3)", value_int(p->id), value_int(p->id + 1), value_text(p->file)));
    return db_run(db, "INSERT INTO pair VALUES (?1, ?2, NULL)", value_int(p->id + 1), value_int(p->id));
}

static _Atomic bool stop;
static _Atomic int written;

static void *write_pairs(void *argument)
{
    struct lane *lane = argument;
    for (int64_t id = 1000; !stop; id += 2) {
        struct pair p = {.operation.run = pair_run, .id = id};
        if (lane_call(lane, &p.operation) != DONE)
            break;
        written++;
    }
    return NULL;
}

static int count_pairs(struct db *db, void *context)
{
    int64_t alone;
    TRY(db_get_int(db, &alone, "SELECT count(*) FROM pair WHERE other NOT IN (SELECT id FROM pair)"));
    TRY(db_get_int(db, (int64_t *)context, "SELECT count(*) FROM pair"));
    return alone ? fail(INVALID, "half a pair") : DONE;
}

static int refuse(struct db *db, void *context)
{
    return fail(INVALID, "the chain is broken");
}

static struct folder *folder;
static struct lane *lane;
static char digest[DIGEST_TEXT];

static void begin(const char *name)
{
    CHECK_DONE(folder_open(scratch(name), FOLDER_CREATE, &folder));
    CHECK_DONE(lane_start(folder, &(struct lane_options){.prepare = make_tables}, &lane));
    CHECK_DONE(file_store_put(folder, "反馈意见", 12, digest));
    struct pair p = {.operation.run = pair_run, .id = 2, .file = digest};
    CHECK_DONE(lane_call(lane, &p.operation));
}

static void end(void)
{
    lane_stop(lane);
    folder_close(folder);
}

static void a_copy_is_one_state(void)
{
    struct backup_report report;
    pthread_t writer;
    int64_t rows = 0;
    begin("busy");
    stop = false;
    CHECK(pthread_create(&writer, NULL, write_pairs, lane) == 0);
    while (written < 50)
        usleep(1000);
    for (int i = 0; i < 3; i++) {
        char name[16];
        snprintf(name, sizeof name, "copy%d", i);
        CHECK_DONE(store_backup(folder_root(folder), scratch(name), count_pairs, &rows, &report));
        CHECK(rows >= 100 && report.database_bytes > 0 && report.files == 1 && report.file_bytes == 12);
    }
    stop = true;
    pthread_join(writer, NULL);
    end();
}

static void what_was_kept_comes_back(void)
{
    struct folder *copy;
    const void *bytes;
    size_t n;
    int64_t rows;
    begin("kept");
    CHECK_DONE(store_backup(folder_root(folder), scratch("kept.copy/"), NULL, NULL, NULL));
    end();
    CHECK_DONE(store_restore(scratch("kept.copy"), scratch("back"), count_pairs, &rows, NULL));
    CHECK_INT(rows, 2);
    CHECK_DONE(folder_open(scratch("back"), FOLDER_OWN, &copy));
    CHECK_DONE(file_store_get(copy, arena, digest, &bytes, &n));
    CHECK(n == 12 && memcmp(bytes, "反馈意见", 12) == 0);
    struct lane *again;
    struct pair p = {.operation.run = pair_run, .id = 10};
    CHECK_DONE(lane_start(copy, NULL, &again));                     /* and can be worked on */
    CHECK_DONE(lane_call(again, &p.operation));
    lane_stop(again);
    folder_close(copy);
}

static bool is_there(const char *name)
{
    return access(scratch(name), F_OK) == 0;
}

static void a_copy_never_overwrites(void)
{
    begin("over");
    CHECK(mkdir(scratch("taken"), 0700) == 0);
    CHECK_OUTCOME(store_backup(folder_root(folder), scratch("taken"), NULL, NULL, NULL), CONFLICT);
    CHECK_OUTCOME(store_backup(folder_root(folder), folder_root(folder), NULL, NULL, NULL), CONFLICT);
    CHECK_OUTCOME(store_backup(scratch("absent"), scratch("new"), NULL, NULL, NULL), NOT_FOUND);
    CHECK(!is_there("new"));
    end();
}

static void a_copy_that_is_not_proven_is_none(void)
{
    char path[512];
    begin("unproven");
    CHECK_OUTCOME(store_backup(folder_root(folder), scratch("unproven.copy"), refuse, NULL, NULL), INVALID);
    CHECK_TEXT(error_message(), "the chain is broken");
    CHECK(!is_there("unproven.copy"));
    snprintf(path, sizeof path, "%s/%.2s/%s", folder_path(folder, FOLDER_FILES), digest, digest + 2);
    int fd = open(path, O_WRONLY);
    CHECK(pwrite(fd, "X", 1, 0) == 1);
    close(fd);
    CHECK_OUTCOME(store_backup(folder_root(folder), scratch("unproven.copy"), NULL, NULL, NULL), FATAL);
    CHECK(!is_there("unproven.copy"));
    end();
}

static int count_parts(const char *path, const struct stat *st, int type, struct FTW *at)
{
    return strstr(path + at->base, ".part") != NULL;
}

static void nothing_half_made_is_left(void)
{
    CHECK_INT(nftw(scratch_root, count_parts, 16, FTW_PHYS), 0);
}

int main(int argc, char **argv)
{
    static const struct check_test tests[] = {
        {"a copy taken while writing is one state", a_copy_is_one_state},
        {"what was kept comes back", what_was_kept_comes_back},
        {"a copy never overwrites", a_copy_never_overwrites},
        {"a copy that is not proven is none", a_copy_that_is_not_proven_is_none},
        {"nothing half made is left", nothing_half_made_is_left},
    };
    arena = arena_create(1 << 20);
    int status = check_run(tests, ARRAY_SIZE(tests), argc > 1 ? argv[1] : NULL);
    arena_destroy(arena);
    return status;
}
