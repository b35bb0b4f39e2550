/* The layer below is a piece of memory that counts what reaches it, and fails when told to. */
#include "check.h"
#include "base/base.h"
#include "store/log_file.h"

enum { MOST = 120 << 10, FRAME = 24, PAGE = 4096, ROOM = 1 << 20 };

static struct {
    char bytes[ROOM];
    int64_t size;
    int writes, syncs, closes, last_n;
    int64_t last_at;
    int code;                     /* what the next write gives; then it is well again */
    char others[64];              /* the calls that are only handed on, one letter each */
} disk;

static int below_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
    int code = disk.code;
    disk.code = SQLITE_OK;
    disk.writes++;
    disk.last_n = n;
    disk.last_at = at;
    if (code != SQLITE_OK)
        return code;
    memcpy(disk.bytes + at, bytes, (size_t)n);
    disk.size = at + n > disk.size ? at + n : disk.size;
    return SQLITE_OK;
}

static int below_read(sqlite3_file *file, void *bytes, int n, sqlite3_int64 at)
{
    memcpy(bytes, disk.bytes + at, (size_t)n);
    return SQLITE_OK;
}

static int below_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    disk.size = size;
    return SQLITE_OK;
}

static int below_size(sqlite3_file *file, sqlite3_int64 *ret)
{
    *ret = disk.size;
    return SQLITE_OK;
}

static int below_sync(sqlite3_file *file, int flags)
{
    disk.syncs += flags == SQLITE_SYNC_NORMAL;
    return SQLITE_OK;
}

static int below_close(sqlite3_file *file)
{
    disk.closes++;
    return SQLITE_OK;
}

static int note(char letter, int give)
{
    disk.others[strlen(disk.others)] = letter;
    return give;
}

static int below_lock(sqlite3_file *file, int level) { return note('l', 10 + level); }
static int below_unlock(sqlite3_file *file, int level) { return note('u', 20 + level); }
static int below_reserved(sqlite3_file *file, int *ret) { *ret = 1; return note('r', 30); }
static int below_control(sqlite3_file *file, int op, void *argument) { return note('c', 40 + op); }
static int below_sector(sqlite3_file *file) { return note('s', 512); }
static int below_device(sqlite3_file *file) { return note('d', 64); }

static const sqlite3_io_methods below_methods = {
    .iVersion = 1, .xClose = below_close, .xRead = below_read, .xWrite = below_write, .xTruncate = below_truncate,
    .xSync = below_sync, .xFileSize = below_size, .xLock = below_lock, .xUnlock = below_unlock,
    .xCheckReservedLock = below_reserved, .xFileControl = below_control, .xSectorSize = below_sector,
    .xDeviceCharacteristics = below_device,
};

static int below_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
    if (strcmp(name, "none") == 0)
        return SQLITE_CANTOPEN;
    file->pMethods = &below_methods;
    *ret_flags = flags;
    return SQLITE_OK;
}

static union {
    struct log_file log;
    char room[sizeof(struct log_file) + sizeof(sqlite3_file)];
} file;

static sqlite3_vfs below = {.szOsFile = sizeof(sqlite3_file), .xOpen = below_open};
static char page[MOST + 1];

#define CALL(method, ...) file.log.base.pMethods->method(&file.log.base __VA_OPT__(,) __VA_ARGS__)

static void begin(void)
{
    int flags = 0;
    memset(&disk, 0, sizeof disk);
    for (size_t i = 0; i < sizeof page; i++)
        page[i] = (char)(i * 7 + i / 251);
    CHECK_INT(log_file_open(&below, "log", &file.log.base, SQLITE_OPEN_WAL, &flags), SQLITE_OK);
    CHECK_INT(flags, SQLITE_OPEN_WAL);
}

static void put(int n, int64_t at)
{
    CHECK_INT(CALL(xWrite, page + at % PAGE, n, at), SQLITE_OK);
}

/* A batch of the lane: many frames, one write, one sync, the same bytes. */
static void a_batch_is_one_write(void)
{
    begin();
    for (int i = 0; i < 20; i++) {
        int64_t at = 32 + i * (int64_t)(FRAME + PAGE);
        put(FRAME, at);
        put(PAGE, at + FRAME);
    }
    CHECK_INT(disk.writes, 0);
    CHECK_INT(CALL(xSync, SQLITE_SYNC_NORMAL), SQLITE_OK);
    CHECK_INT(disk.writes, 1);
    CHECK_INT(disk.syncs, 1);
    CHECK_INT(disk.last_at, 32);
    CHECK_INT(disk.last_n, 20 * (FRAME + PAGE));
    CHECK(memcmp(disk.bytes + 32 + FRAME, page + (32 + FRAME) % PAGE, PAGE) == 0);
    CHECK_INT(CALL(xSync, SQLITE_SYNC_NORMAL), SQLITE_OK);            /* nothing gathered: only the sync */
    CHECK_INT(disk.writes, 1);
    CHECK_INT(CALL(xClose), SQLITE_OK);
    CHECK_INT(disk.closes, 1);
}

