/* The program's entities, rights and migration steps, set once at start, read by everybody. */
#ifndef MINGZE_MODEL_REGISTRY_H
#define MINGZE_MODEL_REGISTRY_H

#include "model/entity.h"

/* Names of tables and columns come from these rows alone, so they are held to [a-z_]+ and to no word that either
 * database reserves.  Adds entities; every .ref, title, unit_from, parent and column path is checked by registry_seal: a wrong row
 * is found at start (INVALID, with entity and field), not by a user. */
void registry_add(const struct entity *const *entities, int n);
int registry_seal(void);
void registry_clear(void);                                 /* tests */

const struct entity *registry_entity(const char *name);    /* NULL when there is none */
const struct entity *registry_at(int index);               /* NULL behind the last */
int registry_index(const struct entity *);
const struct entity *field_target(const struct field *);   /* entity of a ref */

#endif
