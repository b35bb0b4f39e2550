/* Who is to do it, in running words: 由水政监察大队牵头  市发改局要牵头  县财政局会同县水利局 */
#ifndef MINGZE_RECTIFICATION_PARTY_H
#define MINGZE_RECTIFICATION_PARTY_H

#include "feature/rectification/reading/source_text.h"

/* The first party named as doing something; units that are only reported to, 相关单位 and 专人 are none. */
bool party_in(const struct source_text *, struct passage, struct passage *ret);

#endif
