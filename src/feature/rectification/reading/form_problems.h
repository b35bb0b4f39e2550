/* Forms: tables that say with one cell what the next cell holds, about one inspected unit.
 *
 *   被检查单位 │ 第二党支部
 *   存在问题   │ 1.…；2.…
 *   整改时限   │ 6月10日前 */
#ifndef MINGZE_RECTIFICATION_FORM_PROBLEMS_H
#define MINGZE_RECTIFICATION_FORM_PROBLEMS_H

#include "feature/rectification/reading/harvest.h"

/* Takes what stands beside 存在问题 as problems, with measures, parties and time from the other cells. */
void form_problems_take(struct harvest *, const struct table *);

#endif
