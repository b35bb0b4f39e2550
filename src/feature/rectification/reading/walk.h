/* The walk over the outline, shared by its three parts; private to the reading of documents.
 *
 *   leaves.c   headings, groups, items: who stands below what
 *   announced.c  what stands below words that announce problems
 *   blocks.c   problems that show themselves: a head with its measures
 *   running.c  problems stated in running words */
#ifndef MINGZE_RECTIFICATION_WALK_H
#define MINGZE_RECTIFICATION_WALK_H

#include "feature/rectification/reading/harvest.h"

/* What the headings above say about the words below. */
enum context {
    CONTEXT_OPEN,                /* nothing yet: only words that announce problems make rows */
    CONTEXT_FOUND,               /* below 存在的问题 */
    CONTEXT_FIXED,               /* below 问题整改情况, or beside problems that show themselves */
};

struct walk {
    struct harvest *h;
    bool blocks;                 /* the document has problems that show themselves: running words add none */
    bool by_unit;                /* several units are reported to, each in its own paragraph */
    bool finding;                /* running words have said that something was found */
    struct passage *summaries;   /* lists that count only when nothing else does */
    size_t summary_count, summary_capacity;
};

void walk_item(struct walk *, const struct node *, enum context);
void walk_children(struct walk *, const struct node *, enum context, bool skip_items);

/* The last sentence of a paragraph says that problems follow. */
bool walk_announces(const struct source_text *, struct passage);
bool walk_ends_with_colon(const struct source_text *, struct passage);
/* 提出如下建议：  What the numbered lines behind it say is advice, whatever faults they name. */
bool walk_advises(const struct source_text *, struct passage);
/* The paragraph that a node ends with; NULL when it ends otherwise. */
const struct node *walk_last_words(const struct node *);
/* A heading and numbered lines that all say what is wrong need no word before them. */
bool walk_says_nothing_else(const struct source_text *, const struct node *);
/* Headings that name places, with enough problems below them. */
bool walk_lists_problems(const struct source_text *, const struct node *);
/* A paragraph right below words that announce problems: how many it gave. */
size_t walk_announced(struct walk *, const struct node *);
/* 巡察组向县教育局党组反馈巡察情况: the unit that is reported to; empty when none is. */
struct passage walk_reported_unit(const struct source_text *, struct passage);
/* A problem with its measures, and the old problems quoted in them. */
void walk_block(struct walk *, const struct node *);
/* Running words, and the numbered pieces of `holder` that the last of them may announce: true when it took those. */
bool walk_words(struct walk *, struct passage, enum context, const struct node *holder);
/* How many numbered pieces of a node sound like problems. */
int walk_problem_items(const struct source_text *, const struct node *);

#endif
