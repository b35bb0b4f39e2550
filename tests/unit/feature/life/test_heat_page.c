#include "heat_office.h"

static struct world w;

static void counts(void)
{
    heat_office(&w);
    json_t *data = heat_ask(&w, "gunianan", "/compliance", false, NULL).data;
    CHECK_INT(heat_count(&w, data, "SL-Z1", "L-05", "2026-10", "met"), 1);
    CHECK_INT(heat_count(&w, data, "SL-Z1", "L-05", "2026-09", "missed"), 1);
    CHECK_INT(heat_count(&w, data, "SL-Z1", "L-05", "2026-11", "due"), 1);
    CHECK_INT(heat_count(&w, data, "SL-Z1", "term", NULL, "unknown"), 1);
    CHECK_INT(heat_count(&w, data, NULL, "L-05", "2026-10", "met"), 1);
    data = heat_ask(&w, "gunianan", "/compliance", false, (const char *const[8]){"asof", "2026-10-09"}).data;
    CHECK_INT(heat_count(&w, data, "SL-Z1", "L-05", "2026-10", "due"), 1);
    data = heat_ask(&w, "gunianan", "/compliance", false, (const char *const[8]){"year", "2025"}).data;
    CHECK_INT(heat_count(&w, data, "SL-Z1", "L-05", "2025-12", "missed"), 1);
    heat_close(&w);
}

/* A branch sees itself, a superior what is below, an outsider nothing; a unit that is not his is like none. */
static void scope(void)
{
    heat_office(&w);
    CHECK_INT(heat_ask(&w, "mengfanyi", "/compliance", true, NULL).status, 200);
    CHECK(json_is_true(json_object_get(heat_ask(&w, "mengfanyi", "/compliance", true, NULL).page, "leaf")));
    CHECK_INT(heat_ask(&w, "mengfanyi", "/compliance", false, (const char *const[8]){"unit", unit_text(&w, "SL-Z2")}).status, 404);
    CHECK_INT(heat_ask(&w, "mengfanyi", "/compliance", false, (const char *const[8]){"unit", "ABCDEFGHJKMN"}).status, 404);
    CHECK_INT(heat_ask(&w, "gunianan", "/compliance", false, (const char *const[8]){"unit", unit_text(&w, "JY-JW")}).status, 404);
    CHECK_INT(heat_ask(&w, "hexiaolan", "/compliance", false, (const char *const[8]){"unit", unit_text(&w, "JY-JW")}).status, 200);
    CHECK_INT(heat_ask(&w, "yuexiaoman", "/compliance", false, NULL).status, 403);
    heat_close(&w);
}

static void what_is_wrong_is_said(void)
{
    static const char *const wrong[][2] = {{"asof", "2027-01-01"}, {"asof", "昨天"}, {"year", "26"}, {"year", "2027"}, {"rule", "L-77"}, {"unit", "x"}};
    heat_office(&w);
    for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
        CHECK_INT(heat_ask(&w, "gunianan", "/compliance", false, (const char *const[8]){wrong[i][0], wrong[i][1]}).status, 400);
    heat_close(&w);
}

TESTS({"counts", counts}, {"scope", scope}, {"what is wrong is said", what_is_wrong_is_said})
