/* The plan of one unit and year on one page: made in one step from the rules, moved and removed there, beside what was held. */
#include <stdlib.h>
#include <string.h>

#include "feature/life/activity/activity.h"
#include "feature/life/rulebook/local_rules.h"

enum { THEME_DAY_PRESET = 10, THEME_DAY_LAST = 28 };

static const char *const state_ids[PLAN_STATE__COUNT] = {"held", "early", "late", "missing", "to_come"};
static const char *const tones[PLAN_STATE__COUNT] = {"met", "met", "grey", "yellow", "open"};

/* --- what stands --- */

static uint32_t kinds_of(struct statement *s, int first)
{
    uint32_t kinds = 0;
    for (int i = first; i < first + 3; i++) {
        int kind = statement_is_null(s, i) ? -1 : vocabulary_find(activity_kind_words, ACTIVITY_KIND__COUNT, statement_text(s, i));
        kinds |= kind < 0 ? 0 : UINT32_C(1) << kind;
    }
    return kinds;
}

static struct date day_of(const char *text)
{
    struct date day = {0};
    (void)date_parse(text, &day);
    return day;
}

static int items_read(struct arena *arena, struct db *db, int64_t unit, int year, struct plan_item **ret, size_t *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    size_t cap = 0;
    int e;
    *ret = NULL;
    *ret_n = 0;
    TRY(db_query(db, &s, "SELECT id, kind, also, planned_on, topic FROM planned_activity WHERE held_by = ?1 AND planned_on >= ?2"
                         " AND planned_on <= ?3 ORDER BY planned_on, id LIMIT ?4", value_int(unit), value_text(arena_printf(arena, "%d-01-01", year)),
                 value_text(arena_printf(arena, "%d-12-31", year)), value_int(PLAN_ITEMS_MAX)));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        int kind = vocabulary_find(activity_kind_words, ACTIVITY_KIND__COUNT, statement_text(s, 1));
        int also = statement_is_null(s, 2) ? -1 : vocabulary_find(activity_kind_words, ACTIVITY_KIND__COUNT, statement_text(s, 2));
        *arena_push(arena, ret, ret_n, &cap) = (struct plan_item){
            .id = statement_int(s, 0), .kind = kind < 0 ? ACTIVITY_OTHER : (enum activity_kind)kind,
            .also = also < 0 ? ACTIVITY_KIND__COUNT : (enum activity_kind)also, .on = day_of(statement_text(s, 3)),
            .topic = statement_is_null(s, 4) ? "" : arena_strdup(arena, statement_text(s, 4))};
    }
    return e;
}

