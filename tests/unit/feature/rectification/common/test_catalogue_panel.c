#include "asked.h"

static json_t *panel_of(struct world *w, const char *login)
{
    int64_t id = world_number(w, "SELECT id FROM catalogue");
    struct request *r = asked_get(w, world_session(w, login), "/catalogue/:id", id);
    CHECK_INT(r->answer.status, 200);
    return asked_panel(r, "对照情况");
}

/* Who issued it sees who met, who answered, what was found where; units as the tree has them. */
static void the_issuer_sees_it_whole(void)
{
    static const char *const units[] = {"中共云岭省教育厅党组", "中共云岭省民政厅党组", "中共云岭省水利厅党组"};
    struct world w;
    asked_open(&w);
    json_t *panel = panel_of(&w, "hexiaolan"), *rows = json_object_get(panel, "units");
    CHECK(json_is_true(json_object_get(panel, "issuing")));
    CHECK_INT(asked_int(panel, "met"), 2);
    CHECK_INT((int64_t)json_array_size(json_object_get(panel, "named")), 3);
    CHECK_INT(asked_int(panel, "submitted"), 1);
    CHECK_INT(asked_int(json_object_get(panel, "burden"), "units"), 3);
    CHECK_INT((int64_t)json_array_size(rows), (int64_t)ARRAY_SIZE(units));
    for (size_t i = 0; i < ARRAY_SIZE(units); i++)
        CHECK_TEXT(json_string_value(json_object_get(json_array_get(rows, i), "unit")), units[i]);
    json_t *item = json_array_get(json_object_get(panel, "items"), 1), *cells = json_object_get(json_array_get(rows, 1), "cells");
    CHECK_INT(asked_int(item, "yes"), 1);
    CHECK_INT(asked_int(item, "waiting"), 2);
    CHECK(json_is_false(json_object_get(item, "common")));
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(cells, 1), "text")), "有");
    CHECK(json_object_get(json_array_get(cells, 1), "problem"));
    world_close(&w);
}

/* Who answers sees his own row, and not how many others there are. */
static void who_answers_sees_his_own(void)
{
    struct world w;
    asked_open(&w);
    json_t *panel = panel_of(&w, "linwanzhou"), *rows = json_object_get(panel, "units");
    CHECK(json_is_false(json_object_get(panel, "issuing")));
    CHECK(!json_object_get(panel, "named"));
    CHECK_INT((int64_t)json_array_size(rows), 1);
    CHECK_INT(asked_int(panel, "all"), 1);
    CHECK_INT(asked_int(json_object_get(panel, "burden"), "units"), 1);
    CHECK(json_is_true(json_object_get(json_array_get(rows, 0), "may_answer")));
    CHECK(!strstr(json_print(w.arena, panel), "民政"));
    world_close(&w);
}

/* The panel shows the comparisons: no list of the same rows stands beside it, that of the items does. */
static void the_comparisons_stand_once(void)
{
    struct world w;
    json_t *child;
    size_t i;
    int items = 0;
    asked_open(&w);
    struct request *r = asked_get(&w, world_session(&w, "hexiaolan"), "/catalogue/:id", world_number(&w, "SELECT id FROM catalogue"));
    json_array_foreach(json_object_get(r->answer.page, "children"), i, child) {
        const char *entity = json_string_value(json_object_get(child, "entity"));
        CHECK(entity && strcmp(entity, "comparison"));
        items += !strcmp(entity, "catalogue_item");
    }
    CHECK_INT(items, 1);
    CHECK(asked_panel(r, "对照情况"));
    world_close(&w);
}

TESTS({"the issuer sees it whole", the_issuer_sees_it_whole}, {"who answers sees his own", who_answers_sees_his_own},
      {"the comparisons stand once", the_comparisons_stand_once})
