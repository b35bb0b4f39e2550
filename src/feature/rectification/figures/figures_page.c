/* The dashboard: the figures of a unit and its subtree, each number a link to its rows. */
#include <stdlib.h>
#include <string.h>

#include "feature/rectification/figures/kept.h"
#include "feature/rectification/figures/page.h"
#include "feature/rectification/private.h"

enum { INDENT_MAX = 8 };

const char *const figures_parameters[] = {"unit", "source", "year", "asof", NULL};

/* --- what is asked --- */

static int year_filters(struct request *r, struct asked *a)
{
    const char *year = request_text(r, "year");
    if (!*year)
        return DONE;
    if (strlen(year) != 4 || strspn(year, "0123456789") != 4 || strcmp(year, "1921") < 0) {
        r->answer.status = 400;
        return fail(INVALID, "年度请写成 2026 这样的四位数字");
    }
    a->filters[a->n++] = (struct list_filter){"feedback_on", "from", arena_printf(r->arena, "%s-01-01", year)};
    a->filters[a->n++] = (struct list_filter){"feedback_on", "to", arena_printf(r->arena, "%s-12-31", year)};
    return DONE;
}

static int id_filter(struct request *r, struct asked *a, const char *name, const char *unknown)
{
    const char *text = request_text(r, name);
    if (!*text)
        return DONE;
    if (!id_parse(text)) {
        r->answer.status = 400;
        return fail(INVALID, "%s", unknown);
    }
    a->filters[a->n++] = (struct list_filter){name, "is", text};
    return DONE;
}

static int asked_read(struct request *r, struct asked *a)
{
    *a = (struct asked){.request = {.access = r->session->access}};
    TRY(id_filter(r, a, "unit", "没有这个单位，请从列表里选"));
    TRY(id_filter(r, a, "source", "没有这个来源，请从列表里选"));
    TRY(year_filters(r, a));
    TRY(request_past(r, &a->request.past));
    a->request.filters = a->filters;
    a->request.filter_count = a->n;
    return DONE;
}

/* "/problem?unit=…&asof=…&open=1": the list that shows what a number counts. */
const char *rows_href(struct arena *arena, const struct asked *a, const char *without, const char *asof, const char *one,
                      const char *two)
{
    struct buffer out = buffer_in(arena);
    char mark = '?';
    buffer_adds(&out, "/problem");
    for (int i = 0; i < a->n; i++) {
        const struct list_filter *f = &a->filters[i];
        if (without && !strcmp(f->field, without))
            continue;
        buffer_addf(&out, strcmp(f->op, "is") ? "%c%s.%s=" : "%c%s%s=", mark, f->field, strcmp(f->op, "is") ? f->op : "");
        buffer_add_url(&out, f->value);
        mark = '&';
    }
    const char *more[] = {asof ? arena_printf(arena, "asof=%s", asof) : NULL, one, two};
    for (size_t i = 0; i < ARRAY_SIZE(more); i++)
        if (more[i] && *more[i]) {
            buffer_addf(&out, "%c%s", mark, more[i]);
            mark = '&';
        }
    return out.p;
}

/* --- what can be chosen --- */

static json_t *option(const char *value, const char *label, const char *chosen)
{
    return json_pack("{s:s,s:s,s:b}", "value", value, "label", label, "selected", !strcmp(value, chosen));
}

struct readable { int64_t *ids; size_t n, cap; struct arena *arena; };

static int readable_take(void *context, struct statement *s)
{
    struct readable *all = context;
    *arena_push(all->arena, &all->ids, &all->n, &all->cap) = statement_int(s, 0);
    return DONE;
}

