#include "administered.h"

static struct world w;

static struct request *complain(const char *cookie, const char *text, const char *contact, bool json)
{
    return asked(&w, cookie, (struct ask){.method = "POST", .row = "/complaint", .json = json, .inputs = {"text", text, "contact", contact}});
}

/* Whoever is logged in may, it stands at his own unit, and he sees what becomes of it. */
static void everybody_may(void)
{
    administered_open(&w);
    const char *member = world_session(&w, "liuqinghe"), *administrator = world_session(&w, "sysadmin");
    struct request *r = complain(member, "每月三张表，内容一样", "内线 6021", false);
    CHECK_INT(r->answer.status, 303);
    CHECK_TEXT(r->answer.location, "/complaint/new?sent=1");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint c JOIN unit u ON u.id = c.from_unit JOIN person p ON p.id = c.person"
                               " WHERE u.code = 'SL-Z5' AND p.code = 'SL014' AND c.state = 'new' AND c.reply IS NULL"), 1);
    r = complain(administrator, "查询慢", "", true);
    CHECK_INT(r->answer.status, 201);
    CHECK_TEXT(json_string_value(json_object_get(r->answer.data, "text")), "查询慢");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint c JOIN unit u ON u.id = c.from_unit WHERE u.parent IS NULL AND c.person IS NULL"), 1);
    world_close(&w);
}

static void words_are_asked_and_bounded(void)
{
    world_open(&w);
    const char *member = world_session(&w, "liuqinghe");
    CHECK_INT(complain(member, "", "", false)->answer.status, 422);
    struct buffer b = buffer_in(w.arena);
    for (int i = 0; i < 4000; i++)
        buffer_adds(&b, "表");
    CHECK_INT(complain(member, b.p, "", false)->answer.status, 303);
    buffer_adds(&b, "多");
    CHECK_INT(complain(member, b.p, "", false)->answer.status, 422);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint"), 1);
    world_close(&w);
}

static int64_t only(void)
{
    return world_number(&w, "SELECT id FROM complaint");
}

/* His organ's officers answer, with words; nobody else does. */
static void officers_answer_with_words(void)
{
    administered_open(&w);
    const char *member = world_session(&w, "liuqinghe"), *officer = world_session(&w, "gunianan"), *neighbour = world_session(&w, "linwanzhou");
    complain(member, "每月三张表，内容一样", "", false);
    struct ask ask = {.method = "POST", .row = "/complaint/:id/answer", .id = only(), .inputs = {"reply", ""}};
    int json_waiting;
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/", .cookie = officer});
    json_t *rows;
    json_begin(w.arena);
    CHECK_DONE(complaint_waiting(r, 10, &rows, &json_waiting));
    CHECK_INT(json_waiting, 1);
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(rows, 0), "title")), "每月三张表，内容一样");
    json_end();
    request_finish(r);
    r = asked(&w, officer, ask);
    CHECK_INT(r->answer.status, 422);
    CHECK_TEXT(said_of(r), "请写答复内容");
    ask.inputs[1] = "并为一张，下月起";
    CHECK(asked(&w, neighbour, ask)->answer.status >= 403);
    CHECK(asked(&w, member, ask)->answer.status >= 403);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint WHERE state = 'new'"), 1);
    CHECK_INT(asked(&w, officer, ask)->answer.status, 303);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint WHERE state = 'answered' AND reply = '并为一张，下月起'"), 1);
    CHECK_INT(asked(&w, member, (struct ask){.method = "GET", .row = "/complaint/:id", .id = only()})->answer.status, 200);
    CHECK_INT(asked(&w, neighbour, (struct ask){.method = "GET", .row = "/complaint/:id", .id = only()})->answer.status, 404);
    world_close(&w);
}

TESTS({"everybody may", everybody_may}, {"words are asked and bounded", words_are_asked_and_bounded},
      {"officers answer with words", officers_answer_with_words})
