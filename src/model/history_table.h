/* Histories as tables of a query; private to model. */
#ifndef MINGZE_MODEL_HISTORY_TABLE_H
#define MINGZE_MODEL_HISTORY_TABLE_H

#include "model/history.h"
#include "model/query.h"
#include "model/table.h"

enum { HISTORY_FIELDS_MAX = 24 };

/* Indexes of the fields that have a history; gives their number. */
int history_fields(const struct entity *, int fields[HISTORY_FIELDS_MAX]);
/* "(SELECT …) t": every column of the entity's table, those with a history as they were known, the others as they
 * are; and from_ms, until_ms.  Places (unit, organ, root) are today's: rights are. */
void history_relation(struct query *, const struct entity *, const struct past *);

#endif
