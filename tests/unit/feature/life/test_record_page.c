#include "activity_office.h"

static struct world w;

static void one_text(void)
{
    char *topic, *minutes;
    life_office(&w);
    const char *cookie = world_session(&w, "mengfanyi");
    CHECK_INT(record_post(&w, cookie, "SL-Z1", "theme_day", "2026-11-10", "学习讨论"), 303);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM activity WHERE topic = '学习讨论' AND minutes IS NULL AND expected = 6"), 1);
    CHECK_INT(record_post(&w, cookie, "SL-Z1", "assembly", "2026-11-20", "  通过支部计划\n一、同意。\n二、散会。"), 303);
    CHECK_DONE(db_get_text(w.system->reader, w.arena, &topic, "SELECT topic FROM activity WHERE kind = 'assembly'"));
    CHECK_DONE(db_get_text(w.system->reader, w.arena, &minutes, "SELECT minutes FROM activity WHERE kind = 'assembly'"));
    CHECK_TEXT(topic, "通过支部计划");
    CHECK_TEXT(minutes, "通过支部计划\n一、同意。\n二、散会。");
    world_close(&w);
}

static void refused(void)
{
    life_office(&w);
    const char *cookie = world_session(&w, "mengfanyi");
    CHECK_INT(record_post(&w, cookie, "SL-Z1", "theme_day", "2026-11-27", "明天的"), 422);
    CHECK_INT(record_post(&w, cookie, "SL-Z1", "theme_day", "2026-11-10", "  "), 422);
    CHECK_INT(record_post(&w, cookie, "SL-Z1", "tea", "2026-11-10", "茶"), 422);
    CHECK(record_post(&w, cookie, "SL-Z2", "theme_day", "2026-11-10", "别的支部") >= 400);      /* not his branch */
    CHECK_INT(world_number(&w, "SELECT count(*) FROM activity"), 0);
    world_close(&w);
}

static void form(void)
{
    life_office(&w);
    const char *cookie = world_session(&w, "mengfanyi");
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/activity/record", .cookie = cookie, .inputs = {"kind", "lecture"}});
    CHECK_INT(r->answer.status, 200);
    json_t *page = r->answer.page;
    CHECK_INT((int64_t)json_array_size(json_object_get(page, "units")), 1);
    CHECK_INT(json_integer_value(json_object_get(page, "member_count")), 6);
    CHECK_TEXT(json_string_value(json_object_get(page, "held_on")), "2026-11-26");
    CHECK(json_is_true(json_object_get(json_array_get(json_object_get(page, "kinds"), ACTIVITY_LECTURE), "chosen")));
    request_finish(r);
    cookie = world_session(&w, "gunianan");
    r = world_ask(&w, (struct ask){.method = "GET", .row = "/activity/record", .cookie = cookie});
    CHECK(json_array_size(json_object_get(r->answer.page, "units")) > 5);
    request_finish(r);
    world_close(&w);
}

/* His members work in departments that are not his: he names them all the same. */
static void absentees(void)
{
    life_office(&w);
    const char *cookie = world_session(&w, "mengfanyi");
    struct request *r = office_post(&w, cookie, "/activity/record", 0, (struct ask){
        .inputs = {"held_by", unit_text(&w, "SL-Z1"), "kind", "assembly", "held_on", "2026-11-20", "text", "通报", "absent", id_of(&w, person_of(&w, "SL013"))}});
    CHECK_INT(r->answer.status, 303);
    CHECK_INT(world_number(&w, "SELECT present FROM activity"), 5);
    r = office_post(&w, cookie, "/activity/record", 0, (struct ask){
        .inputs = {"held_by", unit_text(&w, "SL-Z1"), "kind", "assembly", "held_on", "2026-11-21", "text", "通报", "absent", id_of(&w, person_of(&w, "SL014"))}});
    CHECK_INT(r->answer.status, 422);    /* of another branch */
    world_close(&w);
}

TESTS({"absentees are members, wherever they work", absentees}, {"one text is the topic, more is the record", one_text}, {"what cannot be is told", refused}, {"the form", form})
