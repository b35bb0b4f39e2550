/* A JSON value as text, straight into a buffer.
 *
 * jansson's own writer calls back for every few bytes and keeps a table against circles; the model is a tree
 * that was just built, and a point read spends a fifth of its time there. */
#ifndef MINGZE_WEB_JSON_TEXT_H
#define MINGZE_WEB_JSON_TEXT_H

#include <jansson.h>

struct buffer;

/* Compact, keys in the order they were set, UTF-8 as it is (RFC 8259).  NULL is null. */
void json_text(struct buffer *, const json_t *);
void integer_text(struct buffer *, json_int_t);

#endif
