/* Entities as tables, and the faces that walk them.
 *
 *   entity.h   what an entity is: fields, derived columns, flow, scope rules, lists
 *   registry.h the program's entities, found by name; references checked at start
 *   record.h   one record: read, check, create, change, act, remove; the change context
 *   flow.h     states and transitions as rows; gates
 *   access.h   who may do what where: roles as rows, SQL predicates
 *   list.h     many records: filter, order, keyset pages, count
 *   journal.h  every change, hashed in chains
 *   history.h  what was known when, made from the journal
 *   schema.h   tables from entities; migration
 *   face.h     form, JSON, OpenAPI and sheet faces of the same rows
 *   search.h   one index over every entity
 *   names.h    names of units and persons, from memory
 *   json.h     jansson on the request's arena
 *
 * May be used by office and above; stands on store, document and base.  No face knows an
 * entity by name; what one entity alone needs is a function in its feature. */
#ifndef MINGZE_MODEL_H
#define MINGZE_MODEL_H

#include "model/entity.h"
#include "model/registry.h"
#include "model/record.h"
#include "model/flow.h"
#include "model/access.h"
#include "model/list.h"
#include "model/journal.h"
#include "model/history.h"
#include "model/schema.h"
#include "model/face.h"
#include "model/search.h"
#include "model/names.h"
#include "model/json.h"

#endif
