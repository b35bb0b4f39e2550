/* One index over every entity: characters and bigrams made in C, so words of any length are found, 繁 or 简. */
#ifndef MINGZE_MODEL_SEARCH_H
#define MINGZE_MODEL_SEARCH_H

#include <jansson.h>
#include "model/access.h"

int search_setup(struct db *);                /* makes the tables; in schema mode */
/* From now on this connection gathers words until its lane commits; in schema mode, when a lane begins.  What the
 * batch at hand has changed is found only after its commit. */
int search_gather(struct db *);
int search_update(struct change *);           /* called by record_* */
/* " AND …" over alias t of `entity`: its words hold all of `words`.  For lists.  With `access` the list is one of what he
 * may read today, so that where this is little, it is looked at first; else NULL. */
struct query;
int search_predicate(struct query *, struct db *, const struct access *, const struct entity *, const char *words);
/* What this user may read and that holds all the words: [{entity,label,id,title,snippet}], at most `limit`. */
int search_find(struct arena *, struct db *, const struct access *, const char *words, int limit, json_t **ret);

#endif
