#ifndef MINGZE_FEATURE_ORGANISATION_PRIVATE_H
#define MINGZE_FEATURE_ORGANISATION_PRIVATE_H

#include "base/base.h"
#include "feature/organisation/organisation.h"
#include "store/store.h"

/* INVALID, at the later date's field, when a period ends before it begins. */
int period_check(struct change *, int from_field, int until_field);
int organisation_demonstrate(struct change *, struct folder *);

#endif
