#include "feature/rectification/figures/figures.h"

#include <stdlib.h>
#include <string.h>

#include "feature/rectification/figures/tally.h"

const struct figure_row figure_rows[FIGURE__COUNT] = {
    [FIGURE_ALL] = {"all", "反馈问题", ""},
    [FIGURE_OPEN] = {"open", "未了结", "open=1"},
    [FIGURE_OVERDUE] = {"overdue", "超期", "overdue=1"},
    [FIGURE_CLOSED] = {"closed", "已销号", "state=closed%2Cconsolidated"},
    [FIGURE_CONSOLIDATED] = {"consolidated", "其中回头看已巩固", "state=consolidated"},
    [FIGURE_UNFOUNDED] = {"unfounded", "不属实", "state=unfounded"},
    [FIGURE_TRANSFERRED] = {"transferred", "移交", "state=transferred"},
    [FIGURE_RELAPSED] = {"relapsed", "有过反弹", "relapses.from=1"},
    [FIGURE_FALSE_CLOSING] = {"false_closing", "有过虚假整改", "false_closings.from=1"},
};

const struct axis_row axis_rows[AXIS__COUNT] = {
    [AXIS_STATE] = {"state", "状态", "state"},
    [AXIS_PROGRESS] = {"progress", "进展", "progress"},
    [AXIS_KIND] = {"kind", "整改类型", "kind"},
    [AXIS_CATEGORY] = {"category", "问题类别", "category"},
    [AXIS_UNIT] = {"unit", "整改主体", "accountable"},
    [AXIS_SOURCE] = {"source", "来源", "source"},
    [AXIS_SOURCE_KIND] = {"source_kind", "来源类别", "source_kind"},
};

/* --- one problem --- */

/* What a state counts as; `own`: the next step is the unit's, so it can be late. */
static const struct { const char *name; unsigned figures; bool own; } state_figures[] = {
    {"unclaimed", 1u << FIGURE_OPEN, true},
    {"planning", 1u << FIGURE_OPEN, true},
    {"rectifying", 1u << FIGURE_OPEN, true},
    {"closing_requested", 1u << FIGURE_OPEN, false},
    {"endorsed", 1u << FIGURE_OPEN, false},
    {"closed", 1u << FIGURE_CLOSED, false},
    {"consolidated", 1u << FIGURE_CLOSED | 1u << FIGURE_CONSOLIDATED, false},
    {"unfounded", 1u << FIGURE_UNFOUNDED, false},
    {"transferred", 1u << FIGURE_TRANSFERRED, false},
};

unsigned problem_figures(const struct problem_facts *p, const char *day)
{
    unsigned figures = 1u << FIGURE_ALL;
    for (size_t i = 0; i < ARRAY_SIZE(state_figures); i++) {
        if (strcmp(p->state, state_figures[i].name))
            continue;
        figures |= state_figures[i].figures;
        if (state_figures[i].own && *p->deadline && strcmp(p->deadline, day) < 0)
            figures |= 1u << FIGURE_OVERDUE;
        break;
    }
    if (p->relapses > 0)
        figures |= 1u << FIGURE_RELAPSED;
    if (p->false_closings > 0)
        figures |= 1u << FIGURE_FALSE_CLOSING;
    return figures;
}

static void counts_add(int64_t *counts, unsigned figures)
{
    for (; figures; figures &= figures - 1)
        counts[__builtin_ctz(figures)]++;
}

/* --- all of them --- */

struct counting {
    struct arena *arena;
    const char *day;
    struct figures *figures;
    struct tally axes[AXIS__COUNT];
    struct sources sources;
    int32_t *days;
    size_t days_n, days_cap;
};

static void days_add(struct counting *c, const char *closed_on, const char *feedback_on)
{
    struct date from, until;
    if (date_parse(closed_on, &until) != DONE || date_parse(feedback_on, &from) != DONE)
        return;
    int32_t days = date_days(until) - date_days(from);
    *arena_push(c->arena, &c->days, &c->days_n, &c->days_cap) = days < 0 ? 0 : days;
}

static const char *text_at(struct statement *s, int column)
{
    const char *text = statement_text(s, column);
    return text ? text : "";
}

enum { STATE, PROGRESS, KIND, CATEGORY, ACCOUNTABLE, SOURCE, DEADLINE, CLOSED_ON, RELAPSES, FALSE_CLOSINGS, COLUMNS };
static const char *const columns[COLUMNS] = {
    "state", "progress", "kind", "category", "accountable", "source", "deadline", "closed_on", "relapses", "false_closings",
};

