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

/* What the lane's thread changes takes effect after the commit, for all operations of the batch at once:
 *   names_begin      at the start of an operation
 *   names_note       by record_*; title NULL = removed
 *   names_rollback   the operation was refused: its notes go, those of its neighbours stay
 *   names_commit     the batch is on the disk */
void names_begin(void);
void names_note(const struct entity *, int64_t id, const char *title);
void names_rollback(void);
void names_commit(void);
/* The commit failed: nothing of the batch takes effect. */
void names_abandon(void);

#endif
