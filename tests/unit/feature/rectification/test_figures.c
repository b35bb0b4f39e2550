#include "ledger.h"

#include <stdlib.h>

#include "feature/rectification/figures/figures.h"

enum { PROBLEMS = 60, DAY = 24 * 60 * 60 * 1000 };
static const char *const states[] = {"unclaimed", "planning", "rectifying", "closing_requested", "endorsed", "closed",
                                     "consolidated", "unfounded", "transferred"};

static int64_t category_made(struct ledger *l, const char *name)
{
    struct record *category = record_new(l->w.arena, &category_entity);
    record_set_text(category, CATEGORY_NAME, name);
    return ledger_save(l, category)->id;
}

/* Problems of two units and two sources in every state, with and without deadline, category and relapses. */
static void some_problems(struct ledger *l)
{
    static const char *const units[] = {"SL-DZ", "JY-DZ"};
    int64_t categories[] = {category_made(l, "三会一课"), category_made(l, "按期换届"), 0};
    struct record *other = record_new(l->w.arena, &source_entity);
    record_set_text(other, SOURCE_TITLE, "督查反馈");
    record_set_text(other, SOURCE_KIND, "supervision");
    record_set_int(other, SOURCE_ACCOUNTABLE, world_unit(&l->w, "JY-DZ"));
    record_set_text(other, SOURCE_DATE, "2025-03-01");
    ledger_save(l, other);
    for (int i = 0; i < PROBLEMS; i++) {
        struct record *problem = ledger_problem(l, i + 1);
        if (i % 3 == 0)
            record_set_int(problem, PROBLEM_SOURCE, other->id);
        record_set_int(problem, PROBLEM_ACCOUNTABLE, world_unit(&l->w, units[i % 2]));
        if (categories[i % 3])
            record_set_int(problem, PROBLEM_CATEGORY, categories[i % 3]);
        if (i % 4)
            record_set_text(problem, PROBLEM_DEADLINE, i % 4 == 1 ? "2026-08-01" : "2026-12-01");
        ledger_save(l, problem);
        const char *state = states[rand() % ARRAY_SIZE(states)];
        record_set_text(problem, PROBLEM_STATE, state);
        record_set_text(problem, PROBLEM_PROGRESS, i % 5 ? "ongoing" : "stage");
        record_set_int(problem, PROBLEM_RELAPSES, i % 7 == 0);
        record_set_int(problem, PROBLEM_FALSE_CLOSINGS, i % 11 == 0);
        if (!strcmp(state, "closed") || !strcmp(state, "consolidated"))
            record_set_text(problem, PROBLEM_CLOSED_ON, arena_printf(l->w.arena, "2026-08-%02d", 1 + i % 28));
        struct change change = world_change(&l->w, &problem_entity, "change");
        CHECK_DONE(record_change(&change, problem, 0));
    }
}

/* "open=1", "state=closed%2Cconsolidated", "relapses.from=1" as a filter. */
static struct list_filter filter_of(struct ledger *l, const char *text)
{
    struct list_filter filter = {.op = "is"};
    char *name = arena_strdup(l->w.arena, text), *equals = strchr(name, '='), *dot = strchr(name, '.');
    CHECK(equals);
    *equals = 0;
    if (dot) {
        *dot = 0;
        filter.op = dot + 1;
    }
    filter.field = name;
    filter.value = text_replace(l->w.arena, equals + 1, "%2C", ",");
    return filter;
}

static int64_t listed(struct ledger *l, const struct past *past, const struct list_filter *filters, int n)
{
    struct list_request list = {.entity = &problem_entity, .filters = filters, .filter_count = n, .past = past};
    int64_t count;
    CHECK_DONE(list_count(l->w.arena, l->w.db, &list, &count));
    return count;
}

/* Each number has as many rows as the list that its link shows. */
static int every_number_has_its_rows(struct ledger *l, const struct figures_request *request)
{
    struct figures f;
    int numbers = 0;
    CHECK_DONE(figures_read(l->w.arena, l->w.db, request, &f));
    for (int figure = 0; figure < FIGURE__COUNT; figure++) {
        struct list_filter filters[8];
        int n = 0;
        for (; n < request->filter_count; n++)
            filters[n] = request->filters[n];
        if (*figure_rows[figure].filter)
            filters[n++] = filter_of(l, figure_rows[figure].filter);
        CHECK_INT(listed(l, request->past, filters, n), f.counts[figure]);
        for (int axis = 0; axis < AXIS__COUNT; axis++) {
            int64_t sum = 0;
            for (size_t i = 0; i < f.axes[axis].n; i++) {
                const struct figure_line *line = &f.axes[axis].items[i];
                filters[n] = *line->name ? (struct list_filter){axis_rows[axis].filter, "is", line->name}
                                         : (struct list_filter){axis_rows[axis].filter, "empty", "1"};
                CHECK_INT(listed(l, request->past, filters, n + 1), line->counts[figure]);
                sum += line->counts[figure];
                numbers++;
            }
            CHECK_INT(sum, f.counts[figure]);
        }
    }
    CHECK_INT(f.counts[FIGURE_ALL], f.counts[FIGURE_OPEN] + f.counts[FIGURE_CLOSED] + f.counts[FIGURE_UNFOUNDED] +
                                        f.counts[FIGURE_TRANSFERRED]);
    return numbers;
}

