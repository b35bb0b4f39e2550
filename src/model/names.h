/* Titles of the records of entities with ENTITY_NAMES (units, persons), held in memory and kept by the
 * lane after each commit; read by every worker without a query. */
#ifndef MINGZE_MODEL_NAMES_H
#define MINGZE_MODEL_NAMES_H

#include "model/entity.h"

struct arena;
struct db;

int names_load(struct db *);
void names_clear(void);
/* "" when unknown; the text is valid until the arena goes. */
const char *names_title(struct arena *, const struct entity *, int64_t id);
/* Called by record_* ; takes effect after commit (names_commit) or not at all (names_rollback). */
void names_note(const struct entity *, int64_t id, const char *title);
void names_commit(void);
void names_rollback(void);

#endif
