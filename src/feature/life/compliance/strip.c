/* A unit's year at a glance: a row a rule, a cell a period; and what waits for who keeps a branch. */
#include <string.h>

#include "feature/life/compliance/checker.h"
#include "feature/life/compliance/views.h"

/* 应当 is red, 一般 yellow, custom and local practice grey; what was done is green whatever it rests on. */
static const char *tone_of(enum rule_state state, enum rule_strength strength)
{
    if (state == STATE_MISSED || state == STATE_LATE)
        return strength == STRENGTH_SHALL ? "red" : strength == STRENGTH_USUALLY ? "yellow" : "grey";
    return state == STATE_MET ? "met" : state == STATE_NA ? "na" : "open";
}

static const char *mark_of(enum rule_state state)
{
    static const char *const marks[RULE_STATE__COUNT] = {
        [STATE_MET] = "✓", [STATE_MISSED] = "缺", [STATE_DUE] = "·", [STATE_NA] = "–", [STATE_LATE] = "逾期", [STATE_UNKNOWN] = "未录入",
    };
    return marks[state];
}

struct strip {
    struct request *r;
    int64_t unit;
    const struct year_view *view;
    bool may_create;
    json_t *rows, *row;                  /* the row of `rule` */
    const char *rule;
    int applicable;
};

/* The first and the last day of a line's period. */
static const char *cell_href(struct strip *s, const struct check_line *line, const struct rule *rule)
{
    char unit[ID_TEXT], from[DATE_TEXT], to[DATE_TEXT], today[DATE_TEXT];
    const char *kind = activity_kind_words[__builtin_ctz(rule->counts)].id;
    struct date end = line->answer.due, first = date_add_months(date_add_days(end, 1), -(12 / period_count(rule->period)));
    id_print(s->unit, unit);
    if (line->answer.state == STATE_MET)
        return arena_printf(s->r->arena, "/activity?held_by=%s&kinds.has=%s&held_on.from=%s&held_on.to=%s", unit, kind, date_print(first, from),
                            date_print(rule->period == PERIOD_YEAR ? date_add_months(end, 12) : end, to));
    if (!s->may_create || date_compare(first, clock_today()) > 0)
        return NULL;
    return arena_printf(s->r->arena, "/activity/record?held_by=%s&kind=%s&held_on=%s", unit, kind,
                        line->answer.state == STATE_MISSED ? date_print(end, to) : date_print(clock_today(), today));
}

const char *period_label(struct arena *arena, const char *period)
{
    const char *dash = strchr(period, '-'), *quarter = strchr(period, 'Q');
    if (dash)
        return arena_printf(arena, "%s月", dash[1] == '0' ? dash + 2 : dash + 1);
    return quarter ? arena_printf(arena, "%s季度", quarter + 1) : "全年";
}

static int line_take(void *context, const struct check_line *line)
{
    struct strip *s = context;
    const struct rule *rule = line->version;
    /* A year that is looked at as a whole is over. */
    enum rule_state state = line->answer.state == STATE_DUE && s->view->closed ? STATE_MISSED : line->answer.state;
    if (rule->kind == RULE_TERM)
        return DONE;             /* the unit's term has a panel of its own */
    if (!s->rule || strcmp(s->rule, line->rule)) {
        s->rule = rule->id;
        s->row = json_pack("{s:s,s:s,s:s,s:s,s:[]}", "rule", rule->id, "name", rule->name, "strength", rule_strength_ids[rule->strength],
                           "regulation", line->regulation, "cells");
        json_array_append_new(s->rows, s->row);
    }
    const char *label = period_label(s->r->arena, line->period);
    const char *href = state == STATE_NA ? NULL : cell_href(s, line, rule);
    json_array_append_new(json_object_get(s->row, "cells"),
        json_pack("{s:s,s:s,s:s,s:s,s:s,s:i,s:s?}", "period", line->period, "label", label, "state", rule_state_ids[state], "tone",
                  tone_of(state, line->strength), "mark", mark_of(state), "span", 12 / period_count(rule->period), "href", href));
    if (state != STATE_NA)
        json_object_set_new(s->row, "applies", json_true());
    s->applicable += state != STATE_NA;
    return DONE;
}

