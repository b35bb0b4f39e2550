#ifndef MINGZE_FEATURE_RECTIFICATION_DUE_H
#define MINGZE_FEATURE_RECTIFICATION_DUE_H

#include "office/office.h"

/* The functions behind the rows struct due_line of problems, measures, comparisons and rechecks. */
int problems_due(struct arena *, struct db *, const char *until, int (*found)(void *, const struct due_item *), void *);
int problem_people(struct arena *, struct db *, int64_t id, enum due_party, int64_t **ret, int *ret_n);
int measures_due(struct arena *, struct db *, const char *until, int (*found)(void *, const struct due_item *), void *);
int measure_people(struct arena *, struct db *, int64_t id, enum due_party, int64_t **ret, int *ret_n);
int comparisons_due(struct arena *, struct db *, const char *until, int (*found)(void *, const struct due_item *), void *);
int rechecks_planned(struct arena *, struct db *, const char *until, int (*found)(void *, const struct due_item *), void *);
/* What names nobody is the officers'. */
int nobody(struct arena *, struct db *, int64_t id, enum due_party, int64_t **ret, int *ret_n);

#endif