/* Also what was held for that year in the next one's first months. */
static int held_read(struct arena *arena, struct db *db, int64_t unit, int year, struct plan_held **ret, size_t *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    size_t cap = 0;
    int e;
    *ret = NULL;
    *ret_n = 0;
    TRY(db_query(db, &s, "SELECT id, kind, also, also_too, held_on, topic FROM activity WHERE held_by = ?1 AND held_on >= ?2"
                         " AND for_year = ?3 ORDER BY held_on, id LIMIT ?4", value_int(unit),
                 value_text(arena_printf(arena, "%d-01-01", year)), value_int(year), value_int(PLAN_HELD_MAX)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        *arena_push(arena, ret, ret_n, &cap) = (struct plan_held){
            .id = statement_int(s, 0), .kinds = kinds_of(s, 1), .on = day_of(statement_text(s, 4)), .topic = arena_strdup(arena, statement_text(s, 5))};
    return e;
}

/* --- as a page --- */

struct plan_view {
    struct request *r;
    int64_t unit;
    int year;
    bool may_record, may_create, may_change, may_remove;
    int counts[PLAN_STATE__COUNT];
};

static const char *kinds_words(struct arena *arena, uint32_t kinds)
{
    struct buffer out = buffer_in(arena);
    buffer_adds(&out, "");
    for (int i = 0; i < ACTIVITY_KIND__COUNT; i++)
        if (kinds >> i & 1)
            buffer_addf(&out, "%s%s", out.n ? "、" : "", activity_kind_words[i].label);
    return out.p;
}

static const char *item_kinds(struct arena *arena, const struct plan_item *item)
{
    const char *kind = activity_kind_words[item->kind].label;
    return item->also == ACTIVITY_KIND__COUNT ? kind : arena_printf(arena, "%s、%s", kind, activity_kind_words[item->also].label);
}

/* The form of a record with what the plan knows in it; a planned day that is to come is not a day on which it was held. */
static const char *record_href(const struct plan_view *v, const struct plan_item *item)
{
    char unit[ID_TEXT], day[DATE_TEXT];
    struct date today = clock_today(), on = date_compare(item->on, today) > 0 ? today : item->on;
    struct buffer href = buffer_in(v->r->arena);
    buffer_addf(&href, "/activity/record?held_by=%s&kind=%s&held_on=%s", id_print(v->unit, unit), activity_kind_words[item->kind].id,
                date_print(on, day));
    if (item->also != ACTIVITY_KIND__COUNT)
        buffer_addf(&href, "&also=%s", activity_kind_words[item->also].id);
    if (*item->topic) {
        buffer_adds(&href, "&text=");
        buffer_add_url(&href, item->topic);
    }
    return href.p;
}

static const char *state_words(struct arena *arena, const struct plan_match *match)
{
    char day[DATE_TEXT] = "";
    if (match->held)
        date_print(match->held->on, day);
    switch (match->state) {
    case PLAN_HELD:
        return match->days > 0 ? arena_printf(arena, "已开展（%s，晚 %d 天）", day, match->days)
                               : arena_printf(arena, match->days ? "已开展（%s，早 %d 天）" : "已开展（%s）", day, -match->days);
    case PLAN_EARLY:
        return arena_printf(arena, "提前开展（%s）", day);
    case PLAN_LATE:
        return arena_printf(arena, "推迟开展（%s，晚 %d 天）", day, match->days);
    case PLAN_MISSING:
        return arena_printf(arena, "还没有开展，已过 %d 天", match->days);
    default:
        return match->days ? arena_printf(arena, "还有 %d 天", -match->days) : "就在今天";
    }
}

static json_t *item_json(const struct plan_view *v, const struct plan_item *item, const struct plan_match *match)
{
    static const char *const weekdays[] = {"", "一", "二", "三", "四", "五", "六", "日"};
    char id[ID_TEXT], held[ID_TEXT] = "", day[DATE_TEXT];
    bool known;
    json_t *row = json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:b}", "id", id_print(item->id, id), "on", date_print(item->on, day), "weekday",
        weekdays[date_weekday(item->on)], "kinds", item_kinds(v->r->arena, item), "topic", item->topic, "state",
        state_ids[match->state], "words", state_words(v->r->arena, match), "tone", tones[match->state], "off", !workday_is(item->on, &known));
    if (match->held)
        json_object_set_new(row, "held", json_string(id_print(match->held->id, held)));
    else if (v->may_record)
        json_object_set_new(row, "record_href", json_string(record_href(v, item)));
    json_object_set_new(row, "may_change", json_boolean(v->may_change));
    json_object_set_new(row, "may_remove", json_boolean(v->may_remove));
    return row;
}

/* Held and in nobody's plan. */
static json_t *unplanned_json(struct arena *arena, const struct plan_match *matches, size_t n, const struct plan_held *held, size_t held_n)
{
    json_t *rows = json_array();
    char id[ID_TEXT], day[DATE_TEXT];
    for (size_t k = 0; k < held_n; k++) {
        bool planned = false;
        for (size_t i = 0; i < n && !planned; i++)
            planned = matches[i].held == &held[k];
        if (!planned)
            json_array_append_new(rows, json_pack("{s:s,s:s,s:s,s:s}", "id", id_print(held[k].id, id), "on", date_print(held[k].on, day), "kinds",
                                                  kinds_words(arena, held[k].kinds), "topic", held[k].topic));
    }
    return rows;
}

static int plan_show(struct plan_view *v)
{
    struct plan_item *items;
    struct plan_held *held;
    size_t n, held_n;
    json_t *rows = json_array();
    struct arena *arena = v->r->arena;
    TRY(items_read(arena, v->r->db, v->unit, v->year, &items, &n));
    TRY(held_read(arena, v->r->db, v->unit, v->year, &held, &held_n));
    const struct plan_match *matches = plan_compare(arena, items, n, held, held_n, clock_today());
    for (size_t i = 0; i < n; i++) {
        v->counts[matches[i].state]++;
        json_array_append_new(rows, item_json(v, &items[i], &matches[i]));
    }
    request_set(v->r, "items", rows);
    request_set(v->r, "planned", json_integer((json_int_t)n));
    for (int i = 0; i < PLAN_STATE__COUNT; i++)
        request_set(v->r, state_ids[i], json_integer(v->counts[i]));
    request_set(v->r, "unplanned", unplanned_json(arena, matches, n, held, held_n));
    return DONE;
}

static int rights_ask(struct plan_view *v)
{
    const struct access *access = v->r->session->access;
    TRY(access_holds_at(access, v->r->db, &activity_entity, "create", v->unit, &v->may_record));
    TRY(access_holds_at(access, v->r->db, &planned_activity_entity, "create", v->unit, &v->may_create));
    TRY(access_holds_at(access, v->r->db, &planned_activity_entity, "change", v->unit, &v->may_change));
    return access_holds_at(access, v->r->db, &planned_activity_entity, "remove", v->unit, &v->may_remove);
}

