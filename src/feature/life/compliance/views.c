/* What the pages over the board share: what was asked, columns, addresses. */
#include "feature/life/compliance/views.h"

#include <stdlib.h>
#include <string.h>

enum { YEARS_SHOWN = 4, YEAR_FIRST = 2000 };

static int wrong(struct request *r, const char *message)
{
    r->answer.status = 400;
    return fail(INVALID, "%s", message);
}

static int year_read(struct request *r, struct date today, struct year_asked *a)
{
    const char *text = request_text(r, "year");
    int year = *text && strspn(text, "0123456789") == 4 && !text[4] ? (int)strtol(text, NULL, 10) : 0;
    if (!*text)
        return DONE;
    if (year < YEAR_FIRST || year > today.year)
        return wrong(r, "年度请写成 2026 这样的四位数字，不能晚于今年");
    if (year < today.year)
        a->view = (struct year_view){{year, 12, 31}, true};
    return DONE;
}

static int day_read(struct request *r, struct date today, struct year_asked *a)
{
    const char *text = request_text(r, "asof");
    struct date day;
    if (!*text)
        return DONE;
    if (date_parse(text, &day) != DONE || day.year < YEAR_FIRST || date_compare(day, today) > 0)
        return wrong(r, "日期请写成 2026-03-31，不能晚于今天");
    a->view = (struct year_view){day, false};
    return DONE;
}

int year_asked_read(struct request *r, struct year_asked *ret)
{
    struct date today = clock_today();
    *ret = (struct year_asked){.view = {today, false}, .unit = request_id(r, "unit"), .rule = request_text(r, "rule"),
                               .period = request_text(r, "period")};
    if (*request_text(r, "unit") && !ret->unit)
        return wrong(r, "没有这个单位，请从表里点开");
    TRY(year_read(r, today, ret));
    TRY(day_read(r, today, ret));
    ret->past = ret->view.closed || date_compare(ret->view.day, today);
    if (*ret->rule && strcmp(ret->rule, "term") && !rulebook_any(rulebook(), ret->rule, today))
        return wrong(r, "没有这条规则，请从列表里选");
    return DONE;
}

int place_asked(struct request *r, const struct year_asked *a, const struct board *board, struct board_sight *ret, uint32_t *ret_place)
{
    const struct access *access = r->session->access;
    int64_t unit = a->unit ? a->unit : r->session->unit;
    *ret_place = unit ? board_find(board, unit) : BOARD_NONE;
    *ret = board_sight(r->arena, board, access, "read", *ret_place);
    if (*ret_place != BOARD_NONE && board_sees(ret, *ret_place))
        return DONE;
    for (int i = 0; i < ret->n && !a->unit; i++) {
        *ret_place = ret->reaches[i].scope == SCOPE_ALL ? BOARD_NONE : board_find(board, ret->reaches[i].unit);
        *ret = board_sight(r->arena, board, access, "read", *ret_place);
        ret->whole |= ret->reaches[i].scope == SCOPE_ALL;
        if (ret->whole || (*ret_place != BOARD_NONE && board_sees(ret, *ret_place)))
            return DONE;
    }
    return fail(NOT_FOUND, "没有找到这个单位，可能已被移走，或不在您的范围内");
}

/* --- columns --- */

static const char *column_label(struct arena *arena, enum rule_period period, int index)
{
    static const char *const quarters[] = {"一季度", "二季度", "三季度", "四季度"};
    return period == PERIOD_MONTH ? arena_printf(arena, "%d月", index + 1) : period == PERIOD_QUARTER ? quarters[index] : "全年";
}

int period_columns(struct arena *arena, const struct board *board, const char *rule, struct period_column ret[MASK_LANES * 12])
{
    const struct year_view *view = &board->view;
    int n = 0;
    for (int lane = 0; lane < MASK_LANES; lane++) {
        const struct check_lane *of = &board->lanes[lane];
        if (!of->id || (*rule && strcmp(rule, of->id)))
            continue;
        for (int i = 0; i < period_count(of->period); i++) {
            char name[PERIOD_TEXT];
            struct date last = period_end(of->period, view->day.year, i);
            struct date first = date_add_months((struct date){view->day.year, 1, 1}, i * (12 / period_count(of->period)));
            ret[n++] = (struct period_column){
                lane, i, rulebook_any(board->book, of->id, view->day), of->period, first, last,
                arena_strdup(arena, period_print(of->period, view->day.year, i, name)), column_label(arena, of->period, i),
                view->closed || date_compare(last, view->day) < 0, date_compare(first, view->day) <= 0};
        }
    }
    return n;
}

