/* Problems stated in running words: 主要问题是：甲；乙；丙。  存在甲、乙等问题。  东川市部分…。 */
#ifndef MINGZE_RECTIFICATION_FINDINGS_H
#define MINGZE_RECTIFICATION_FINDINGS_H

#include "feature/rectification/reading/harvest.h"

/* Adds a row for each part of a list; the strongest marker present parts it: ； before 、 before a chain
 * of commas.  `closed`: the list ended in 等问题, so that 、 parts it.  Gives back how many rows. */
size_t findings_split(struct harvest *, struct passage list, bool closed);

/* What a sentence of running words says about problems. */
struct finding {
    struct passage list;         /* the problems it names; empty when none */
    bool closed;                 /* 存在…等问题 */
    bool leads;                  /* it announces a list that follows: 主要问题是： 还有差距。 */
    bool summary;                /* 不同程度存在…: counts only when nothing else does */
};

struct finding findings_find(const struct source_text *, struct passage sentence);
/* Words before a colon that announce problems. */
bool findings_announce(const struct source_text *, struct passage words);
/* X方面：甲、乙  X方面，存在甲、乙等情况: the glyph behind the label, or NOWHERE. */
size_t findings_group_end(const struct source_text *, struct passage);
/* 东川市部分职能部门…: the length of the unit's name when a finding about it follows, else 0. */
size_t findings_unit_length(const struct source_text *, struct passage sentence);

#endif
