#include "store/log_file.h"

#include <stdlib.h>
#include <string.h>

/* Below 128 KB, the most that SQLite's own layer takes in one call. */
enum { GATHERED_MOST = 120 << 10 };

#define BELOW(file) (((struct log_file *)(file))->below)

/* What could not be written is forgotten: SQLite takes the commit back and writes from the same place again. */
static int flush(struct log_file *f)
{
    int n = f->n;
    f->n = 0;
    return n ? f->below->pMethods->xWrite(f->below, f->gathered, n, f->at) : SQLITE_OK;
}

static int log_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
    struct log_file *f = (struct log_file *)file;
    if (f->n && (at != f->at + f->n || n > GATHERED_MOST - f->n)) {
        int code = flush(f);
        if (code != SQLITE_OK)
            return code;
    }
    if (!f->gathered)
        f->gathered = malloc(GATHERED_MOST);
    if (!f->gathered || n > GATHERED_MOST)
        return f->below->pMethods->xWrite(f->below, bytes, n, at);
    if (!f->n)
        f->at = at;
    memcpy(f->gathered + f->n, bytes, (size_t)n);
    f->n += n;
    return SQLITE_OK;
}

static int log_read(sqlite3_file *file, void *bytes, int n, sqlite3_int64 at)
{
    int code = flush((struct log_file *)file);
    return code == SQLITE_OK ? BELOW(file)->pMethods->xRead(BELOW(file), bytes, n, at) : code;
}

static int log_sync(sqlite3_file *file, int flags)
{
    int code = flush((struct log_file *)file);
    return code == SQLITE_OK ? BELOW(file)->pMethods->xSync(BELOW(file), flags) : code;
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    int code = flush((struct log_file *)file);
    return code == SQLITE_OK ? BELOW(file)->pMethods->xTruncate(BELOW(file), size) : code;
}

static int log_size(sqlite3_file *file, sqlite3_int64 *ret)
{
    int code = flush((struct log_file *)file);
    return code == SQLITE_OK ? BELOW(file)->pMethods->xFileSize(BELOW(file), ret) : code;
}

static int log_close(sqlite3_file *file)
{
    struct log_file *f = (struct log_file *)file;
    int code = flush(f);
    free(f->gathered);
    int closed = f->below->pMethods->xClose(f->below);
    return code == SQLITE_OK ? closed : code;
}

static int log_lock(sqlite3_file *file, int level)
{
    return BELOW(file)->pMethods->xLock(BELOW(file), level);
}

static int log_unlock(sqlite3_file *file, int level)
{
    return BELOW(file)->pMethods->xUnlock(BELOW(file), level);
}

static int log_reserved(sqlite3_file *file, int *ret)
{
    return BELOW(file)->pMethods->xCheckReservedLock(BELOW(file), ret);
}

static int log_control(sqlite3_file *file, int op, void *argument)
{
    return BELOW(file)->pMethods->xFileControl(BELOW(file), op, argument);
}

static int log_sector(sqlite3_file *file)
{
    return BELOW(file)->pMethods->xSectorSize(BELOW(file));
}

static int log_device(sqlite3_file *file)
{
    return BELOW(file)->pMethods->xDeviceCharacteristics(BELOW(file));
}

static const sqlite3_io_methods methods = {
    .iVersion = 1, .xClose = log_close, .xRead = log_read, .xWrite = log_write, .xTruncate = log_truncate,
    .xSync = log_sync, .xFileSize = log_size, .xLock = log_lock, .xUnlock = log_unlock,
    .xCheckReservedLock = log_reserved, .xFileControl = log_control, .xSectorSize = log_sector,
    .xDeviceCharacteristics = log_device,
};

int log_file_open(sqlite3_vfs *below, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
    struct log_file *f = (struct log_file *)file;
    memset(f, 0, sizeof *f);
    f->below = (sqlite3_file *)(f + 1);
    int code = below->xOpen(below, name, f->below, flags, ret_flags);
    if (code == SQLITE_OK)
        f->base.pMethods = &methods;
    return code;
}
