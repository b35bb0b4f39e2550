/* Several files as one download: a zip file that holds them as they are. */
#ifndef MINGZE_DOCUMENT_BUNDLE_H
#define MINGZE_DOCUMENT_BUNDLE_H

#include <stddef.h>

/* `name` as people see it in the bundle; `path` where it lies. */
struct bundle_file { const char *name, *path; };

/* Writes them to `path` (which may be there already), in order; their own compression is enough, so none is added.  The files
 * stay the caller's.  UNAVAILABLE when one cannot be read or the disk is full; then nothing new stands at `path`. */
int bundle_write(const char *path, const struct bundle_file *, size_t n);

#endif
