/* Organisation life and terms: the regulations as data, and what follows from them.
 *
 *   rulebook/organ.yaml ──► rulebook.h ──► rule.h: a rule asked of facts ──► met, missed, due, na, late, unknown
 *
 * Rules, votes and the check of two files need no database. */
#ifndef MINGZE_FEATURE_LIFE_H
#define MINGZE_FEATURE_LIFE_H

#include "office/office.h"

extern const struct feature life_feature;

#endif
