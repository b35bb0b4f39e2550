/* The write-ahead log as SQLite writes it, in fewer and larger pieces.
 *
 * SQLite writes each page of a commit to the log in two calls, 24 bytes and 4096, one behind the other, and
 * then syncs: 150 calls for a batch of the lane.  Here what follows on what came before is gathered and written at
 * the sync.  Nobody else may read a part of the log before that sync, as synchronous=FULL is checked at opening;
 * a read by the same connection writes out first. */
#ifndef MINGZE_STORE_LOG_FILE_H
#define MINGZE_STORE_LOG_FILE_H

#include <sqlite3.h>

struct log_file {
    sqlite3_file base;
    sqlite3_file *below;
    char *gathered;            /* NULL until the first write */
    int n;
    sqlite3_int64 at;          /* where the n gathered bytes belong */
};

/* Opens in the layer below; `file` has room for a log_file and that layer's own behind it. */
int log_file_open(sqlite3_vfs *below, const char *name, sqlite3_file *file, int flags, int *ret_flags);

#endif
