/* What each heading is, from its words and from what stands below it. */
#ifndef MINGZE_RECTIFICATION_CLASSIFY_H
#define MINGZE_RECTIFICATION_CLASSIFY_H

#include "feature/rectification/reading/outline.h"

enum role {
    ROLE_UNKNOWN,
    ROLE_FOUND,                  /* 存在的问题: what hangs below are problems */
    ROLE_FIXED,                  /* 问题整改情况: problems with what was done */
    ROLE_MEASURES,               /* 整改措施, 整改要求: belong to the list of problems before, by order */
    ROLE_FRONT,                  /* 审计情况, 基本情况: front matter unless words below announce problems */
    ROLE_OTHER,                  /* front matter, causes, demands, plans, closing: no problems */
};

/* Marks the nodes that show themselves as problems (关于…的问题, 问题1：, a head with 整改情况 below it,
 * a sentence with its state behind it), and counts them upward. */
void classify_blocks(const struct source_text *, struct node *root);
/* What a heading's own words say. */
enum role classify_heading(const struct source_text *, const struct node *);

#endif