static void caught_up(struct ledger *l)
{
    bool more = true;
    while (more)
        CHECK_DONE(history_catch_up(l->w.db, 500, &more));
}

static void every_number_equals_its_list(void)
{
    struct ledger l;
    char unit[ID_TEXT];
    srand(7);
    clock_set((int64_t)1789000000 * 1000);           /* 2026-09-10 */
    ledger_open(&l);
    CHECK_DONE(db_savepoint(l.w.db));
    some_problems(&l);
    id_print(world_unit(&l.w, "SL-DZ"), unit);
    struct list_filter filters[] = {{"unit", "is", unit}, {"feedback_on", "from", "2026-01-01"}};
    struct figures_request all = {.filter_count = 0}, one = {.filters = filters, .filter_count = 2};
    CHECK(every_number_has_its_rows(&l, &all) > 150);
    CHECK(every_number_has_its_rows(&l, &one) > 80);
    clock_set((int64_t)1789000000 * 1000 + 90 * (int64_t)DAY);
    caught_up(&l);
    struct past past = past_of(l.w.arena, (struct date){2026, 9, 20});
    all.past = one.past = &past;
    CHECK(every_number_has_its_rows(&l, &all) > 150);
    CHECK(every_number_has_its_rows(&l, &one) > 80);
    CHECK_DONE(db_savepoint_keep(l.w.db));
    world_close(&l.w);
    clock_set(0);
}

static void state_put(struct ledger *l, struct record *problem, const char *state, const char *closed_on)
{
    struct record *now = ledger_read(l, &problem_entity, problem->id);
    struct change change = world_change(&l->w, &problem_entity, "change");
    record_set_text(now, PROBLEM_STATE, state);
    if (closed_on)
        record_set_text(now, PROBLEM_CLOSED_ON, closed_on);
    CHECK_DONE(record_change(&change, now, 0));
}

static void honest_ends_are_apart_and_days_are_ranked(void)
{
    static const char *const closed[] = {"2026-07-16", "2026-07-26", "2026-08-05", "2026-08-15", "2026-10-14"};
    struct ledger l;
    struct figures f;
    ledger_open(&l);
    clock_set((int64_t)1792000000 * 1000);           /* 2026-10-15 */
    for (int i = 0; i < 8; i++) {
        struct record *problem = ledger_problem(&l, i + 1);
        ledger_save(&l, problem);
        if (i < 5)
            state_put(&l, problem, i == 2 ? "consolidated" : "closed", closed[i]);
        else if (i < 7)
            state_put(&l, problem, i == 5 ? "unfounded" : "transferred", NULL);
    }
    CHECK_DONE(figures_read(l.w.arena, l.w.db, &(struct figures_request){.filter_count = 0}, &f));
    CHECK_INT(f.counts[FIGURE_ALL], 8);
    CHECK_INT(f.counts[FIGURE_CLOSED], 5);
    CHECK_INT(f.counts[FIGURE_CONSOLIDATED], 1);
    CHECK_INT(f.counts[FIGURE_OPEN], 1);
    CHECK_INT(f.rate, 8333);                         /* 5 of 6: the two honest ends are not asked */
    CHECK_TEXT(rate_print(l.w.arena, f.rate), "83.3%");
    CHECK_INT(f.median_days, 30);
    CHECK_INT(f.ninth_days, 100);
    CHECK_INT(f.days_of, 5);
    world_close(&l.w);
    clock_set(0);
}

static void nothing_has_no_rate(void)
{
    struct ledger l;
    struct figures f;
    ledger_open(&l);
    CHECK_DONE(figures_read(l.w.arena, l.w.db, &(struct figures_request){.filter_count = 0}, &f));
    CHECK_INT(f.rate, -1);
    CHECK(!rate_print(l.w.arena, f.rate));
    CHECK_INT(f.median_days, -1);
    CHECK_INT((int64_t)f.axes[AXIS_UNIT].n, 0);
    world_close(&l.w);
}

TESTS({"every number equals its list", every_number_equals_its_list},
      {"honest ends are apart, and days are ranked", honest_ends_are_apart_and_days_are_ranked},
      {"nothing has no rate", nothing_has_no_rate})
