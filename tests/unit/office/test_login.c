#include "office_test.h"

static struct request *login(struct world *w, const char *name, const char *password)
{
    return world_ask(w, (struct ask){.method = "POST", .row = "/login", .inputs = {"login", name, "password", password}});
}

static int me(struct world *w, const char *cookie)
{
    struct request *request = world_ask(w, (struct ask){.method = "GET", .row = "/me", .cookie = cookie});
    int status = request->answer.status;
    request_finish(request);
    return status;
}

static const char *message(const struct request *request)
{
    return json_string_value(json_object_get(request->answer.page, "message"));
}

static void a_password_opens_a_session(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    CHECK_INT((int64_t)strlen(cookie), 26);
    CHECK_INT(me(&w, cookie), 200);
    CHECK_INT(me(&w, "00000000000000000000000000"), 303);
    world_close(&w);
}

static void a_stranger_and_a_wrong_password_are_told_the_same(void)
{
    struct world w;
    world_open(&w);
    world_password(&w, "gunianan");
    struct request *wrong = login(&w, "gunianan", "not it"), *nobody = login(&w, "nobody", "not it");
    CHECK_INT(wrong->answer.status, 401);
    CHECK_INT(nobody->answer.status, 401);
    CHECK_TEXT(message(wrong), message(nobody));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM journal WHERE verb = 'login-failed'"), 2);
    world_close(&w);
}

static void five_failures_lock_for_fifteen_minutes(void)
{
    struct world w;
    world_open(&w);
    clock_set((int64_t)1790000000 * 1000);
    world_password(&w, "gunianan");
    for (int i = 0; i < 5; i++)
        CHECK_INT(login(&w, "gunianan", "wrong")->answer.status, 401);
    CHECK_INT(login(&w, "gunianan", PASSWORD)->answer.status, 401);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM journal WHERE verb = 'login-locked'"), 1);
    clock_set((int64_t)1790000000 * 1000 + 14 * 60 * 1000);
    CHECK_INT(login(&w, "gunianan", PASSWORD)->answer.status, 401);
    clock_set((int64_t)1790000000 * 1000 + 16 * 60 * 1000);
    struct request *late = login(&w, "gunianan", PASSWORD);
    CHECK_INT(late->answer.status, 303);
    world_close(&w);
}

static void a_right_password_forgets_failures(void)
{
    struct world w;
    world_open(&w);
    world_password(&w, "gunianan");
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 4; i++)
            CHECK_INT(login(&w, "gunianan", "wrong")->answer.status, 401);
        CHECK_INT(login(&w, "gunianan", PASSWORD)->answer.status, 303);
    }
    world_close(&w);
}

static int code_write(struct change *change, void *context)
{
    (void)context;
    return credential_set_code(change->db, world_secret.account, world_secret.hash, change->now);
}

static void a_one_time_code_leads_to_a_new_password(void)
{
    struct world w;
    world_open(&w);
    world_secret.account = world_account(&w, "gunianan");
    CHECK_DONE(password_hash("ABCD-EFGH-JKMN", world_secret.hash));
    CHECK_DONE(system_write(w.system, code_write, NULL, "command"));
    const char *cookie = login(&w, "gunianan", "ABCD-EFGH-JKMN")->answer.set_cookie;
    struct request *home = world_ask(&w, (struct ask){.method = "GET", .row = "/", .cookie = cookie});
    CHECK_TEXT(home->answer.location, "/me/password");
    request_finish(home);
    struct ask ask = {.method = "POST", .row = "/me/password", .cookie = cookie, .key = "k1", .token = world_token(&w, cookie),
                      .inputs = {"old", "ABCD-EFGH-JKMN", "new", "short", "again", "short"}};
    struct request *weak = world_ask(&w, ask);
    CHECK_INT(weak->answer.status, 422);
    request_finish(weak);
    ask.inputs[3] = ask.inputs[5] = PASSWORD;
    struct request *good = world_ask(&w, ask);
    CHECK_INT(good->answer.status, 303);
    const char *next = good->answer.set_cookie;
    request_finish(good);
    CHECK(strcmp(next, cookie) != 0);
    CHECK_INT(me(&w, next), 200);
    CHECK_INT(me(&w, cookie), 303);          /* the old value is no session any more */
    world_close(&w);
}

