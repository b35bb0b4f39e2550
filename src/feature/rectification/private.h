#ifndef MINGZE_FEATURE_RECTIFICATION_PRIVATE_H
#define MINGZE_FEATURE_RECTIFICATION_PRIVATE_H

#include "base/base.h"
#include "document/document.h"
#include "feature/organisation/organisation.h"
#include "feature/rectification/rectification.h"
#include "store/store.h"

extern const struct choice problem_kinds[], source_kinds[], cause_routes[], measure_states[], problem_states[], commonness[];

/* The day by which feedback of a kind is to be rectified, from the regulation of its day; no date where no
 * confirmed rule sets one (the notice itself does). */
struct date source_due(const char *kind, struct date feedback);

/* A deadline's own words as a date where they name a day, month or year; else no date. */
struct date deadline_date(const char *words, struct date feedback);
/* 立行立改, 限期整改 or 长期坚持 from the words of a deadline. */
const char *kind_of_deadline(const char *words);

/* Places as text: "3:5:20 4:0:7" (paragraph:offset:length). */
char *places_print(struct arena *, const struct place *, size_t n);
size_t places_parse(struct arena *, const char *, struct place **ret);

/* How many open proposals a source still has. */
int proposal_open_count(struct db *, int64_t source, int64_t *ret);
/* The problem a proposal becomes, with its measures; in the lane. */
int proposal_confirm(struct change *outer, const struct record *source, struct record *proposal, int number);

int rectification_demonstrate(struct change *, struct folder *);

#endif
