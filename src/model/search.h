/* One index over every entity: characters and bigrams made in C, so words of any length are found. */
#ifndef MINGZE_MODEL_SEARCH_H
#define MINGZE_MODEL_SEARCH_H

#include <jansson.h>
#include "model/access.h"

int search_update(struct change *);           /* called by record_* */
/* What this user may read and that holds all the words: [{entity,label,id,title,snippet}], at most `limit`. */
int search_find(struct arena *, struct db *, const struct access *, const char *words, int limit, json_t **ret);

#endif
