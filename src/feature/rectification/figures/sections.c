/* The dashboard's numbers as tiles, tables and charts.  Every number leads to its rows. */
#include <string.h>

#include "feature/rectification/figures/page.h"

/* From so many columns on a table has a line to itself; below so few it stays a table on a phone. */
enum { COLUMNS_MAX = 8, CHART_LINES_MAX = 40, WIDE = 7, FEW = 5 };

static const char *asof_of(const struct asked *a)
{
    return a->request.past ? a->request.past->day : NULL;
}

/* --- tiles --- */

static void tile_add(json_t *tiles, const char *name, const char *label, const char *n, const char *href, const char *note)
{
    json_array_append_new(tiles, json_pack("{s:s,s:s,s:s,s:s?,s:s?}", "name", name, "label", label, "n", n, "href", href, "note", note));
}

/* What a number that is no count is made from: "2 个已销号的问题". */
static void tile_basis(struct arena *arena, json_t *tiles, const struct asked *a, int64_t of)
{
    json_t *tile = json_array_get(tiles, json_array_size(tiles) - 1);
    json_object_set_new(tile, "basis", json_string(arena_printf(arena, "%lld 个已销号的问题", (long long)of)));
    json_object_set_new(tile, "basis_href", json_string(rows_href(arena, a, NULL, asof_of(a), figure_rows[FIGURE_CLOSED].filter, NULL)));
}

json_t *figures_tiles(struct arena *arena, const struct asked *a, const struct figures *f)
{
    json_t *tiles = json_array();
    for (int i = 0; i < FIGURE__COUNT; i++)
        tile_add(tiles, figure_rows[i].name, figure_rows[i].label, arena_printf(arena, "%lld", (long long)f->counts[i]),
                 rows_href(arena, a, NULL, asof_of(a), figure_rows[i].filter, NULL), NULL);
    const char *rate = rate_print(arena, f->rate);
    tile_add(tiles, "rate", "完成率", rate ? rate : "—", NULL, "已销号 ÷（反馈问题 − 不属实 − 移交）");
    if (!f->days_of)
        return tiles;
    tile_add(tiles, "days", "办结天数中位数", arena_printf(arena, "%d", f->median_days), NULL,
             arena_printf(arena, "从反馈到销号；九成在 %d 天内", f->ninth_days));
    tile_basis(arena, tiles, a, f->days_of);
    return tiles;
}

/* --- tables --- */

/* A section's columns, and how it is drawn: NULL columns end it. */
struct section {
    enum figure_axis axis;
    const char *note;
    int columns[COLUMNS_MAX], n;
    int bars[3], bar_count;              /* stacked */
};

static const struct section sections[] = {
    {AXIS_STATE, NULL, {FIGURE_ALL}, 1, {FIGURE_ALL}, 1},
    {AXIS_CATEGORY, NULL, {FIGURE_ALL, FIGURE_OPEN, FIGURE_OVERDUE, FIGURE_CLOSED, FIGURE_UNFOUNDED, FIGURE_TRANSFERRED, FIGURE_RELAPSED,
     FIGURE_FALSE_CLOSING}, 8, {FIGURE_OPEN, FIGURE_CLOSED}, 2},
    {AXIS_SOURCE_KIND, NULL, {FIGURE_ALL, FIGURE_OPEN, FIGURE_OVERDUE, FIGURE_CLOSED, FIGURE_UNFOUNDED, FIGURE_TRANSFERRED}, 6,
     {FIGURE_OPEN, FIGURE_CLOSED}, 2},
    {AXIS_PROGRESS, NULL, {FIGURE_ALL, FIGURE_OPEN, FIGURE_OVERDUE, FIGURE_CLOSED}, 4, {FIGURE_OPEN, FIGURE_CLOSED}, 2},
    {AXIS_KIND, NULL, {FIGURE_ALL, FIGURE_OPEN, FIGURE_OVERDUE, FIGURE_CLOSED}, 4, {FIGURE_OPEN, FIGURE_CLOSED}, 2},
    {AXIS_UNIT, "按单位的隶属次序排列，不排名次。", {FIGURE_ALL, FIGURE_OPEN, FIGURE_OVERDUE, FIGURE_CLOSED, FIGURE_UNFOUNDED,
     FIGURE_TRANSFERRED, FIGURE_RELAPSED, FIGURE_FALSE_CLOSING}, 8, {FIGURE_OPEN, FIGURE_CLOSED}, 2},
    {AXIS_SOURCE, NULL, {FIGURE_ALL, FIGURE_OPEN, FIGURE_OVERDUE, FIGURE_CLOSED, FIGURE_UNFOUNDED, FIGURE_TRANSFERRED}, 6, {0}, 0},
};

static json_t *cell(const char *label, int64_t n, const char *href)
{
    return json_pack("{s:s,s:I,s:s?}", "label", label, "n", (json_int_t)n, "href", n ? href : NULL);
}

/* "state=unclaimed", "category.empty=1". */
static const char *line_filter(struct arena *arena, enum figure_axis axis, const struct figure_line *line)
{
    return *line->name ? arena_printf(arena, "%s=%s", axis_rows[axis].filter, line->name)
                       : arena_printf(arena, "%s.empty=1", axis_rows[axis].filter);
}

