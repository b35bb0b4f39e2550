/* The shipped book with what an organ, or a committee over it, has set in the place of the file's values.
 *
 *     rulebook() + settings ──► a book of its own: each local value is one more version of its rule, with its first and last
 *                               day, cut out of the shipped version
 *
 * So whatever asks a book (rulebook_find, check.h, the vote's defaults) knows nothing of settings, and an old meeting is judged
 * by the setting of its day as it is by the regulation of its day.  The nearest place wins: an organ's own word goes before that of
 * the committee over it; a place that withdrew its word says nothing from that day on. */
#ifndef MINGZE_LIFE_OVERLAY_H
#define MINGZE_LIFE_OVERLAY_H

#include "feature/life/rulebook/rulebook.h"

enum setting_use { USE_VALUE, USE_OFF, USE_WITHDRAWN, SETTING_USE__COUNT };
enum setting_bound { BOUND_AS_SHIPPED, BOUND_AT_LEAST, BOUND_MORE_THAN, SETTING_BOUND__COUNT };

/* Who says so, and why. */
struct rule_local {
    int64_t setting, place;              /* ids of the record and of the unit that set it */
    int64_t set_by, set_at;              /* account and moment of the last change */
    const char *from, *ground;           /* first day; number or name of the document it rests on */
    bool off;                            /* the rule is not asked there */
};

struct rule_setting {
    const char *rule;
    int unit_kind;                       /* only for units of this kind; -1 = for all the rule is for */
    int nearness;                        /* of the place that set it: the greater wins */
    enum setting_use use;
    enum rule_period period;             /* count; PERIOD_NONE = as shipped */
    int32_t at_least, at_most;           /* count, threshold; 0 = as shipped */
    enum setting_bound bound;            /* ratio */
    struct rule_local local;
};

/* Without a setting that applies, the book itself.  The settings must live as long as the arena. */
const struct rulebook *rulebook_overlay(struct arena *, const struct rulebook *, const struct rule_setting *, size_t n);

#endif