static int id_order(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static bool holds(const struct readable *all, int64_t id)
{
    return all->n && bsearch(&id, all->ids, all->n, sizeof id, id_order);
}

/* Units that have problems at or below them. */
static int concerned_read(struct db *db, struct readable *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int step;
    TRY(db_query(db, &s, "SELECT DISTINCT c.ancestor FROM (SELECT DISTINCT unit FROM problem) p"
                         " JOIN unit_closure c ON c.unit = p.unit"));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        TRY(readable_take(ret, s));
    if (ret->n)
        qsort(ret->ids, ret->n, sizeof *ret->ids, id_order);
    return step;
}

static int unit_options(struct request *r, json_t **ret)
{
    static const char *const id[] = {"id"};
    struct readable units = {.arena = r->arena}, concerned = {.arena = r->arena};
    struct list_request list = {.entity = &unit_entity, .access = r->session->access, .verb = "read"};
    struct unit_order *order;
    size_t n;
    *ret = json_array();
    if (!access_may(list.access, &unit_entity, "read"))
        return DONE;
    TRY(list_walk(r->arena, r->db, &list, id, 1, readable_take, &units));
    TRY(concerned_read(r->db, &concerned));
    TRY(units_ordered(r->arena, r->db, &order, &n));
    if (units.n)
        qsort(units.ids, units.n, sizeof *units.ids, id_order);
    for (size_t i = 0; i < n; i++) {
        char text[ID_TEXT];
        struct buffer label = buffer_in(r->arena);
        if (!holds(&units, order[i].id) || !holds(&concerned, order[i].id))
            continue;
        for (int d = 0; d < order[i].depth && d < INDENT_MAX; d++)
            buffer_adds(&label, "　");
        buffer_adds(&label, names_title(r->arena, &unit_entity, order[i].id));
        json_array_append_new(*ret, option(id_print(order[i].id, text), label.p, request_text(r, "unit")));
    }
    return DONE;
}

/* The sources that his problems have, and their years; of the figures without these two choices. */
static int source_options(struct request *r, const struct asked *a, const struct figures *chosen, json_t **ret_sources, json_t **ret_years)
{
    struct figures whole = *chosen;
    struct sources sources;
    int last = 0;
    if (a->n > (*request_text(r, "unit") != 0)) {
        struct figures_request wider = a->request;
        wider.filter_count = *request_text(r, "unit") != 0;
        TRY(figures_read(r->arena, r->db, &wider, &whole));
    }
    TRY(sources_read(r->arena, r->db, a->request.past, &sources));
    *ret_sources = json_array();
    *ret_years = json_array();
    for (size_t i = 0; i < whole.axes[AXIS_SOURCE].n; i++) {
        const struct figure_line *line = &whole.axes[AXIS_SOURCE].items[i];
        int year = (int)strtol(source_find(&sources, line->id)->feedback_on, NULL, 10);
        json_array_append_new(*ret_sources, option(line->name, line->label, request_text(r, "source")));
        if (year && year != last)
            json_array_append_new(*ret_years, option(arena_printf(r->arena, "%d", year), arena_printf(r->arena, "%d 年", year),
                                                     request_text(r, "year")));
        last = year;
    }
    return DONE;
}

/* --- the page --- */

static int course_add(struct request *r, const struct asked *a, json_t **ret)
{
    struct course_point *points;
    struct date day = clock_today();
    int n;
    *ret = NULL;
    if (a->request.past)
        TRY(date_parse(a->request.past->day, &day));
    int outcome = course_read(r->arena, r->db, &a->request, day.year, &points, &n);
    if (outcome == UNAVAILABLE)              /* the figures of now do not wait for the past */
        return DONE;
    TRY(outcome);
    *ret = json_array();
    for (int i = 0; i < n; i++)
        json_array_append_new(*ret, json_pack("{s:s,s:I,s:I,s:I}", "day", points[i].day, "open", (json_int_t)points[i].open,
                                              "overdue", (json_int_t)points[i].overdue, "closed", (json_int_t)points[i].closed));
    return DONE;
}

/* What only people see. */
static int page_make(struct request *r, const struct asked *a, const struct figures *figures, json_t *course, json_t *page)
{
    json_t *units, *sources, *years;
    char today[DATE_TEXT];
    TRY(unit_options(r, &units));
    TRY(source_options(r, a, figures, &sources, &years));
    json_object_set_new(page, "units", units);
    json_object_set_new(page, "sources", sources);
    json_object_set_new(page, "years", years);
    json_object_set_new(page, "asof", a->request.past ? json_string(a->request.past->day) : json_null());
    json_object_set_new(page, "today", json_string(date_print(clock_today(), today)));
    json_object_set_new(page, "unit_name", json_string(unit_title(r, request_id(r, "unit"))));
    json_object_set_new(page, "tiles", figures_tiles(r->arena, a, figures));
    json_object_set_new(page, "sections", figures_sections(r->arena, a, figures, course));
    return DONE;
}

static int figures_make(struct request *r, const struct asked *a, json_t **ret_data, json_t **ret_page)
{
    struct figures figures;
    json_t *course;
    TRY(figures_read(r->arena, r->db, &a->request, &figures));
    TRY(course_add(r, a, &course));
    *ret_data = figures_json(r->arena, &figures);
    *ret_page = json_object();
    if (a->request.past)
        json_object_set_new(*ret_data, "asof", json_string(a->request.past->day));
    if (course)
        json_object_set_new(*ret_data, "course", course);
    return r->json ? DONE : page_make(r, a, &figures, course, *ret_page);
}

/* Asked before the figures are counted: what is saved meanwhile makes them newer than their key, never older. */
static const char *key_of(const struct request *r)
{
    char today[DATE_TEXT];
    return arena_printf(r->arena, "%llu %s %lld %d %s %s %s %s", (unsigned long long)lane_generation(r->system->lane),
                        date_print(clock_today(), today), (long long)r->session->user, r->json, request_text(r, "unit"),
                        request_text(r, "source"), request_text(r, "year"), request_text(r, "asof"));
}

int figures_page(struct request *r)
{
    struct asked a;
    json_t *data, *page;
    TRY(asked_read(r, &a));
    const char *key = r->system && r->system->lane ? key_of(r) : NULL;
    if (!key || !kept_find(key, &data, &page)) {
        TRY(figures_make(r, &a, &data, &page));
        if (key)
            kept_put(key, data, page);
    }
    r->answer.data = data;
    json_object_update(r->answer.page, page);
    return DONE;
}
