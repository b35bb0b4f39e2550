#include "election_office.h"

static struct world w;

static json_t *panel(const char *login, const char *unit)
{
    return panel_of(&w, login, "/election/:id", election_of_unit(&w, unit), "life/election");
}

static const char *text(json_t *object, const char *name)
{
    const char *value = json_string_value(json_object_get(object, name));
    return value ? value : "";
}

static void ahead(void)
{
    election_office(&w);
    json_t *p = panel("mengfanyi", "SL-Z1"), *rounds = json_object_get(p, "rounds"), *members = json_array_get(rounds, 0);
    CHECK_INT(json_integer_value(json_object_get(p, "entitled")), 6);
    CHECK(json_is_true(json_object_get(json_array_get(json_object_get(p, "steps"), 2), "now")));
    CHECK_INT((int64_t)json_array_size(rounds), 2);
    CHECK_TEXT(text(members, "label"), "委员");
    CHECK_TEXT(text(json_array_get(json_object_get(members, "candidates"), 0), "name"), "叶知行");
    CHECK(json_object_get(members, "count_href"));
    CHECK(json_object_get(p, "papers_href"));
    p = panel("hexiaolan", "SL-Z1");                     /* the working committee looks on */
    CHECK(p && !json_object_get(json_array_get(json_object_get(p, "rounds"), 0), "count_href"));
    world_close(&w);
}

static void done_with(void)
{
    election_office(&w);
    json_t *p = panel("gunianan", "SL-JW"), *members = json_array_get(json_object_get(p, "rounds"), 0);
    CHECK_INT((int64_t)json_array_size(json_object_get(members, "candidates")), 6);
    CHECK(json_is_true(json_object_get(json_array_get(json_object_get(members, "candidates"), 0), "elected")));
    CHECK(strstr(text(members, "numbers"), "应到 13"));
    CHECK(json_array_size(json_object_get(members, "notes")) >= 2);
    CHECK(!json_object_get(members, "count_href"));
    CHECK(!panel_of(&w, "gunianan", "/election/:id", election_of_unit(&w, "SL-JW"), "life/install"));
    world_close(&w);
}

/* A neighbour and a member see nothing; on the branch's page its secretary finds the way. */
static void scope(void)
{
    election_office(&w);
    CHECK(!panel("linwanzhou", "SL-Z1"));
    CHECK(!panel("liuqinghe", "SL-Z1"));
    CHECK(!panel("mengfanyi", "SL-JW"));
    int64_t branch = id_parse(unit_text(&w, "SL-Z1"));
    json_t *unit = panel_of(&w, "mengfanyi", "/unit/:id", branch, "life/unit_elections");
    CHECK_INT((int64_t)json_array_size(json_object_get(unit, "rows")), 1);
    CHECK(json_object_get(unit, "new_href"));
    CHECK(!panel_of(&w, "liuqinghe", "/unit/:id", branch, "life/unit_elections"));
    world_close(&w);
}

TESTS({"ahead", ahead}, {"done with", done_with}, {"for whom it is", scope})
