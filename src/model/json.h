/* jansson on a per-request arena: json_begin hands this thread's allocations to the arena until json_end;
 * values made in between are never decref'd, they go with the arena. */
#ifndef MINGZE_MODEL_JSON_H
#define MINGZE_MODEL_JSON_H

#include <jansson.h>

struct arena;

void json_setup(void);                 /* once at start, before any other thread */
void json_begin(struct arena *);
void json_end(void);

#endif
