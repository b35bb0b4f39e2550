#include "store/seal.h"

#include "base/base.h"
#include "store/log_file.h"
#include "store/page_cache.h"

#include <endian.h>
#include <pthread.h>
#include <string.h>

enum {
    PAGE = 4096,               /* SQLite's default, and ours */
    HEAD_RESERVED = 20,        /* where page 1 says how many bytes at a page's end are not SQLite's */
    HEAD = 100,
    CONTROL = 0x4d5a0001,      /* our own question to the layer: is it sealed (−1), or make it so (0, 1) */
    CONTROL_SIPS,              /* and our demand: sync after so many pages */
};

/* The database file; logs and journals have checksums of their own. */
struct sealed_file {
    sqlite3_file base;
    sqlite3_file *below;
    bool sealed;               /* page 1 has room for seals */
    int sip, written;          /* pages between two syncs (0: only when asked), and since the last */
};

static sqlite3_vfs layer;

static uint64_t seal_of(const unsigned char *page, sqlite3_int64 at)
{
    uint64_t sum = (uint64_t)at + 1, word;
    for (int i = 0; i < PAGE - SEAL_BYTES; i += 8) {
        memcpy(&word, page + i, 8);
        sum = (sum ^ le64toh(word)) * 0x9e3779b97f4a7c15u;
        sum ^= sum >> 32;
    }
    return sum;
}

/* A page that was reserved but never written is a hole. */
static bool is_hole(const unsigned char *page)
{
    return page[0] == 0 && memcmp(page, page + 1, PAGE - 1) == 0;
}

static bool is_page(int n, sqlite3_int64 at)
{
    return n == PAGE && at % PAGE == 0;
}

static void look_at_head(struct sealed_file *f, const unsigned char *bytes, int n, sqlite3_int64 at)
{
    if (at == 0 && n >= HEAD)
        f->sealed = bytes[HEAD_RESERVED] == SEAL_BYTES && memcmp(bytes, "SQLite format 3", 16) == 0;
}

static int seal_read(sqlite3_file *file, void *bytes, int n, sqlite3_int64 at)
{
    struct sealed_file *f = (struct sealed_file *)file;
    int code = f->below->pMethods->xRead(f->below, bytes, n, at);
    if (code != SQLITE_OK)
        return code;
    look_at_head(f, bytes, n, at);
    if (!f->sealed || !is_page(n, at))
        return SQLITE_OK;
    uint64_t seal;
    memcpy(&seal, (unsigned char *)bytes + PAGE - SEAL_BYTES, SEAL_BYTES);
    return le64toh(seal) == seal_of(bytes, at) || is_hole(bytes) ? SQLITE_OK : SQLITE_IOERR_DATA;
}

static int sip(struct sealed_file *f)
{
    if (!f->sip || ++f->written < f->sip)
        return SQLITE_OK;
    f->written = 0;
    return f->below->pMethods->xSync(f->below, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
}

/* The bytes belong to SQLite's page cache or to a buffer of the copier, and their end is ours to write. */
static int seal_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
    struct sealed_file *f = (struct sealed_file *)file;
    look_at_head(f, bytes, n, at);
    if (f->sealed && is_page(n, at)) {
        uint64_t seal = htole64(seal_of(bytes, at));
        memcpy((unsigned char *)bytes + PAGE - SEAL_BYTES, &seal, SEAL_BYTES);
    }
    int code = f->below->pMethods->xWrite(f->below, bytes, n, at);
    return code == SQLITE_OK ? sip(f) : code;
}

#define BELOW(file) (((struct sealed_file *)(file))->below)

static int seal_close(sqlite3_file *file)
{
    return BELOW(file)->pMethods->xClose(BELOW(file));
}

static int seal_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return BELOW(file)->pMethods->xTruncate(BELOW(file), size);
}

static int seal_sync(sqlite3_file *file, int flags)
{
    return BELOW(file)->pMethods->xSync(BELOW(file), flags);
}

static int seal_size(sqlite3_file *file, sqlite3_int64 *ret)
{
    return BELOW(file)->pMethods->xFileSize(BELOW(file), ret);
}

static int seal_lock(sqlite3_file *file, int level)
{
    return BELOW(file)->pMethods->xLock(BELOW(file), level);
}

static int seal_unlock(sqlite3_file *file, int level)
{
    return BELOW(file)->pMethods->xUnlock(BELOW(file), level);
}

static int seal_reserved(sqlite3_file *file, int *ret)
{
    return BELOW(file)->pMethods->xCheckReservedLock(BELOW(file), ret);
}