static void a_jump_writes_what_was_before_it(void)
{
    begin();
    put(100, 0);
    put(100, 100);
    put(100, 201);
    CHECK_INT(disk.writes, 1);
    CHECK_INT(disk.last_n, 200);
    put(100, 0);                                                       /* back: the head is written again */
    CHECK_INT(disk.writes, 2);
    CHECK_INT(disk.last_at, 201);
    CHECK_INT(CALL(xClose), SQLITE_OK);                               /* what is gathered is not lost at closing */
    CHECK_INT(disk.writes, 3);
}

static void no_write_is_longer_than_the_layer_below_takes(void)
{
    begin();
    put(MOST - 10, 0);
    put(10, MOST - 10);
    CHECK_INT(disk.writes, 0);
    put(1, MOST);
    CHECK_INT(disk.writes, 1);
    CHECK_INT(disk.last_n, MOST);
    CHECK_INT(CALL(xWrite, page, MOST + 1, MOST + 1), SQLITE_OK);     /* too long to gather: straight on, in its turn */
    CHECK_INT(disk.writes, 3);
    CHECK_INT(disk.last_n, MOST + 1);
    CHECK_INT(disk.size, MOST + 1 + MOST + 1);
    CHECK_INT(CALL(xClose), SQLITE_OK);
}

/* Whoever asks for the file's state is told it with what was gathered. */
static void questions_see_what_was_gathered(void)
{
    char got[10];
    sqlite3_int64 size;
    begin();
    put(10, 0);
    CHECK_INT(CALL(xRead, got, 10, 0), SQLITE_OK);
    CHECK(memcmp(got, page, 10) == 0);
    put(10, 10);
    CHECK_INT(CALL(xFileSize, &size), SQLITE_OK);
    CHECK_INT(size, 20);
    put(10, 20);
    CHECK_INT(CALL(xTruncate, 5), SQLITE_OK);
    CHECK_INT(disk.size, 5);
    CHECK_INT(CALL(xSync, SQLITE_SYNC_NORMAL), SQLITE_OK);
    CHECK_INT(disk.size, 5);                                           /* the truncation came last */
    CHECK_INT(CALL(xClose), SQLITE_OK);
}

/* Each way to the disk tells the failure, and what could not be written is forgotten, not written later. */
static void a_failed_write_is_told_once(void)
{
    char got[10];
    sqlite3_int64 size;
    for (int way = 0; way < 6; way++) {
        begin();
        put(10, 0);
        disk.code = SQLITE_FULL;
        int code = way == 0 ? CALL(xSync, SQLITE_SYNC_NORMAL) : way == 1 ? CALL(xRead, got, 10, 0)
            : way == 2 ? CALL(xFileSize, &size) : way == 3 ? CALL(xTruncate, 0)
            : way == 4 ? CALL(xWrite, page, 10, 100) : CALL(xClose);
        CHECK_INT(code, SQLITE_FULL);
        CHECK_INT(disk.syncs, 0);
        CHECK_INT(disk.size, 0);
        if (way == 5)
            continue;
        put(20, 0);
        CHECK_INT(CALL(xSync, SQLITE_SYNC_NORMAL), SQLITE_OK);
        CHECK_INT(disk.last_n, 20);
        CHECK_INT(CALL(xClose), SQLITE_OK);
    }
    CHECK_INT(disk.closes, 1);                                         /* closed although its last write failed */
}

static void the_rest_is_handed_on(void)
{
    int reserved = 0;
    begin();
    CHECK_INT(CALL(xLock, 1), 11);
    CHECK_INT(CALL(xUnlock, 2), 22);
    CHECK_INT(CALL(xCheckReservedLock, &reserved), 30);
    CHECK_INT(reserved, 1);
    CHECK_INT(CALL(xFileControl, 3, NULL), 43);
    CHECK_INT(CALL(xSectorSize), 512);
    CHECK_INT(CALL(xDeviceCharacteristics), 64);
    CHECK_TEXT(disk.others, "lurcsd");
    CHECK_INT(disk.writes, 0);
    CHECK_INT(CALL(xClose), SQLITE_OK);
}

/* SQLite closes what has methods: a file that was not opened has none. */
static void a_file_that_does_not_open_has_no_methods(void)
{
    int flags = 0;
    memset(&file, 0x55, sizeof file);
    CHECK_INT(log_file_open(&below, "none", &file.log.base, 0, &flags), SQLITE_CANTOPEN);
    CHECK(file.log.base.pMethods == NULL);
}

TESTS(
    {"a batch is one write", a_batch_is_one_write},
    {"a jump writes what was before it", a_jump_writes_what_was_before_it},
    {"no write is longer than the layer below takes", no_write_is_longer_than_the_layer_below_takes},
    {"questions see what was gathered", questions_see_what_was_gathered},
    {"a failed write is told once", a_failed_write_is_told_once},
    {"the rest is handed on", the_rest_is_handed_on},
    {"a file that does not open has no methods", a_file_that_does_not_open_has_no_methods},
)
