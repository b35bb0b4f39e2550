#include "suspicion_office.h"

static struct world w;

static json_t *unit_panel(const char *login, const char *unit)
{
    return panel_of(&w, login, "/unit/:id", unit_id_of(&w, unit), "life/suspicion_panel");
}

static size_t rows(json_t *panel, const char *name)
{
    return json_array_size(json_object_get(panel, name));
}

/* On the unit: what is open, what is only a hint, what was decided; for nobody from outside. */
static void on_a_units_page(void)
{
    life_office(&w);
    all_kept_well(&w);
    CHECK(!unit_panel("gunianan", "SL-Z1"));
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2023-03-01"});
    not_met(&w, "SL-Z1", "lecture", "2026-08-10");
    json_t *panel = unit_panel("mengfanyi", "SL-Z1");
    CHECK(rows(panel, "open") == 1 && rows(panel, "hints") == 1 && rows(panel, "decided") == 0);
    CHECK(!json_is_true(json_object_get(panel, "may_decide")));
    CHECK(json_is_true(json_object_get(unit_panel("gunianan", "SL-Z1"), "may_decide")));
    CHECK(unit_panel("hexiaolan", "SL-Z1") && unit_panel("luchangchuan", "SL-Z1"));
    CHECK(!unit_panel("linwanzhou", "SL-Z1") && !unit_panel("yuexiaoman", "SL-Z1") && !unit_panel("yanzhengqing", "SL-Z1"));
    CHECK_DONE(decide(&w, "SL-Z1", "E-07", NULL));
    panel = unit_panel("mengfanyi", "SL-Z1");
    CHECK(rows(panel, "open") == 0 && rows(panel, "decided") == 1);
    json_t *one = json_array_get(json_object_get(panel, "decided"), 0);
    CHECK(json_is_true(json_object_get(one, "confirmed")) && text_in(one, "problem"));
    CHECK_TEXT(text_in(one, "state"), "待认领");
    world_close(&w);
}

/* The term knows of the problem, and the problem of the term. */
static void both_ways(void)
{
    char id[ID_TEXT];
    life_office(&w);
    all_kept_well(&w);
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2023-03-01"});
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2020-02-01"});
    int64_t term = world_number(&w, "SELECT id FROM term WHERE later = 0"), before = world_number(&w, "SELECT id FROM term WHERE later = 1");
    CHECK_INT((int64_t)rows(panel_of(&w, "mengfanyi", "/term/:id", term, "life/suspicion_panel"), "open"), 1);
    CHECK(!panel_of(&w, "mengfanyi", "/term/:id", before, "life/suspicion_panel"));
    CHECK_DONE(decide(&w, "SL-Z1", "E-07", NULL));
    int64_t problem = world_number(&w, "SELECT id FROM problem");
    json_t *panel = panel_of(&w, "mengfanyi", "/term/:id", term, "life/suspicion_panel");
    CHECK_TEXT(text_in(json_array_get(json_object_get(panel, "decided"), 0), "problem"), id_print(problem, id));
    panel = panel_of(&w, "mengfanyi", "/problem/:id", problem, "life/problem_suspicion");
    CHECK_TEXT(text_in(panel, "term"), id_print(term, id));
    CHECK_TEXT(text_in(panel, "unit"), unit_text(&w, "SL-Z1"));
    world_close(&w);
}

TESTS({"on a unit's page", on_a_units_page}, {"both ways", both_ways})
