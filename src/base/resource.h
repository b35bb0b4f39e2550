/* Files that are inside the binary: views, assets, the calendar, samples.
 * The table is made at build (tools/embed) and sorted by name. */
#ifndef MINGZE_BASE_RESOURCE_H
#define MINGZE_BASE_RESOURCE_H

#include <stddef.h>

struct resource {
    const char *name;            /* "views/office/login.html", "assets/app.css" */
    const char *digest;          /* first 16 hex characters of its SM3, for ETag and immutable names */
    const unsigned char *bytes;
    size_t n;
};

const struct resource *resource_find(const char *name);    /* NULL when there is none */
/* All whose name starts with prefix: the first, and how many follow in order. */
const struct resource *resource_range(const char *prefix, size_t *ret_n);

#endif
