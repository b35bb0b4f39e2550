/* A rule that the water department's committee sets for itself. */
#ifndef MINGZE_TESTS_OWN_RULE_H
#define MINGZE_TESTS_OWN_RULE_H

#include "feature/life/rulebook/local_rules.h"
#include "life_office.h"

struct own_rule { const char *rule, *from, *use, *bound, *ground; };          /* bound: NULL = none */

/* For system_write; the context is a struct own_rule. */
__attribute__((unused)) static int own_rule_set(struct change *outer, void *context)
{
    const struct own_rule *own = context;
    struct change change = change_within(outer, &rule_setting_entity, "create");
    struct record *setting = record_new(outer->arena, &rule_setting_entity);
    int64_t unit;
    TRY(db_get_int(outer->db, &unit, "SELECT id FROM unit WHERE code = 'SL-JW'"));
    record_set_int(setting, RULE_SETTING_PLACE, unit);
    record_set_text(setting, RULE_SETTING_RULE, own->rule);
    record_set_text(setting, RULE_SETTING_FROM, own->from);
    record_set_text(setting, RULE_SETTING_USE, own->use);
    record_set_text(setting, RULE_SETTING_BOUND, own->bound);
    record_set_text(setting, RULE_SETTING_GROUND, own->ground);
    return record_create(&change, setting);
}

#endif
