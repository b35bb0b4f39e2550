#include "life_office.h"

static struct world w;

static struct request *ask(const char *row, struct ask more)
{
    more.method = "GET";
    more.row = row;
    more.cookie = world_session(&w, "mengfanyi");
    return world_ask(&w, more);
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

/* Where an organ's own paper says “超过”, that is what is asked unless he says otherwise. */
static void by_the_organs_paper(void)
{
    life_office(&w);
    const char *cookie = world_session(&w, "gunianan");
    struct request *r = world_ask(&w, (struct ask){
        .method = "POST", .row = "/rule_setting", .cookie = cookie, .token = world_token(&w, cookie), .key = "v-01",
        .inputs = {"place", unit_text(&w, "SL-JW"), "rule", "V-01", "from_on", "2026-07-01", "bound", "more_than", "ground", "水利厅选举办法"}});
    CHECK_INT(r->answer.status, 303);
    request_finish(r);
    r = ask("/vote", (struct ask){0});
    CHECK(json_is_true(json_object_get(r->answer.page, "more_than")));
    CHECK_TEXT(json_string_value(json_object_get(r->answer.page, "ground")), "水利厅选举办法");
    request_finish(r);
    r = ask("/vote", (struct ask){.inputs = {"entitled", "20", "present", "16", "yes", "12"}});
    CHECK_INT(json_integer_value(json_object_get(json_object_get(r->answer.data, "answer"), "quorum_needed")), 17);
    request_finish(r);
    r = ask("/vote", (struct ask){.inputs = {"entitled", "20", "present", "16", "yes", "12", "more_than", "0"}});
    CHECK_INT(json_integer_value(json_object_get(json_object_get(r->answer.data, "answer"), "quorum_needed")), 16);
    request_finish(r);
    world_close(&w);
}

TESTS({"by the organ's paper", by_the_organs_paper}, {"a vote's arithmetic", votes})
