#include "asked.h"

/* A problem's page and its source's count the same rows; rules from their own records; nothing for who only reviews. */
static void what_came_of_it_is_counted(void)
{
    struct world w;
    asked_open(&w);
    const char *officer = world_session(&w, "gunianan"), *outside = world_session(&w, "yanzhengqing");
    int64_t problem = world_number(&w, "SELECT problem FROM outcome");
    int64_t source = world_number(&w, "SELECT p.source FROM outcome o JOIN problem p ON p.id = o.problem");
    json_t *one = asked_panel(asked_get(&w, officer, "/problem/:id", problem), "成果汇总");
    json_t *all = asked_panel(asked_get(&w, officer, "/source/:id", source), "成果汇总");
    CHECK_INT(asked_int(one, "rules_made"), 1);
    CHECK_INT(asked_int(all, "rules_made"), 1);
    CHECK_INT(asked_int(json_array_get(json_object_get(one, "sums"), 0), "persons"), 2);
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(json_object_get(all, "sums"), 0), "words")), "1次 2人");
    CHECK(!asked_panel(asked_get(&w, outside, "/source/:id", source), "成果汇总"));
    world_close(&w);
}

TESTS({"what came of it is counted", what_came_of_it_is_counted})
