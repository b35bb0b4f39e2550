/* Until when, in running words: 2025年3月底前  计划2025年6月完成  长期坚持 */
#ifndef MINGZE_RECTIFICATION_DEADLINE_H
#define MINGZE_RECTIFICATION_DEADLINE_H

#include "feature/rectification/reading/harvest.h"

/* The first date by which something is to be done; dates of the past (before the harvest's own date)
 * and of reporting (…前书面报送) are none.  False when there is none. */
bool deadline_in(const struct harvest *, struct passage, struct passage *ret);
/* A class instead of a date as a state names it: 长期坚持, 持续推进, 立行立改. */
bool deadline_class_in(const struct source_text *, struct passage, struct passage *ret);
/* The document's own date from its signature. */
bool deadline_document_date(const struct source_text *, struct passage, int *ret_year, int *ret_month);

#endif
