/* 疑似问题: what the records let one suspect of a unit, for an officer to confirm or to dismiss with a reason.
 *
 *   term late without an extension ─┐                          ┌─ confirmed ──► problem (of a source “核对”)
 *   a quarter's duty missed twice ──┴─► derived when asked ──► suspicion
 *                                                              └─ dismissed, why; withdrawn: it is asked again
 *
 * Only the decision is kept.  What is no longer so (a renewed term, a meeting entered late) is no longer found, and what was
 * decided is not found again for the same term or for quarters that overlap (DOMAIN E-07, §2.2).  One missed quarter is a 提示;
 * neither is ever called 问题线索. */
#ifndef MINGZE_LIFE_SUSPICION_H
#define MINGZE_LIFE_SUSPICION_H

#include "feature/life/records.h"
#include "feature/rectification/rectification.h"
#include "office/office.h"

extern const struct entity suspicion_entity;

enum suspicion_field {
    SUSPICION_FACTS, SUSPICION_ABOUT, SUSPICION_FINDING, SUSPICION_RULE, SUSPICION_PERIOD, SUSPICION_DECISION, SUSPICION_REASON,
    SUSPICION_DECIDED_ON, SUSPICION_DECIDED_BY, SUSPICION_PROBLEM, SUSPICION__COUNT
};

/* What can be found: a row each, suspect.c. */
enum finding { FINDING_LATE_TERM, FINDING_MISSED_QUARTERS, FINDING__COUNT };
extern const struct choice finding_choices[FINDING__COUNT + 1];

/* One that is found and not decided.  Together unit, finding, rule and period name it. */
struct suspect {
    int64_t unit;
    enum finding finding;
    const char *rule;                    /* "E-07", "L-01" */
    const char *period;                  /* the day of the term's election; the last of the quarters, "2026Q3" */
    const char *facts;                   /* the sentence that says it, with the unit's name */
    const char *since;                   /* the day from which it is so */
    int64_t term;                        /* of a late term; else 0 */
};
struct suspects { struct suspect *items; size_t n, cap; };

/* Adds what is found of one unit today; no rights are asked. */
int suspects_of(struct arena *, struct db *, int64_t unit, struct suspects *);
/* Adds what is said of one unit's quarters that were missed once: sentences, of no consequence (§2.2: 提示). */
int hints_of(struct arena *, struct db *, int64_t unit, json_t *sentences);
/* The one of these names; NOT_FOUND when it is not so or no more. */
int suspect_find(struct arena *, struct db *, int64_t unit, enum finding, const char *rule, const char *period, struct suspect *ret);
/* The address at which it is decided. */
const char *suspect_href(struct arena *, const struct suspect *);

/* Of all units at which he has the verb; stops behind `limit`. */
struct suspect_search {
    const struct access *access;
    const char *verb;
    int64_t unit;                        /* at or below; 0 = all */
    bool near;                           /* only whose superior he is: his organ, or directly under him (unit is not looked at) */
    size_t limit;
};
int suspects_search(struct arena *, struct db *, const struct suspect_search *, struct suspects *);

/* For suspects_of, one function a row of the table. */
int late_term_of(struct arena *, struct db *, int64_t unit, struct suspects *);
int missed_quarters_of(struct arena *, struct db *, int64_t unit, struct suspects *);
/* For suspects_search: ids of units of which something may be found, in the list of the request's rights. */
int late_terms_each(struct arena *, struct db *, const struct list_request *, int (*each)(void *, int64_t unit), void *context);
int missed_quarters_each(struct arena *, struct db *, const struct list_request *, int (*each)(void *, int64_t unit), void *context);
/* The same of what stands directly under a unit; no rights are asked. */
int late_terms_under(struct arena *, struct db *, int64_t parent, int (*each)(void *, int64_t unit), void *context);
int missed_quarters_under(struct arena *, struct db *, int64_t parent, int (*each)(void *, int64_t unit), void *context);

/* The problem that it would become, as it is offered: symptom, category, route of analysis. */
int suspect_problem(struct arena *, struct db *, const struct suspect *, int64_t similar_units, struct record **ret);
/* Makes it one: `problem` is what was offered and mended, `change` its creation. */
int suspect_confirm(struct change *change, const struct suspect *, struct record *problem);
/* Or says that it is none.  Of his own organisation the superior says so. */
int suspect_dismiss(struct change *outer, const struct suspect *, const char *reason);
/* May he dismiss it: has he the verb at the unit above? */
int suspect_may_dismiss(const struct access *, struct db *, int64_t unit, bool *ret);

/* GET and POST /suspicion/open; the line of the workbench; on the pages of a unit, a term and a problem. */
int suspects_page(struct request *);
int suspects_apply(struct request *, struct db *);
extern const char *const suspects_parameters[];
int suspects_waiting(struct request *, int limit, json_t **ret_rows, int *ret_count);
int unit_suspicion_panel(struct request *, const struct record *unit, json_t **ret);
int term_suspicion_panel(struct request *, const struct record *term, json_t **ret);
int problem_suspicion_panel(struct request *, const struct record *problem, json_t **ret);

#endif
