/* What one may suspect, made in the office of life_office.h: terms and meetings entered by their days. */
#ifndef MINGZE_TESTS_SUSPICION_OFFICE_H
#define MINGZE_TESTS_SUSPICION_OFFICE_H

#include "term_office.h"
#include "feature/life/suspicion/suspicion.h"

/* It is noon of that day. */
__attribute__((unused)) static void day_is(const char *text)
{
    struct date day;
    CHECK_DONE(date_parse(text, &day));
    clock_set((date_days(day) * (int64_t)1440 + 4 * 60) * 60000);
}

__attribute__((unused)) static int64_t unit_id_of(struct world *w, const char *code)
{
    return id_parse(unit_text(w, code));
}

struct meeting { const char *unit, *kind, *on; };

static int meeting_write(struct change *outer, void *context)
{
    const struct meeting *m = context;
    struct change change = change_within(outer, &activity_entity, "create");
    struct record *activity = record_new(outer->arena, &activity_entity);
    int64_t unit;
    TRY(db_get_int(outer->db, &unit, "SELECT id FROM unit WHERE code = ?1", value_text(m->unit)));
    record_set_int(activity, ACTIVITY_HELD_BY, unit);
    record_set_text(activity, ACTIVITY_KIND, m->kind);
    record_set_text(activity, ACTIVITY_HELD_ON, m->on);
    record_set_text(activity, ACTIVITY_TOPIC, "学习讨论");
    return record_create(&change, activity);
}

__attribute__((unused)) static void met(struct world *w, const char *unit, const char *kind, const char *on)
{
    struct meeting m = {unit, kind, on};
    CHECK_DONE(system_write(w->system, meeting_write, &m, "command"));
}

/* Everything that quarters ask for, in each quarter of 2025 and in the first three of 2026. */
__attribute__((unused)) static void kept_well(struct world *w, const char *unit)
{
    static const char *const days[] = {"2025-02-10", "2025-05-10", "2025-08-10", "2025-11-10", "2026-02-10", "2026-05-10", "2026-08-10"};
    for (size_t i = 0; i < ARRAY_SIZE(days); i++) {
        met(w, unit, "assembly", days[i]);
        met(w, unit, "lecture", days[i]);
    }
}

/* Every branch of the demonstration. */
__attribute__((unused)) static void all_kept_well(struct world *w)
{
    static const char *const branches[] = {"SL-Z1", "SL-Z2", "SL-Z3", "SL-Z4", "SL-Z5", "SL-LS", "JY-Z1", "JY-Z2", "MZ-Z1"};
    for (size_t i = 0; i < ARRAY_SIZE(branches); i++)
        kept_well(w, branches[i]);
}

static int meetings_remove(struct change *outer, void *context)
{
    const struct meeting *m = context;
    int64_t unit;
    TRY(db_get_int(outer->db, &unit, "SELECT id FROM unit WHERE code = ?1", value_text(m->unit)));
    TRY(db_run(outer->db, "DELETE FROM activity WHERE held_by = ?1 AND kind = ?2 AND held_on = ?3", value_int(unit), value_text(m->kind),
               value_text(m->on)));
    return tally_refresh(outer->db, unit, (int)strtol(m->on, NULL, 10));
}

/* What was held that day was not. */
__attribute__((unused)) static void not_met(struct world *w, const char *unit, const char *kind, const char *on)
{
    struct meeting m = {unit, kind, on};
    CHECK_DONE(system_write(w->system, meetings_remove, &m, "command"));
}

/* What is found of the unit today: "L-01 2026Q3; E-07 2021-09-12". */
__attribute__((unused)) static const char *found_of(struct world *w, const char *unit)
{
    struct suspects found = {0};
    const char *all = "";
    CHECK_DONE(suspects_of(w->arena, w->system->reader, unit_id_of(w, unit), &found));
    for (size_t i = 0; i < found.n; i++)
        all = arena_printf(w->arena, "%s%s%s %s", all, *all ? "; " : "", found.items[i].rule, found.items[i].period);
    return all;
}

struct decision { const char *unit, *rule, *reason; };      /* reason NULL: confirmed */

static int decision_make(struct change *outer, void *context)
{
    const struct decision *d = context;
    struct suspects found = {0};
    struct record *problem;
    int64_t unit;
    TRY(db_get_int(outer->db, &unit, "SELECT id FROM unit WHERE code = ?1", value_text(d->unit)));
    TRY(suspects_of(outer->arena, outer->db, unit, &found));
    for (size_t i = 0; i < found.n; i++) {
        if (strcmp(found.items[i].rule, d->rule))
            continue;
        if (d->reason)
            return suspect_dismiss(outer, &found.items[i], d->reason);
        struct change change = change_within(outer, &problem_entity, "create");
        TRY(suspect_problem(outer->arena, outer->db, &found.items[i], 3, &problem));
        return suspect_confirm(&change, &found.items[i], problem);
    }
    return NOT_FOUND;
}

/* As the system decides it. */
__attribute__((unused)) static int decide(struct world *w, const char *unit, const char *rule, const char *reason)
{
    struct decision d = {unit, rule, reason};
    return system_write(w->system, decision_make, &d, "command");
}

#endif
