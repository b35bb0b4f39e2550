#include "administered.h"

static struct world w;

static struct request *get(const char *cookie, const char *row, bool json)
{
    return asked(&w, cookie, (struct ask){.method = "GET", .row = row, .json = json});
}

/* A person is led to the login and back to where he wanted to go; a program is told. */
static void without_a_session_everything_is_a_login(void)
{
    world_open(&w);
    struct request *r = get(NULL, "/person", false);
    CHECK_INT(r->answer.kind, ANSWER_REDIRECT);
    CHECK_TEXT(r->answer.location, "/login?next=%2Fperson");
    CHECK_TEXT(get(NULL, "/", false)->answer.location, "/login");
    r = get(NULL, "/person", true);
    CHECK_INT(r->answer.status, 401);
    CHECK(memmem(r->answer.bytes, r->answer.n, "请先登录", strlen("请先登录")));
    r = get("00000000000000000000000000", "/person", false);
    CHECK_INT(r->answer.kind, ANSWER_REDIRECT);
    CHECK_TEXT(r->answer.set_cookie, "");                                 /* a value that is none any more is cleared */
    CHECK_INT(get(NULL, "/login", false)->answer.status, 200);
    world_close(&w);
}

static void a_form_is_ours_and_fresh(void)
{
    static const struct { const char *token; bool foreign; int status; const char *said; } rows[] = {
        {"", false, 403, "页面已过期，请返回上一页刷新后重新提交"}, {"0123", false, 403, "页面已过期，请返回上一页刷新后重新提交"},
        {NULL, true, 403, "请求来自别的网站，已拒绝"}, {NULL, false, 303, ""},
    };
    world_open(&w);
    const char *cookie = world_session(&w, "liuqinghe");
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct request *r = asked(&w, cookie, (struct ask){.method = "POST", .row = "/complaint", .foreign = rows[i].foreign, .inputs = {"text", "表太多"},
                                                           .token = rows[i].token ? rows[i].token : world_token(&w, cookie)});
        CHECK_INT(r->answer.status, rows[i].status);
        if (*rows[i].said)
            CHECK_TEXT(page_text(r, "message"), rows[i].said);
    }
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint"), 1);
    world_close(&w);
}

static struct request *with_key(const char *cookie, const char *key)
{
    struct request *r = world_ask(&w, (struct ask){.method = "POST", .row = "/complaint", .cookie = cookie, .key = key, .token = world_token(&w, cookie),
                                                   .inputs = {"text", "表太多"}});
    request_finish(r);
    return r;
}

static void every_post_has_a_key(void)
{
    char longest[302];
    world_open(&w);
    const char *cookie = world_session(&w, "liuqinghe");
    memset(longest, 'k', sizeof longest);
    longest[301] = 0;
    CHECK_INT(with_key(cookie, NULL)->answer.status, 400);
    CHECK_INT(with_key(cookie, "")->answer.status, 400);
    CHECK_INT(with_key(cookie, longest)->answer.status, 400);
    longest[300] = 0;
    CHECK_INT(with_key(cookie, longest)->answer.status, 303);
    world_close(&w);
}

/* A form's own key is good for its own address only: one page may hold several forms. */
static void a_form_s_key_is_of_its_address(void)
{
    world_open(&w);
    const char *cookie = world_session(&w, "liuqinghe");
    struct ask ask = {.method = "POST", .row = "/complaint", .cookie = cookie, .token = world_token(&w, cookie), .inputs = {"text", "表太多", "_key", "form"}};
    struct request *r = world_ask(&w, ask);
    CHECK_INT(r->answer.status, 303);
    CHECK_TEXT(r->idempotency_key, "form:/complaint");
    request_finish(r);
    ask = (struct ask){.method = "POST", .row = "/me", .cookie = cookie, .token = world_token(&w, cookie), .inputs = {"large_type", "1", "_key", "form"}};
    r = world_ask(&w, ask);
    CHECK_INT(r->answer.status, 303);
    request_finish(r);
    world_close(&w);
}

