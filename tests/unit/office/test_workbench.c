#include "office_test.h"

static struct request *get(struct world *w, const char *row, const char *cookie, const char *q)
{
    struct ask ask = {.method = "GET", .row = row, .cookie = cookie};
    if (q) {
        ask.inputs[0] = "q";
        ask.inputs[1] = q;
    }
    struct request *request = world_ask(w, ask);
    CHECK_INT(request->answer.status, 200);
    return request;
}

static void complain(struct world *w, const char *login, const char *text)
{
    const char *cookie = world_session(w, login);
    struct request *request = world_ask(w, (struct ask){.method = "POST", .row = "/complaint", .cookie = cookie, .key = text,
                                                        .token = world_token(w, cookie), .inputs = {"text", text}});
    CHECK_INT(request->answer.status, 303);
    request_finish(request);
}

static void what_waits_is_on_the_workbench(void)
{
    struct world w;
    world_open(&w);
    complain(&w, "liuqinghe", "台账重复");
    const char *gu = world_session(&w, "gunianan"), *lin = world_session(&w, "linwanzhou");
    struct request *mine = get(&w, "/", gu, NULL), *other = get(&w, "/", lin, NULL);
    json_t *line = json_array_get(json_object_get(mine->answer.data, "lines"), 0);
    CHECK_INT(json_integer_value(json_object_get(line, "count")), 1);
    CHECK(strstr(json_print(w.arena, line), "台账重复"));
    CHECK_INT((int64_t)json_array_size(json_object_get(other->answer.data, "lines")), 0);
    request_finish(mine);
    request_finish(other);
    world_close(&w);
}

static void who_complained_sees_his_own(void)
{
    struct world w;
    world_open(&w);
    complain(&w, "liuqinghe", "台账重复");
    complain(&w, "mengfanyi", "会议太多");
    struct request *request = get(&w, "/complaint", world_session(&w, "liuqinghe"), NULL);
    char *text = json_print(w.arena, request->answer.data);
    CHECK(strstr(text, "台账重复") && !strstr(text, "会议太多"));
    request_finish(request);
    world_close(&w);
}

static void search_finds_what_one_may_read(void)
{
    struct world w;
    world_open(&w);
    struct request *mine = get(&w, "/search", world_session(&w, "gunianan"), "岳小滿");     /* 繁 finds 简 */
    struct request *other = get(&w, "/search", world_session(&w, "linwanzhou"), "岳小满");
    CHECK_INT((int64_t)json_array_size(json_object_get(mine->answer.data, "rows")), 1);
    CHECK_INT((int64_t)json_array_size(json_object_get(other->answer.data, "rows")), 0);
    CHECK(text_starts(json_string_value(json_object_get(json_array_get(json_object_get(mine->answer.data, "rows"), 0), "href")),
                      "/person/"));
    request_finish(mine);
    request_finish(other);
    world_close(&w);
}

static void the_menu_is_what_one_may_open(void)
{
    struct world w;
    world_open(&w);
    struct request *member = get(&w, "/", world_session(&w, "liuqinghe"), NULL);
    struct request *officer = get(&w, "/", world_session(&w, "gunianan"), NULL);
    char *small = json_print(w.arena, json_object_get(member->answer.page, "menu"));
    char *large = json_print(w.arena, json_object_get(officer->answer.page, "menu"));
    CHECK(strstr(small, "/complaint/new") && strstr(large, "/complaint/new"));
    CHECK(!strstr(small, "\"/post\"") && strstr(large, "\"/post\""));
    CHECK(!strstr(large, "\"/account\""));
    request_finish(member);
    request_finish(officer);
    world_close(&w);
}

static void a_day_says_how_long_there_is(void)
{
    static const struct { int days; const char *left; bool late, soon; } rows[] = {
        {-12, "超期 12 天", true, false}, {0, "今天到期", false, true}, {1, "还有 1 天", false, true},
        {20, "还有 20 天", false, true}, {21, "还有 21 天", false, false},
    };
    struct arena *arena = arena_create(1 << 20);
    char day[DATE_TEXT];
    clock_set(1782864000000);                              /* 2026-07-01 08:00 in UTC+8 */
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        json_t *due = due_json(arena, date_print(date_add_days(clock_today(), rows[i].days), day));
        CHECK_TEXT(json_string_value(json_object_get(due, "left")), rows[i].left);
        CHECK(json_is_true(json_object_get(due, "late")) == rows[i].late);
        CHECK(json_is_true(json_object_get(due, "soon")) == rows[i].soon);
        json_decref(due);
    }
    CHECK(!due_json(arena, NULL) && !due_json(arena, "") && !due_json(arena, "长期坚持"));
    clock_set(0);
    arena_destroy(arena);
}

TESTS({"a day says how long there is", a_day_says_how_long_there_is}, {"what waits is on the workbench", what_waits_is_on_the_workbench}, {"who complained sees his own", who_complained_sees_his_own},
      {"search finds what one may read", search_finds_what_one_may_read},
      {"the menu is what one may open", the_menu_is_what_one_may_open})
