/* Words before a colon that say what follows: 整改情况：  责任单位：  完成时限： */
#ifndef MINGZE_RECTIFICATION_LABEL_H
#define MINGZE_RECTIFICATION_LABEL_H

#include "feature/rectification/reading/source_text.h"

enum label {
    LABEL_NONE,
    LABEL_PROBLEM,               /* 反馈问题  存在的问题  问题描述 */
    LABEL_MEASURES,              /* 整改情况  整改措施  审计意见 */
    LABEL_RESULT,                /* 完成情况  整改成效: measures where a problem has no others */
    LABEL_CAUSES,
    LABEL_TARGET,
    LABEL_DEMANDS,               /* 整改要求: measures of the list before, matched by order */
    LABEL_ADVICE,                /* 意见建议  会议要求: nobody's measures */
    LABEL_RESPONSIBLE,
    LABEL_DEADLINE,
    LABEL_OTHER,                 /* 备注  问题类别: ends what stands before it, says nothing to us */
};

/* What the words of a passage (without the colon) are, as a label.  Also for the heads of table columns. */
enum label label_of(const struct source_text *, struct passage);
/* The label that begins at `at` and is ended by a colon, or (`starts_line`) by the end of the line;
 * `*ret_length` covers the colon and spaces behind it. */
enum label label_at(const struct source_text *, size_t at, size_t end, bool starts_line, size_t *ret_length);

#endif
