/* multipart/form-data (RFC 7578), read as it comes in.
 *
 * Ceilings: MULTIPART_PARTS_MAX parts, MULTIPART_HEAD_MAX bytes of headers a part,
 * MULTIPART_TEXT_MAX bytes of a text part, MULTIPART_FILE_MAX of a file. */
#ifndef MINGZE_WEB_MULTIPART_H
#define MINGZE_WEB_MULTIPART_H

#include <stddef.h>

struct arena;
struct form;
struct multipart;
struct upload;

enum {
    MULTIPART_PARTS_MAX = 100,
    MULTIPART_HEAD_MAX = 8 << 10,
    MULTIPART_TEXT_MAX = 1 << 20,
    MULTIPART_FILE_MAX = 64 << 20,
};

/* Text parts go to `form`.  INVALID when the type has no usable boundary. */
int multipart_create(struct arena *, const char *content_type, struct form *, struct multipart **ret);

/* The next bytes.  INVALID, TOO_LARGE, UNAVAILABLE (no room for a file); after one of these only release. */
int multipart_feed(struct multipart *, const char *bytes, size_t n);

/* The body is over.  Bytes of the uploads are valid until release; a file field left empty gives none. */
int multipart_finish(struct multipart *, struct upload **ret, int *ret_n);

void multipart_release(struct multipart *);      /* NULL is fine */

#endif
