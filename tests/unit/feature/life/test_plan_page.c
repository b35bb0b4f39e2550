#include "activity_office.h"

static struct world w;
static const char *cookie;

static struct request *act(const char *act, const char *item, const char *on, const char *theme_day)
{
    return office_post(&w, cookie, "/plan", 0, (struct ask){
        .inputs = {"unit", unit_text(&w, "SL-Z1"), "year", "2026", "act", act, "item", item, "planned_on", on, "theme_day", theme_day}});
}

static struct request *page(const char *session, const char *unit)
{
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/plan", .cookie = session, .inputs = {"unit", unit_text(&w, unit), "year", "2026"}});
    request_finish(r);
    return r;
}

static int64_t said(struct request *r, const char *name)
{
    return json_integer_value(json_object_get(r->answer.data, name));
}

static const char *item_text(struct request *r, size_t i, const char *name)
{
    return json_string_value(json_object_get(json_array_get(json_object_get(r->answer.data, "items"), i), name));
}

static void in_one_step(void)
{
    life_office(&w);
    cookie = world_session(&w, "mengfanyi");
    CHECK_INT(act("make", "", "", "29")->answer.status, 422);
    CHECK_INT(act("make", "", "", "10")->answer.status, 303);
    int64_t n = world_number(&w, "SELECT count(*) FROM planned_activity");
    CHECK(n > 12);
    CHECK_INT(act("make", "", "", "10")->answer.status, 303);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM planned_activity"), n);          /* nothing twice */
    struct request *r = page(cookie, "SL-Z1");
    CHECK_INT(said(r, "planned"), n);
    CHECK_INT(said(r, "held"), 0);
    CHECK_INT(said(r, "missing") + said(r, "to_come"), n);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM activity"), 0);
    world_close(&w);
}

static void compared(void)
{
    life_office(&w);
    cookie = world_session(&w, "mengfanyi");
    CHECK_INT(act("make", "", "", "10")->answer.status, 303);
    CHECK_INT(record_post(&w, cookie, "SL-Z1", "theme_day", "2026-01-12", "学习讨论"), 303);
    CHECK_INT(record_post(&w, cookie, "SL-Z1", "other", "2026-03-12", "慰问老党员"), 303);
    struct request *r = page(cookie, "SL-Z1");
    CHECK_INT(said(r, "held"), 1);
    CHECK_INT((int64_t)json_array_size(json_object_get(r->answer.data, "unplanned")), 1);
    const char *href = NULL;
    for (size_t i = 0; i < (size_t)said(r, "planned") && !href; i++)
        if (strstr(item_text(r, i, "kinds"), "党课"))
            href = item_text(r, i, "record_href");
    CHECK(href && strstr(href, "kind=theme_day&held_on=2026-03-10&also=lecture"));
    /* a member reads, and writes nothing; another branch's does not even read */
    r = page(world_session(&w, "liuqinghe"), "SL-Z1");
    CHECK_INT(r->answer.status, 404);
    world_close(&w);
}

static void moved_and_removed(void)
{
    life_office(&w);
    cookie = world_session(&w, "mengfanyi");
    CHECK_INT(act("make", "", "", "10")->answer.status, 303);
    int64_t n = world_number(&w, "SELECT count(*) FROM planned_activity"), id = world_number(&w, "SELECT id FROM planned_activity ORDER BY planned_on LIMIT 1");
    CHECK_INT(act("move", id_of(&w, id), "2026-01-28", "")->answer.status, 303);
    CHECK_TEXT(record_text(office_read(&w, &planned_activity_entity, id), PLANNED_ON), "2026-01-28");
    CHECK_INT(act("move", id_of(&w, id), "三月初", "")->answer.status, 422);
    CHECK_INT(act("remove", id_of(&w, id), "", "")->answer.status, 303);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM planned_activity"), n - 1);
    world_close(&w);
}

TESTS({"made in one step", in_one_step}, {"compared with what happened", compared}, {"moved and removed", moved_and_removed})
