/* GET /calendar (one's own) and GET /unit/:id/calendar: a month, as a grid where there is room and as a list of its days where not. */
#include <stdlib.h>
#include <string.h>

#include "office/agenda.h"
#include "office/inside.h"

enum { DAY_SHOWN = 5, FIRST_YEAR = 2000, LAST_YEAR = 2198 };

static const char *const weekdays[] = {"一", "二", "三", "四", "五", "六", "日"};

/* "2026-11"; this month when none is given. */
static int month_read(struct request *r, struct date *ret)
{
    const char *text = request_text(r, "month");
    struct date today = clock_today();
    *ret = (struct date){today.year, today.month, 1};
    if (!*text)
        return DONE;
    if (strlen(text) != strlen("2026-11") || date_parse(arena_printf(r->arena, "%s-01", text), ret) || ret->year < FIRST_YEAR || ret->year > LAST_YEAR)
        return request_problem(r, "month", "月份请写成 2026-11");
    return DONE;
}

static const char *tone_of(const struct agenda_entry *entry)
{
    static const char *const tones[CALENDAR_KIND__COUNT] = {[CALENDAR_DEADLINE] = "open", [CALENDAR_HELD] = "met", [CALENDAR_PLANNED] = "plan"};
    bool late = entry->line->kind == CALENDAR_DEADLINE && date_compare(entry->it.day, clock_today()) < 0;
    return late ? "late" : tones[entry->line->kind];
}

/* Whose an entry is goes without saying where it is the calendar's own unit. */
static json_t *entry_json(struct arena *arena, const struct agenda_entry *entry, int64_t own)
{
    const char *unit = entry->it.unit == own ? "" : names_title(arena, registry_entity("unit"), entry->it.unit);
    return json_pack("{s:s,s:s,s:s,s:s,s:s?}", "line", entry->line->name, "label", entry->line->label, "title", entry->it.title, "unit", unit,
                     "href", entry->it.href);
}

struct month { struct arena *arena; struct date first; int64_t own; const struct agenda *agenda; };

/* A day: its entries, of which the first few are open to the eye. */
static json_t *day_json(const struct month *m, struct date day, size_t *at)
{
    struct arena *arena = m->arena;
    const struct agenda *agenda = m->agenda;
    json_t *shown = json_array(), *more = json_array();
    const char *off = agenda_day_off(day);
    char text[DATE_TEXT];
    bool known, inside = day.month == m->first.month;
    for (; *at < agenda->n && !date_compare(agenda->items[*at].it.day, day); ++*at) {
        json_t *one = entry_json(arena, &agenda->items[*at], m->own);
        json_object_set_new(one, "tone", json_string(tone_of(&agenda->items[*at])));
        json_array_append_new(json_array_size(shown) < DAY_SHOWN ? shown : more, one);
    }
    return json_pack("{s:s,s:i,s:s,s:s?,s:b,s:b,s:b,s:b,s:i,s:o,s:o}", "date", date_print(day, text), "day", day.day, "weekday",
                     weekdays[date_weekday(day) - 1], "mark", off, "rests", !workday_is(day, &known), "today", !date_compare(day, clock_today()),
                     "outside", !inside, "bare", !json_array_size(shown) && !off, "left", (int)json_array_size(more), "entries", shown, "more", more);
}

/* Whole weeks from Monday on. */
static json_t *weeks_json(const struct month *m)
{
    json_t *weeks = json_array();
    struct date day = date_add_days(m->first, 1 - date_weekday(m->first)), next = date_add_months(m->first, 1);
    for (size_t at = 0; date_compare(day, next) < 0; ) {
        json_t *days = json_array();
        for (int i = 0; i < 7; i++, day = date_add_days(day, 1))
            json_array_append_new(days, day_json(m, day, &at));
        json_array_append_new(weeks, json_pack("{s:o}", "days", days));
    }
    return weeks;
}

static char *month_text(struct arena *arena, struct date day)
{
    return arena_printf(arena, "%04d-%02d", day.year, day.month);
}

/* Of the month itself, without the days that fill its first and last week. */
static json_t *entries_json(struct arena *arena, struct date month, const struct agenda *agenda)
{
    json_t *all = json_array();
    char text[DATE_TEXT];
    for (size_t i = 0; i < agenda->n; i++) {
        if (agenda->items[i].it.day.month != month.month)
            continue;
        json_t *one = entry_json(arena, &agenda->items[i], 0);
        json_object_set_new(one, "day", json_string(date_print(agenda->items[i].it.day, text)));
        json_array_append_new(all, one);
    }
    return all;
}

static void frame_page(struct request *r, struct date month, const struct agenda *agenda, int64_t unit)
{
    char id[ID_TEXT];
    const char *path = unit ? arena_printf(r->arena, "/unit/%s/calendar", id_print(unit, id)) : "/calendar";
    request_page(r, "path", json_string(path));
    request_page(r, "month", json_string(arena_printf(r->arena, "%d 年 %d 月", month.year, month.month)));
    request_page(r, "before", json_string(month_text(r->arena, date_add_days(month, -1))));
    request_page(r, "after", json_string(month_text(r->arena, date_add_months(month, 1))));
    request_page(r, "weeks", weeks_json(&(struct month){r->arena, month, unit ? unit : r->session->unit, agenda}));
    request_page(r, "empty", json_boolean(!agenda->n));
    request_page(r, "cut", json_boolean(agenda->cut.year != 0));
    if (unit) {
        request_page(r, "unit", json_string(id_print(unit, id)));
        request_page(r, "unit_name", json_string(names_title(r->arena, registry_entity("unit"), unit)));
    }
    if (calendar_mark(r->arena))
        request_page(r, "mark", json_string(calendar_mark(r->arena)));
}

int agenda_page(struct request *r)
{
    struct date month;
    struct agenda agenda;
    json_t *feed;
    TRY(month_read(r, &month));
    if (r->id)
        TRY(access_record(r->session->access, r->db, registry_entity("unit"), "read", r->id));
    struct date first = date_add_days(month, 1 - date_weekday(month)), next = date_add_months(month, 1);
    struct date last = date_add_days(next, date_weekday(next) == 1 ? -1 : 7 - date_weekday(next));
    const struct calendar_asked asked = {.arena = r->arena, .db = r->db, .session = r->session, .unit = r->id, .from = first, .until = last,
                                         .limit = AGENDA_LINE_MAX};
    TRY(agenda_collect(&asked, &agenda));
    request_set(r, "month", json_string(month_text(r->arena, month)));
    request_set(r, "entries", entries_json(r->arena, month, &agenda));
    frame_page(r, month, &agenda, r->id);
    TRY(calendar_feed_json(r, r->id, &feed));
    if (feed)
        request_page(r, "feed", feed);
    return DONE;
}