/* What nobody knows is named, before anything is said of records; what comes twice where one is asked is, too. */
static void parameters_are_known(void)
{
    static const struct { const char *row, *inputs[6]; int status; const char *said; } rows[] = {
        {"/person", {"view", "all"}, 200, ""}, {"/person", {"state", "active", "name.empty", "1"}, 200, ""}, {"/person", {"q", "顾", "unit", ""}, 200, ""},
        {"/person", {"colour", "red"}, 400, "参数“colour”不认识，请检查地址或表单"}, {"/person", {"stat", "active"}, 400, "参数“stat”不认识，请检查地址或表单"},
        {"/person", {"view", "all", "view", "active"}, 400, "参数“view”重复了"}, {"/post", {"holder", "顾念安"}, 200, ""},
        {"/me", {"name", "甲"}, 400, "参数“name”不认识，请检查地址或表单"},
    };
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct ask ask = {.method = "GET", .row = rows[i].row};
        memcpy(ask.inputs, rows[i].inputs, sizeof rows[i].inputs);
        struct request *r = asked(&w, cookie, ask);
        if (r->answer.status != rows[i].status && !(rows[i].status == 200 && !r->answer.status))
            check_fail(__FILE__, __LINE__, "%s %s: %d (%s)", rows[i].row, rows[i].inputs[0], r->answer.status, said_of(r));
        CHECK_TEXT(said_of(r), rows[i].said);
    }
    world_close(&w);
}

/* A system field cannot be sent in, whoever sends it. */
static void what_is_the_system_s_is_not_typed(void)
{
    world_open(&w);
    const char *cookie = world_session(&w, "liuqinghe");
    struct request *r = asked(&w, cookie, (struct ask){.method = "POST", .row = "/complaint", .inputs = {"text", "表太多", "reply", "已答复"}});
    CHECK_INT(r->answer.status, 400);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint"), 0);
    r = asked(&w, cookie, (struct ask){.method = "POST", .row = "/complaint", .json = true, .body = "[1]"});
    CHECK_INT(r->answer.status, 400);
    r = asked(&w, cookie, (struct ask){.method = "POST", .row = "/complaint", .json = true, .body = "{\"text\": \"表太多\"}"});
    CHECK_INT(r->answer.status, 201);
    world_close(&w);
}

static void rights_before_records(void)
{
    world_open(&w);
    const char *member = world_session(&w, "liuqinghe");
    struct request *r = asked(&w, member, (struct ask){.method = "GET", .row = "/setting/:id", .id = 1});
    CHECK_INT(r->answer.status, 403);
    CHECK_TEXT(page_text(r, "message"), "您没有这项权限；需要时请联系安全管理员授权");
    CHECK_INT(get(member, "/account", false)->answer.status, 403);
    world_close(&w);
}

static int code_write(struct change *change, void *context)
{
    char hash[PASSWORD_HASH];
    TRY(password_hash("Abcd-1234", hash));
    return credential_set_code(change->db, *(int64_t *)context, hash, change->now);
}

/* With a one-time code he comes as far as choosing a password, and nowhere else. */
static void half_logged_in_leads_on(void)
{
    world_open(&w);
    int64_t account = world_account(&w, "yuexiaoman");
    CHECK_DONE(system_write(w.system, code_write, &account, "command"));
    struct request *login = asked(&w, NULL, (struct ask){.method = "POST", .row = "/login", .key = "x", .inputs = {"login", "yuexiaoman", "password", "Abcd-1234"}});
    const char *cookie = login->answer.set_cookie;
    CHECK(cookie && *cookie);
    CHECK_TEXT(get(cookie, "/person", false)->answer.location, "/me/password?next=%2Fperson");
    CHECK_INT(get(cookie, "/person", true)->answer.status, 401);
    CHECK_INT(get(cookie, "/me/password", false)->answer.status, 200);
    CHECK(!json_object_get(get(cookie, "/me/password", false)->answer.page, "menu"));
    world_close(&w);
}

TESTS({"without a session everything is a login", without_a_session_everything_is_a_login}, {"a form is ours and fresh", a_form_is_ours_and_fresh},
      {"every POST has a key", every_post_has_a_key}, {"a form's key is of its address", a_form_s_key_is_of_its_address},
      {"parameters are known", parameters_are_known}, {"what is the system's is not typed", what_is_the_system_s_is_not_typed},
      {"rights before records", rights_before_records}, {"half logged in leads on", half_logged_in_leads_on})
