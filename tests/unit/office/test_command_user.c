#include "commanded.h"


static struct world w;

static int64_t grants(const char *login, const char *role, const char *unit)
{
    int64_t n = 0;
    CHECK_DONE(db_get_int(w.system->reader, &n, "SELECT count(*) FROM role_grant g JOIN account a ON a.id = g.holder LEFT JOIN unit u ON u.id = g.within"
                          " WHERE a.login = ?1 AND g.role = ?2 AND coalesce(u.code, '') = ?3", value_text(login), value_text(role), value_text(unit)));
    return n;
}

/* An account, its first role and a one-time code that lets him in. */
static void somebody_is_let_in(void)
{
    world_open(&w);
    CHECK_DONE(RUN(.name = "user add", .arguments = {"wenxi"}, .options = {"name", "闻溪", "person", "SL013", "role", "handler", "unit", "SL-C1"}));
    CHECK_INT(grants("wenxi", "handler", "SL-C1"), 1);
    char *code = arena_strndup(w.arena, commanded_out, strcspn(commanded_out, "\n"));
    CHECK(strlen(code) >= 8);
    struct request *r = asked(&w, NULL, (struct ask){.method = "POST", .row = "/login", .key = "x", .inputs = {"login", "wenxi", "password", code}});
    CHECK_INT(r->answer.status, 303);
    CHECK(r->answer.set_cookie && *r->answer.set_cookie);
    CHECK_DONE(RUN(.name = "user grant", .arguments = {"wenxi", "branch_secretary"}, .options = {"unit", "SL-Z1", "from", "2026-01-01", "until", "2026-12-31"}));
    CHECK_INT(grants("wenxi", "branch_secretary", "SL-Z1"), 1);
    CHECK_DONE(RUN(.name = "user code", .arguments = {"wenxi"}, .json = true));
    json_t *said = json_loads(commanded_out, 0, NULL);
    CHECK_TEXT(json_string_value(json_object_get(said, "login")), "wenxi");
    CHECK(strcmp(json_string_value(json_object_get(said, "code")), code));
    json_decref(said);
    world_close(&w);
}

static void the_same_words_as_the_page_s(void)
{
    world_open(&w);
    CHECK_INT(RUN(.name = "user add", .arguments = {"Wen Xi"}), 1);
    CHECK(*error_message());
    CHECK_INT(RUN(.name = "user add", .arguments = {"wenxi"}, .options = {"role", "handler"}), 1);     /* a business role stands at a unit */
    CHECK_INT(world_number(&w, "SELECT count(*) FROM account WHERE login = 'wenxi'"), 0);
    CHECK_INT(RUN(.name = "user grant", .arguments = {"nobody", "handler"}, .options = {"unit", "SL-C1"}), 1);
    CHECK(SAYS("没有账号“nobody”；mingze user list 列出全部"));
    CHECK_INT(RUN(.name = "user grant", .arguments = {"gunianan", "handler"}, .options = {"unit", "没有这个处"}), 1);
    CHECK_INT(RUN(.name = "user code", .arguments = {"nobody"}), 1);
    CHECK_INT(RUN(.name = "user token", .arguments = {"nobody"}), 1);
    world_close(&w);
}

/* Only its hash is kept, and it ends. */
static void a_token_is_shown_once(void)
{
    char day[DATE_TEXT], *ends = NULL;
    world_open(&w);
    CHECK_DONE(RUN(.name = "user token", .arguments = {"gunianan"}, .options = {"purpose", "报表", "days", "30"}));
    char *token = arena_strndup(w.arena, commanded_out, strcspn(commanded_out, "\n"));
    CHECK_INT((int64_t)strlen(token), TOKEN_VALUE - 1);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM bearer WHERE hash LIKE 'mz_%' OR length(hash) <> 64"), 0);
    CHECK_DONE(db_get_text(w.system->reader, w.arena, &ends, "SELECT ends FROM bearer WHERE purpose = '报表'"));
    CHECK_TEXT(ends, date_print(date_add_days(clock_today(), 30), day));
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/person", .bearer = token, .json = true});
    CHECK(r->answer.status < 400);
    request_finish(r);
    clock_set(clock_now_ms() + 32 * (int64_t)86400000);
    r = world_ask(&w, (struct ask){.method = "GET", .row = "/person", .bearer = token, .json = true});
    CHECK_INT(r->answer.status, 401);
    request_finish(r);
    CHECK_DONE(RUN(.name = "user token", .arguments = {"gunianan"}));
    CHECK_DONE(db_get_text(w.system->reader, w.arena, &ends, "SELECT ends FROM bearer WHERE purpose = '命令行生成'"));
    CHECK_TEXT(ends, date_print(date_add_days(clock_today(), 365), day));
    world_close(&w);
}

static void shut_out_and_let_in_again(void)
{
    world_open(&w);
    const char *cookie = world_session(&w, "yuexiaoman");
    CHECK_DONE(RUN(.name = "user disable", .arguments = {"yuexiaoman"}, .options = {"reason", "调离"}));
    CHECK_INT(asked(&w, cookie, (struct ask){.method = "GET", .row = "/me"})->answer.kind, ANSWER_REDIRECT);
    CHECK_DONE(RUN(.name = "user list"));
    CHECK(strstr(commanded_out, "yuexiaoman\t岳小满\tdisabled\thandler@水利厅建设管理处\n") || strstr(commanded_out, "yuexiaoman\t岳小满\tdisabled\thandler@"));
    CHECK_DONE(RUN(.name = "user enable", .arguments = {"yuexiaoman"}, .options = {"reason", "调回"}));
    CHECK_DONE(RUN(.name = "user list", .json = true));
    json_t *all = json_loads(commanded_out, 0, NULL);
    CHECK_INT((int64_t)json_array_size(all), 8);
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(all, 0), "login")), "gunianan");
    json_decref(all);
    CHECK(!strstr(commanded_out, "disabled"));
    world_close(&w);
}

TESTS({"somebody is let in", somebody_is_let_in}, {"the same words as the page's", the_same_words_as_the_page_s},
      {"a token is shown once", a_token_is_shown_once}, {"shut out and let in again", shut_out_and_let_in_again})
