#include "feature/life/rulebook/overlay.h"

#include <stdlib.h>
#include <string.h>

struct overlaying {
    struct arena *arena;
    const struct rule_setting *settings;
    size_t n;
    struct { struct rule *items; size_t n, cap; } rules;
};

static bool is_of(const struct rule_setting *s, const struct rule *rule, int unit_kind)
{
    return !strcmp(s->rule, rule->id) && (s->unit_kind < 0 || s->unit_kind == unit_kind);
}

/* Of one place the last word counts, and what is said of one kind of unit before what is said of all. */
static bool goes_before(const struct rule_setting *a, const struct rule_setting *b)
{
    int later = strcmp(a->local.from, b->local.from);
    if (a->nearness != b->nearness)
        return a->nearness > b->nearness;
    return later ? later > 0 : a->unit_kind > b->unit_kind;
}

/* The setting in force on the day for such a unit; NULL: the shipped value. */
static const struct rule_setting *setting_find(const struct overlaying *o, const struct rule *rule, int unit_kind, const char *day)
{
    int nearer = INT32_MAX;              /* places from there on have withdrawn theirs */
    for (;;) {
        const struct rule_setting *best = NULL;
        for (size_t i = 0; i < o->n; i++) {
            const struct rule_setting *s = &o->settings[i];
            if (s->nearness < nearer && is_of(s, rule, unit_kind) && strcmp(s->local.from, day) <= 0 && (!best || goes_before(s, best)))
                best = s;
        }
        if (!best || best->use != USE_WITHDRAWN)
            return best;
        nearer = best->nearness;
    }
}

static void ratio_set(struct rule *rule, enum setting_bound bound)
{
    int32_t parts = rule->at_least ? rule->at_least : rule->above;
    if (bound == BOUND_AS_SHIPPED)
        return;
    rule->at_least = bound == BOUND_AT_LEAST ? parts : 0;
    rule->above = bound == BOUND_MORE_THAN ? parts : 0;
}

/* What is custom by default is a rule of the place once it says so; what nobody checks is checked once it is set. */
static void setting_apply(struct rule *rule, const struct rule_setting *s)
{
    rule->local = &s->local;
    if (s->period != PERIOD_NONE)
        rule->period = s->period;
    if (rule->kind == RULE_RATIO)
        ratio_set(rule, s->bound);
    if (s->at_least)
        rule->at_least = s->at_least;
    if (s->at_most)
        rule->at_most = s->at_most;
    if (rule->strength == STRENGTH_CUSTOM)
        rule->strength = STRENGTH_LOCAL;
    if (rule->kind == RULE_COUNT && rule->checked == CHECKED_NEVER)
        rule->checked = CHECKED_APPLICABLE;
}

/* The rule from one day until another (NULL: its own ends), for each group of kinds of unit that hears the same. */
static void interval_add(struct overlaying *o, const struct rule *rule, const char *from, char *until)
{
    uint32_t left = rule->units ? rule->units : (1u << UNIT_KIND__COUNT) - 1;
    while (left) {
        const struct rule_setting *s = setting_find(o, rule, __builtin_ctz(left), from ? from : "");
        uint32_t same = 0;
        for (int kind = 0; kind < UNIT_KIND__COUNT; kind++)
            if (left >> kind & 1 && setting_find(o, rule, kind, from ? from : "") == s)
                same |= 1u << kind;
        left &= ~same;
        struct rule *one = arena_push(o->arena, &o->rules.items, &o->rules.n, &o->rules.cap);
        *one = *rule;
        one->units = same;
        one->from = from ? arena_strdup(o->arena, from) : NULL;
        one->until = until;
        if (s)
            setting_apply(one, s);
    }
}

static int text_order(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *day_before(struct arena *arena, const char *day)
{
    struct date date;
    char text[DATE_TEXT];
    if (date_parse(day, &date) != DONE)
        die("“%s”不是日期", day);
    return arena_strdup(arena, date_print(date_add_days(date, -1), text));
}

/* Days on which something else begins to hold, inside the rule's own time and without its first. */
static size_t days_of(const struct overlaying *o, const struct rule *rule, const char **ret)
{
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < o->n; i++) {
        const char *from = o->settings[i].local.from;
        if (!strcmp(o->settings[i].rule, rule->id) && (!rule->from || strcmp(rule->from, from) < 0) &&
            (!rule->until || strcmp(from, rule->until) <= 0))
            ret[n++] = from;
    }
    qsort(ret, n, sizeof *ret, text_order);
    for (size_t i = 0; i < n; i++)
        if (!kept || strcmp(ret[kept - 1], ret[i]))
            ret[kept++] = ret[i];
    return kept;
}

static void rule_add(struct overlaying *o, const struct rule *rule)
{
    const char **days = arena_array(o->arena, const char *, o->n + 1), *from = rule->from;
    size_t n = days_of(o, rule, days);
    for (size_t i = 0; i < n; i++) {
        interval_add(o, rule, from, day_before(o->arena, days[i]));
        from = days[i];
    }
    interval_add(o, rule, from, rule->until);
}

static bool touches(const struct overlaying *o, const struct rule *rule)
{
    for (size_t i = 0; i < o->n; i++)
        if (!strcmp(o->settings[i].rule, rule->id))
            return true;
    return false;
}

const struct rulebook *rulebook_overlay(struct arena *arena, const struct rulebook *book, const struct rule_setting *settings, size_t n)
{
    struct overlaying o = {.arena = arena, .settings = settings, .n = n};
    struct rulebook *ret = arena_new(arena, struct rulebook);
    if (!n)
        return book;
    *ret = *book;
    for (uint32_t i = 0; i < book->rule_count; i++) {
        if (book->rules[i].configurable && touches(&o, &book->rules[i]))
            rule_add(&o, &book->rules[i]);
        else
            *arena_push(arena, &o.rules.items, &o.rules.n, &o.rules.cap) = book->rules[i];
    }
    ret->rules = o.rules.items;
    ret->rule_count = (uint32_t)o.rules.n;
    return ret;
}