/* Whose plan: the one asked for, else his own unit's.  NOT_FOUND where he may not read plans. */
static int unit_of(struct request *r, int64_t *ret)
{
    bool seen = false;
    *ret = request_id(r, "unit") ? request_id(r, "unit") : r->session->unit;
    if (*ret)
        TRY(access_holds_at(r->session->access, r->db, &planned_activity_entity, "read", *ret, &seen));
    return seen ? DONE : fail(NOT_FOUND, "没有这个党组织的计划；从单位页面进入年度计划");
}

static int year_of(const struct request *r)
{
    long year = strtol(request_text(r, "year"), NULL, 10);
    return year >= 2000 && year <= 2199 ? (int)year : clock_today().year;
}

int plan_model(struct request *r)
{
    struct plan_view v = {.r = r, .year = year_of(r)};
    char id[ID_TEXT];
    TRY(unit_of(r, &v.unit));
    TRY(rights_ask(&v));
    const char *day = request_text(r, "theme_day");
    request_page(r, "unit", json_string(id_print(v.unit, id)));
    request_page(r, "unit_name", json_string(names_title(r->arena, &unit_entity, v.unit)));
    request_page(r, "may_create", json_boolean(v.may_create));
    request_page(r, "theme_day", json_string(*day ? day : arena_printf(r->arena, "%d", THEME_DAY_PRESET)));
    request_page(r, "before", json_integer(v.year - 1));
    request_page(r, "after", json_integer(v.year + 1));
    request_set(r, "year", json_integer(v.year));
    return plan_show(&v);
}

/* --- made, moved, removed --- */

/* Is there one of the kind in that month already?  Pressing twice makes nothing twice. */
static bool stands(const struct plan_item *items, size_t n, const struct plan_item *item)
{
    for (size_t i = 0; i < n; i++)
        if ((items[i].kind == item->kind || items[i].also == item->kind) && items[i].on.month == item->on.month)
            return true;
    return false;
}

static int plan_make(struct request *r, struct db *db, int64_t unit, int year)
{
    struct check_unit facts;
    const struct rulebook *book;
    struct plan_item *proposals, *items;
    size_t n, there;
    long theme_day = strtol(request_text(r, "theme_day"), NULL, 10);
    struct date end = {year, 12, 31}, today = clock_today();
    if (theme_day < 1 || theme_day > THEME_DAY_LAST)
        return request_problem(r, "theme_day", "主题党日请填 1 到 28 之间的一天，每月都有这一天");
    TRY(unit_facts_read(r->arena, db, unit, date_compare(end, today) < 0 ? end : today, &facts));
    TRY(unit_rules(r->arena, db, unit, &book));
    n = plan_propose(r->arena, book, &facts.facts, year, (int)theme_day, &proposals);
    if (!n)
        return request_problem(r, NULL, "规则没有对这类党组织要求次数，请自己新增计划");
    TRY(items_read(r->arena, db, unit, year, &items, &there));
    struct change *change = request_change(r, db, &planned_activity_entity, "create");
    for (size_t i = 0; i < n; i++) {
        struct change one = *change;
        if (!stands(items, there, &proposals[i]))
            TRY(plan_item_create(&one, unit, &proposals[i]));
    }
    return DONE;
}

static int plan_move(struct request *r, struct db *db, int64_t id)
{
    struct change *change = request_change(r, db, &planned_activity_entity, "change");
    struct record *planned;
    struct date on;
    TRY(record_read(r->arena, db, &planned_activity_entity, id, &planned));
    if (date_parse(request_text(r, "planned_on"), &on) != DONE)
        return change_problem(change, "planned_on", "请填改到哪一天，如 2026-03-10");
    record_set_text(planned, PLANNED_ON, request_text(r, "planned_on"));
    return record_change(change, planned, 0);
}

int plan_apply(struct request *r, struct db *db)
{
    int64_t unit = request_id(r, "unit"), item = request_id(r, "item");
    const char *act = request_text(r, "act");
    char id[ID_TEXT];
    int year = year_of(r);
    if (!strcmp(act, "move"))
        TRY(plan_move(r, db, item));
    else if (!strcmp(act, "remove"))
        TRY(record_remove(request_change(r, db, &planned_activity_entity, "remove"), item, 0));
    else
        TRY(plan_make(r, db, unit, year));
    return request_redirect(r, "/plan?unit=%s&year=%d", id_print(unit, id), year);
}
