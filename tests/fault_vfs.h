/* A file layer for SQLite that fails as disks do.  kill -9 never tests fsync, as the kernel keeps what was written;
 * this layer remembers, for each file, every write since the last sync, with the bytes that were there before.
 *
 *     fault_install();                  once; becomes the default layer
 *     fault_arm(n, FAULT_EIO, 1);       the n-th write, truncate or sync from now on fails; that many of them
 *     fault_cut_at(n);                  from the n-th on everything fails, as if the power were cut there
 *     … close all connections …
 *     fault_power_loss(seed);           puts the files into a state that the cut may have left: each write that
 *                                       was not synced is there, not there, or (a part of it) torn, by the seed;
 *                                       with seed 0 none of them is there
 *
 * Syncs are not passed on to the disk, so a test runs at the speed of memory.  The shared memory beside the log is
 * not remembered: it does not survive a cut, and SQLite makes it anew. */
#ifndef MINGZE_TESTS_FAULT_VFS_H
#define MINGZE_TESTS_FAULT_VFS_H

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum fault { FAULT_NONE, FAULT_EIO, FAULT_ENOSPC };
enum { FAULT_FILES = 64, FAULT_SECTOR = 512 };

/* One write that is not synced: before and after it. */
struct fault_change {
    int64_t at, size_before;
    size_t n, n_before;
    char *before, *after;            /* after is NULL for a truncation */
    struct fault_change *older;
};

struct fault_node {
    char path[512];
    struct fault_change *newest;
};

struct fault_file {
    sqlite3_file base;
    struct fault_node *node;
    sqlite3_file *real;
};

static struct {
    pthread_mutex_t mutex;
    sqlite3_vfs *real;
    sqlite3_vfs vfs;
    struct fault_node nodes[FAULT_FILES];
    size_t n_nodes;
    int64_t count;                   /* writes, truncations and syncs since fault_arm */
    int64_t fail_at, fail_times, cut_at;
    enum fault fault;
    bool cut;
} fault = {.mutex = PTHREAD_MUTEX_INITIALIZER};

static struct fault_node *fault_node(const char *path)
{
    for (size_t i = 0; i < fault.n_nodes; i++)
        if (strcmp(fault.nodes[i].path, path) == 0)
            return &fault.nodes[i];
    if (fault.n_nodes == FAULT_FILES || strlen(path) >= sizeof fault.nodes[0].path)
        abort();
    struct fault_node *node = &fault.nodes[fault.n_nodes++];
    snprintf(node->path, sizeof node->path, "%s", path);
    return node;
}

static void fault_forget(struct fault_node *node)
{
    for (struct fault_change *c = node->newest, *older; c; c = older) {
        older = c->older;
        free(c->before);
        free(c->after);
        free(c);
    }
    node->newest = NULL;
}

/* Forgets all files: a new world begins. */
__attribute__((unused)) static void fault_forget_all(void)
{
    for (size_t i = 0; i < fault.n_nodes; i++)
        fault_forget(&fault.nodes[i]);
    fault.n_nodes = 0;
}

/* What this operation meets, counting it. */
static enum fault fault_meet(void)
{
    fault.count++;
    if (fault.cut_at && fault.count >= fault.cut_at)
        fault.cut = true;
    if (fault.cut)
        return FAULT_EIO;
    if (fault.fail_at && fault.count >= fault.fail_at && fault.count < fault.fail_at + fault.fail_times)
        return fault.fault;
    return FAULT_NONE;
}

static int fault_remember(struct fault_file *f, const void *after, size_t n, int64_t at)
{
    sqlite3_int64 size = 0;
    int code = f->real->pMethods->xFileSize(f->real, &size);
    if (code != SQLITE_OK)
        return code;
    struct fault_change *c = calloc(1, sizeof *c);
    int64_t until = after ? at + (int64_t)n : size;
    if (until > size)
        until = size;
    *c = (struct fault_change){.at = at, .size_before = size, .n = n, .older = f->node->newest};
    if (until > at) {
        c->n_before = (size_t)(until - at);
        c->before = malloc(c->n_before);
        code = f->real->pMethods->xRead(f->real, c->before, (int)c->n_before, at);
    }
    if (after)
        c->after = memcpy(malloc(n ? n : 1), after, n);
    f->node->newest = c;
    return code;
}

