/* jansson on a per-request arena: json_begin hands this thread's allocations to the arena until json_end;
 * values made in between are never decref'd, they go with the arena. */
#ifndef MINGZE_MODEL_JSON_H
#define MINGZE_MODEL_JSON_H

#include <jansson.h>

struct arena;
struct buffer;

void json_setup(void);                 /* once at start, before any other thread */
void json_begin(struct arena *);
void json_end(void);

/* Makes a value and all in it good for every request and thread at once: nobody counts who holds it, nobody may change it, and it goes
 * with its memory.  Gives it back. */
json_t *json_forever(json_t *);

/* Straight into a buffer: compact, keys in the order they were set, UTF-8 as it is (RFC 8259); NULL is null.  jansson's own writer
 * calls back for every few bytes and keeps a table against circles; a model is a tree that was just built, and
 * a point read would spend a fifth of its time there. */
void json_text(struct buffer *, const json_t *);
/* As compact JSON text in an arena, whatever the value's own memory is (json_dumps' text may not be freed with free()). */
char *json_print(struct arena *, const json_t *);

#endif
