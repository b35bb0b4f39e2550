/* Who may do what where.
 *
 * A right is a verb on an entity within a scope.  Roles are rows: a role is a set of rights, a
 * grant gives a user a role at a unit from a date to a date.  Nobody is superuser.  `access` is what
 * a user's grants come to; every query of lists, counts, search, exports and charts takes its
 * predicate from here, so all are filtered in one place. */
#ifndef MINGZE_MODEL_ACCESS_H
#define MINGZE_MODEL_ACCESS_H

#include <stdbool.h>
#include "model/entity.h"
#include "model/record.h"

struct arena;
struct db;
struct query;

struct right {
    const char *role;            /* "organ_officer" */
    const char *entity;          /* "problem"; "*" = every entity of the feature that gives the row */
    const char *verbs;           /* "read create change"; flow verbs by name */
    enum scope_kind scope;
};

struct role {
    const char *name, *label, *note;
    bool administrator;          /* one of the three: no business data */
    const char *excludes;        /* role that the same person may not hold ("*administrator"), or NULL */
    bool second_factor;          /* sees more than one unit, or administers: TOTP asked */
};

void access_roles_add(const struct role *, int n);
void access_rights_add(const struct right *, int n);
const struct role *access_role(const char *name);
const struct role *access_role_at(int index);       /* NULL behind the last */
const struct right *access_right_at(int index);
void access_clear(void);                             /* tests */

/* From the grants that hold today; in memory that lives as long as the session. */
struct grant { const char *role; int64_t unit; };
int access_create(struct arena *, struct db *, int64_t user, int64_t person, const struct grant *, int n, struct access **ret);

int64_t access_user(const struct access *);
int64_t access_person(const struct access *);
bool access_has_role(const struct access *, const char *role);
/* May he do it to any record at all?  (Menus, page rows.) */
bool access_may(const struct access *, const struct entity *, const char *verb);
/* Adds "AND (…)" over alias t, with its bound values, to a query being built. */
void access_predicate(const struct access *, struct query *, const struct entity *, const char *verb);
/* The same for the records of other units that a FIELD_SHARES field shows him (reading only). */
void access_predicate_shared(const struct access *, struct query *, const struct entity *);
/* Units at which he holds the verb, for choosing where to create. */
int access_units(const struct access *, struct arena *, const struct entity *, const char *verb, int64_t **ret_units);
/* To this record?  NOT_FOUND when he may not even read it, DENIED when he may read but not do this. */
int access_record(const struct access *, struct db *, const struct entity *, const char *verb, int64_t id);
/* Could he create it for that unit?  *ret_by_name (may be NULL): only what names him, so ask access_record once it is there. */
int access_create_at(const struct access *, struct db *, const struct entity *, int64_t unit, bool *ret_by_name);
/* Does he hold the verb for every record of that unit, by the scope of a grant?  (Counts that are made from them.) */
int access_holds_at(const struct access *, struct db *, const struct entity *, const char *verb, int64_t unit, bool *ret);
/* How far the verb reaches by the scopes of his grants: for sums over many units that are asked in memory, where a query for
 * each would cost more than the sum.  NULL access: one that reaches everything.  Rights by name (NAMED, SELF) are not in it. */
struct access_reach { enum scope_kind scope; int64_t unit, organ; };
int access_reaches(const struct access *, struct arena *, const struct entity *, const char *verb, struct access_reach **ret);
/* record_read with the right asked, in one statement: to read it, or to do `verb` to it. */
int access_read_to(const struct access *, struct arena *, struct db *, const struct entity *, const char *verb, int64_t id,
                   struct record **ret);
int access_read(const struct access *, struct arena *, struct db *, const struct entity *, int64_t id, struct record **ret);

/* The tree of units: two lines upward, parent and led_by.
 *
 * unit_place(unit, organ, root, above) and unit_closure(ancestor, unit), reflexive, by both lines, are kept by
 * scope_moved in the transaction that changes a line.  `above` marks a unit that stands over organs (工委): it is
 * an organ for itself only.  The organ of a unit is the highest unit over it, led_by first, that is not `above`;
 * its root is the top of its parent line (led_by where there is no parent). */
struct unit_place { int64_t unit, organ, root; bool above; };

int scope_setup(struct db *);                              /* makes the two tables; in schema mode */
/* Called by the unit entity when a unit is made or its lines or kind change; INVALID on a circle.  Also moves the
 * places of every record of the units concerned. */
int scope_moved(struct change *, int64_t unit, int64_t parent, int64_t led_by, bool above);
int scope_place(struct db *, int64_t unit, struct unit_place *ret);      /* NOT_FOUND */
/* Ids of the units at and below one, by both lines. */
int scope_below(struct arena *, struct db *, int64_t unit, int64_t **ret_ids, int *ret_n);
/* Is `unit` at or below `ancestor`? */
int scope_holds(struct db *, int64_t ancestor, int64_t unit, bool *ret);

#endif
