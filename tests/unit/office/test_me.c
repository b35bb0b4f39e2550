#include "administered.h"

static struct world w;
static const char *cookie;

static void begin(void)
{
    world_open(&w);
    cookie = world_session(&w, "gunianan");
}

static struct request *password(const char *old, const char *new, const char *again)
{
    return asked(&w, cookie, (struct ask){.method = "POST", .row = "/me/password", .inputs = {"old", old, "new", new, "again", again}});
}

static void a_new_password_is_a_good_one(void)
{
    static const struct { const char *old, *new, *again, *said; } rows[] = {
        {PASSWORD, "He-liu-2027", "He-liu-2028", "两次输入的新口令不一样"}, {PASSWORD, PASSWORD, PASSWORD, "新口令不能与现在的相同"},
        {"wrong", "He-liu-2027", "He-liu-2027", "现在的口令不正确"}, {PASSWORD, "short", "short", NULL}, {PASSWORD, "gunianan-1A", "gunianan-1A", NULL},
        {PASSWORD, "alllowercase", "alllowercase", NULL},
    };
    begin();
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct request *r = password(rows[i].old, rows[i].new, rows[i].again);
        if (r->answer.status != 422)
            check_fail(__FILE__, __LINE__, "%s was taken", rows[i].new);
        CHECK(*said_of(r));
        if (rows[i].said)
            CHECK_TEXT(said_of(r), rows[i].said);
    }
    CHECK(strstr(page_text(asked(&w, cookie, (struct ask){.method = "GET", .row = "/me/password"}), "policy"), "至少 8 位"));
    world_close(&w);
}

/* Every other session ends, this one goes on under a new value. */
static void a_new_password_ends_the_other_sessions(void)
{
    begin();
    const char *elsewhere = cookie;
    struct request *again = asked(&w, NULL, (struct ask){.method = "POST", .row = "/login", .key = "x", .inputs = {"login", "gunianan", "password", PASSWORD}});
    cookie = again->answer.set_cookie;
    struct request *r = password(PASSWORD, "He-liu-2027", "He-liu-2027");
    CHECK_INT(r->answer.status, 303);
    CHECK(r->answer.set_cookie && strcmp(r->answer.set_cookie, cookie));
    CHECK_INT(asked(&w, elsewhere, (struct ask){.method = "GET", .row = "/me"})->answer.kind, ANSWER_REDIRECT);
    CHECK_INT(asked(&w, cookie, (struct ask){.method = "GET", .row = "/me"})->answer.kind, ANSWER_REDIRECT);
    CHECK_INT(asked(&w, r->answer.set_cookie, (struct ask){.method = "GET", .row = "/me"})->answer.status, 200);
    world_close(&w);
}

static void what_is_one_s_own(void)
{
    begin();
    struct request *r = asked(&w, cookie, (struct ask){.method = "GET", .row = "/me"});
    CHECK_TEXT(json_string_value(json_object_get(r->answer.data, "login")), "gunianan");
    CHECK_INT((int64_t)json_array_size(json_object_get(r->answer.data, "roles")), 1);
    CHECK(json_is_false(json_object_get(r->answer.data, "large_type")) && json_is_false(json_object_get(r->answer.data, "second_factor")));
    CHECK_INT(asked(&w, cookie, (struct ask){.method = "POST", .row = "/me", .inputs = {"large_type", "1"}})->answer.status, 303);
    CHECK(json_is_true(json_object_get(asked(&w, cookie, (struct ask){.method = "GET", .row = "/me"})->answer.data, "large_type")));
    CHECK_INT(asked(&w, cookie, (struct ask){.method = "POST", .row = "/me"})->answer.status, 303);      /* not ticked */
    CHECK(json_is_false(json_object_get(asked(&w, cookie, (struct ask){.method = "GET", .row = "/me"})->answer.data, "large_type")));
    world_close(&w);
}

static int token_make(struct change *outer, void *context)
{
    int64_t *ids = context;
    static const char *const logins[] = {"gunianan", "hexiaolan"};
    for (int i = 0; i < 2; i++) {
        struct change change = change_within(outer, &bearer_entity, "create");
        struct record *bearer = record_new(outer->arena, &bearer_entity);
        int64_t holder;
        TRY(db_get_int(outer->db, &holder, "SELECT id FROM account WHERE login = ?1", value_text(logins[i])));
        record_set_int(bearer, BEARER_HOLDER, holder);
        record_set_text(bearer, BEARER_PURPOSE, "报表");
        record_set_text(bearer, BEARER_HASH, arena_printf(outer->arena, "%064d", i));
        TRY(record_create(&change, bearer));
        ids[i] = bearer->id;
    }
    return DONE;
}

/* One takes back one's own tokens and nobody else's. */
static void tokens_of_one_s_own_programs(void)
{
    int64_t ids[2];
    begin();
    CHECK_DONE(system_write(w.system, token_make, ids, "command"));
    json_t *tokens = json_object_get(asked(&w, cookie, (struct ask){.method = "GET", .row = "/me"})->answer.data, "tokens");
    CHECK_INT((int64_t)json_array_size(tokens), 1);
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(tokens, 0), "purpose")), "报表");
    CHECK_INT(asked(&w, cookie, (struct ask){.method = "POST", .row = "/me/token/:id/remove", .id = ids[1]})->answer.status, 404);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM bearer"), 2);
    CHECK_INT(asked(&w, cookie, (struct ask){.method = "POST", .row = "/me/token/:id/remove", .id = ids[0]})->answer.status, 303);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM bearer"), 1);
    world_close(&w);
}

/* Looking at the page changes nothing; a wrong number neither; the picture holds what the words say. */
static void a_second_factor_is_offered(void)
{
    begin();
    struct request *r = asked(&w, cookie, (struct ask){.method = "GET", .row = "/me/totp"}), *same = asked(&w, cookie, (struct ask){.method = "GET", .row = "/me/totp"});
    CHECK(strlen(page_text(r, "secret")) >= 32);
    CHECK_TEXT(page_text(same, "secret"), page_text(r, "secret"));
    CHECK(!page_true(r, "enrolled"));
    r = asked(&w, cookie, (struct ask){.method = "GET", .row = "/me/totp.svg"});
    CHECK_TEXT(r->answer.content_type, "image/svg+xml");
    CHECK(r->answer.n > 1000 && !memcmp(r->answer.bytes, "<svg", 4));
    r = asked(&w, cookie, (struct ask){.method = "POST", .row = "/me/totp", .inputs = {"code", "abc"}});
    CHECK_INT(r->answer.status, 422);
    CHECK_TEXT(said_of(r), "动态口令不正确，请核对手机时间，输入最新的 6 位数字");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM credential WHERE totp IS NOT NULL"), 0);
    world_close(&w);
}

TESTS({"a new password is a good one", a_new_password_is_a_good_one}, {"a new password ends the other sessions", a_new_password_ends_the_other_sessions},
      {"what is one's own", what_is_one_s_own}, {"tokens of one's own programs", tokens_of_one_s_own_programs},
      {"a second factor is offered", a_second_factor_is_offered})
