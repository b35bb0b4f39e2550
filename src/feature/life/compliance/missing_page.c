/* GET /missing: what is missing this month or the last, or in one period of a rule, unit by unit; with one click those units
 * are reminded in their next digest. */
#include <stdlib.h>
#include <string.h>

#include "feature/life/compliance/missing.h"
#include "feature/life/compliance/remind.h"

static const char *standing_words(enum standing standing)
{
    return standing == STANDING_LATE ? "任期逾期" : standing == STANDING_NEAR ? "任期六个月内到期" : "没有录入选举日期";
}

static json_t *duty_json(struct request *r, const struct missing_unit *unit, const struct period_column *c, bool past)
{
    char id[ID_TEXT], due[DATE_TEXT], on[DATE_TEXT];
    const char *cited = rule_citation(r->arena, rulebook(), c->rule), *told;
    date_print(c->last, due);
    json_t *duty = json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "rule", c->rule->id, "period", c->name, "label", duty_label(r->arena, c), "state",
                             c->over ? "missed" : "due", "tone", c->over ? strength_tone(c->rule->strength) : "open", "due", due,
                             "basis", *cited ? cited : rule_strength_ids[c->rule->strength]);
    if (unit->may_create && !past && c->begun)
        json_object_set_new(duty, "href", json_string(arena_printf(r->arena, "/activity/record?held_by=%s&kind=%s&held_on=%s", id_print(unit->unit, id),
                            activity_kind_words[c->lane].id, date_print(c->over ? c->last : clock_today(), on))));
    if (reminded_on(r->arena, r->db, unit->unit, c->rule->id, c->name, &told) == DONE)
        json_object_set_new(duty, "reminded", json_string(told));
    return duty;
}

static json_t *unit_json(struct request *r, const struct year_asked *a, const struct missing *m, const struct missing_unit *unit)
{
    char id[ID_TEXT];
    json_t *duties = json_array();
    id_print(unit->unit, id);
    for (int i = 0; i < m->column_count; i++)
        if (unit->columns >> i & 1)
            json_array_append_new(duties, duty_json(r, unit, &m->columns[i], a->past));
    if (unit->standing)
        json_array_append_new(duties, json_pack("{s:s,s:s,s:s}", "label", standing_words(unit->standing), "state",
            unit->standing == STANDING_LATE ? "late" : unit->standing == STANDING_NEAR ? "near" : "unknown", "tone",
            unit->standing == STANDING_LATE ? "yellow" : unit->standing == STANDING_NEAR ? "open" : "grey"));
    return json_pack("{s:s,s:s,s:s,s:o}", "id", id, "name", names_title(r->arena, &unit_entity, unit->unit), "href",
                     arena_printf(r->arena, "/unit/%s", id), "duties", duties);
}

static json_t *tab(struct request *r, const struct year_asked *a, const struct missing *m, const char *label, struct date month)
{
    char name[PERIOD_TEXT];
    struct year_asked now = *a;
    now.past = now.view.closed = false;
    period_print(PERIOD_MONTH, month.year, month.month - 1, name);
    return json_pack("{s:s,s:s,s:b}", "label", arena_printf(r->arena, "%s（%d 月）", label, month.month), "href",
                     year_href(r, &now, "/missing", m->unit, NULL, name), "current", !strcmp(m->month, name));
}

static int64_t first_asked(const struct request *r)
{
    const char *from = request_text(r, "from");
    return strlen(from) < 9 && strspn(from, "0123456789") == strlen(from) ? strtoll(from, NULL, 10) : 0;
}

static int remind_offer(struct request *r, const struct year_asked *a, const struct missing *m)
{
    const struct access *access = r->session->access;
    bool may = !a->past || a->view.closed;
    if (!m->item_count || m->terms || !may || !access_may(access, &duty_reminder_entity, "create"))
        return DONE;
    if (m->unit)
        TRY(access_holds_at(access, r->db, &duty_reminder_entity, "create", m->unit, &may));
    if (may)
        request_page(r, "remind", json_pack("{s:I,s:b}", "units", (json_int_t)m->unit_count, "much", m->item_count > REMIND_MOST));
    return DONE;
}

static int page_make(struct request *r, const struct year_asked *a, const struct missing *m, int64_t first)
{
    const char *exports = access_may(r->session->access, &activity_entity, "export")
        ? year_href(r, a, "/missing.xlsx", m->unit, a->rule, *m->month ? m->month : a->period) : NULL;
    struct date today = clock_today(), before = date_add_days((struct date){today.year, today.month, 1}, -1);
    char id[ID_TEXT];
    json_t *tabs = json_array();
    json_array_append_new(tabs, tab(r, a, m, "本月", today));
    json_array_append_new(tabs, tab(r, a, m, "上月", before));
    request_page(r, "tabs", tabs);
    request_page(r, "name", json_string(m->unit ? names_title(r->arena, &unit_entity, m->unit) : "全部单位"));
    request_page(r, "asked", json_string(missing_words(r->arena, m, a)));
    request_page(r, "unit_id", json_string(m->unit ? id_print(m->unit, id) : ""));
    request_page(r, "rule", json_string(a->rule));
    request_page(r, "period", json_string(*m->month ? m->month : a->period));
    request_page(r, "heat_href", json_string(year_href(r, a, "/compliance", m->unit, NULL, NULL)));
    request_page(r, "export_href", exports ? json_string(exports) : json_null());
    request_page(r, "over", json_integer((json_int_t)m->over_count));
    request_page(r, "reminded", json_string(request_text(r, "reminded")));
    request_page(r, "already", json_string(text_equal(request_text(r, "already"), "0") ? "" : request_text(r, "already")));
    if (m->unit_count > first + MISSING_ROWS)
        request_page(r, "next_href", json_string(arena_printf(r->arena, "%s&from=%lld",
            year_href(r, a, "/missing", m->unit, a->rule, *m->month ? m->month : a->period), (long long)first + MISSING_ROWS)));
    return remind_offer(r, a, m);
}

int missing_page(struct request *r)
{
    struct year_asked a;
    struct missing *m = arena_new(r->arena, struct missing);
    json_t *rows = json_array();
    int64_t first = first_asked(r);
    TRY(year_asked_read(r, &a));
    TRY(missing_read(r, &a, first, MISSING_ROWS, m));
    for (size_t i = 0; i < m->n; i++)
        json_array_append_new(rows, unit_json(r, &a, m, &m->units[i]));
    request_set(r, "rows", rows);
    request_set(r, "units", json_integer((json_int_t)m->unit_count));
    request_set(r, "items", json_integer((json_int_t)m->item_count));
    return r->json ? DONE : page_make(r, &a, m, first);
}
