#include "office_test.h"

enum { MINUTE = 60 * 1000 };

static int status_of(struct world *w, const char *cookie)
{
    struct request *request = world_ask(w, (struct ask){.method = "GET", .row = "/me", .cookie = cookie});
    int status = request->answer.status;
    request_finish(request);
    return status;
}

static void idle_sessions_end(void)
{
    struct world w;
    int64_t now = (int64_t)1790000000 * 1000;
    clock_set(now);
    world_open(&w);
    clock_set(now);
    const char *cookie = world_session(&w, "gunianan");
    clock_set(now + 14 * MINUTE);
    CHECK_INT(status_of(&w, cookie), 200);
    clock_set(now + 28 * MINUTE);
    CHECK_INT(status_of(&w, cookie), 200);
    clock_set(now + 44 * MINUTE);
    CHECK_INT(status_of(&w, cookie), 303);
    CHECK_INT(status_of(&w, cookie), 303);
    world_close(&w);
}

static void no_session_lasts_longer_than_a_working_day(void)
{
    struct world w;
    int64_t now = (int64_t)1790000000 * 1000;
    clock_set(now);
    world_open(&w);
    clock_set(now);
    const char *cookie = world_session(&w, "gunianan");
    for (int i = 1; i <= 48; i++) {
        clock_set(now + i * 10 * MINUTE);
        CHECK_INT(status_of(&w, cookie), 200);
    }
    clock_set(now + 8 * 60 * MINUTE + 1);
    CHECK_INT(status_of(&w, cookie), 303);
    world_close(&w);
}

static int disable(struct change *change, void *context)
{
    struct change act = change_within(change, &account_entity, "disable");
    act.note = "调离";
    return record_act(&act, *(int64_t *)context, "disable", NULL, 0, 0);
}

static void disabling_ends_sessions_at_once(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    int64_t account = world_account(&w, "gunianan");
    CHECK_INT(status_of(&w, cookie), 200);
    CHECK_DONE(system_write(w.system, disable, &account, "command"));
    CHECK_INT(status_of(&w, cookie), 303);
    CHECK_INT(world_ask(&w, (struct ask){.method = "POST", .row = "/login", .inputs = {"login", "gunianan", "password", PASSWORD}})
                  ->answer.status, 401);
    world_close(&w);
}

static int end_grants(struct change *change, void *context)
{
    int64_t id;
    struct change end = change_within(change, &role_grant_entity, "remove");
    TRY(db_get_int(change->db, &id, "SELECT id FROM role_grant WHERE holder = ?1", value_int(*(int64_t *)context)));
    return record_remove(&end, id, 0);
}

static void a_lost_grant_is_lost_at_the_next_request(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    int64_t account = world_account(&w, "gunianan");
    struct request *before = world_ask(&w, (struct ask){.method = "GET", .row = "/unit", .cookie = cookie});
    CHECK_INT(before->answer.status, 200);
    request_finish(before);
    CHECK_DONE(system_write(w.system, end_grants, &account, "command"));
    struct request *after = world_ask(&w, (struct ask){.method = "GET", .row = "/unit", .cookie = cookie});
    CHECK_INT(after->answer.status, 403);
    request_finish(after);
    world_close(&w);
}

static void logging_out_ends_the_session(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    struct request *out = world_ask(&w, (struct ask){.method = "POST", .row = "/logout", .cookie = cookie, .key = "x",
                                                     .token = world_token(&w, cookie)});
    CHECK_TEXT(out->answer.set_cookie, "");
    request_finish(out);
    CHECK_INT(status_of(&w, cookie), 303);
    world_close(&w);
}

static void only_hashes_are_kept(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    char hash[DIGEST_TEXT];
    int64_t n = 0;
    digest_sm3_hex(cookie, strlen(cookie), hash);
    CHECK_DONE(db_get_int(w.system->reader, &n, "SELECT count(*) FROM session WHERE hash = ?1", value_text(hash)));
    CHECK_INT(n, 1);
    CHECK_DONE(db_get_int(w.system->reader, &n, "SELECT count(*) FROM session WHERE hash = ?1", value_text(cookie)));
    CHECK_INT(n, 0);
    world_close(&w);
}

static void who_was_seen_is_written_down(void)
{
    struct world w;
    int64_t now = (int64_t)1790000000 * 1000, seen = 0;
    clock_set(now);
    world_open(&w);
    clock_set(now);
    const char *cookie = world_session(&w, "gunianan");
    clock_set(now + 5 * MINUTE);
    CHECK_INT(status_of(&w, cookie), 200);
    CHECK_DONE(sessions_flush(w.system));
    seen = world_number(&w, "SELECT seen_at FROM session");
    CHECK_INT(seen, now + 5 * MINUTE);
    world_close(&w);
}

TESTS({"idle sessions end", idle_sessions_end},
      {"no session lasts longer than a working day", no_session_lasts_longer_than_a_working_day},
      {"disabling ends sessions at once", disabling_ends_sessions_at_once},
      {"a lost grant is lost at the next request", a_lost_grant_is_lost_at_the_next_request},
      {"logging out ends the session", logging_out_ends_the_session}, {"only hashes are kept", only_hashes_are_kept},
      {"who was seen is written down", who_was_seen_is_written_down})