static int fault_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
    struct fault_file *f = (struct fault_file *)file;
    pthread_mutex_lock(&fault.mutex);
    enum fault met = fault_meet();
    int code = SQLITE_OK;
    if (met == FAULT_NONE || (met == FAULT_ENOSPC && n > FAULT_SECTOR)) {
        int some = met == FAULT_NONE ? n : FAULT_SECTOR;          /* a full disk takes the beginning */
        code = fault_remember(f, bytes, (size_t)some, at);
        if (code == SQLITE_OK)
            code = f->real->pMethods->xWrite(f->real, bytes, some, at);
    }
    pthread_mutex_unlock(&fault.mutex);
    return code != SQLITE_OK ? code : met == FAULT_EIO ? SQLITE_IOERR_WRITE : met == FAULT_ENOSPC ? SQLITE_FULL : SQLITE_OK;
}

static int fault_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    struct fault_file *f = (struct fault_file *)file;
    pthread_mutex_lock(&fault.mutex);
    int code = fault_meet() == FAULT_EIO ? SQLITE_IOERR_TRUNCATE : fault_remember(f, NULL, 0, size);
    if (code == SQLITE_OK)
        code = f->real->pMethods->xTruncate(f->real, size);
    pthread_mutex_unlock(&fault.mutex);
    return code;
}

/* A sync that fails has synced nothing that can be relied on: all stays uncertain. */
static int fault_sync(sqlite3_file *file, int flags)
{
    struct fault_file *f = (struct fault_file *)file;
    pthread_mutex_lock(&fault.mutex);
    bool failed = fault_meet() == FAULT_EIO;
    if (!failed)
        fault_forget(f->node);
    pthread_mutex_unlock(&fault.mutex);
    return failed ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int fault_close(sqlite3_file *file)
{
    struct fault_file *f = (struct fault_file *)file;
    return f->real->pMethods->xClose(f->real);
}

#define FAULT_REAL(file) (((struct fault_file *)(file))->real)

static int fault_read(sqlite3_file *file, void *bytes, int n, sqlite3_int64 at)
{
    return FAULT_REAL(file)->pMethods->xRead(FAULT_REAL(file), bytes, n, at);
}

static int fault_size(sqlite3_file *file, sqlite3_int64 *ret)
{
    return FAULT_REAL(file)->pMethods->xFileSize(FAULT_REAL(file), ret);
}

static int fault_lock(sqlite3_file *file, int level)
{
    return FAULT_REAL(file)->pMethods->xLock(FAULT_REAL(file), level);
}

static int fault_unlock(sqlite3_file *file, int level)
{
    return FAULT_REAL(file)->pMethods->xUnlock(FAULT_REAL(file), level);
}

static int fault_reserved(sqlite3_file *file, int *ret)
{
    return FAULT_REAL(file)->pMethods->xCheckReservedLock(FAULT_REAL(file), ret);
}

static int fault_control(sqlite3_file *file, int op, void *argument)
{
    return FAULT_REAL(file)->pMethods->xFileControl(FAULT_REAL(file), op, argument);
}

static int fault_sector_size(sqlite3_file *file)
{
    return FAULT_REAL(file)->pMethods->xSectorSize(FAULT_REAL(file));
}

static int fault_characteristics(sqlite3_file *file)
{
    return FAULT_REAL(file)->pMethods->xDeviceCharacteristics(FAULT_REAL(file));
}

static int fault_shm_map(sqlite3_file *file, int page, int n, int extend, void volatile **ret)
{
    return FAULT_REAL(file)->pMethods->xShmMap(FAULT_REAL(file), page, n, extend, ret);
}

static int fault_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
    return FAULT_REAL(file)->pMethods->xShmLock(FAULT_REAL(file), offset, n, flags);
}

static void fault_shm_barrier(sqlite3_file *file)
{
    FAULT_REAL(file)->pMethods->xShmBarrier(FAULT_REAL(file));
}

static int fault_shm_unmap(sqlite3_file *file, int remove)
{
    return FAULT_REAL(file)->pMethods->xShmUnmap(FAULT_REAL(file), remove);
}

static const sqlite3_io_methods fault_methods = {
    .iVersion = 2, .xClose = fault_close, .xRead = fault_read, .xWrite = fault_write, .xTruncate = fault_truncate,
    .xSync = fault_sync, .xFileSize = fault_size, .xLock = fault_lock, .xUnlock = fault_unlock,
    .xCheckReservedLock = fault_reserved, .xFileControl = fault_control, .xSectorSize = fault_sector_size,
    .xDeviceCharacteristics = fault_characteristics, .xShmMap = fault_shm_map, .xShmLock = fault_shm_lock,
    .xShmBarrier = fault_shm_barrier, .xShmUnmap = fault_shm_unmap,
};

