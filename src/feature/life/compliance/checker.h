/* The check of units in the database, by the rules in force for each: facts, masks and local settings brought together.
 *
 * Whatever judges recorded units comes through here (a unit's page, the workbench, the board, `mingze check --data`); only the check
 * of two files uses the shipped rules. */
#ifndef MINGZE_LIFE_CHECKER_H
#define MINGZE_LIFE_CHECKER_H

#include "feature/life/records.h"

/* For many units of one view: settings are read once, and each set of them is made ready once. */
struct checker;

int checker_start(struct arena *, struct db *, const struct year_view *, struct checker **ret);
/* check_unit() of that unit; facts lie in the given arena.  NOT_FOUND: no such unit. */
int checker_unit(struct checker *, struct arena *, int64_t unit, int (*each)(void *context, const struct check_line *), void *context);

/* The rules of that unit, made ready; units under the same settings get the same.  `organ` 0: it is looked up.  *ret_local: it is not
 * the shipped book. */
int checker_check(struct checker *, int64_t unit, int64_t organ, const struct check **ret, bool *ret_local);
/* How many were held, where the unit's bits do not say it: into *counts, which the facts then name. */
int checker_count(struct checker *, const struct check *, int64_t unit, struct check_unit *facts, struct month_counts *counts);

/* The same for one unit on a day. */
int unit_check(struct arena *, struct db *, int64_t unit, struct date asof, int (*each)(void *context, const struct check_line *),
               void *context);

#endif
