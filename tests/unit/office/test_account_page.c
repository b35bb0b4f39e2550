#include "administered.h"

static struct world w;

static struct request *press(const char *cookie, const char *row, const char *login, bool json)
{
    return asked(&w, cookie, (struct ask){.method = "POST", .row = row, .id = world_account(&w, login), .json = json});
}

static json_t *panel(const char *cookie, const char *login)
{
    struct request *r = asked(&w, cookie, (struct ask){.method = "GET", .row = "/account/:id", .id = world_account(&w, login)});
    json_t *one;
    size_t i;
    CHECK_INT(r->answer.status, 200);
    json_array_foreach(json_object_get(r->answer.page, "panels"), i, one)
        if (!strcmp(json_string_value(json_object_get(one, "label")), "登录状态"))
            return json_object_get(one, "panel");
    check_fail(__FILE__, __LINE__, "no panel");
}

/* Shown on the page once, good for one login, and whoever was logged in is not any more. */
static void a_one_time_code(void)
{
    administered_open(&w);
    const char *system = world_session(&w, "sysadmin"), *old = world_session(&w, "yuexiaoman");
    CHECK_INT(asked(&w, old, (struct ask){.method = "GET", .row = "/me"})->answer.status, 200);
    struct request *r = press(system, "/account/:id/code", "yuexiaoman", false);
    CHECK_INT(r->answer.status, 200);
    const char *code = page_text(r, "code");
    CHECK(strlen(code) >= 8);
    CHECK_TEXT(page_text(r, "login"), "yuexiaoman");
    CHECK_TEXT(asked(&w, old, (struct ask){.method = "GET", .row = "/me"})->answer.location, "/login?next=%2Fme");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM answer WHERE body LIKE '%code%'"), 0);
    CHECK_TEXT(json_string_value(json_object_get(panel(system, "yuexiaoman"), "password")), "一次性口令，待修改");
    r = asked(&w, NULL, (struct ask){.method = "POST", .row = "/login", .key = "x", .inputs = {"login", "yuexiaoman", "password", code}});
    CHECK_INT(r->answer.status, 303);
    CHECK(r->answer.set_cookie && *r->answer.set_cookie);
    world_close(&w);
}

static void a_program_gets_no_code(void)
{
    administered_open(&w);
    struct request *r = press(world_session(&w, "sysadmin"), "/account/:id/code", "yuexiaoman", true);
    CHECK_INT(r->answer.status, 403);
    CHECK(memmem(r->answer.bytes, r->answer.n, "mingze user code", 16));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM credential c JOIN account a ON a.id = c.account WHERE a.login = 'yuexiaoman'"), 0);
    world_close(&w);
}

static int lock_and_enrol(struct change *change, void *context)
{
    int64_t account = *(int64_t *)context;
    bool locked;
    do
        TRY(credential_failed(change->db, account, change->now, &locked));
    while (!locked);
    return credential_set_totp(change->db, account, "00112233445566778899aabbccddeeff00112233", 1);
}

static void unlocked_and_forgotten(void)
{
    administered_open(&w);
    const char *security = world_session(&w, "secadmin");
    world_password(&w, "yuexiaoman");
    int64_t account = world_account(&w, "yuexiaoman");
    CHECK_DONE(system_write(w.system, lock_and_enrol, &account, "command"));
    json_t *state = panel(security, "yuexiaoman");
    CHECK(*json_string_value(json_object_get(state, "locked_until")));
    CHECK(json_is_true(json_object_get(state, "may_unlock")) && json_is_true(json_object_get(state, "may_forget")) && json_is_true(json_object_get(state, "second_factor")));
    CHECK_INT(press(security, "/account/:id/unlock", "yuexiaoman", false)->answer.status, 303);
    state = panel(security, "yuexiaoman");
    CHECK_TEXT(json_string_value(json_object_get(state, "locked_until")), "");
    CHECK(json_is_false(json_object_get(state, "may_unlock")));
    CHECK_INT(press(security, "/account/:id/forget", "yuexiaoman", false)->answer.status, 303);
    state = panel(security, "yuexiaoman");
    CHECK(json_is_false(json_object_get(state, "second_factor")) && json_is_false(json_object_get(state, "may_forget")));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM journal WHERE verb IN ('unlock', 'forget')"), 2);
    world_close(&w);
}

static void only_who_keeps_accounts(void)
{
    static const char *const rows[] = {"/account/:id/code", "/account/:id/unlock", "/account/:id/forget"};
    administered_open(&w);
    const char *officer = world_session(&w, "gunianan"), *audit = world_session(&w, "auditadmin");
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CHECK_INT(press(officer, rows[i], "yuexiaoman", false)->answer.status, 403);
        CHECK_INT(press(audit, rows[i], "yuexiaoman", false)->answer.status, 403);
    }
    world_close(&w);
}

TESTS({"a one-time code", a_one_time_code}, {"a program gets no code", a_program_gets_no_code}, {"unlocked and forgotten", unlocked_and_forgotten},
      {"only who keeps accounts", only_who_keeps_accounts})
