/* The rules O-… asked of how an organisation is set up, and whether its committee is whole. */
#include <string.h>

#include "feature/life/findings/findings.h"

struct gathering {
    struct arena *arena;
    const struct set_up *s;
    struct date on;
    struct set_up_finding *missed; size_t missed_n, missed_cap;
    struct set_up_finding *unknown; size_t unknown_n, unknown_cap;
};

static void found(struct gathering *g, const struct rule *rule, const char *name, enum rule_state state, const char *text)
{
    const struct set_up_finding finding = {rule->id, name ? name : rule->name, rule, state, text};
    if (state == STATE_MISSED)
        *arena_push(g->arena, &g->missed, &g->missed_n, &g->missed_cap) = finding;
    else if (state == STATE_UNKNOWN)
        *arena_push(g->arena, &g->unknown, &g->unknown_n, &g->unknown_cap) = finding;
}

/* --- what a rule measures --- */

/* One row a measure of the rulebook: its number (-1 unknown), how it is said, what is missing where it is not known. */
static const struct measure { const char *name, *before, *behind, *unknown; } measures[] = {
    {"members", "党员", "人", "没有登记党员关系"},
    {"full_members", "正式党员", "人", "没有登记党员关系"},
    {"committee_members", "委员会现有", "人", "没有登记委员的职务和任职"},
    {"units_covered", "党员来自", "个单位或部门", "没有登记党员所在的部门，不知道联合党支部覆盖哪些单位"},
};

static const struct measure *measure_of(const struct rule *rule)
{
    for (size_t i = 0; rule->measure && i < ARRAY_SIZE(measures); i++)
        if (!strcmp(measures[i].name, rule->measure))
            return &measures[i];
    return NULL;
}

/* Nobody registered is no answer: an organisation without members is one whose members were never entered. */
static int64_t number_of(const struct set_up *s, const char *measure)
{
    if (!strcmp(measure, "members"))
        return s->members ? s->members : -1;
    if (!strcmp(measure, "full_members"))
        return s->members ? s->full : -1;
    if (!strcmp(measure, "units_covered"))
        return s->covered ? s->covered : -1;
    return s->committee_members;
}

static bool has(const struct set_up *s, const char *what)
{
    if (!strcmp(what, "committee"))
        return s->facts.committee;
    if (!strcmp(what, "organ_committee"))
        return s->facts.kind == UNIT_ORGAN_COMMITTEE;
    if (!strcmp(what, "general_branch"))          /* a committee is more than a 总支 */
        return s->facts.kind == UNIT_GENERAL_BRANCH || s->facts.kind == UNIT_ORGAN_COMMITTEE;
    return s->facts.kind == UNIT_DEPARTMENT || s->facts.kind == UNIT_LEADING_GROUP;      /* its people are in a branch */
}

static const char *lack_words(const char *what)
{
    return !strcmp(what, "committee") ? "没有设支部委员会" : !strcmp(what, "organ_committee") ? "没有设党的基层委员会"
           : !strcmp(what, "general_branch") ? "没有设党总支" : "没有成立党支部";
}

static void threshold_ask(struct gathering *g, const struct rule *rule)
{
    const struct measure *measure = measure_of(rule);
    /* O-07 is of joint branches, which only their name tells */
    bool joint = !measure || strcmp(measure->name, "units_covered") || strstr(record_text(g->s->unit, UNIT_NAME), "联合");
    if (!measure || !joint)
        return;
    struct rule_question q = {.unit = &g->s->facts, .asof = g->on, .value = number_of(g->s, rule->measure), .has = rule->then && has(g->s, rule->then)};
    struct rule_answer answer = rule_ask(rule, &q);
    bool committee_unknown = rule->then && !strcmp(rule->then, "committee") && !g->s->committee_known && answer.state == STATE_MISSED;
    if (committee_unknown) {
        found(g, rule, NULL, STATE_UNKNOWN, "没有录入换届选举，也没有登记委员，不知道是否设了委员会");
        return;
    }
    const char *count = arena_printf(g->arena, "%s %lld %s", measure->before, (long long)q.value, measure->behind);
    found(g, rule, NULL, answer.state, answer.state == STATE_UNKNOWN ? measure->unknown
          : rule->then ? arena_printf(g->arena, "%s，%s", count, lack_words(rule->then)) : count);
}

/* --- dates --- */

/* O-08: what goes on counts until today.  O-12: a day of full membership that is early enough settles it, a late one does not, because
 * he may have come from elsewhere. */
