/* Duties in calendars: each on the last day of its period, for a branch what it has not done, for who stands over branches what is
 * due at all. */
#include <string.h>

#include "feature/life/compliance/checker.h"
#include "feature/life/pages.h"
#include "feature/life/rulebook/local_rules.h"

struct duties {
    const struct calendar_asked *asked;
    int64_t unit;
    bool may_create;
    bool own;                            /* the regulations ask something of the unit itself */
    int (*found)(void *, const struct calendar_entry *);
    void *context;
};

static int64_t day_ms(struct date day)
{
    return date_days(day) * (int64_t)86400000;
}

static const char *record_href(const struct duties *d, const struct rule *rule)
{
    char unit[ID_TEXT];
    id_print(d->unit, unit);
    if (!d->may_create)
        return arena_printf(d->asked->arena, "/unit/%s", unit);
    return arena_printf(d->asked->arena, "/activity/record?held_by=%s&kind=%s", unit, activity_kind_words[__builtin_ctz(rule->counts)].id);
}

static int duty_found(const struct duties *d, const struct rule *rule, const char *period, struct date end, const char *title, const char *href)
{
    char unit[ID_TEXT];
    struct date first = date_add_months(date_add_days(end, 1), -(12 / period_count(rule->period)));
    return d->found(d->context, &(struct calendar_entry){
        .key = arena_printf(d->asked->arena, "%s-%s-%s", rule->id, period, id_print(d->unit, unit)), .day = end, .title = title, .plain = title, .href = href,
        .unit = d->unit, .changed_ms = day_ms(first)});
}

static int line_take(void *context, const struct check_line *line)
{
    struct duties *d = context;
    enum rule_state state = line->answer.state;
    if (line->version->kind != RULE_COUNT || state == STATE_NA)
        return DONE;
    d->own |= line->version->checked == CHECKED_ALWAYS;
    if (state != STATE_DUE && state != STATE_MISSED)
        return DONE;
    const char *title = arena_printf(d->asked->arena, "%s%s", period_label(d->asked->arena, line->period), line->version->name);
    return duty_found(d, line->version, line->period, line->answer.due, title, record_href(d, line->version));
}

/* The year of today until today; a later one as it will begin. */
static int year_take(struct duties *d, int year)
{
    struct date today = clock_today(), day = year == today.year ? today : (struct date){year, 1, 1};
    return unit_check(d->asked->arena, d->asked->db, d->unit, day, line_take, d);
}

/* --- who stands over branches --- */

static int rule_year_take(struct duties *d, const struct rule *rule, int year)
{
    char unit[ID_TEXT];
    const char *href = arena_printf(d->asked->arena, "/compliance?unit=%s", id_print(d->unit, unit));
    for (int i = 0; i < period_count(rule->period); i++) {
        char period[PERIOD_TEXT];
        struct date end = period_end(rule->period, year, i);
        period_print(rule->period, year, i, period);
        if (date_compare(end, clock_today()) < 0 || !rule_in_force(rule, end))
            continue;
        TRY(duty_found(d, rule, period, end, arena_printf(d->asked->arena, "各支部%s%s", period_label(d->asked->arena, period), rule->name), href));
    }
    return DONE;
}

/* For branches; what is asked of some kinds of them only is said as well. */
static int below_take(struct duties *d, int year)
{
    const struct rulebook *book;
    TRY(unit_rules(d->asked->arena, d->asked->db, d->unit, &book));
    for (uint32_t i = 0; i < book->rule_count; i++) {
        const struct rule *rule = &book->rules[i];
        bool off = rule->local && rule->local->off;
        if (rule->kind == RULE_COUNT && rule->checked != CHECKED_NEVER && !off && rule->units >> UNIT_BRANCH & 1)
            TRY(rule_year_take(d, rule, year));
    }
    return DONE;
}

/* Not of years before this one: what they missed stands in their strips. */
int duties_calendar(const struct calendar_asked *asked, int (*found)(void *, const struct calendar_entry *), void *context)
{
    struct duties d = {.asked = asked, .unit = asked->unit ? asked->unit : asked->session->unit, .found = found, .context = context};
    bool seen = false;
    int today = clock_today().year, from = asked->from.year > today ? asked->from.year : today;
    if (d.unit)
        TRY(access_holds_at(asked->session->access, asked->db, &activity_entity, "read", d.unit, &seen));
    if (!seen)
        return DONE;
    TRY(access_holds_at(asked->session->access, asked->db, &activity_entity, "create", d.unit, &d.may_create));
    for (int year = from; year <= asked->until.year; year++)
        TRY(year_take(&d, year));
    for (int year = from; !d.own && year <= asked->until.year; year++)
        TRY(below_take(&d, year));
    return DONE;
}
