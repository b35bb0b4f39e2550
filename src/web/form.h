/* Parameters of a query or a body: decoded, valid UTF-8, in the order they came.
 *
 * Refused as INVALID: a bad %XX, NUL and other control characters but tab and line break,
 * bytes that are not UTF-8, a parameter without a name.  Line breaks become "\n" (browsers
 * send "\r\n").  Ceilings: FORM_VALUES_MAX values, names of FORM_NAME_MAX bytes. */
#ifndef MINGZE_WEB_FORM_H
#define MINGZE_WEB_FORM_H

#include <stddef.h>

struct arena;
struct input;

enum { FORM_VALUES_MAX = 1000, FORM_NAME_MAX = 200 };

struct form_pair {
    const char *name, *value;
};

struct form {
    struct arena *arena;
    struct form_pair *pairs;
    size_t n, cap;
};

/* One value that is decoded already (a part of a multipart body).  INVALID, TOO_LARGE. */
int form_add(struct form *, const char *name, const char *value, size_t value_bytes);

/* A query or an application/x-www-form-urlencoded body (WHATWG URL §5.1).  INVALID, TOO_LARGE. */
int form_add_encoded(struct form *, const char *bytes, size_t n);

/* The pairs as inputs: one for each name, repeated ones as its list. */
void form_inputs(const struct form *, struct input **ret, int *ret_n);

/* Decodes %XX into the arena; '+' stays.  INVALID as above; for paths. */
int percent_decode(struct arena *, const char *bytes, size_t n, char **ret);

#endif
