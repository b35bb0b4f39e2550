/* The data folder: what the server owns on disk.
 *
 *     mingze.db (-wal, -shm)   the database
 *     files/ab/cdef…           uploaded bytes under their SM3, never changed, never renamed
 *     files/part/              being written; emptied when the folder is opened
 *     key                      what sensitive fields are locked with: 64 hex digits, 0600
 *     ballast                  room given back when the disk is full
 *     socket                   where commands that write reach the running server
 *     lock                     flock of the owner, with its pid
 *     version                  layout version
 */
#ifndef MINGZE_STORE_FOLDER_H
#define MINGZE_STORE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/base.h"

struct folder;

enum folder_mode {
    FOLDER_READ,     /* beside a running server; NOT_FOUND when there is no data folder */
    FOLDER_OWN,      /* takes the lock; UNAVAILABLE when a process holds it (the message says which) */
    FOLDER_CREATE,   /* FOLDER_OWN, and makes the folder (0700) when it is not there or empty */
    FOLDER__COUNT
};

enum folder_part {
    FOLDER_DATABASE, FOLDER_FILES, FOLDER_KEY, FOLDER_BALLAST, FOLDER_SOCKET, FOLDER_LOCK, FOLDER_VERSION,
    FOLDER_PART__COUNT
};

/* DENIED when it belongs to another user or others may read it; UNSUPPORTED when a newer version made it. */
int folder_open(const char *path, enum folder_mode, struct folder **ret) _must_use_;
void folder_close(struct folder *);
void folder_close_p(struct folder **);
/* The part's path, absolute; lives as long as the folder. */
const char *folder_path(const struct folder *, enum folder_part);
const char *folder_root(const struct folder *);

/* The folder's key.  NOT_FOUND when there is no such file, DENIED when others may read it, INVALID when it is none. */
int folder_key_read(const struct folder *, struct secret_key *ret) _must_use_;
/* A new one, on disk when this returns; an existing file is never replaced: CONFLICT. */
int folder_key_create(const struct folder *) _must_use_;

/* Room kept for the day the disk is full. */
int ballast_fill(const struct folder *) _must_use_;     /* makes it when it is not there; UNAVAILABLE: no room */
void ballast_release(const struct folder *);

enum { FILE_STORE_LIMIT = 200 << 20 };                  /* bytes a file */

/* Keeps the bytes; they are on disk when this returns DONE, so call it before the operation whose record
 * names the digest.  The same bytes are kept once.  TOO_LARGE, UNAVAILABLE (disk full). */
int file_store_put(const struct folder *, const void *bytes, size_t n, char ret_digest[DIGEST_TEXT]) _must_use_;
/* Whole, into the arena; the digest is verified.  NOT_FOUND; FATAL when the bytes are damaged. */
int file_store_get(const struct folder *, struct arena *, const char *digest, const void **ret, size_t *ret_n)
    _must_use_;
/* For serving: an open descriptor of the caller's; not verified.  NOT_FOUND. */
int file_store_open(const struct folder *, const char *digest, int *ret_fd, size_t *ret_n) _must_use_;

#endif
