/* Reminders of what is missing: asked for with one click, told in the unit's next digest, once for each duty and period. */
#ifndef MINGZE_LIFE_REMIND_H
#define MINGZE_LIFE_REMIND_H

#include "feature/life/pages.h"

enum reminder_field { REMINDER_ABOUT, REMINDER_RULE, REMINDER_PERIOD, REMINDER_LABEL, REMINDER_DUE, REMINDER__COUNT };

/* The day on which it was asked for; NOT_FOUND. */
int reminded_on(struct arena *, struct db *, int64_t unit, const char *rule, const char *period, const char **ret);

#endif
