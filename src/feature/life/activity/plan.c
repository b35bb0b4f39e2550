/* A year's plan from the rules, and a plan beside what happened. */
#include <stdlib.h>
#include <string.h>

#include "feature/life/activity/activity.h"

/* When an office usually holds a kind: which month of a quarter (from 0) and of a year, and the day of the month. */
static const struct { int of_quarter, of_year, day; } habits[ACTIVITY_KIND__COUNT] = {
    [ACTIVITY_ASSEMBLY] = {1, 11, 18}, [ACTIVITY_COMMITTEE] = {0, 6, 4}, [ACTIVITY_GROUP] = {0, 6, 24}, [ACTIVITY_LECTURE] = {2, 6, 14},
    [ACTIVITY_THEME_DAY] = {0, 6, 10}, [ACTIVITY_ORGANISATION_LIFE] = {2, 12, 8}, [ACTIVITY_APPRAISAL] = {2, 12, 8},
    [ACTIVITY_TALK] = {1, 11, 12}, [ACTIVITY_STUDY] = {1, 6, 20}, [ACTIVITY_LIFE_MEETING] = {2, 12, 16}, [ACTIVITY_OTHER] = {1, 6, 15},
};

/* A holiday gives way to the next working day of its month, at the month's end to the one before. */
static struct date working_day(struct date on)
{
    bool known;
    struct date day = on;
    while (!workday_is(day, &known) && day.month == on.month)
        day = date_add_days(day, 1);
    while (!workday_is(day, &known) || day.month != on.month)
        day = date_add_days(day, -1);
    return day;
}

struct proposal {
    struct arena *arena;
    const struct unit_facts *unit;
    int year, theme_day;
    struct plan_item *items; size_t n, cap;
};

static bool proposed(const struct proposal *p, enum activity_kind kind)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->items[i].kind == kind || p->items[i].also == kind)
            return true;
    return false;
}

static void propose(struct proposal *p, enum activity_kind kind, int month)
{
    int day = kind == ACTIVITY_THEME_DAY ? p->theme_day : habits[kind].day;
    if (p->n < PLAN_ITEMS_MAX)
        *arena_push(p->arena, &p->items, &p->n, &p->cap) =
            (struct plan_item){.kind = kind, .also = ACTIVITY_KIND__COUNT, .on = working_day((struct date){p->year, month, day}), .topic = ""};
}

/* As often as the rule asks, the times of a year evenly over it. */
static void rule_propose(struct proposal *p, const struct rule *rule, enum activity_kind kind)
{
    int periods = period_count(rule->period), months = 12 / periods, times = rule->at_least > 0 ? rule->at_least : 1;
    for (int i = 0; i < periods; i++)
        for (int k = 0; k < times && k < months; k++) {
            int usual = rule->period == PERIOD_YEAR ? habits[kind].of_year : habits[kind].of_quarter + 1;
            int month = rule->period == PERIOD_MONTH ? 1 : times > 1 ? months * (k + 1) / times : usual;
            propose(p, kind, i * months + month);
        }
}

/* The last theme day of each quarter has the lecture in it; the appraisal goes with the meeting of organisation life. */
static bool joined(struct proposal *p, const struct rule *rule, enum activity_kind kind)
{
    enum activity_kind with = kind == ACTIVITY_LECTURE ? ACTIVITY_THEME_DAY : kind == ACTIVITY_APPRAISAL ? ACTIVITY_ORGANISATION_LIFE
                                                                                                         : ACTIVITY_KIND__COUNT;
    bool quarterly = rule->period == PERIOD_QUARTER && rule->at_least <= 1;
    if (with == ACTIVITY_KIND__COUNT || !proposed(p, with) || (kind == ACTIVITY_LECTURE && !quarterly))
        return false;
    for (size_t i = 0; i < p->n; i++)
        if (p->items[i].kind == with && (kind == ACTIVITY_APPRAISAL || p->items[i].on.month % 3 == 0))
            p->items[i].also = kind;
    return true;
}

static int item_order(const void *a, const void *b)
{
    const struct plan_item *x = a, *y = b;
    int days = date_compare(x->on, y->on);
    return days ? days : (int)x->kind - (int)y->kind;
}

