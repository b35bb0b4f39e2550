/* Numbering in front of a paragraph or inside it. */
#ifndef MINGZE_RECTIFICATION_MARKER_H
#define MINGZE_RECTIFICATION_MARKER_H

#include "feature/rectification/reading/source_text.h"

/* In the order in which official papers nest them (GB/T 9704-2012, 7.3.3): a smaller one holds a larger one. */
enum marker_style {
    MARKER_NONE,
    MARKER_PART,                 /* 附件2 */
    MARKER_CHAPTER,              /* 一、 */
    MARKER_SECTION,              /* （一） */
    MARKER_COUNTED,              /* 问题1： 反馈问题三： */
    MARKER_ITEM,                 /* 1. 1、 */
    MARKER_SUBITEM,              /* （1） 1） */
    MARKER_CIRCLED,              /* ① */
    MARKER_CODE,                 /* 2-3， an old problem quoted by its code */
    MARKER_RANK,                 /* 第一， 首先， */
    MARKER_ORDINAL,              /* 一是 */
    MARKER_DEMAND,               /* 一要 */
    MARKER_BULLET,               /* - • */
};

struct marker {
    enum marker_style style;
    int number;                  /* 0 when it has none */
    size_t length;               /* glyphs, with spaces behind it */
};

/* The marker at `at`.  `starts_line`: bullets, codes and 附件 exist only there.  False when there is none. */
bool marker_at(const struct source_text *, size_t at, size_t end, bool starts_line, struct marker *ret);

#endif
