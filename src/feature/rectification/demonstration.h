/* The demonstration in parts; private to the feature. */
#ifndef MINGZE_FEATURE_RECTIFICATION_DEMONSTRATION_H
#define MINGZE_FEATURE_RECTIFICATION_DEMONSTRATION_H

#include "feature/rectification/private.h"

/* What is done next happened so many days ago, or later: never before what is done already. */
void demonstration_at(struct change *, int days_ago);
/* Goes through the lives of the problems of a source, as the people of the demonstration would. */
int demonstration_live(struct change *, int64_t source, const int64_t *problems, size_t n);
/* Somebody of the demonstration as the one who acts. */
int demonstration_actor(struct change *, const char *login, struct actor *ret);
/* How the measures of the problem of this number came out. */
const char *demonstration_result(int number);

#endif
