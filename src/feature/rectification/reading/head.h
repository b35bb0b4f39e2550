/* The words in front of a problem's measures: what of them is the problem itself. */
#ifndef MINGZE_RECTIFICATION_HEAD_H
#define MINGZE_RECTIFICATION_HEAD_H

#include "feature/rectification/reading/source_text.h"

struct head {
    struct passage problem;      /* without 关于“…”的问题, marker and status */
    struct passage rest;         /* what follows on the same line */
    struct passage status;       /* 已整改 where it stands between them */
    bool about;                  /* it had the form 关于…的问题 */
};

struct head head_read(const struct source_text *, struct passage lead);
/* Without 存在 in front and 等问题, 的问题 behind. */
struct passage head_bare(const struct source_text *, struct passage);

#endif
