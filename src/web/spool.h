/* An upload on its way in: a file without a name, so that a large one costs no
 * memory and nothing is left behind by a crash. */
#ifndef MINGZE_WEB_SPOOL_H
#define MINGZE_WEB_SPOOL_H

#include <stddef.h>

struct spool {
    int fd;                  /* -1 before the first byte */
    size_t n;
    void *bytes;             /* mapped by spool_map */
};

#define SPOOL_EMPTY ((struct spool){ .fd = -1 })

int spool_add(struct spool *, const char *bytes, size_t n);       /* UNAVAILABLE: no room */
int spool_map(struct spool *, const void **ret_bytes);            /* valid until spool_release */
void spool_release(struct spool *);

#endif
