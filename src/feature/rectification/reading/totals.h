/* Totals that a document states about itself: 4个方面18个问题34个具体问题. */
#ifndef MINGZE_RECTIFICATION_TOTALS_H
#define MINGZE_RECTIFICATION_TOTALS_H

#include "feature/rectification/reading/extraction.h"
#include "feature/rectification/reading/harvest.h"

void totals_read(struct harvest *, const struct node *root, struct stated_total **ret, size_t *ret_n);
/* NULL, or a sentence that says what differs.  A total may also count one part of the document: one of two ledgers. */
const char *totals_compare(struct harvest *, const struct stated_total *, size_t n);

#endif