/* --- addresses --- */

static void part_add(struct buffer *out, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    buffer_addf(out, "%c%s=", strchr(out->p, '?') ? '&' : '?', name);
    buffer_add_url(out, value);
}

const char *year_href(struct request *r, const struct year_asked *a, const char *path, int64_t unit, const char *rule, const char *period)
{
    struct buffer out = buffer_in(r->arena);
    char id[ID_TEXT], day[DATE_TEXT];
    buffer_adds(&out, path);
    part_add(&out, "unit", unit ? id_print(unit, id) : NULL);
    part_add(&out, "rule", rule);
    part_add(&out, "period", period);
    if (a->view.closed)
        part_add(&out, "year", arena_printf(r->arena, "%d", a->view.day.year));
    else if (a->past)
        part_add(&out, "asof", date_print(a->view.day, day));
    return out.p;
}

const char *held_href(struct arena *arena, const struct year_asked *a, int64_t unit, const struct period_column *c)
{
    char id[ID_TEXT], from[DATE_TEXT], to[DATE_TEXT];
    struct date last = !a->view.closed && date_compare(a->view.day, c->last) < 0 ? a->view.day : c->last;
    /* Where a place may count by periods of its own, what counts may have been held in any month before. */
    struct date first = c->rule->configurable ? (struct date){a->view.day.year, 1, 1} : c->first;
    /* What a year asks may have been held in the next one. */
    if (c->period == PERIOD_YEAR && a->view.closed)
        last = date_add_months(last, 12);
    return arena_printf(arena, "/activity?unit=%s&kinds.has=%s&held_on.from=%s&held_on.to=%s", id_print(unit, id),
                        activity_kind_words[c->lane].id, date_print(first, from), date_print(last, to));
}

const char *strength_tone(enum rule_strength strength)
{
    return strength == STRENGTH_SHALL ? "red" : strength == STRENGTH_USUALLY ? "yellow" : "grey";
}

const char *view_words(struct arena *arena, const struct year_asked *a)
{
    char day[DATE_TEXT];
    return a->view.closed ? arena_printf(arena, "%d 年全年", a->view.day.year)
                          : arena_printf(arena, "%d 年，截至 %s", a->view.day.year, date_print(a->view.day, day));
}

/* --- choosers --- */

static json_t *option(const char *value, const char *label, bool chosen)
{
    return json_pack("{s:s,s:s,s:b}", "value", value, "label", label, "chosen", chosen);
}

void year_choices(struct request *r, const struct year_asked *a, const struct board *board)
{
    json_t *years = json_array(), *rules = json_array();
    struct date today = clock_today();
    char id[ID_TEXT], day[DATE_TEXT];
    for (int year = today.year; year > today.year - YEARS_SHOWN; year--)
        json_array_append_new(years, option(arena_printf(r->arena, "%d", year), arena_printf(r->arena, "%d 年", year),
                                            year == a->view.day.year));
    for (int lane = 0; lane < MASK_LANES; lane++)
        if (board->lanes[lane].id)
            json_array_append_new(rules, option(board->lanes[lane].id, rulebook_any(board->book, board->lanes[lane].id, today)->name,
                                                !strcmp(a->rule, board->lanes[lane].id)));
    json_array_append_new(rules, option("term", "任期", !strcmp(a->rule, "term")));
    request_page(r, "years", years);
    request_page(r, "rules", rules);
    request_page(r, "asof", a->past && !a->view.closed ? json_string(date_print(a->view.day, day)) : json_null());
    request_page(r, "past", json_boolean(a->past));
    request_page(r, "words", json_string(view_words(r->arena, a)));
    if (a->unit)
        request_page(r, "unit", json_string(id_print(a->unit, id)));
}
