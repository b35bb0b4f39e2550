/* Where a feedback document comes from, as far as it says so itself: the head, the foot, and the sentence that tells
 * who gave the feedback when.
 *
 *   云巡反馈〔2026〕7号                                    number
 *   2026年3月5日，省委第三巡视组向省教育厅党组反馈了巡视意见。   date and issuer
 *   省委第三巡视组 ⏎ 2026年3月5日                           the same, at the foot of a feedback
 *
 * Nothing is guessed: a report on rectification is signed on its own day, not on that of the feedback; two groups
 * in one document leave the issuer open; a month without a day is no date. */
#ifndef MINGZE_RECTIFICATION_ORIGIN_H
#define MINGZE_RECTIFICATION_ORIGIN_H

#include "feature/rectification/reading/source_text.h"

/* "" where the document is silent; the date as YYYY-MM-DD. */
struct origin {
    const char *number, *issuer, *date;
};

struct origin origin_read(const struct source_text *);

#endif
