#include "term_office.h"

static struct world w;

static json_t *unit_panel(const char *login, const char *unit)
{
    return panel_of(&w, login, "/unit/:id", id_parse(unit_text(&w, unit)), "life/unit_term");
}

static json_t *panel_at(const char *elected_on, const char *login)
{
    int64_t id;
    CHECK_DONE(db_get_int(w.system->reader, &id, "SELECT id FROM term WHERE elected_on = ?1", value_text(elected_on)));
    return panel_of(&w, login, "/term/:id", id, "life/term");
}

/* Not entered, entered, extended; a temporary branch says that it has none, a department says nothing. */
static void on_a_units_page(void)
{
    life_office(&w);
    json_t *panel = unit_panel("gunianan", "SL-Z1");
    CHECK(panel && !json_is_object(json_object_get(panel, "term")) && json_is_true(json_object_get(panel, "may_create")));
    CHECK(json_is_true(json_object_get(unit_panel("gunianan", "SL-LS"), "temporary")));
    CHECK(!unit_panel("gunianan", "SL-C1"));
    CHECK(!unit_panel("luchangchuan", "SL-DZ"));                /* leads, but is nobody's superior organisation */
    CHECK(json_is_true(json_object_get(unit_panel("gunianan", "SL-JW"), "above")));
    CHECK(json_is_true(json_object_get(unit_panel("hexiaolan", "GW"), "above")) && !json_is_true(json_object_get(unit_panel("hexiaolan", "GW"), "own")));
    CHECK(!unit_panel("gunianan", "SL-JJ"));
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2023-06-30"});
    panel = json_object_get(unit_panel("mengfanyi", "SL-Z1"), "term");
    CHECK_TEXT(text_in(panel, "standing"), "逾期");
    CHECK_TEXT(text_in(panel, "tone"), "red");
    CHECK_TEXT(text_in(panel, "left"), "超期 149 天");
    CHECK_TEXT(text_in(panel, "citation"), "《中国共产党基层组织选举工作条例》第三条");
    CHECK(!json_is_true(json_object_get(unit_panel("mengfanyi", "SL-Z1"), "may_create")));
    elected(&w, (struct election){.unit = "SL-Z2", .on = "2023-09-30", .extended_to = "2027-03-30", .extension = "水机党〔2026〕8号"});
    panel = json_object_get(unit_panel("gunianan", "SL-Z2"), "term");
    CHECK_TEXT(text_in(panel, "standing"), "已批延期");
    CHECK_TEXT(text_in(panel, "last_on"), "2027-03-30");
    world_close(&w);
}

/* Who became secretary after the election does not make a new term, and the page says so. */
static void a_new_secretary(void)
{
    life_office(&w);
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2023-09-12"});       /* 孟凡一 since that day */
    CHECK(!json_object_get(json_object_get(unit_panel("gunianan", "SL-Z1"), "term"), "newcomer"));
    elected(&w, (struct election){.unit = "SL-Z2", .on = "2023-09-11"});       /* 白若谷 since the day after */
    json_t *newcomer = json_object_get(json_object_get(unit_panel("gunianan", "SL-Z2"), "term"), "newcomer");
    CHECK_TEXT(text_in(newcomer, "name"), "白若谷");
    CHECK_TEXT(text_in(newcomer, "since"), "2023-09-12");
    world_close(&w);
}

static void who_sees_it(void)
{
    life_office(&w);
    CHECK(unit_panel("hexiaolan", "SL-Z1") && unit_panel("luchangchuan", "SL-Z2"));
    CHECK(!unit_panel("mengfanyi", "SL-Z2"));
    CHECK(!unit_panel("linwanzhou", "SL-Z1"));
    CHECK(!unit_panel("liuqinghe", "SL-Z5"));
    CHECK(!unit_panel("yanzhengqing", "SL-Z1"));
    world_close(&w);
}

/* The next term says that the one before ended early, and by which approval; the one before says so too. */
static void before_and_after(void)
{
    life_office(&w);
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2023-06-30"});
    CHECK(!panel_at("2023-06-30", "gunianan"));
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2026-06-20", .early = "水机党〔2026〕7号"});
    json_t *of = panel_at("2026-06-20", "gunianan"), *before = json_object_get(of, "before");
    CHECK_INT(json_integer_value(json_object_get(before, "early")), 10);
    CHECK_TEXT(text_in(of, "approval"), "水机党〔2026〕7号");
    CHECK(!json_is_object(json_object_get(of, "after")));
    json_t *after = json_object_get(panel_at("2023-06-30", "mengfanyi"), "after");
    CHECK_INT(json_integer_value(json_object_get(after, "early")), 10);
    CHECK_TEXT(text_in(after, "approval"), "水机党〔2026〕7号");
    CHECK_TEXT(text_in(json_object_get(unit_panel("gunianan", "SL-Z1"), "term"), "elected_on"), "2026-06-20");
    world_close(&w);
}

TESTS({"on a unit's page", on_a_units_page}, {"a new secretary", a_new_secretary}, {"who sees it", who_sees_it},
      {"the terms before and after", before_and_after})
