#include "feature/life/compliance/check.h"

#include <stdlib.h>
#include <string.h>

struct version {
    const struct rule *rule;
    int32_t from, until;                 /* days, both inside */
    const char *regulation;
    int lane;                            /* of a count: the one kind that counts */
    bool bits;                           /* one is enough */
};

struct checked {
    const char *id;
    enum rule_kind kind;
    enum rule_checked checked;
    unsigned periods;                    /* bits of enum rule_period: by which its versions count */
    struct version *versions; size_t n, cap;
    const struct version *other;         /* said of a unit that none is for: the last of the file */
};

struct span { struct date first, last; char name[PERIOD_TEXT]; };

struct check {
    struct date asof;
    struct checked *rules; size_t n, cap;
    bool counts;
    struct span spans[PERIOD__COUNT][12];        /* the periods of the year that is asked */
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
    if (rule->counts >> lane != 1 || lane >= MASK_LANES)
        die("规则 %s 不能核对：要只认一种活动，并且是月份表里有的", rule->id);
    return lane;
}

/* Custom and local practice rest on no article; they are called what they are. */
static const char *regulation_of(struct arena *arena, const struct rulebook *book, const struct rule *rule)
{
    const char *cited = rule_citation(arena, book, rule);
    bool unwritten = rule->strength == STRENGTH_CUSTOM || rule->strength == STRENGTH_LOCAL;
    return !*cited && unwritten ? rule_strength_ids[rule->strength] : cited;
}

static struct checked *checked_of(struct arena *arena, struct check *check, const struct rule *rule)
{
    for (size_t i = 0; i < check->n; i++)
        if (!strcmp(check->rules[i].id, rule->id))
            return &check->rules[i];
    struct checked *checked = arena_push(arena, &check->rules, &check->n, &check->cap);
    *checked = (struct checked){.id = rule->id, .kind = rule->kind};
    return checked;
}

static void version_add(struct arena *arena, struct check *check, const struct rulebook *book, const struct rule *rule)
{
    struct checked *checked = checked_of(arena, check, rule);
    struct version version = {rule, day_of(rule->from, INT32_MIN), day_of(rule->until, INT32_MAX), regulation_of(arena, book, rule),
                              lane_of(rule), rule->kind != RULE_COUNT || rule->at_least == 1};
    *arena_push(arena, &checked->versions, &checked->n, &checked->cap) = version;
    checked->periods |= 1u << rule->period;
    if (checked->checked < rule->checked)
        checked->checked = rule->checked;
    check->counts |= !version.bits;
}

/* What is shipped goes before what is local. */
static void other_find(struct checked *checked)
{
    checked->other = &checked->versions[checked->n - 1];
    for (size_t i = checked->n; i-- > 0; )
        if (!checked->versions[i].rule->local) {
            checked->other = &checked->versions[i];
            return;
        }
}

static void spans_make(struct check *check)
{
    for (int by = PERIOD_MONTH; by < PERIOD__COUNT; by++)
        for (int i = 0; i < period_count((enum rule_period)by); i++) {
            struct span *span = &check->spans[by][i];
            span->first = (struct date){check->asof.year, i * 12 / period_count((enum rule_period)by) + 1, 1};
            span->last = period_end((enum rule_period)by, check->asof.year, i);
            period_print((enum rule_period)by, check->asof.year, i, span->name);
        }
}

struct check *check_start(struct arena *arena, const struct rulebook *book, struct date asof)
{
    struct check *check = arena_new(arena, struct check);
    check->asof = asof;
    spans_make(check);
    for (uint32_t i = 0; i < book->rule_count; i++) {
        const struct rule *rule = &book->rules[i];
        if (rule->checked != CHECKED_NEVER)
            version_add(arena, check, book, rule);
    }
    for (size_t i = 0; i < check->n; i++)
        other_find(&check->rules[i]);
    qsort(check->rules, check->n, sizeof *check->rules, checked_order);
    return check;
}

static bool version_unsure(const struct version *v, const struct check_unit *unit)
{
    if (v->bits || !rule_is_for(v->rule, unit->facts.kind, unit->facts.sector))
        return false;
    for (int i = 0; i < period_count(v->rule->period); i++) {
        int months = mask_months(&unit->mask, v->lane, v->rule->period, i);
        if (months > 0 && months < v->rule->at_least)
            return true;
    }
    return false;
}

bool check_unsure(const struct check *check, const struct check_unit *unit)
{
    for (size_t i = 0; check->counts && i < check->n; i++)
        for (size_t k = 0; k < check->rules[i].n; k++)
            if (version_unsure(&check->rules[i].versions[k], unit))
                return true;
    return false;
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
    return checked->other;
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
        .unit = a->unit, .rule = checked->id, .period = period, .version = v->rule, .regulation = v->regulation, .strength = v->rule->strength,
        .answer = reason ? (struct rule_answer){.state = STATE_NA, .reason = reason} : rule_ask(v->rule, q),
    };
    return a->each(a->context, &line);
}

static int held_in(const struct check_unit *unit, const struct version *v, enum rule_period period, int index)
{
    if (v->bits)
        return mask_met(&unit->mask, v->lane, period, index);
    return unit->counts ? month_count_in(unit->counts, v->lane, period, index) : mask_months(&unit->mask, v->lane, period, index);
}

/* One period of the year.  It is said by the version of its last day, where that one counts by such periods. */
static int say_period(const struct asking *a, const struct checked *checked, enum rule_period by, int index)
{
    const struct span *span = &a->check->spans[by][index];
    const char *reason;
    const struct version *v = version_find(checked, &a->unit->facts, span->last, &reason);
    struct unit_facts facts = a->unit->facts;
    if (v->rule->period != by || (reason && checked->checked == CHECKED_APPLICABLE))
        return DONE;
    struct rule_question q = {.unit = &facts, .asof = a->check->asof, .period_end = span->last, .count = held_in(a->unit, v, by, index)};
    facts.committee = facts.committee || a->unit->committee_until.year;      /* it had one */
    if (!reason)
        reason = check_unit_not_there(a->unit, v->rule->condition, span->first, span->last, q.count >= v->rule->at_least);
    return say(a, checked, v, reason, span->name, &q);
}

static int say_count(const struct asking *a, const struct checked *checked)
{
    static const enum rule_period order[] = {PERIOD_YEAR, PERIOD_MONTH, PERIOD_QUARTER};      /* as their texts sort */
    for (size_t p = 0; p < ARRAY_SIZE(order); p++)
        for (int i = 0; checked->periods >> order[p] & 1 && i < period_count(order[p]); i++)
            TRY(say_period(a, checked, order[p], i));
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
            ret[check->rules[i].other->lane] = (struct check_lane){check->rules[i].id, check->rules[i].other->rule->period};
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
