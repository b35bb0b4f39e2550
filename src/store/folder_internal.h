/* Files and directories, for the files of this folder only. */
#ifndef MINGZE_STORE_FOLDER_INTERNAL_H
#define MINGZE_STORE_FOLDER_INTERNAL_H

#include "store/folder.h"

#include <errno.h>

enum { BALLAST_BYTES = 16 << 20 };

/* The outcome and message for errno at a path: NOT_FOUND, UNAVAILABLE (no room), DENIED, CONFLICT (there already), FATAL. */
#define fail_errno(path) fail_errno_at((path), __FILE__, __LINE__)
int fail_errno_at(const char *path, const char *file, int line);

void close_fd_p(int *fd);
int sync_directory(const char *path) _must_use_;
int write_whole(int fd, const void *bytes, size_t n, const char *path) _must_use_;
/* Entries that are none of `known` (NULL-ended). */
int directory_strangers(const char *path, const char *const *known, size_t *ret) _must_use_;

/* A part of the folder, whole or not there: synced under another name, then renamed. */
int folder_write(const struct folder *, enum folder_part, const void *bytes, size_t n) _must_use_;
/* NOT_FOUND when `from` has none. */
int folder_key_copy(const struct folder *from, const struct folder *to) _must_use_;
bool folder_owned(const struct folder *);
/* Makes files/ and empties files/part/. */
int file_store_prepare(const struct folder *) _must_use_;
/* Calls `each` for every kept file; an outcome other than DONE stops the walk. */
int file_store_walk(const struct folder *, int (*each)(const char *digest, const char *path, void *context),
                    void *context) _must_use_;
/* Removes files/ and all that is in it, for a copy that failed. */
void file_store_remove(const struct folder *);
/* Copies one kept file into another folder, verified on the way. */
int file_store_copy(const char *from, const char *digest, const struct folder *to, int64_t *ret_bytes) _must_use_;

#endif