static json_t *row_json(struct arena *arena, const struct asked *a, const struct section *s, const struct figure_line *line)
{
    json_t *cells = json_array();
    const char *filter = line_filter(arena, s->axis, line);
    for (int i = 0; i < s->n; i++) {
        int figure = s->columns[i];
        json_array_append_new(cells, cell(s->n == 1 ? "问题数" : figure_rows[figure].label, line->counts[figure],
                              rows_href(arena, a, axis_rows[s->axis].filter, asof_of(a), filter, figure_rows[figure].filter)));
    }
    return json_pack("{s:s,s:i,s:o}", "label", line->label, "indent", line->depth > 6 ? 6 : line->depth, "cells", cells);
}

static json_t *columns_json(const struct section *s)
{
    json_t *columns = json_array();
    for (int i = 0; i < s->n; i++)
        json_array_append_new(columns, json_pack("{s:s}", "label", s->n == 1 ? "问题数" : figure_rows[s->columns[i]].label));
    return columns;
}

/* --- charts --- */

static json_t *bars_json(const struct section *s, const struct figure_lines *lines)
{
    json_t *labels = json_array(), *series = json_array();
    for (size_t i = 0; i < lines->n; i++)
        json_array_append_new(labels, json_string(lines->items[i].label));
    for (int b = 0; b < s->bar_count; b++) {
        json_t *values = json_array();
        for (size_t i = 0; i < lines->n; i++)
            json_array_append_new(values, json_integer(lines->items[i].counts[s->bars[b]]));
        json_array_append_new(series, json_pack("{s:s,s:s,s:o}", "name", s->bar_count == 1 ? "问题数" : figure_rows[s->bars[b]].label,
                                                "figure", figure_rows[s->bars[b]].name, "values", values));
    }
    return json_pack("{s:s,s:o,s:o}", "kind", "bar", "labels", labels, "series", series);
}

static json_t *section_json(struct arena *arena, const struct asked *a, const struct figures *f, const struct section *s)
{
    const struct figure_lines *lines = &f->axes[s->axis];
    json_t *rows = json_array();
    for (size_t i = 0; i < lines->n; i++)
        json_array_append_new(rows, row_json(arena, a, s, &lines->items[i]));
    bool drawn = s->bar_count && lines->n > 0 && lines->n <= CHART_LINES_MAX;
    return json_pack("{s:b,s:b,s:s,s:s,s:s?,s:o,s:o,s:o}", "beside", drawn && s->n < WIDE, "few", s->n < FEW, "name", axis_rows[s->axis].name, "label",
                     arena_printf(arena, "按%s", axis_rows[s->axis].label), "note", s->note, "columns", columns_json(s), "rows", rows,
                     "chart", drawn ? bars_json(s, lines) : json_null());
}

/* --- the course of the year --- */

static const int course_figures[] = {FIGURE_OPEN, FIGURE_OVERDUE, FIGURE_CLOSED};

static json_t *course_row(struct arena *arena, const struct asked *a, json_t *point)
{
    const char *day = json_string_value(json_object_get(point, "day"));
    json_t *cells = json_array();
    for (size_t i = 0; i < ARRAY_SIZE(course_figures); i++) {
        const struct figure_row *row = &figure_rows[course_figures[i]];
        json_array_append_new(cells, cell(row->label, json_integer_value(json_object_get(point, row->name)),
                                          rows_href(arena, a, NULL, day, row->filter, NULL)));
    }
    return json_pack("{s:s,s:i,s:o}", "label", day, "indent", 0, "cells", cells);
}

static json_t *lines_json(json_t *course)
{
    json_t *labels = json_array(), *series = json_array(), *point;
    size_t i;
    json_array_foreach(course, i, point)
        json_array_append(labels, json_object_get(point, "day"));
    for (size_t k = 0; k < ARRAY_SIZE(course_figures); k++) {
        json_t *values = json_array();
        json_array_foreach(course, i, point)
            json_array_append(values, json_object_get(point, figure_rows[course_figures[k]].name));
        json_array_append_new(series, json_pack("{s:s,s:s,s:o}", "name", figure_rows[course_figures[k]].label, "figure",
                                                figure_rows[course_figures[k]].name, "values", values));
    }
    return json_pack("{s:s,s:o,s:o}", "kind", "line", "labels", labels, "series", series);
}

static json_t *course_json(struct arena *arena, const struct asked *a, json_t *course)
{
    json_t *rows = json_array(), *columns = json_array(), *point;
    size_t i;
    for (size_t k = 0; k < ARRAY_SIZE(course_figures); k++)
        json_array_append_new(columns, json_pack("{s:s}", "label", figure_rows[course_figures[k]].label));
    json_array_foreach(course, i, point)
        json_array_append_new(rows, course_row(arena, a, point));
    return json_pack("{s:b,s:b,s:s,s:s,s:s,s:o,s:o,s:o}", "beside", true, "few", true, "name", "course", "label", "本年各月月末", "note",
                     "每个月末当时登记的情况，按您现在的权限统计。", "columns", columns, "rows", rows, "chart",
                     json_array_size(course) > 1 ? lines_json(course) : json_null());
}

json_t *figures_sections(struct arena *arena, const struct asked *a, const struct figures *f, json_t *course)
{
    json_t *all = json_array();
    for (size_t i = 0; i < ARRAY_SIZE(sections); i++) {
        if (f->axes[sections[i].axis].n)
            json_array_append_new(all, section_json(arena, a, f, &sections[i]));
        if (i == 0 && json_array_size(course))
            json_array_append_new(all, course_json(arena, a, course));
    }
    return all;
}
