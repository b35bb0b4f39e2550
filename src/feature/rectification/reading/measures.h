/* Measures: the pieces of 整改情况, one each. */
#ifndef MINGZE_RECTIFICATION_MEASURES_H
#define MINGZE_RECTIFICATION_MEASURES_H

#include "feature/rectification/reading/harvest.h"

/* One measure; states (已完成整改) and 具体情况如下 are none, but a state is kept as the draft's status. */
void measures_add(struct harvest *, struct draft *, struct passage);
/* Running words: every sentence is a measure, ； ends one as 。 does. */
void measures_add_sentences(struct harvest *, struct draft *, struct passage);
/* The numbered pieces below a node, or its sentences when there are none. */
void measures_add_below(struct harvest *, struct draft *, const struct node *);
/* All words of an item with what hangs below it, up to the first label of another kind. */
struct passage measures_item_words(const struct node *);

#endif