static void order_ask(struct gathering *g, const struct rule *rule)
{
    struct rule_question q = {.unit = &g->s->facts, .asof = g->on};
    bool task = !strcmp(rule->first, "task_begins"), joined = !strcmp(rule->first, "joined_on");
    if (rule_not_for(rule, &g->s->facts) || (joined && g->s->secretaries < 1))
        return;
    if (task) {
        q.starts = g->s->founded;
        q.ends = g->s->dissolved.year ? g->s->dissolved : g->on;
    } else if (joined) {
        q.starts = g->s->secretary_since;
        q.ends = g->s->elected_on;
    } else if (!g->s->founded.year || date_compare(date_add_months(g->s->founded, 12), g->on) < 0) {
        return;                          /* O-09 is asked of branches of this year */
    }
    struct rule_answer answer = rule_ask(rule, &q);
    if (joined && answer.state == STATE_MISSED)
        answer.state = STATE_UNKNOWN;
    char day[DATE_TEXT];
    found(g, rule, NULL, answer.state, answer.state == STATE_UNKNOWN
          ? task ? "没有登记成立日期" : joined ? "没有登记书记的入党时间，党员关系里的起始日期看不出满 1 年" : "没有登记请示和批复的日期"
          : arena_printf(g->arena, "%s 成立，已超过 %d 个月：是长期任务的，成立正式党支部", date_print(g->s->founded, day), (int)rule->at_most));
}

/* --- the committee --- */

static const struct rule *rule_named(const struct gathering *g, const char *id)
{
    return rulebook_any(g->s->book, id, g->on);
}

static bool elects(const struct set_up *s)
{
    return s->facts.kind == UNIT_BRANCH || s->facts.kind == UNIT_GENERAL_BRANCH || s->facts.kind == UNIT_ORGAN_COMMITTEE ||
           s->facts.kind == UNIT_TEMPORARY_BRANCH;
}

/* What asks for a 书记: of a branch with and without a committee, of a temporary one, of the others. */
static const char *head_rule(const struct set_up *s)
{
    if (s->facts.kind == UNIT_TEMPORARY_BRANCH)
        return "P-05";
    return s->facts.kind != UNIT_BRANCH ? "O-10" : s->facts.committee ? "O-05" : "O-04";
}

static void committee_ask(struct gathering *g)
{
    const struct set_up *s = g->s;
    const struct rule *few = rule_named(g, "O-03"), *head = rule_named(g, head_rule(s)), *by_election = rule_named(g, "V-21");
    if (!elects(s))
        return;
    if (s->facts.kind == UNIT_BRANCH && few && s->members && s->full < few->at_least)
        found(g, few, "党支部的正式党员不足 3 人", STATE_MISSED,
              arena_printf(g->arena, "正式党员 %lld 人：不足 3 人的，与相邻相近的单位成立联合党支部", (long long)s->full));
    if (head && s->secretaries == 0)
        found(g, head, "班子：书记空缺", STATE_MISSED, "书记的职务现在没有人担任");
    if (head && s->secretaries < 0)
        found(g, head, "班子：书记", STATE_UNKNOWN, "没有登记书记的职务");
    if (by_election && s->lost > 0)
        found(g, by_election, "班子：委员缺员", STATE_MISSED,
              arena_printf(g->arena, "选出 %lld 人，其中 %lld 人已不在任，一般召开党员大会补选", (long long)s->elected, (long long)s->lost));
}

/* The other half of O-14: how many they are is asked as the rest of the thresholds. */
static void group_ask(struct gathering *g)
{
    const struct rule *rule = rule_named(g, "O-14");
    if (rule && g->s->facts.kind == UNIT_GROUP && g->s->members && !g->s->full)
        found(g, rule, "党小组至少有 1 名正式党员", STATE_MISSED, arena_printf(g->arena, "党员 %lld 人，没有正式党员", (long long)g->s->members));
}

/* O-01 and O-02 are of the organ's Party organisation as a whole, so of the one that stands on top. */
static bool of_the_organ(const struct rule *rule)
{
    return !strcmp(rule->id, "O-01") || !strcmp(rule->id, "O-02");
}

size_t findings_of(struct arena *arena, const struct set_up *s, struct date on, struct set_up_finding **ret)
{
    const struct rulebook *book = s->book;
    struct gathering g = {.arena = arena, .s = s, .on = on};
    for (uint32_t i = 0; i < book->rule_count; i++) {
        const struct rule *rule = &book->rules[i];
        if (strncmp(rule->id, "O-", 2) || !rule_in_force(rule, on) || (of_the_organ(rule) && !s->top))
            continue;
        if (rule->kind == RULE_THRESHOLD)
            threshold_ask(&g, rule);
        else if (rule->kind == RULE_ORDER)
            order_ask(&g, rule);
    }
    committee_ask(&g);
    group_ask(&g);
    for (size_t i = 0; i < g.unknown_n; i++)
        *arena_push(arena, &g.missed, &g.missed_n, &g.missed_cap) = g.unknown[i];
    *ret = g.missed;
    return g.missed_n;
}
