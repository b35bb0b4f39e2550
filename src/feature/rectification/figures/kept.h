/* Figures that were counted a moment ago: whoever looks again before anything was saved gets the same, without counting.
 *
 * Filled under a generation of the lane and good while that stays (store/lane.h), so nothing has to be thrown away. */
#ifndef MINGZE_FIGURES_KEPT_H
#define MINGZE_FIGURES_KEPT_H

#include <jansson.h>
#include <stdbool.h>

/* Everything that the figures depend on must be in the key: generation, day, who asks, and what.  Both are the caller's. */
bool kept_find(const char *key, json_t **ret_data, json_t **ret_page);
/* Takes a copy; what is too large is not kept. */
void kept_put(const char *key, const json_t *data, const json_t *page);
void kept_clear(void);                               /* tests */

#endif