/* Twice over the rules: first what others may be joined to. */
size_t plan_propose(struct arena *arena, const struct rulebook *book, const struct unit_facts *unit, int year, int theme_day,
                    struct plan_item **ret)
{
    struct proposal p = {.arena = arena, .unit = unit, .year = year, .theme_day = theme_day < 1 || theme_day > 28 ? 10 : theme_day};
    struct date end = {year, 12, 31};
    for (int joins = 0; joins < 2; joins++)
        for (uint32_t i = 0; i < book->rule_count; i++) {
            const struct rule *rule = &book->rules[i];
            if (rule->kind != RULE_COUNT || !rule->counts || !rule_in_force(rule, end) || rule_not_for(rule, unit))
                continue;
            enum activity_kind kind = (enum activity_kind)__builtin_ctz(rule->counts);
            bool may_join = kind == ACTIVITY_LECTURE || kind == ACTIVITY_APPRAISAL;
            if (may_join == joins && !proposed(&p, kind) && !joined(&p, rule, kind))
                rule_propose(&p, rule, kind);
        }
    if (p.n)
        qsort(p.items, p.n, sizeof *p.items, item_order);
    *ret = p.items;
    return p.n;
}

/* --- beside what happened --- */

static bool is_of(const struct plan_held *held, enum activity_kind kind)
{
    return held->kinds >> kind & 1;
}

/* An activity meets one item of a kind; of another kind it may meet another item too (a theme day with a lecture in it). */
static bool taken(const struct plan_item *items, const struct plan_match *matches, size_t n, enum activity_kind kind, const struct plan_held *held)
{
    for (size_t i = 0; i < n; i++)
        if (items[i].kind == kind && matches[i].held == held)
            return true;
    return false;
}

/* Is another item of the kind, not yet matched, nearer to that day? */
static bool nearer(const struct plan_item *items, const struct plan_match *matches, size_t n, size_t own, struct date on)
{
    int mine = abs(date_days(items[own].on) - date_days(on));
    for (size_t i = 0; i < n; i++)
        if (i != own && items[i].kind == items[own].kind && !matches[i].held && abs(date_days(items[i].on) - date_days(on)) < mine)
            return true;
    return false;
}

static const struct plan_held *find(const struct plan_item *items, const struct plan_match *matches, size_t n, size_t own,
                                    const struct plan_held *held, size_t held_n, bool same_month)
{
    const struct plan_held *best = NULL;
    for (size_t k = 0; k < held_n; k++) {
        bool month = held[k].on.year == items[own].on.year && held[k].on.month == items[own].on.month;
        if (month != same_month || !is_of(&held[k], items[own].kind) || taken(items, matches, n, items[own].kind, &held[k]) ||
            nearer(items, matches, n, own, held[k].on))
            continue;
        int gap = abs(date_days(held[k].on) - date_days(items[own].on));
        if (!best || gap < abs(date_days(best->on) - date_days(items[own].on)))
            best = &held[k];
    }
    return best;
}

static void match_take(struct plan_match *match, const struct plan_item *item, const struct plan_held *held, bool same_month)
{
    match->held = held;
    match->days = date_days(held->on) - date_days(item->on);
    match->state = same_month ? PLAN_HELD : match->days < 0 ? PLAN_EARLY : PLAN_LATE;
}

struct plan_match *plan_compare(struct arena *arena, const struct plan_item *items, size_t n, const struct plan_held *held, size_t held_n,
                                struct date today)
{
    struct plan_match *matches = arena_array(arena, struct plan_match, n + 1);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < n; i++) {
            const struct plan_held *found = matches[i].held ? NULL : find(items, matches, n, i, held, held_n, !pass);
            if (found)
                match_take(&matches[i], &items[i], found, !pass);
        }
    for (size_t i = 0; i < n; i++)
        if (!matches[i].held) {
            matches[i].days = date_days(today) - date_days(items[i].on);
            matches[i].state = matches[i].days > 0 ? PLAN_MISSING : PLAN_TO_COME;
        }
    return matches;
}
