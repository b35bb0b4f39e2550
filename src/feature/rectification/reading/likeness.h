/* What a phrase sounds like: the endings typical of stated problems, of demands, of results. */
#ifndef MINGZE_RECTIFICATION_LIKENESS_H
#define MINGZE_RECTIFICATION_LIKENESS_H

#include "feature/rectification/reading/source_text.h"

/* 学习不深入  监管缺位  超范围列支12.6万元.  A demand (坚决防止…走过场) does not. */
bool sounds_problem(const struct source_text *, struct passage);
/* 已整改  部分整改  已完成整改，长期坚持  目前，该问题正在推进: a state and nothing else. */
bool sounds_status(const struct source_text *, struct passage);
/* The status at the end of a sentence (…的问题，正在整改), as the glyph where it begins; NOWHERE when there is none. */
size_t status_at_end(const struct source_text *, struct passage);
/* 县教育局党组  区委政法委  东川市: a name of a unit and nothing else. */
bool sounds_unit(const struct source_text *, struct passage);
/* 无问题  符合要求  —  不属于问题 */
bool sounds_nothing(const struct source_text *, struct passage);

#endif
