/* Bytes that turn on the disk, and pages that land at another place, are found by whoever reads them. */
#include "check.h"
#include "scratch.h"
#include "store/store.h"

#include <fcntl.h>
#include <sys/stat.h>

enum { PAGE = 4096, ROWS = 400 };

static struct folder *folder;

static int fill(struct db *db, void *context)
{
    TRY(db_run(db, "CREATE TABLE unit (id INTEGER PRIMARY KEY, name TEXT NOT NULL, story TEXT) STRICT"));
    for (int i = 1; i <= ROWS; i++)
        TRY(db_run(db, "INSERT INTO unit VALUES (?1, 'unit ' || ?1, hex(zeroblob(?2)))", value_int(i),
                   value_int(i % 50 ? 100 : 5000)));
    return DONE;
}

static void begin(const char *name)
{
    struct lane *lane;
    CHECK_DONE(folder_open(scratch(name), FOLDER_CREATE, &folder));
    CHECK_DONE(lane_start(folder, &(struct lane_options){.prepare = fill}, &lane));
    lane_stop(lane);
}

/* DONE when every row reads as it was written. */
static int read_all(const char *path)
{
    _cleanup_(db_close_p) struct db *db = NULL;
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int outcome, n = 0;
    TRY(db_open(path, DB_READ, &db));
    TRY(db_query(db, &s, "SELECT id, name, length(story || 'x') FROM unit ORDER BY id"));
    while ((outcome = statement_step(s)) == STATEMENT_ROW) {
        char name[32];
        snprintf(name, sizeof name, "unit %d", ++n);
        if (!text_equal(statement_text(s, 1), name))
            return fail(INVALID, "a wrong row was shown");
    }
    return outcome == DONE && n != ROWS ? fail(INVALID, "rows are missing") : outcome;
}

static void sound_pages_are_read(void)
{
    begin("sound");
    CHECK_DONE(read_all(folder_path(folder, FOLDER_DATABASE)));
    folder_close(folder);
}

/* In each page, one bit of one byte; every page's damage is found by reading all, or the page is not in use. */
static void every_flipped_byte_is_found(void)
{
    struct stat st;
    char byte;
    int found = 0;
    begin("flipped");
    const char *path = folder_path(folder, FOLDER_DATABASE);
    int fd = open(path, O_RDWR);
    CHECK(fd >= 0 && fstat(fd, &st) == 0 && st.st_size % PAGE == 0);
    for (off_t page = 0; page < st.st_size; page += PAGE) {
        off_t at = page + 200 + page / PAGE * 37 % 3800;
        CHECK(pread(fd, &byte, 1, at) == 1);
        byte ^= 0x10;
        CHECK(pwrite(fd, &byte, 1, at) == 1);
        CHECK_OUTCOME(read_all(path), FATAL);
        found++;
        byte ^= 0x10;
        CHECK(pwrite(fd, &byte, 1, at) == 1);
    }
    CHECK_DONE(read_all(path));
    CHECK(found > 20);
    close(fd);
    folder_close(folder);
}

static void a_misplaced_page_is_found(void)
{
    char one[PAGE], other[PAGE];
    begin("misplaced");
    const char *path = folder_path(folder, FOLDER_DATABASE);
    int fd = open(path, O_RDWR);
    CHECK(pread(fd, one, PAGE, 4 * PAGE) == PAGE && pread(fd, other, PAGE, 5 * PAGE) == PAGE);
    CHECK(pwrite(fd, other, PAGE, 4 * PAGE) == PAGE && pwrite(fd, one, PAGE, 5 * PAGE) == PAGE);
    CHECK_OUTCOME(read_all(path), FATAL);
    close(fd);
    folder_close(folder);
}

static void a_copy_is_sealed_too(void)
{
    char byte;
    struct folder *copy;
    begin("copied");
    CHECK_DONE(store_backup(folder_root(folder), scratch("copy"), NULL, NULL, NULL));
    CHECK_DONE(folder_open(scratch("copy"), FOLDER_READ, &copy));
    const char *path = folder_path(copy, FOLDER_DATABASE);
    CHECK_DONE(read_all(path));
    int fd = open(path, O_RDWR);
    CHECK(pread(fd, &byte, 1, 6 * PAGE + 3000) == 1);
    byte ^= 1;
    CHECK(pwrite(fd, &byte, 1, 6 * PAGE + 3000) == 1);
    close(fd);
    CHECK_OUTCOME(read_all(path), FATAL);
    CHECK_OUTCOME(store_backup(scratch("copy"), scratch("copy2"), NULL, NULL, NULL), FATAL);
    folder_close(copy);
    folder_close(folder);
}

static int grow_run(struct operation *op, struct db *db)
{
    return db_run(db, "INSERT INTO unit (id, name, story) SELECT id + 1000, 'unit ' || (id + 1000), hex(zeroblob(6000)) FROM unit");
}

/* More pages than a cache holds, most of them only in the log, where they have no seals. */
static void a_copy_of_the_log_is_sealed(void)
{
    struct lane *lane;
    struct folder *copy;
    struct db *db;
    int64_t bytes;
    struct operation grow = {.run = grow_run};
    begin("large");
    CHECK_DONE(lane_start(folder, NULL, &lane));
    CHECK_DONE(lane_call(lane, &grow));
    CHECK_DONE(store_backup(folder_root(folder), scratch("large.copy"), NULL, NULL, NULL));
    lane_stop(lane);
    CHECK_DONE(folder_open(scratch("large.copy"), FOLDER_READ, &copy));
    CHECK_DONE(db_open(folder_path(copy, FOLDER_DATABASE), DB_READ, &db));
    CHECK_DONE(db_get_int(db, &bytes, "SELECT sum(length(story)) FROM unit"));
    CHECK(bytes > 4800000);
    db_close(db);
    folder_close(copy);
    folder_close(folder);
}

TESTS({"sound pages are read", sound_pages_are_read}, {"every flipped byte is found", every_flipped_byte_is_found},
      {"a misplaced page is found", a_misplaced_page_is_found}, {"a copy is sealed too", a_copy_is_sealed_too},
      {"a copy of the log is sealed", a_copy_of_the_log_is_sealed})