static void a_one_time_code_ends_after_seven_days(void)
{
    struct world w;
    world_open(&w);
    int64_t now = (int64_t)1790000000 * 1000;
    clock_set(now);
    world_secret.account = world_account(&w, "gunianan");
    CHECK_DONE(password_hash("ABCD-EFGH-JKMN", world_secret.hash));
    CHECK_DONE(system_write(w.system, code_write, NULL, "command"));
    clock_set(now + 8 * 24 * 60 * 60 * (int64_t)1000);
    CHECK_INT(login(&w, "gunianan", "ABCD-EFGH-JKMN")->answer.status, 401);
    world_close(&w);
}

static int required_write(struct change *change, void *context)
{
    (void)context;
    return setting_put(change, "second_factor", "required");
}

static void who_sees_many_units_must_enrol_a_second_factor(void)
{
    struct world w;
    char secret[DIGEST_TEXT], code[16];
    world_open(&w);
    CHECK_DONE(system_write(w.system, required_write, NULL, "command"));
    const char *cookie = world_session(&w, "gunianan");
    struct request *home = world_ask(&w, (struct ask){.method = "GET", .row = "/", .cookie = cookie});
    CHECK_TEXT(home->answer.location, "/me/totp");
    request_finish(home);
    session_derive(cookie, "second factor", secret);
    secret[TOTP_BYTES * 2] = '\0';
    struct ask enrol = {.method = "POST", .row = "/me/totp", .cookie = cookie, .key = "k", .token = world_token(&w, cookie),
                        .inputs = {"code", "000000"}};
    struct request *wrong = world_ask(&w, enrol);
    CHECK_INT(wrong->answer.status, 422);
    request_finish(wrong);
    int64_t step;
    for (int i = 0; i < 1000000; i++) {      /* the code of this half minute, as a telephone would find it */
        snprintf(code, sizeof code, "%06d", i);
        if (totp_step(secret, code, clock_now_ms(), 0, &step))
            break;
    }
    enrol.inputs[1] = code;
    struct request *right = world_ask(&w, enrol);
    CHECK_INT(right->answer.status, 303);
    request_finish(right);
    CHECK_INT(me(&w, cookie), 200);
    const char *second = login(&w, "gunianan", PASSWORD)->answer.set_cookie;
    struct request *next = world_ask(&w, (struct ask){.method = "GET", .row = "/", .cookie = second});
    CHECK_TEXT(next->answer.location, "/login/code");
    request_finish(next);
    /* A code is good once: the one that enrolled does not log in. */
    struct request *again = world_ask(&w, (struct ask){.method = "POST", .row = "/login/code", .cookie = second, .key = "c",
                                      .token = world_token(&w, second), .inputs = {"code", code}});
    CHECK_INT(again->answer.status, 401);
    request_finish(again);
    world_close(&w);
}

static void members_are_asked_for_no_second_factor(void)
{
    struct world w;
    world_open(&w);
    CHECK_DONE(system_write(w.system, required_write, NULL, "command"));
    CHECK_INT(me(&w, world_session(&w, "liuqinghe")), 200);
    world_close(&w);
}

TESTS({"a password opens a session", a_password_opens_a_session},
      {"a stranger and a wrong password are told the same", a_stranger_and_a_wrong_password_are_told_the_same},
      {"five failures lock for fifteen minutes", five_failures_lock_for_fifteen_minutes},
      {"a right password forgets failures", a_right_password_forgets_failures},
      {"a one-time code leads to a new password", a_one_time_code_leads_to_a_new_password},
      {"a one-time code ends after seven days", a_one_time_code_ends_after_seven_days},
      {"who sees many units must enrol a second factor", who_sees_many_units_must_enrol_a_second_factor},
      {"members are asked for no second factor", members_are_asked_for_no_second_factor})
