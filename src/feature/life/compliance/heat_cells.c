/* A heat table as people see it: a cell a rule and period, red where 应当 was missed, yellow where 一般, grey for custom; how deep the
 * colour is says how many of those asked.  Never in the order of a count. */
#include "feature/life/compliance/heat.h"

#include <string.h>

/* One of three depths: below a tenth, below a third, more. */
static int depth_of(uint64_t missed, uint64_t asked)
{
    return missed * 10 < asked ? 1 : missed * 3 < asked ? 2 : 3;
}

/* What stands in a narrow cell. */
static const char *number_print(struct arena *arena, uint64_t n)
{
    if (n < 10000)
        return arena_printf(arena, "%llu", (unsigned long long)n);
    return arena_printf(arena, "%llu.%llu万", (unsigned long long)n / 10000, (unsigned long long)n / 1000 % 10);
}

static json_t *text_json(const char *text)
{
    return json_string_nocheck(text);
}

static json_t *cell_make(const char *tone, const char *number, const char *href, const char *label)
{
    json_t *cell = json_object();
    json_object_set_new_nocheck(cell, "c", text_json(tone));
    json_object_set_new_nocheck(cell, "n", text_json(number));
    json_object_set_new_nocheck(cell, "l", text_json(label));
    if (href)
        json_object_set_new_nocheck(cell, "h", text_json(href));
    return cell;
}

static json_t *period_cell(struct request *r, const struct year_asked *a, const struct heat_row *row, const struct period_column *c)
{
    static const char *const tones[4][4] = {
        {"tone-open", "tone-open", "tone-open", "tone-open"},
        {"", "tone-red heat-1", "tone-red heat-2", "tone-red heat-3"},
        {"", "tone-yellow heat-1", "tone-yellow heat-2", "tone-yellow heat-3"},
        {"", "tone-grey heat-1", "tone-grey heat-2", "tone-grey heat-3"},
    };
    uint64_t met = row->totals.met[c->lane][c->index], open = row->totals.open[c->lane][c->index];
    const char *what = c->over ? "缺" : "待开展";
    if (!met && !open)
        return cell_make("tone-na", "–", NULL, "不适用");
    const char *label = arena_printf(r->arena, "%s%s：%s %llu，已开展 %llu", c->label, c->rule->name, what, (unsigned long long)open, (unsigned long long)met);
    if (!open)
        return cell_make("tone-met", "✓", c->begun ? held_href(r->arena, a, row->unit, c) : NULL, label);
    if (!c->begun)
        return cell_make("tone-na", "", NULL, label);
    enum rule_strength strength = c->rule->strength;
    int tone = !c->over ? 0 : strength == STRENGTH_SHALL ? 1 : strength == STRENGTH_USUALLY ? 2 : 3;
    return cell_make(tones[tone][depth_of(open, met + open)], number_print(r->arena, open),
                     year_href(r, a, "/missing", row->unit, c->rule->id, c->name), label);
}

struct term_column { enum standing standing; const char *id, *label, *tone; };
static const struct term_column term_columns[] = {
    {STANDING_LATE, "late", "逾期", "tone-yellow heat-2"},
    {STANDING_NEAR, "near", "临近", "tone-open"},
    {STANDING_UNKNOWN, "unknown", "未录", "tone-grey heat-1"},
};

static json_t *term_cell(struct request *r, const struct year_asked *a, const struct heat_row *row, const struct term_column *c)
{
    uint64_t n = row->totals.standings[c->standing], all = 0;
    for (int i = STANDING_NORMAL; i < STANDING__COUNT; i++)
        all += row->totals.standings[i];
    const char *label = arena_printf(r->arena, "任期%s：%llu 个，共 %llu 个有任期", c->label, (unsigned long long)n, (unsigned long long)all);
    if (!all)
        return cell_make("tone-na", "–", NULL, "不适用");
    if (!n)
        return cell_make("tone-met", "✓", NULL, label);
    return cell_make(c->standing == STANDING_LATE && row->totals.late_shall ? "tone-red heat-2" : c->tone, number_print(r->arena, n),
                     year_href(r, a, "/missing", row->unit, "term", c->id), label);
}

/* By the columns that are shown. */
static bool row_asked(const struct heat *heat, const struct heat_row *row)
{
    bool asked = heat->terms && !row->totals.standings[STANDING_NONE];
    for (int i = 0; i < heat->column_count; i++)
        asked |= row->totals.met[heat->columns[i].lane][heat->columns[i].index] || row->totals.open[heat->columns[i].lane][heat->columns[i].index];
    return asked;
}

static json_t *row_json(struct request *r, const struct year_asked *a, const struct heat *heat, const struct heat_row *row)
{
    json_t *cells = json_array(), *one = json_object();
    for (int i = 0; i < heat->column_count; i++)
        json_array_append_new(cells, period_cell(r, a, row, &heat->columns[i]));
    for (size_t i = 0; heat->terms && i < ARRAY_SIZE(term_columns); i++)
        json_array_append_new(cells, term_cell(r, a, row, &term_columns[i]));
    json_object_set_new_nocheck(one, "name", text_json(heat_row_name(r->arena, row)));
    json_object_set_new_nocheck(one, "kind", text_json(heat_kind_ids[row->kind]));
    if (row->kind == HEAT_CHILD)
        json_object_set_new_nocheck(one, "href", text_json(year_href(r, a, "/compliance", row->unit, a->rule, NULL)));
    if (row->kind == HEAT_TOTAL || row->below)
        json_object_set_new_nocheck(one, "units", json_integer((json_int_t)row->totals.units));
    json_object_set_new_nocheck(one, "cells", cells);
    return one;
}

static json_t *group_json(struct request *r, const struct year_asked *a, int64_t unit, const char *rule, const char *name, const char *strength, int span)
{
    return json_pack("{s:s,s:s,s:i,s:s}", "name", name, "strength", strength, "span", span, "href",
                     year_href(r, a, "/compliance", unit, rule, NULL));
}

static json_t *table_make(struct request *r, const struct year_asked *a, const struct heat *heat)
{
    json_t *groups = json_array(), *columns = json_array();
    for (int i = 0; i < heat->column_count; i++) {
        const struct period_column *c = &heat->columns[i];
        if (!c->index)
            json_array_append_new(groups, group_json(r, a, heat->unit, c->rule->id, c->rule->name, rule_strength_ids[c->rule->strength],
                                                     period_count(c->period)));
        const char *label = *a->rule || c->period == PERIOD_YEAR ? c->label
                            : arena_printf(r->arena, c->period == PERIOD_MONTH ? "%d" : "%d季", c->index + 1);
        json_array_append_new(columns, json_pack("{s:s,s:b}", "label", label, "first", !c->index));
    }
    if (heat->terms)
        json_array_append_new(groups, group_json(r, a, heat->unit, "term", "任期", "", (int)ARRAY_SIZE(term_columns)));
    for (size_t i = 0; heat->terms && i < ARRAY_SIZE(term_columns); i++)
        json_array_append_new(columns, json_pack("{s:s,s:b}", "label", term_columns[i].label, "first", i == 0));
    return json_pack("{s:o,s:o,s:b}", "groups", groups, "columns", columns, "one", *a->rule != 0);
}

void heat_cells(struct request *r, const struct year_asked *a, const struct heat *heat)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < heat->n; i++)
        if (heat->rows[i].kind != HEAT_OWN || row_asked(heat, &heat->rows[i]))
            json_array_append_new(rows, row_json(r, a, heat, &heat->rows[i]));
    json_t *table = table_make(r, a, heat);
    json_object_set_new(table, "rows", rows);
    request_page(r, "table", table);
}