static int problem_take(void *context, struct statement *s)
{
    struct counting *c = context;
    struct problem_facts p = {text_at(s, STATE), text_at(s, DEADLINE), statement_int(s, RELAPSES), statement_int(s, FALSE_CLOSINGS)};
    const struct source_facts *source = source_find(&c->sources, statement_int(s, SOURCE));
    unsigned figures = problem_figures(&p, c->day);
    counts_add(c->figures->counts, figures);
    counts_add(tally_named(&c->axes[AXIS_STATE], p.state), figures);
    counts_add(tally_named(&c->axes[AXIS_PROGRESS], text_at(s, PROGRESS)), figures);
    counts_add(tally_named(&c->axes[AXIS_KIND], text_at(s, KIND)), figures);
    counts_add(tally_named(&c->axes[AXIS_SOURCE_KIND], source->kind), figures);
    counts_add(tally_id(&c->axes[AXIS_CATEGORY], statement_int(s, CATEGORY)), figures);
    counts_add(tally_id(&c->axes[AXIS_UNIT], statement_int(s, ACCOUNTABLE)), figures);
    counts_add(tally_id(&c->axes[AXIS_SOURCE], statement_int(s, SOURCE)), figures);
    if (figures & (1u << FIGURE_CLOSED))
        days_add(c, text_at(s, CLOSED_ON), source->feedback_on);
    return DONE;
}

static int days_order(const void *a, const void *b)
{
    const int32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The nearest rank: the smallest value that `percent` of all do not exceed. */
static int rank_of(const int32_t *days, size_t n, unsigned percent)
{
    return n ? days[(n * percent + 99) / 100 - 1] : -1;
}

static void totals_finish(struct counting *c)
{
    struct figures *f = c->figures;
    int64_t of = f->counts[FIGURE_ALL] - f->counts[FIGURE_UNFOUNDED] - f->counts[FIGURE_TRANSFERRED];
    f->rate = of ? (int)((f->counts[FIGURE_CLOSED] * 10000 + of / 2) / of) : -1;
    if (c->days_n)
        qsort(c->days, c->days_n, sizeof *c->days, days_order);
    f->days_of = (int64_t)c->days_n;
    f->median_days = rank_of(c->days, c->days_n, 50);
    f->ninth_days = rank_of(c->days, c->days_n, 90);
}

struct list_request figures_list(const struct figures_request *r)
{
    return (struct list_request){.entity = &problem_entity, .access = r->access, .verb = r->verb ? r->verb : "read",
                                 .filters = r->filters, .filter_count = r->filter_count, .past = r->past};
}

int figures_read(struct arena *arena, struct db *db, const struct figures_request *r, struct figures *ret)
{
    struct list_request list = figures_list(r);
    struct counting c = {.arena = arena, .figures = ret};
    char today[DATE_TEXT];
    *ret = (struct figures){0};
    c.day = r->past ? r->past->day : date_print(clock_today(), today);
    for (int i = 0; i < AXIS__COUNT; i++)
        c.axes[i] = (struct tally){.arena = arena};
    TRY(sources_read(arena, db, r->past, &c.sources));
    TRY(list_walk(arena, db, &list, columns, COLUMNS, problem_take, &c));
    totals_finish(&c);
    for (int i = 0; i < AXIS__COUNT; i++)
        TRY(tally_lines(&c.axes[i], db, (enum figure_axis)i, &c.sources, &ret->axes[i]));
    return DONE;
}

/* --- as JSON --- */

const char *rate_print(struct arena *arena, int rate)
{
    return rate < 0 ? NULL : arena_printf(arena, "%d.%d%%", (rate + 5) / 100, (rate + 5) / 10 % 10);
}

static json_t *counts_json(const int64_t *counts)
{
    json_t *all = json_object();
    for (int i = 0; i < FIGURE__COUNT; i++)
        json_object_set_new(all, figure_rows[i].name, json_integer(counts[i]));
    return all;
}

static json_t *lines_json(const struct figure_lines *lines)
{
    json_t *all = json_array();
    for (size_t i = 0; i < lines->n; i++)
        json_array_append_new(all, json_pack("{s:s,s:s,s:i,s:o}", "name", lines->items[i].name, "label", lines->items[i].label,
                                             "depth", lines->items[i].depth, "counts", counts_json(lines->items[i].counts)));
    return all;
}

json_t *figures_json(struct arena *arena, const struct figures *f)
{
    json_t *axes = json_object();
    for (int i = 0; i < AXIS__COUNT; i++)
        json_object_set_new(axes, axis_rows[i].name, lines_json(&f->axes[i]));
    json_t *days = f->days_of ? json_pack("{s:I,s:i,s:i}", "of", (json_int_t)f->days_of, "median", f->median_days, "ninth",
                                          f->ninth_days) : json_null();
    return json_pack("{s:o,s:s?,s:o,s:o}", "counts", counts_json(f->counts), "rate", rate_print(arena, f->rate), "days", days,
                     "axes", axes);
}
