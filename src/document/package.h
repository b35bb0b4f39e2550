/* Private to document/: an Office package (a zip of XML parts), opened within bounds.
 *
 * Everything is checked before the first byte is unpacked: entries, sizes, ratios, names, links,
 * encryption.  What a directory claims is held to while unpacking. */
#ifndef MINGZE_DOCUMENT_PACKAGE_H
#define MINGZE_DOCUMENT_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PACKAGE_ENTRIES_MAX 2000
#define PACKAGE_BYTES_MAX (200u << 20)       /* unpacked, all entries together */
#define PACKAGE_RATIO_MAX 100
#define PACKAGE_SMALL (1u << 20)             /* an entry up to this size may have any ratio: it cannot hurt */

struct arena;
struct package;
struct part;

/* The bytes stay the caller's and outlive the package.
 * INVALID: no zip, broken, a bomb, a name that leaves the package, a link.  UNSUPPORTED: encrypted. */
int package_open(struct arena *, const void *bytes, size_t n, struct package **ret);
/* How much work its parts may be from here on; none is bounded before. */
void package_bound(struct package *, size_t work);
bool package_allows(const struct package *, uint64_t work);
/* Notes work done on a part.  TOO_LARGE when it is more than the bound. */
int package_work(struct package *, size_t work);
void package_close_p(struct package **);
bool package_has(const struct package *, const char *name);

/* Reading one part piece by piece.  NOT_FOUND when it is not there. */
int part_open(struct package *, const char *name, struct part **ret);
/* `*ret_n` 0 at its end.  INVALID when the data does not unpack to what the directory said. */
int part_read(struct part *, void *out, size_t room, size_t *ret_n);
/* What the directory says is still to come. */
uint64_t part_left(const struct part *);
void part_close_p(struct part **);

/* The part that `source` ("" is the package itself) points at with a relationship whose type ends in `type`,
 * as "/officeDocument"; NULL when there is none.  ECMA-376 part 2, 9.3. */
const char *package_related(struct package *, const char *source, const char *type);
/* All of them, one a call: `*at` starts at 0. */
const char *package_related_next(struct package *, const char *source, const char *type, size_t *at);
/* The same by the relationship's id. */
const char *package_related_id(struct package *, const char *source, const char *id);

#endif
