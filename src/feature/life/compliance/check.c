#include "feature/life/compliance/check.h"

#include <stdlib.h>
#include <string.h>

struct version {
    const struct rule *rule;
    int32_t from, until;                 /* days, both inside */
    const char *regulation;
    int lane;                            /* of a count: the one kind that counts */
};

struct checked {
    const char *id;
    enum rule_kind kind;
    enum rule_period period;
    enum rule_checked checked;
    struct version *versions; size_t n, cap;
    struct { struct date first, last; char name[PERIOD_TEXT]; } periods[12];   /* of the year that is asked */
};

struct check {
    struct date asof;
    struct checked *rules; size_t n, cap;
};

static int checked_order(const void *a, const void *b)
{
    const struct checked *x = a, *y = b;
    return strcmp(x->id, y->id);
}

static int32_t day_of(const char *text, int32_t missing)
{
    struct date date;
    return text && date_parse(text, &date) == DONE ? date_days(date) : missing;
}

static int lane_of(const struct rule *rule)
{
    if (rule->kind != RULE_COUNT)
        return 0;
    int lane = __builtin_ctz(rule->counts);
    if (rule->at_least != 1 || rule->counts >> lane != 1 || lane >= MASK_LANES)
        die("规则 %s 不能按月份核对：要每期一次、只认一种活动", rule->id);
    return lane;
}

static struct checked *checked_of(struct arena *arena, struct check *check, const struct rule *rule)
{
    for (size_t i = 0; i < check->n; i++)
        if (!strcmp(check->rules[i].id, rule->id))
            return &check->rules[i];
    struct checked *checked = arena_push(arena, &check->rules, &check->n, &check->cap);
    *checked = (struct checked){.id = rule->id, .kind = rule->kind, .period = rule->period, .checked = rule->checked};
    for (int i = 0; i < period_count(rule->period); i++) {
        checked->periods[i].first = (struct date){check->asof.year, i * 12 / period_count(rule->period) + 1, 1};
        checked->periods[i].last = period_end(rule->period, check->asof.year, i);
        period_print(rule->period, check->asof.year, i, checked->periods[i].name);
    }
    return checked;
}

/* Custom and local practice rest on no article; they are called what they are. */
static const char *regulation_of(struct arena *arena, const struct rulebook *book, const struct rule *rule)
{
    const char *cited = rule_citation(arena, book, rule);
    bool unwritten = rule->strength == STRENGTH_CUSTOM || rule->strength == STRENGTH_LOCAL;
    return !*cited && unwritten ? rule_strength_ids[rule->strength] : cited;
}

struct check *check_start(struct arena *arena, const struct rulebook *book, struct date asof)
{
    struct check *check = arena_new(arena, struct check);
    check->asof = asof;
    for (uint32_t i = 0; i < book->rule_count; i++) {
        const struct rule *rule = &book->rules[i];
        if (rule->checked == CHECKED_NEVER)
            continue;
        struct checked *checked = checked_of(arena, check, rule);
        *arena_push(arena, &checked->versions, &checked->n, &checked->cap) = (struct version){
            rule, day_of(rule->from, INT32_MIN), day_of(rule->until, INT32_MAX), regulation_of(arena, book, rule), lane_of(rule)};
    }
    qsort(check->rules, check->n, sizeof *check->rules, checked_order);
    return check;
}

/* The version for the unit on the day; with none, the last of the file and why. */
static const struct version *version_find(const struct checked *checked, const struct unit_facts *unit, struct date on,
                                          const char **ret_reason)
{
    int32_t day = date_days(on);
    bool other_day = false;
    for (size_t i = 0; i < checked->n; i++) {
        const struct version *v = &checked->versions[i];
        bool in_force = v->from <= day && day <= v->until;
        bool is_for = rule_is_for(v->rule, unit->kind, unit->sector);
        if (in_force && is_for) {
            *ret_reason = NULL;
            return v;
        }
        other_day |= is_for;
    }
    *ret_reason = other_day ? "当时还没有这条规定" : "不是这类单位的事";
    return &checked->versions[checked->n - 1];
}

struct asking {
    const struct check *check;
    const struct check_unit *unit;
    int (*each)(void *, const struct check_line *);
    void *context;
};

static int say(const struct asking *a, const struct checked *checked, const struct version *v, const char *reason,
               const char *period, const struct rule_question *q)
{
    struct check_line line = {
        .unit = a->unit, .rule = checked->id, .period = period, .regulation = v->regulation, .strength = v->rule->strength,
        .answer = reason ? (struct rule_answer){.state = STATE_NA, .reason = reason} : rule_ask(v->rule, q),
    };
    return a->each(a->context, &line);
}

static int say_count(const struct asking *a, const struct checked *checked)
{
    for (int i = 0; i < period_count(checked->period); i++) {
        const char *reason;
        struct date first = checked->periods[i].first, last = checked->periods[i].last;
        const struct version *v = version_find(checked, &a->unit->facts, last, &reason);
        struct unit_facts facts = a->unit->facts;
        struct rule_question q = {
            .unit = &facts, .asof = a->check->asof, .period_end = last,
            .count = mask_met(&a->unit->mask, v->lane, checked->period, i),
        };
        facts.committee = facts.committee || a->unit->committee_until.year;      /* it had one */
        if (!reason)
            reason = check_unit_not_there(a->unit, v->rule->condition, first, last, q.count > 0);
        TRY(say(a, checked, v, reason, checked->periods[i].name, &q));
    }
    return DONE;
}

/* A term is judged by the rule of the day of the election (DOMAIN §1.1: who was elected under the old one finishes it). */
static int say_term(const struct asking *a, const struct checked *checked)
{
    const char *reason;
    struct date elected = a->unit->elected;
    const struct version *v = version_find(checked, &a->unit->facts, elected.year ? elected : a->check->asof, &reason);
    struct rule_question q = {.unit = &a->unit->facts, .asof = a->check->asof, .starts = elected, .extended = a->unit->extended};
    if (!reason && a->unit->dissolved.year && date_compare(a->unit->dissolved, a->check->asof) <= 0)
        reason = "已经撤销";
    if (reason && checked->checked == CHECKED_APPLICABLE)
        return DONE;
    return say(a, checked, v, reason, "term", &q);
}

void check_lanes(const struct check *check, struct check_lane ret[MASK_LANES])
{
    memset(ret, 0, sizeof *ret * MASK_LANES);
    for (size_t i = 0; i < check->n; i++)
        if (check->rules[i].kind == RULE_COUNT)
            ret[check->rules[i].versions[0].lane] = (struct check_lane){check->rules[i].id, check->rules[i].period};
}

int check_terms(const struct check *check, const struct check_unit *unit, int (*each)(void *, const struct check_line *), void *context)
{
    const struct asking a = {check, unit, each, context};
    for (size_t i = 0; i < check->n; i++)
        if (check->rules[i].kind == RULE_TERM)
            TRY(say_term(&a, &check->rules[i]));
    return DONE;
}

int check_unit(const struct check *check, const struct check_unit *unit, int (*each)(void *, const struct check_line *),
               void *context)
{
    const struct asking a = {check, unit, each, context};
    for (size_t i = 0; i < check->n; i++)
        TRY((check->rules[i].kind == RULE_TERM ? say_term : say_count)(&a, &check->rules[i]));
    return DONE;
}