static int seal_control(sqlite3_file *file, int op, void *argument)
{
    struct sealed_file *f = (struct sealed_file *)file;
    int *state = argument;
    if (op == CONTROL) {
        f->sealed = *state < 0 ? f->sealed : *state > 0;
        *state = f->sealed;
        return SQLITE_OK;
    }
    if (op == CONTROL_SIPS) {
        f->sip = *state;
        return SQLITE_OK;
    }
    return BELOW(file)->pMethods->xFileControl(BELOW(file), op, argument);
}

static int seal_sector(sqlite3_file *file)
{
    return BELOW(file)->pMethods->xSectorSize(BELOW(file));
}

static int seal_device(sqlite3_file *file)
{
    /* Long values must be read as whole pages too, else their seals are never looked at. */
    return BELOW(file)->pMethods->xDeviceCharacteristics(BELOW(file)) & ~SQLITE_IOCAP_SUBPAGE_READ;
}

static int seal_shm_map(sqlite3_file *file, int page, int n, int extend, void volatile **ret)
{
    return BELOW(file)->pMethods->xShmMap(BELOW(file), page, n, extend, ret);
}

static int seal_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
    return BELOW(file)->pMethods->xShmLock(BELOW(file), offset, n, flags);
}

static void seal_shm_barrier(sqlite3_file *file)
{
    BELOW(file)->pMethods->xShmBarrier(BELOW(file));
}

static int seal_shm_unmap(sqlite3_file *file, int also_delete)
{
    return BELOW(file)->pMethods->xShmUnmap(BELOW(file), also_delete);
}

/* Version 2: without memory mapping, which would read past this layer. */
static const sqlite3_io_methods methods = {
    .iVersion = 2, .xClose = seal_close, .xRead = seal_read, .xWrite = seal_write, .xTruncate = seal_truncate,
    .xSync = seal_sync, .xFileSize = seal_size, .xLock = seal_lock, .xUnlock = seal_unlock,
    .xCheckReservedLock = seal_reserved, .xFileControl = seal_control, .xSectorSize = seal_sector,
    .xDeviceCharacteristics = seal_device, .xShmMap = seal_shm_map, .xShmLock = seal_shm_lock,
    .xShmBarrier = seal_shm_barrier, .xShmUnmap = seal_shm_unmap,
};

static int seal_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
    sqlite3_vfs *below = vfs->pAppData;
    if (flags & SQLITE_OPEN_WAL)
        return log_file_open(below, name, file, flags, ret_flags);
    if (!(flags & SQLITE_OPEN_MAIN_DB))
        return below->xOpen(below, name, file, flags, ret_flags);
    struct sealed_file *f = (struct sealed_file *)file;
    f->below = (sqlite3_file *)(f + 1);
    f->sealed = false;
    f->sip = f->written = 0;
    f->base.pMethods = NULL;
    int code = below->xOpen(below, name, f->below, flags, ret_flags);
    if (code == SQLITE_OK)
        f->base.pMethods = &methods;
    return code;
}

/* A layer below may keep its own state in pAppData, so its functions are called with it, not with this one. */
static int seal_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    sqlite3_vfs *below = vfs->pAppData;
    return below->xDelete(below, name, sync);
}

static int seal_access(sqlite3_vfs *vfs, const char *name, int flags, int *ret)
{
    sqlite3_vfs *below = vfs->pAppData;
    return below->xAccess(below, name, flags, ret);
}

static int seal_full_name(sqlite3_vfs *vfs, const char *name, int n, char *out)
{
    sqlite3_vfs *below = vfs->pAppData;
    return below->xFullPathname(below, name, n, out);
}

static void install(void)
{
    page_cache_install();
    sqlite3_vfs *below = sqlite3_vfs_find(NULL);
    layer = *below;
    layer.zName = "sealed";
    layer.pNext = NULL;
    layer.pAppData = below;
    _Static_assert(sizeof(struct sealed_file) <= sizeof(struct log_file), "room for either");
    layer.szOsFile = (int)sizeof(struct log_file) + below->szOsFile;
    layer.xOpen = seal_open;
    layer.xDelete = seal_delete;
    layer.xAccess = seal_access;
    layer.xFullPathname = seal_full_name;
    if (sqlite3_vfs_register(&layer, 0) != SQLITE_OK)
        die("SQLite 不接受文件层");
}

const char *seal_layer(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install);
    return layer.zName;
}

int seal_ask(sqlite3 *handle)
{
    int bytes = SEAL_BYTES;
    return sqlite3_file_control(handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
}

int seal_follow(sqlite3 *from, sqlite3 *to)
{
    int state = -1;
    int code = sqlite3_file_control(from, "main", CONTROL, &state);
    return code == SQLITE_OK ? sqlite3_file_control(to, "main", CONTROL, &state) : code;
}

int seal_sip(sqlite3 *handle, int pages)
{
    return sqlite3_file_control(handle, "main", CONTROL_SIPS, &pages);
}
