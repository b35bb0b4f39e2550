/* A term and what follows from its days: who is told before it ends, which organisation never had its election entered.
 *
 *   unit (kind with a term) ──< term    the last election is the current one (later = 0)
 *        └── none: 未录入
 *
 * States are asked of the clock (DOMAIN §1.2, E-06) and never stored. */
#ifndef MINGZE_LIFE_TERM_H
#define MINGZE_LIFE_TERM_H

#include "feature/life/records.h"
#include "office/office.h"

/* SQL over a unit as alias t: it has a term by the rulebook, stands today, and no election of it was ever entered. */
#define TERM_UNRECORDED \
    "t.kind IN ('organ_committee', 'general_branch', 'branch') AND (t.dissolved IS NULL OR t.dissolved > ?today)" \
    " AND (t.founded IS NULL OR t.founded <= ?today) AND NOT EXISTS (SELECT 1 FROM term x WHERE x.body = t.id)"

/* The day on which the term before would be due, when an election on that day cuts it short; "" when it does not.  `term` is the
 * record of that election, 0 while there is none. */
int term_cut_short(struct arena *, struct db *, int64_t body, int64_t term, struct date elected, const char **ret_due);
/* INVALID where the years that were written down are not the rule's: superseded ones (DOMAIN §1.1) are called that. */
int term_years_check(struct change *, const struct rule *, struct date elected);

/* GET /term/unrecorded: the organisations without an election; parameters `unit` (at or below) and `after`. */
int unrecorded_page(struct request *);
extern const char *const unrecorded_parameters[];
/* Them as a list of units: of those at which he has the verb on terms. */
struct list_request unrecorded_list(const struct request *, const char *verb, int limit);

/* Lines of the workbench: terms that end within six months or are past; organisations without an election, for who may enter it:
 * of his organ, or directly under him. */
int terms_waiting(struct request *, int limit, json_t **ret_rows, int *ret_count);
int terms_unrecorded(struct request *, int limit, json_t **ret_rows, int *ret_count);

/* On a unit's page: its current term, or that it has none; on a term's page: the terms before and after it. */
int unit_term_panel(struct request *, const struct record *unit, json_t **ret);
int term_panel(struct request *, const struct record *term, json_t **ret);

/* struct due_line of the ladder of reminders: current terms that end, whom to tell below and above (E-04, E-05). */
int terms_due(struct arena *, struct db *, const char *until, int (*found)(void *, const struct due_item *), void *context);
int term_people(struct arena *, struct db *, int64_t id, enum due_party, int64_t **ret, int *ret_n);
int term_superior(struct arena *, struct db *, int64_t unit, int64_t **ret, int *ret_n);
/* Six months before, three, one; then each month while it is late. */
enum { TERM_STEPS = 4 };
extern const struct due_step term_steps[TERM_STEPS];

#endif
