#include "ledger.h"

#include "feature/rectification/figures/page.h"

static json_t *named(json_t *all, const char *name)
{
    json_t *one;
    size_t i;
    json_array_foreach(all, i, one)
        if (!strcmp(json_string_value(json_object_get(one, "name")), name))
            return one;
    check_fail(__FILE__, __LINE__, "nothing is named %s", name);
}

static const char *text(json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static void three_problems(struct ledger *l)
{
    for (int i = 0; i < 3; i++) {
        struct record *problem = ledger_problem(l, i + 1);
        if (i)
            record_set_text(problem, PROBLEM_STATE, i == 1 ? "closed" : "unfounded");
        ledger_save(l, problem);
    }
}

static void tiles_lead_to_their_rows(void)
{
    struct ledger l;
    struct figures f;
    struct past past = {0, 0, "2026-06-30"};
    struct asked a = {.filters = {{"unit", "is", "0123456789AB"}, {"feedback_on", "from", "2026-01-01"}}, .n = 2};
    ledger_open(&l);
    three_problems(&l);
    CHECK_DONE(figures_read(l.w.arena, l.w.db, &(struct figures_request){.filter_count = 0}, &f));
    json_t *tiles = figures_tiles(l.w.arena, &a, &f);
    CHECK_TEXT(text(named(tiles, "all"), "n"), "3");
    CHECK_TEXT(text(named(tiles, "all"), "href"), "/problem?unit=0123456789AB&feedback_on.from=2026-01-01");
    CHECK_TEXT(text(named(tiles, "closed"), "href"),
               "/problem?unit=0123456789AB&feedback_on.from=2026-01-01&state=closed%2Cconsolidated");
    CHECK_TEXT(text(named(tiles, "rate"), "n"), "50.0%");
    CHECK(!text(named(tiles, "rate"), "href"));
    a.request.past = &past;
    a.n = 0;
    json_decref(tiles);
    tiles = figures_tiles(l.w.arena, &a, &f);
    CHECK_TEXT(text(named(tiles, "open"), "href"), "/problem?asof=2026-06-30&open=1");
    json_decref(tiles);
    world_close(&l.w);
}

static void tables_and_charts_hold_the_same_numbers(void)
{
    struct ledger l;
    struct figures f;
    struct asked a = {.filters = {{"source", "is", "0123456789AB"}}, .n = 1};
    ledger_open(&l);
    three_problems(&l);
    CHECK_DONE(figures_read(l.w.arena, l.w.db, &(struct figures_request){.filter_count = 0}, &f));
    json_t *course = json_pack("[{s:s,s:i,s:i,s:i},{s:s,s:i,s:i,s:i}]", "day", "2026-01-31", "open", 2, "overdue", 0, "closed", 1,
                               "day", "2026-02-28", "open", 1, "overdue", 0, "closed", 2);
    json_t *all = figures_sections(l.w.arena, &a, &f, course), *state = named(all, "state"), *row, *cell;
    row = json_array_get(json_object_get(state, "rows"), 0);
    cell = json_array_get(json_object_get(row, "cells"), 0);
    CHECK_TEXT(text(row, "label"), "待认领");
    CHECK_INT(json_integer_value(json_object_get(cell, "n")), 1);
    CHECK_TEXT(text(cell, "href"), "/problem?source=0123456789AB&state=unclaimed");
    CHECK_INT(json_integer_value(json_array_get(json_object_get(json_array_get(json_object_get(json_object_get(state, "chart"),
                                 "series"), 0), "values"), 0)), 1);
    /* A line of a source stands in the place of the source that was chosen. */
    row = json_array_get(json_object_get(named(all, "source"), "rows"), 0);
    CHECK(strstr(text(json_array_get(json_object_get(row, "cells"), 0), "href"), "0123456789AB") == NULL);
    /* A month's end is a day of the past; what is nothing has no rows to lead to. */
    row = json_array_get(json_object_get(named(all, "course"), "rows"), 0);
    CHECK_TEXT(text(json_array_get(json_object_get(row, "cells"), 0), "href"), "/problem?source=0123456789AB&asof=2026-01-31&open=1");
    CHECK(json_is_null(json_object_get(json_array_get(json_object_get(row, "cells"), 1), "href")));
    /* What has no category is found too. */
    row = json_array_get(json_object_get(named(all, "category"), "rows"), 0);
    CHECK_TEXT(text(row, "label"), "未分类");
    CHECK(strstr(text(json_array_get(json_object_get(row, "cells"), 0), "href"), "category.empty=1"));
    json_decref(all);
    json_decref(course);
    world_close(&l.w);
}

TESTS({"tiles lead to their rows", tiles_lead_to_their_rows},
      {"tables and charts hold the same numbers", tables_and_charts_hold_the_same_numbers})
