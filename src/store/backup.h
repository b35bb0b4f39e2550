/* Copies of a data folder, taken while it is being written, and put back. */
#ifndef MINGZE_STORE_BACKUP_H
#define MINGZE_STORE_BACKUP_H

#include "base/base.h"

struct db;
struct folder;

struct backup_report {
    int64_t database_bytes, files, file_bytes;
    bool key;                    /* the folder's key is in the copy: it was where it was copied from */
};

/* Proof of the floor above (the journal's chain) on the copy, before the copy is called good; may be NULL. */
typedef int backup_verify(struct db *, void *context);

/* Copies database, files and key to `to`, which must not exist.  The database is one consistent state; files are
 * copied after it, and a record's file is on disk before the record, so none is missing.  The copy is made
 * under another name, verified (integrity, foreign keys, each file's digest, `verify`), synced, and
 * only then renamed to `to`.  May run beside the server, in a thread or another process.
 * CONFLICT when `to` is there, UNAVAILABLE when the disk is full, FATAL when the source is damaged. */
int store_backup(const char *from, const char *to, backup_verify *, void *context, struct backup_report *ret)
    _must_use_;
/* The same way back: `from` is a backup, `to` a data folder that must not exist. */
int store_restore(const char *from, const char *to, backup_verify *, void *context, struct backup_report *ret)
    _must_use_;

#endif