static int fault_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
    struct fault_file *f = (struct fault_file *)file;
    f->real = (sqlite3_file *)(f + 1);
    int code = fault.real->xOpen(fault.real, name, f->real, flags, ret_flags);
    if (code != SQLITE_OK)
        return code;
    pthread_mutex_lock(&fault.mutex);
    f->node = fault_node(name ? name : "(temporary)");
    pthread_mutex_unlock(&fault.mutex);
    f->base.pMethods = &fault_methods;
    return SQLITE_OK;
}

static int fault_delete(sqlite3_vfs *vfs, const char *name, int sync_directory)
{
    pthread_mutex_lock(&fault.mutex);
    enum fault met = fault_meet();
    if (met != FAULT_EIO)
        fault_forget(fault_node(name));
    pthread_mutex_unlock(&fault.mutex);
    return met == FAULT_EIO ? SQLITE_IOERR_DELETE : fault.real->xDelete(fault.real, name, 0);
}

static void fault_install(void)
{
    fault.real = sqlite3_vfs_find(NULL);
    fault.vfs = *fault.real;
    fault.vfs.zName = "fault";
    fault.vfs.szOsFile = (int)sizeof(struct fault_file) + fault.real->szOsFile;
    fault.vfs.xOpen = fault_open;
    fault.vfs.xDelete = fault_delete;
    if (sqlite3_vfs_register(&fault.vfs, 1) != SQLITE_OK)
        abort();
}

__attribute__((unused)) static void fault_arm(int64_t n, enum fault kind, int64_t times)
{
    pthread_mutex_lock(&fault.mutex);
    fault.count = fault.cut_at = 0;
    fault.cut = false;
    fault.fail_at = n;
    fault.fail_times = times;
    fault.fault = kind;
    pthread_mutex_unlock(&fault.mutex);
}

__attribute__((unused)) static void fault_cut_at(int64_t n)
{
    fault_arm(0, FAULT_NONE, 0);
    pthread_mutex_lock(&fault.mutex);
    fault.cut_at = n;
    pthread_mutex_unlock(&fault.mutex);
}

__attribute__((unused)) static int64_t fault_count(void)
{
    pthread_mutex_lock(&fault.mutex);
    int64_t n = fault.count;
    pthread_mutex_unlock(&fault.mutex);
    return n;
}

static uint64_t fault_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void fault_put(int fd, const void *bytes, size_t n, int64_t at)
{
    if (pwrite(fd, bytes, n, at) != (ssize_t)n)
        abort();
}

/* Back to the last sync, newest first; then, oldest first, those writes that the seed lets through. */
static void fault_lose(struct fault_node *node, uint64_t *seed)
{
    int fd = open(node->path, O_RDWR | O_CLOEXEC);
    struct fault_change *oldest_first[4096];
    size_t n = 0;
    for (struct fault_change *c = node->newest; c && fd >= 0; c = c->older) {
        if (c->before)
            fault_put(fd, c->before, c->n_before, c->at);
        if (ftruncate(fd, c->size_before) != 0 || n == sizeof oldest_first / sizeof *oldest_first)
            abort();
        oldest_first[n++] = c;
    }
    while (*seed && n--) {
        struct fault_change *c = oldest_first[n];
        uint64_t chance = fault_random(seed) % 3;
        if (chance == 0)
            continue;
        if (!c->after)
            (void)!ftruncate(fd, c->at);
        else
            fault_put(fd, c->after, chance == 1 ? c->n : fault_random(seed) % (c->n / FAULT_SECTOR + 1) * FAULT_SECTOR, c->at);
    }
    if (fd >= 0)
        close(fd);
    fault_forget(node);
}

__attribute__((unused)) static void fault_power_loss(uint64_t seed)
{
    pthread_mutex_lock(&fault.mutex);
    for (size_t i = 0; i < fault.n_nodes; i++)
        fault_lose(&fault.nodes[i], &seed);
    fault.n_nodes = 0;
    pthread_mutex_unlock(&fault.mutex);
    fault_arm(0, FAULT_NONE, 0);
}

#endif
