/* What the demonstration's branches decided, voted on and plan.  Invented. */
#include "feature/life/activity/activity.h"

/* Decided at the last assembly of a branch; due so many days from today. */
struct demo_decision { const char *unit, *person, *text; int due_days; const char *result; };

static const struct demo_decision decisions[] = {
    {"SL-Z1", "SL006", "排出支部品牌创建的分工，报机关党委组织科", 9, NULL},
    {"SL-Z1", "SL013", "把党员学习台账并进处务会记录，不再单独填报", -6, "台账已停，处务会记录加了“学习”一栏，上月起执行。"},
    {"SL-Z2", "SL012", "联系社区党组织，定下一季度志愿服务的日子", 21, NULL},
    {"SL-Z3", "SL011", "补开两次党课，书记先讲换届纪律", -4, NULL},
};

static int last_assembly(struct change *outer, const char *unit, int64_t *ret)
{
    return db_get_int(outer->db, ret, "SELECT a.id FROM activity a JOIN unit u ON u.id = a.held_by WHERE u.code = ?1 AND a.kind = 'assembly'"
                                      " ORDER BY a.held_on DESC LIMIT 1", value_text(unit));
}

static const char *days_from_today(struct change *outer, int days)
{
    char day[DATE_TEXT];
    return arena_strdup(outer->arena, date_print(date_add_days(moment_date(outer->now), days), day));
}

static int decision_finish(struct change *outer, int64_t id, const char *result)
{
    struct change change = change_within(outer, &decision_entity, "finish");
    return record_act(&change, id, "finish", &(struct input){"result", &result, 1}, 1, 0);
}

/* In the first weeks of a year there was no assembly yet, and nothing decided. */
static int decision_make(struct change *outer, const struct demo_decision *d)
{
    int64_t activity, person;
    struct change change = change_within(outer, &decision_entity, "create");
    struct record *decision = record_new(outer->arena, &decision_entity);
    int outcome = last_assembly(outer, d->unit, &activity);
    if (outcome != DONE)
        return outcome == NOT_FOUND ? DONE : outcome;
    TRY(db_get_int(outer->db, &person, "SELECT id FROM person WHERE code = ?1", value_text(d->person)));
    record_set_int(decision, DECISION_ACTIVITY, activity);
    record_set_text(decision, DECISION_TEXT, d->text);
    record_set_int(decision, DECISION_PERSON, person);
    record_set_text(decision, DECISION_DUE, days_from_today(outer, d->due_days));
    TRY(record_create(&change, decision));
    return d->result ? decision_finish(outer, decision->id, d->result) : DONE;
}

/* With all there and one abstention. */
static int ballot_make(struct change *outer, const char *unit)
{
    int64_t activity;
    struct change change = change_within(outer, &ballot_entity, "create");
    struct record *ballot = record_new(outer->arena, &ballot_entity);
    int outcome = last_assembly(outer, unit, &activity);
    if (outcome != DONE)
        return outcome == NOT_FOUND ? DONE : outcome;
    record_set_int(ballot, BALLOT_ACTIVITY, activity);
    record_set_text(ballot, BALLOT_MOTION, "通过支部品牌“一线先锋”创建方案");
    record_set_int(ballot, BALLOT_YES, 5);
    record_set_int(ballot, BALLOT_NO, 0);
    record_set_int(ballot, BALLOT_ABSTAIN, 1);
    return record_create(&change, ballot);
}

/* This year's, as the page makes it. */
static int plan_of(struct change *outer, const char *code)
{
    int64_t unit;
    struct check_unit facts;
    struct plan_item *items;
    struct date today = moment_date(outer->now);
    TRY(db_get_int(outer->db, &unit, "SELECT id FROM unit WHERE code = ?1", value_text(code)));
    TRY(unit_facts_read(outer->arena, outer->db, unit, today, &facts));
    size_t n = plan_propose(outer->arena, rulebook(), &facts.facts, today.year, 10, &items);
    for (size_t i = 0; i < n; i++) {
        struct change change = change_within(outer, &planned_activity_entity, "create");
        TRY(plan_item_create(&change, unit, &items[i]));
    }
    return DONE;
}

int activity_demonstrate(struct change *outer)
{
    for (size_t i = 0; i < ARRAY_SIZE(decisions); i++)
        TRY(decision_make(outer, &decisions[i]));
    TRY(ballot_make(outer, "SL-Z1"));
    TRY(plan_of(outer, "SL-Z1"));
    return plan_of(outer, "SL-Z3");
}
