/* What a document calls itself. */
#ifndef MINGZE_RECTIFICATION_TITLE_H
#define MINGZE_RECTIFICATION_TITLE_H

#include "feature/rectification/reading/source_text.h"

/* The title in its own words, both lines of one that was broken joined; "" when no line above the text is one. */
const char *title_read(const struct source_text *);

#endif
