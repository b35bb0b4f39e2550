/* States and transitions as rows: from, to, verb, who may, what must hold, what follows.
 *
 * The gate is one function, the same for page, API, command and import; the buttons that a page
 * shows are derived from these rows.  Derived states (overdue) are computed, never stored. */
#ifndef MINGZE_MODEL_FLOW_H
#define MINGZE_MODEL_FLOW_H

#include <jansson.h>
#include "model/record.h"

struct transition {
    const char *verb, *label;            /* "accept", 销号 */
    const char *from, *to;               /* names of choices of the state field; from NULL = any, to NULL = stays */
    const char *right;                   /* verb of the right that is asked; NULL = the same verb */
    const char *const *fields;           /* fields the act asks for, NULL-ended; may be NULL */
    int (*gate)(struct change *);        /* INVALID with change_problem when it must not happen; may be NULL */
    int (*follow)(struct change *);      /* in the same transaction; may be NULL */
    bool reason;                         /* asks for a reason, which is journaled */
    /* The state it leads to where the record says so, not the row; may be NULL.  NULL from it: stays. */
    const char *(*leads_to)(struct change *);
};

struct flow {
    const char *state;                   /* name of the state field, an ENUM */
    const struct transition *rows;
    int count;
};

/* The row for a verb in a state, or NULL. */
const struct transition *flow_find(const struct flow *, const char *state, const char *verb);
/* What this user could do with this record now: [{verb,label,reason,fields}], gates asked with a dry run where `db` allows. */
json_t *flow_actions(struct arena *, struct db *, const struct access *, const struct record *);

#endif
