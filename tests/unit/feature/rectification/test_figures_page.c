#include "ledger.h"

#include "feature/rectification/figures/page.h"

/* The page as the system would see it, with one parameter. */
static int shown(struct ledger *l, struct request *r, bool json, const char *name, const char *value)
{
    struct session *session = arena_new(l->w.arena, struct session);
    const char **values = arena_array(l->w.arena, const char *, 1);
    *values = value;
    *r = (struct request){.arena = l->w.arena, .db = l->w.db, .session = session, .method = "GET", .path = "/figures", .json = json};
    r->inputs = arena_array(l->w.arena, struct input, 1);
    if (name)
        r->inputs[r->input_count++] = (struct input){name, values, 1};
    request_start(r);
    return figures_page(r);
}

static json_t *counts(struct request *r)
{
    return json_object_get(r->answer.data, "counts");
}

static void it_shows_what_was_asked_for(void)
{
    struct ledger l;
    struct request r;
    char unit[ID_TEXT];
    json_setup();
    clock_set((int64_t)1789000000 * 1000);           /* 2026-09-10 */
    ledger_open(&l);
    json_begin(l.w.arena);
    ledger_save(&l, ledger_problem(&l, 1));
    bool more = true;
    while (more)
        CHECK_DONE(history_catch_up(l.w.db, 500, &more));
    CHECK_DONE(shown(&l, &r, true, NULL, NULL));
    CHECK_INT(json_integer_value(json_object_get(counts(&r), "all")), 1);
    CHECK_INT((int64_t)json_array_size(json_object_get(r.answer.data, "course")), 8);
    CHECK_DONE(shown(&l, &r, true, "unit", id_print(world_unit(&l.w, "JY-DZ"), unit)));
    CHECK_INT(json_integer_value(json_object_get(counts(&r), "all")), 0);
    CHECK_DONE(shown(&l, &r, true, "year", "2025"));
    CHECK_INT(json_integer_value(json_object_get(counts(&r), "all")), 0);
    CHECK_DONE(shown(&l, &r, true, "year", "2026"));
    CHECK_INT(json_integer_value(json_object_get(counts(&r), "all")), 1);
    CHECK_DONE(shown(&l, &r, true, "asof", "2026-09-01"));
    CHECK_INT(json_integer_value(json_object_get(counts(&r), "all")), 0);
    CHECK_TEXT(json_string_value(json_object_get(r.answer.data, "asof")), "2026-09-01");
    CHECK_DONE(shown(&l, &r, false, NULL, NULL));
    CHECK(json_array_size(json_object_get(r.answer.page, "units")) > 1);
    CHECK_INT((int64_t)json_array_size(json_object_get(r.answer.page, "sources")), 1);
    CHECK_INT((int64_t)json_array_size(json_object_get(r.answer.page, "years")), 1);
    json_end();
    world_close(&l.w);
    clock_set(0);
}

static void what_is_no_day_year_or_unit_is_told(void)
{
    static const char *const wrong[][2] = {{"asof", "gestern"}, {"year", "26"}, {"year", "20x6"}, {"unit", "x"}, {"source", "x"}};
    struct ledger l;
    struct request r;
    ledger_open(&l);
    json_begin(l.w.arena);
    for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
        CHECK_OUTCOME(shown(&l, &r, false, wrong[i][0], wrong[i][1]), INVALID);
        CHECK_INT(r.answer.status, 400);
    }
    json_end();
    world_close(&l.w);
}

TESTS({"it shows what was asked for", it_shows_what_was_asked_for},
      {"what is no day, year or unit is told", what_is_no_day_year_or_unit_is_told})
