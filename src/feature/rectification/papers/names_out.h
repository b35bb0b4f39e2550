/* Names of persons out of a text that is made public: every name that the system knows becomes 某某.  A name that it does not
 * know stays, so whoever publishes reads it through; the page says so. */
#ifndef MINGZE_RECTIFICATION_NAMES_OUT_H
#define MINGZE_RECTIFICATION_NAMES_OUT_H

#include "store/store.h"

struct names_out;

/* All persons of the database, of whatever unit: a report may name anybody. */
int names_out_read(struct arena *, struct db *, const struct names_out **ret);
/* The same from a list, for tests. */
const struct names_out *names_out_of(struct arena *, const char *const *names, size_t n);
/* The text with each known name as 某某, the longest first where one begins another; *hidden counts on. */
const char *names_hide(struct arena *, const struct names_out *, const char *text, int *hidden);

#endif
