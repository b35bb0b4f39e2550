#include "activity_office.h"

static struct world w;

static void downloads(void)
{
    life_office(&w);
    const char *cookie = world_session(&w, "mengfanyi"), *outsider = world_session(&w, "liuqinghe");
    int64_t id = office_activity(&w, cookie, "SL-Z1", "theme_day", "2026-11-10", "学习讨论");
    const char *path = arena_printf(w.arena, "/activity/%s/record.docx", id_of(&w, id));
    struct ask one = {.method = "GET", .row = "/activity/:id/record.docx", .path = path, .id = id, .cookie = cookie};
    struct ask year = {.method = "GET", .row = "/activity/records.docx", .cookie = cookie, .inputs = {"held_by", unit_text(&w, "SL-Z1"), "year", "2026"}};
    struct request *r = world_ask(&w, one);
    CHECK_INT(r->answer.status ? r->answer.status : 200, 200);
    CHECK_INT(r->answer.kind, ANSWER_FILE);
    request_finish(r);
    r = world_ask(&w, year);
    CHECK_INT(r->answer.kind, ANSWER_FILE);
    request_finish(r);
    one.cookie = year.cookie = outsider;
    r = world_ask(&w, one);
    CHECK(r->answer.status >= 403);
    request_finish(r);
    r = world_ask(&w, year);
    CHECK(r->answer.status >= 403);
    request_finish(r);
    world_close(&w);
}

TESTS({"downloads, for whoever may", downloads})
