#include "administered.h"

static struct world w;

/* A request that came so far and then failed with this. */
static struct request *failed(bool json, int outcome, const char *message)
{
    struct request *r = arena_new(w.arena, struct request);
    static struct session session = {.name = "顾念安", .login = "gunianan", .token = "t"};
    *r = (struct request){.arena = w.arena, .system = w.system, .page_row = world_page("GET", "/unit/:id"), .method = "GET", .path = "/unit/x",
                          .json = json, .db = w.system->reader, .session = &session};
    json_begin(w.arena);
    request_start(r);
    request_fail(r, outcome, message);
    json_end();
    r->session = NULL;                                                        /* none that was taken, so none to be given back */
    return r;
}

static void each_outcome_has_its_status(void)
{
    static const struct { int outcome, status; const char *title; } rows[] = {
        {NOT_FOUND, 404, "没有找到"}, {DENIED, 403, "没有权限"}, {INVALID, 422, "填写有误"}, {CONFLICT, 409, "有人先改了"}, {TOO_LARGE, 413, "内容太大"},
        {UNSUPPORTED, 415, "不支持这种文件"}, {UNAVAILABLE, 503, "暂时不能办理"}, {UNKNOWN, 500, "结果未知"}, {FATAL, 500, "结果未知"}, {999, 500, "结果未知"},
    };
    world_open(&w);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct request *r = failed(false, rows[i].outcome, NULL);
        CHECK_INT(r->answer.status, rows[i].status);
        CHECK_TEXT(page_text(r, "title"), rows[i].title);
        CHECK_TEXT(r->answer.view, "office/error");
        CHECK(*page_text(r, "message"));
        CHECK(*page_text(r, "site"));                                     /* the frame is around it */
        request_finish(r);
    }
    world_close(&w);
}

/* An outcome's own words are shown; of a fault inside nothing is told but that it happened. */
static void own_words_but_no_insides(void)
{
    world_open(&w);
    struct request *r = failed(false, DENIED, "请求来自别的网站，已拒绝");
    CHECK_TEXT(page_text(r, "message"), "请求来自别的网站，已拒绝");
    request_finish(r);
    r = failed(false, FATAL, "database: no such table secret at db.c:17");
    CHECK(!strstr(page_text(r, "message"), "secret"));
    CHECK(strstr(page_text(r, "message"), "不能确定是否已保存"));
    request_finish(r);
    r = failed(false, NOT_FOUND, "");
    CHECK_TEXT(page_text(r, "message"), "没有这个页面，或者它不在您的范围内。请从菜单重新进入。");
    request_finish(r);
    world_close(&w);
}

/* RFC 9457 for programs, with each field that is wrong. */
static void programs_get_problem_json(void)
{
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    struct request *r = asked(&w, cookie, (struct ask){.method = "POST", .row = "/person", .json = true, .inputs = {"name", "水小川", "email", "a@", "department", unit_id_text(&w, "SL-C1")}});
    CHECK_INT(r->answer.status, 422);
    CHECK_TEXT(r->answer.content_type, "application/problem+json");
    json_t *body = json_loadb(r->answer.bytes, r->answer.n, 0, NULL), *error;
    size_t i;
    bool named = false;
    CHECK_INT(json_integer_value(json_object_get(body, "status")), 422);
    CHECK_TEXT(json_string_value(json_object_get(body, "title")), "填写有误");
    json_array_foreach(json_object_get(body, "errors"), i, error)
        named |= !strcmp(json_string_value(json_object_get(error, "field")), "code") && !strcmp(json_string_value(json_object_get(error, "label")), "人员编号");
    CHECK(named);
    CHECK(!json_object_get(body, "current"));
    json_decref(body);
    world_close(&w);
}

/* Who was overtaken is told what stands there now, if he may read it. */
static void who_was_overtaken_sees_what_stands(void)
{
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    int64_t id = world_number(&w, "SELECT id FROM person WHERE code = 'SL005'");
    struct ask ask = {.method = "POST", .row = "/person/:id", .id = id, .json = true, .version = 1, .inputs = {"note", "甲"}};
    CHECK_INT(asked(&w, cookie, ask)->answer.status, 200);
    ask.inputs[1] = "乙";
    struct request *r = asked(&w, cookie, ask);
    CHECK_INT(r->answer.status, 409);
    json_t *body = json_loadb(r->answer.bytes, r->answer.n, 0, NULL);
    CHECK_TEXT(json_string_value(json_object_get(json_object_get(body, "current"), "note")), "甲");
    json_decref(body);
    world_close(&w);
}

static void a_form_comes_back_and_says_how_many(void)
{
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    struct request *r = asked(&w, cookie, (struct ask){.method = "POST", .row = "/person", .inputs = {"name", "水小川", "email", "a@", "department", unit_id_text(&w, "SL-C1")}});
    CHECK_INT(r->answer.status, 422);
    CHECK(!r->answer.view || strcmp(r->answer.view, "office/error"));
    size_t problems = json_array_size(json_object_get(r->answer.page, "problems"));
    CHECK(problems >= 1);
    CHECK_TEXT(page_text(r, "message"), arena_printf(w.arena, "有 %zu 处需要改正，没有保存：", problems));
    json_t *row;
    size_t i;
    bool kept = false;
    json_array_foreach(json_object_get(r->answer.page, "form"), i, row)
        kept |= !strcmp(json_string_value(json_object_get(row, "name")), "name") && !strcmp(json_string_value(json_object_get(row, "value")), "水小川");
    CHECK(kept);
    world_close(&w);
}

/* A file that was begun for the answer is not sent and does not stay. */
static void a_half_made_file_goes(void)
{
    world_open(&w);
    struct request *r = arena_new(w.arena, struct request);
    const char *path;
    *r = (struct request){.arena = w.arena, .system = w.system, .page_row = world_page("GET", "/unit.xlsx"), .method = "GET", .path = "/unit.xlsx", .json = true};
    json_begin(w.arena);
    request_start(r);
    CHECK_DONE(request_file(r, "单位.xlsx", FILE_TYPE_XLSX, &path));
    CHECK(access(path, F_OK) == 0);
    request_fail(r, UNAVAILABLE, "磁盘已满");
    json_end();
    CHECK(access(path, F_OK) != 0);
    CHECK_INT(r->answer.kind, ANSWER_BYTES);
    request_finish(r);
    world_close(&w);
}

TESTS({"each outcome has its status", each_outcome_has_its_status}, {"own words but no insides", own_words_but_no_insides},
      {"programs get problem+json", programs_get_problem_json}, {"who was overtaken sees what stands", who_was_overtaken_sees_what_stands},
      {"a form comes back and says how many", a_form_comes_back_and_says_how_many}, {"a half-made file goes", a_half_made_file_goes})
