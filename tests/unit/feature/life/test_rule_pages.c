#include "life_office.h"

static struct world w;

static struct request *ask(const char *row, struct ask more)
{
    more.method = "GET";
    more.row = row;
    more.cookie = world_session(&w, "mengfanyi");
    return world_ask(&w, more);
}

static void rules(void)
{
    life_office(&w);
    struct request *r = ask("/rulebook", (struct ask){0});
    json_t *parts = json_object_get(r->answer.data, "parts"), *part;
    size_t n = 0, i;
    CHECK_INT(r->answer.status, 200);
    json_array_foreach(parts, i, part)
        n += json_array_size(json_object_get(part, "rules"));
    CHECK_INT((int64_t)n, rulebook()->rule_count);       /* none is left out */
    request_finish(r);
    world_close(&w);
}

static void votes(void)
{
    life_office(&w);
    struct request *r = ask("/vote", (struct ask){.inputs = {"kind", "election", "entitled", "20", "present", "17", "seats", "2", "votes", "12，9,8"}});
    json_t *answer = json_object_get(r->answer.data, "answer");
    CHECK_INT(json_integer_value(json_object_get(answer, "quorum_needed")), 16);
    CHECK_TEXT(json_string_value(json_object_get(answer, "verdict")), "通过");
    CHECK_INT((int64_t)json_array_size(json_object_get(answer, "results")), 3);
    request_finish(r);
    r = ask("/vote", (struct ask){0});
    CHECK(!json_object_get(r->answer.data, "answer"));
    request_finish(r);
    r = ask("/vote", (struct ask){.inputs = {"entitled", "10", "present", "11", "yes", "3"}});
    CHECK_INT(r->answer.status, 422);
    CHECK(strstr(json_string_value(json_object_get(r->answer.page, "message")), "多于应到会"));
    CHECK_TEXT(json_string_value(json_object_get(r->answer.page, "present")), "11");
    request_finish(r);
    r = ask("/vote", (struct ask){.inputs = {"entitled", "ten", "present", "1"}});
    CHECK_INT(r->answer.status, 422);
    request_finish(r);
    world_close(&w);
}

TESTS({"every rule is on the page", rules}, {"a vote's arithmetic", votes})
