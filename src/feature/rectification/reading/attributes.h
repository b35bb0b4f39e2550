/* Who and until when, where the document labels it: 责任单位：…  （责任人：…；完成时限：…） */
#ifndef MINGZE_RECTIFICATION_ATTRIBUTES_H
#define MINGZE_RECTIFICATION_ATTRIBUTES_H

#include "feature/rectification/reading/harvest.h"

#define ATTRIBUTES_MAX 6

struct attributes {
    struct { struct passage label, value; } responsible[ATTRIBUTES_MAX];
    int responsible_count;
    struct passage deadlines[ATTRIBUTES_MAX];
    int deadline_count;
};

void attributes_add(const struct source_text *, struct attributes *, enum label, struct passage words, struct passage value);
/* Every label in running words, in brackets or not. */
void attributes_in(const struct source_text *, struct passage, struct attributes *);
/* The labels below a node, but not below the other problems it holds; `*ret_status` gets the words of its 完成情况. */
void attributes_below(const struct source_text *, const struct node *, struct attributes *, struct passage *ret_status);
/* The passage without brackets at its end that only hold attributes. */
struct passage attributes_cut(const struct source_text *, struct passage);
/* One value as it is; several as 责任领导：…；责任单位：…  NULL when there is none. */
const char *attributes_responsible(struct harvest *, const struct attributes *);
const char *attributes_deadline(struct harvest *, const struct attributes *);

#endif
