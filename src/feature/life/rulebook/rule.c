#include "feature/life/rulebook/rule.h"

#include <stdio.h>

#include "feature/life/rulebook/overlay.h"

const char *const rule_state_ids[RULE_STATE__COUNT] = {
    [STATE_MET] = "met", [STATE_MISSED] = "missed", [STATE_DUE] = "due", [STATE_NA] = "na", [STATE_LATE] = "late",
    [STATE_UNKNOWN] = "unknown",
};
const char *const rule_state_labels[RULE_STATE__COUNT] = {
    [STATE_MET] = "已做到", [STATE_MISSED] = "缺", [STATE_DUE] = "待开展", [STATE_NA] = "不适用", [STATE_LATE] = "逾期",
    [STATE_UNKNOWN] = "未录入",
};

static struct rule_answer answer(enum rule_state state)
{
    return (struct rule_answer){.state = state};
}

static struct rule_answer ask_count(const struct rule *rule, const struct rule_question *q)
{
    enum rule_state state = q->count >= rule->at_least ? STATE_MET
                            : date_compare(q->period_end, q->asof) < 0 ? STATE_MISSED : STATE_DUE;
    return (struct rule_answer){.state = state, .due = q->period_end};
}

/* DOMAIN §1.1: due on the day of the election years on; late from the day after. */
static struct rule_answer ask_term(const struct rule *rule, const struct rule_question *q)
{
    if (!q->starts.year)
        return (struct rule_answer){.state = STATE_UNKNOWN, .reason = "没有录入选举日期"};
    struct date due = date_add_months(q->starts, (int)rule->years * 12);
    if (q->extended.year && date_compare(q->extended, due) > 0)
        due = q->extended;
    return (struct rule_answer){.state = date_compare(q->asof, due) <= 0 ? STATE_MET : STATE_LATE, .due = due};
}

static struct rule_answer ask_threshold(const struct rule *rule, const struct rule_question *q)
{
    if (q->value < 0)
        return answer(STATE_UNKNOWN);
    bool inside = q->value >= rule->at_least && (!rule->at_most || q->value <= rule->at_most);
    if (!rule->then)
        return answer(inside ? STATE_MET : STATE_MISSED);
    return answer(!inside ? STATE_NA : q->has ? STATE_MET : STATE_MISSED);
}

static struct rule_answer ask_ratio(const struct rule *rule, const struct rule_question *q)
{
    if (q->value < 0 || q->whole <= 0)
        return answer(STATE_UNKNOWN);
    int64_t value = q->value * rule->of;
    bool good = (!rule->at_least || value >= rule->at_least * q->whole) &&
                (!rule->above || value > rule->above * q->whole) &&
                (!rule->at_most || value <= rule->at_most * q->whole);
    return answer(good ? STATE_MET : STATE_MISSED);
}

static struct rule_answer ask_order(const struct rule *rule, const struct rule_question *q)
{
    if (!q->starts.year || !q->ends.year)
        return answer(STATE_UNKNOWN);
    bool good = (!rule->at_least || date_compare(q->ends, date_add_months(q->starts, rule->at_least)) >= 0) &&
                (!rule->at_most || date_compare(q->ends, date_add_months(q->starts, rule->at_most)) <= 0);
    return answer(good ? STATE_MET : STATE_MISSED);
}

static struct rule_answer (*const asks[RULE_KIND__COUNT])(const struct rule *, const struct rule_question *) = {
    [RULE_COUNT] = ask_count, [RULE_TERM] = ask_term, [RULE_THRESHOLD] = ask_threshold, [RULE_RATIO] = ask_ratio,
    [RULE_ORDER] = ask_order,
};

const char *rule_not_for(const struct rule *rule, const struct unit_facts *unit)
{
    if (!rule_is_for(rule, unit->kind, unit->sector))
        return "不是这类单位的事";
    if (rule->local && rule->local->off)
        return "按本地设置不检查";
    if (rule->condition == CONDITION_COMMITTEE && !unit->committee)
        return "不设委员会";
    if (rule->condition == CONDITION_GROUPS && unit->groups < 1)
        return "没有划分党小组";
    return NULL;
}

struct rule_answer rule_ask(const struct rule *rule, const struct rule_question *q)
{
    const char *reason = rule_not_for(rule, q->unit);
    if (reason || !asks[rule->kind])
        return (struct rule_answer){.state = STATE_NA, .reason = reason};
    return asks[rule->kind](rule, q);
}

int period_count(enum rule_period period)
{
    return period == PERIOD_MONTH ? 12 : period == PERIOD_QUARTER ? 4 : 1;
}

struct date period_end(enum rule_period period, int year, int index)
{
    int months = 12 / period_count(period);
    return date_add_days(date_add_months((struct date){year, 1, 1}, (index + 1) * months), -1);
}

char *period_print(enum rule_period period, int year, int index, char out[PERIOD_TEXT])
{
    if (period == PERIOD_MONTH)
        snprintf(out, PERIOD_TEXT, "%04d-%02d", year % 10000, (index + 1) % 100);
    else if (period == PERIOD_QUARTER)
        snprintf(out, PERIOD_TEXT, "%04dQ%d", year % 10000, (index + 1) % 10);
    else
        snprintf(out, PERIOD_TEXT, "%04d", year % 10000);
    return out;
}
