/* THE rules in force for a unit: the shipped book under the local settings of its organ and of the committees over it.
 *
 *     rule_setting (records) ─► rules_read, once a request ─► rules_book(unit) ─► rulebook_find(book, id, kind, sector, day)
 *
 * A book holds all days: who asks for a day gives it to rulebook_find, or to check_start (compliance/checker.h does both). */
#ifndef MINGZE_LIFE_LOCAL_RULES_H
#define MINGZE_LIFE_LOCAL_RULES_H

#include "feature/life/rulebook/overlay.h"
#include "model/model.h"

extern const struct entity rule_setting_entity;

enum rule_setting_field {
    RULE_SETTING_PLACE, RULE_SETTING_RULE, RULE_SETTING_UNIT_KIND, RULE_SETTING_FROM, RULE_SETTING_USE, RULE_SETTING_PERIOD,
    RULE_SETTING_AT_LEAST, RULE_SETTING_AT_MOST, RULE_SETTING_BOUND, RULE_SETTING_GROUND, RULE_SETTING__COUNT
};

struct rules;

/* Every local setting, and the books that were made of them; lives in the arena. */
int rules_read(struct arena *, struct db *, struct rules **ret);
/* Units under the same settings get the same book; without any it is rulebook().  `organ` 0: it is looked up (NOT_FOUND: no such
 * unit). */
int rules_book(struct rules *, int64_t unit, int64_t organ, const struct rulebook **ret);
/* Both at once, for one unit; 0: the shipped book. */
int unit_rules(struct arena *, struct db *, int64_t unit, const struct rulebook **ret);

#endif