/* Rows that are for the unit; span as conditions, since views compute nothing. */
static json_t *rows_kept(json_t *rows)
{
    json_t *kept = json_array(), *row, *cell;
    size_t i, k;
    json_array_foreach(rows, i, row) {
        if (!json_object_get(row, "applies"))
            continue;
        json_array_foreach(json_object_get(row, "cells"), k, cell) {
            json_int_t span = json_integer_value(json_object_get(cell, "span"));
            json_object_set_new(cell, span == 1 ? "month" : span == 3 ? "quarter" : "year", json_true());
        }
        json_array_append(kept, row);
    }
    return kept;
}

int strip_of(struct request *r, int64_t unit, const struct year_view *view, bool may_create, json_t **ret)
{
    struct checker *checker;
    char id[ID_TEXT];
    struct strip s = {.r = r, .unit = unit, .view = view, .may_create = may_create, .rows = json_array()};
    *ret = NULL;
    TRY(checker_start(r->arena, r->db, view, &checker));
    TRY(checker_unit(checker, r->arena, unit, line_take, &s));
    if (!s.applicable)
        return DONE;
    *ret = json_pack("{s:i,s:o,s:s,s:b}", "year", view->day.year, "rows", rows_kept(s.rows), "unit", id_print(unit, id), "may_create",
                     may_create);
    return DONE;
}

int strip_panel(struct request *r, const struct record *unit, json_t **ret)
{
    const struct access *access = r->session->access;
    const struct year_view today = {clock_today(), false};
    bool seen, may_create;
    *ret = NULL;
    /* Whose activities he may not read, he may not count either. */
    TRY(access_holds_at(access, r->db, &activity_entity, "read", unit->id, &seen));
    TRY(access_holds_at(access, r->db, &activity_entity, "create", unit->id, &may_create));
    return seen ? strip_of(r, unit->id, &today, may_create, ret) : DONE;
}

/* --- the workbench --- */

struct waiting {
    struct request *r;
    int64_t unit;
    int limit, due, missed;
    json_t *rows;
};

static int waiting_take(void *context, const struct check_line *line)
{
    struct waiting *w = context;
    char unit[ID_TEXT], end[DATE_TEXT];
    const struct rule *rule = line->version;
    w->missed += line->answer.state == STATE_MISSED;
    if (line->answer.state != STATE_DUE || rule->kind != RULE_COUNT)
        return DONE;
    struct date first = date_add_months(date_add_days(line->answer.due, 1), -(12 / period_count(rule->period)));
    if (date_compare(first, clock_today()) > 0 || w->due++ >= w->limit)
        return DONE;
    const char *label = arena_printf(w->r->arena, "%s%s", period_label(w->r->arena, line->period), rule->name);
    const char *href = arena_printf(w->r->arena, "/activity/record?held_by=%s&kind=%s", id_print(w->unit, unit),
                                    activity_kind_words[__builtin_ctz(rule->counts)].id);
    json_array_append_new(w->rows, json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "title", label, "href", href, "due",
                                             date_print(line->answer.due, end), "note", rule_strength_ids[line->strength], "act", "去记",
                                             "act_href", href));
    return DONE;
}

int duties_waiting(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    struct waiting w = {.r = r, .unit = r->session->unit, .limit = limit - 1, .rows = json_array()};
    char unit[ID_TEXT];
    bool may = false;
    *ret_rows = w.rows;
    *ret_count = 0;
    if (w.unit)
        TRY(access_holds_at(r->session->access, r->db, &activity_entity, "create", w.unit, &may));
    if (!may)
        return DONE;
    TRY(unit_check(r->arena, r->db, w.unit, clock_today(), waiting_take, &w));
    if (w.missed)
        json_array_append_new(w.rows, json_pack("{s:s,s:s}", "title", arena_printf(r->arena, "今年已过的时段还缺 %d 次", w.missed), "href",
                                                arena_printf(r->arena, "/unit/%s", id_print(w.unit, unit))));
    *ret_count = w.due + (w.missed > 0);
    return DONE;
}
