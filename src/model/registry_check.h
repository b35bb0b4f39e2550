/* What a row of the tables must be; private to model. */
#ifndef MINGZE_MODEL_REGISTRY_CHECK_H
#define MINGZE_MODEL_REGISTRY_CHECK_H

struct entity;

/* INVALID with entity and field when a row is wrong.  All entities are found by name already. */
int registry_check(const struct entity *);

#endif
