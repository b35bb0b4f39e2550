#include "term_office.h"

static struct world w;

static const char *first(json_t *line, const char *name)
{
    return text_in(json_array_get(json_object_get(line, "rows"), 0), name);
}

static int64_t count(json_t *line)
{
    return json_integer_value(json_object_get(line, "count"));
}

/* For who may enter it, straight to the form; for who only reads it is no work. */
static void unrecorded_waits_for_who_may_enter_it(void)
{
    life_office(&w);
    json_t *line = line_of(&w, "gunianan", "unrecorded");
    CHECK_INT(count(line), 7);
    CHECK_TEXT(first(line, "title"), "中共云岭省水利厅直属机关委员会");
    CHECK_TEXT(first(line, "act_href"), arena_printf(w.arena, "/term/new?body=%s", unit_text(&w, "SL-JW")));
    CHECK_INT(count(line_of(&w, "linwanzhou", "unrecorded")), 3);
    CHECK_INT(count(line_of(&w, "hexiaolan", "unrecorded")), 3);               /* the committees under the 工委 */
    CHECK(!line_of(&w, "mengfanyi", "unrecorded"));
    CHECK(!line_of(&w, "luchangchuan", "unrecorded"));
    CHECK(!line_of(&w, "liuqinghe", "unrecorded"));
    world_close(&w);
}

static void what_ends_soon_is_named_by_its_unit(void)
{
    life_office(&w);
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2024-05-26"});       /* due 2027-05-26: six months to the day */
    elected(&w, (struct election){.unit = "SL-Z2", .on = "2024-05-27"});
    elected(&w, (struct election){.unit = "SL-Z4", .on = "2023-05-27"});       /* late */
    json_t *line = line_of(&w, "gunianan", "terms");
    CHECK_INT(count(line), 2);
    CHECK_TEXT(first(line, "title"), "水文中心机关党支部（2023-05-27 选出）");
    CHECK_TEXT(first(line, "due"), "2026-05-27");
    CHECK_INT(count(line_of(&w, "mengfanyi", "terms")), 1);
    CHECK_INT(count(line_of(&w, "hexiaolan", "terms")), 2);
    CHECK(!line_of(&w, "linwanzhou", "terms"));
    world_close(&w);
}

TESTS({"unrecorded waits for who may enter it", unrecorded_waits_for_who_may_enter_it},
      {"what ends soon is named by its unit", what_ends_soon_is_named_by_its_unit})
