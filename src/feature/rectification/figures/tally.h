/* Parts of the count; private to this folder. */
#ifndef MINGZE_FIGURES_TALLY_H
#define MINGZE_FIGURES_TALLY_H

#include "base/base.h"
#include "feature/organisation/organisation.h"
#include "feature/rectification/figures/figures.h"
#include "store/store.h"

/* What a problem's figures are made from. */
struct problem_facts { const char *state, *deadline; int64_t relapses, false_closings; };
/* Bits of enum figure. */
unsigned problem_figures(const struct problem_facts *, const char *day);
/* The problem list of a request. */
struct list_request figures_list(const struct figures_request *);

/* Lines of one axis while counting: found by id or by name. */
struct tally {
    struct arena *arena;
    struct figure_lines lines;
    uint32_t *slots; size_t slot_count;          /* index + 1 of a line, by id */
};
int64_t *tally_id(struct tally *, int64_t id);
int64_t *tally_named(struct tally *, const char *name);

/* Every source's kind and day, as known then; few beside their problems. */
struct source_facts { int64_t id; const char *kind, *feedback_on; };
struct sources { struct source_facts *items; size_t n, cap; };
int sources_read(struct arena *, struct db *, const struct past *, struct sources *ret);
const struct source_facts *source_find(const struct sources *, int64_t id);     /* never NULL */

/* Labels and order. */
int tally_lines(struct tally *, struct db *, enum figure_axis, const struct sources *, struct figure_lines *ret);

#endif
