/* A world with this feature's entities, and activities and terms made in it as forms would. */
#ifndef MINGZE_TESTS_LIFE_WORLD_H
#define MINGZE_TESTS_LIFE_WORLD_H

#include "../organisation/office_world.h"
#include "feature/life/life.h"
#include "feature/life/records.h"
#include "feature/life/rulebook/local_rules.h"
#include "feature/rectification/rectification.h"

enum { LIFE_ENTITIES_MAX = 80 };


__attribute__((unused)) static void life_open(struct world *w)
{
    clock_set(1795651200000);            /* 2026-11-26 08:00 in UTC+8 */
    schema_setup_add(tally_tables);
    /* Decisions name problems. */
    const struct entity *all[LIFE_ENTITIES_MAX];
    int n = 0;
    for (int i = 0; i < rectification_feature.entity_count; i++)
        all[n++] = rectification_feature.entities[i];
    for (int i = 0; i < life_feature.entity_count; i++)
        all[n++] = life_feature.entities[i];
    world_open(w, all, n);
}

__attribute__((unused)) static void life_close(struct world *w)
{
    world_close(w);
    clock_set(0);
}

struct held { const char *unit, *kind, *also, *on; int for_year; };

/* The outcome; *ret_id when it was saved. */
__attribute__((unused)) static int hold(struct world *w, struct held h, int64_t *ret_id)
{
    struct change change = world_change(w, &activity_entity, "create");
    struct record *activity = record_new(w->arena, &activity_entity);
    record_set_int(activity, ACTIVITY_HELD_BY, world_unit(w, h.unit));
    record_set_text(activity, ACTIVITY_KIND, h.kind);
    if (h.also)
        record_set_text(activity, ACTIVITY_ALSO, h.also);
    record_set_text(activity, ACTIVITY_HELD_ON, h.on);
    if (h.for_year)
        record_set_int(activity, ACTIVITY_FOR_YEAR, h.for_year);
    record_set_text(activity, ACTIVITY_TOPIC, arena_printf(w->arena, "%s %s", h.kind, h.on));
    int outcome = record_create(&change, activity);
    if (ret_id)
        *ret_id = activity->id;
    return outcome;
}

__attribute__((unused)) static int elect(struct world *w, const char *unit, const char *on, const char *extended, const char *approval)
{
    struct change change = world_change(w, &term_entity, "create");
    struct record *term = record_new(w->arena, &term_entity);
    record_set_int(term, TERM_BODY, world_unit(w, unit));
    record_set_text(term, TERM_ELECTED, on);
    if (extended)
        record_set_text(term, TERM_EXTENDED, extended);
    if (approval)
        record_set_text(term, TERM_EXTENSION, approval);
    return record_create(&change, term);
}

struct rule_say {
    const char *place, *rule, *kind, *from, *use, *period;
    int at_least, at_most;
    const char *bound;
};

/* A local setting; *ret_said gets the first problem's text when it is refused (NULL where that is not asked). */
__attribute__((unused)) static int set_rule(struct world *w, struct rule_say say, const char **ret_said)
{
    struct change change = world_change(w, &rule_setting_entity, "create");
    struct record *s = record_new(w->arena, &rule_setting_entity);
    record_set_int(s, RULE_SETTING_PLACE, world_unit(w, say.place));
    record_set_text(s, RULE_SETTING_RULE, say.rule);
    if (say.kind)
        record_set_text(s, RULE_SETTING_UNIT_KIND, say.kind);
    record_set_text(s, RULE_SETTING_FROM, say.from);
    if (say.use)
        record_set_text(s, RULE_SETTING_USE, say.use);
    if (say.period)
        record_set_text(s, RULE_SETTING_PERIOD, say.period);
    if (say.at_least)
        record_set_int(s, RULE_SETTING_AT_LEAST, say.at_least);
    if (say.at_most)
        record_set_int(s, RULE_SETTING_AT_MOST, say.at_most);
    if (say.bound)
        record_set_text(s, RULE_SETTING_BOUND, say.bound);
    record_set_text(s, RULE_SETTING_GROUND, arena_printf(w->arena, "%s文〔2026〕%s号", say.place, say.from));
    int outcome = record_create(&change, s);
    if (ret_said)
        *ret_said = change.problem_count ? change.problems[0].message : "";
    return outcome;
}

#endif
