#include "../feature/life/life_office.h"

#include "office/agenda.h"

static struct world w;

/* The address that was shown; NULL when none was. */
static const char *make(const char *login, const char *unit, bool titles)
{
    static int number;
    const char *cookie = world_session(&w, login);
    struct ask ask = {.method = "POST", .row = "/calendar/feed", .cookie = cookie, .token = world_token(&w, cookie),
                      .key = arena_printf(w.arena, "feed-%d", ++number), .inputs = {"titles", titles ? "1" : "", "about", unit ? unit_text(&w, unit) : ""}};
    struct request *r = world_ask(&w, ask);
    const char *address = json_string_value(json_object_get(r->answer.page, "address"));
    address = address ? arena_strdup(w.arena, address) : NULL;
    request_finish(r);
    return address;
}

static int status;

/* The calendar behind an address; "" when there is none. */
static const char *read_feed(const char *address)
{
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/calendar/feed/:secret", .path = address});
    status = r->answer.status;
    const char *text = r->answer.kind == ANSWER_BYTES ? arena_strndup(w.arena, r->answer.bytes, r->answer.n) : "";
    request_finish(r);
    return text_replace(w.arena, text, "\r\n ", "");      /* unfolded */
}

static void without_a_session(void)
{
    life_office(&w);
    CHECK_INT(record_post(&w, world_session(&w, "mengfanyi"), "SL-Z1", "theme_day", "2026-11-10", "学习, 讨论"), 303);
    const char *address = make("mengfanyi", NULL, false), *feed = read_feed(address);
    CHECK_INT(status, 200);
    CHECK(text_starts(feed, "BEGIN:VCALENDAR\r\n") && text_ends(feed, "END:VCALENDAR\r\n"));
    CHECK(strstr(feed, "DTSTART;VALUE=DATE:20261110\r\n"));
    CHECK(strstr(feed, "SUMMARY:已开展：主题党日（水利厅办公室党支部）\r\n"));
    CHECK(strstr(feed, "SUMMARY:组织生活：4季度支部党员大会（水利厅办公室党支部）\r\n"));
    CHECK(!strstr(feed, "学习") && !strstr(feed, "孟凡一") && !strstr(feed, "mengfanyi"));
    CHECK_TEXT(feed, read_feed(address));                                  /* the same question, the same bytes */
    const char *titled = read_feed(make("gunianan", "SL-Z1", true));
    CHECK(strstr(titled, "SUMMARY:已开展：主题党日：学习\\, 讨论（水利厅办公室党支部）\r\n"));
    CHECK(strstr(titled, "X-WR-CALNAME:水利厅办公室党支部\r\n"));
    world_close(&w);
}

/* Everything that ends a feed gives the answer of an address that never was. */
static void ended(void)
{
    life_office(&w);
    const char *address = make("mengfanyi", NULL, false), *unit = make("mengfanyi", "SL-Z1", false);
    read_feed("/calendar/feed/ABCDEFGHJKMNPQRSTVWXYZ0123456789.ics");
    CHECK_INT(status, 404);
    read_feed(arena_strndup(w.arena, address, strlen(address) - 4));
    CHECK_INT(status, 404);
    const char *renewed = make("mengfanyi", NULL, false);
    read_feed(address);
    CHECK_INT(status, 404);
    CHECK(*read_feed(renewed) && *read_feed(unit));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM calendar_feed"), 2);
    const char *cookie = world_session(&w, "mengfanyi"), *other = world_session(&w, "gunianan");
    int64_t id = world_number(&w, "SELECT id FROM calendar_feed WHERE about IS NULL");
    struct request *r = world_ask(&w, (struct ask){.method = "POST", .row = "/calendar/feed/:id/remove", .id = id, .cookie = other, .token = world_token(&w, other), .key = "r1"});
    CHECK_INT(r->answer.status, 404);                                      /* nobody else's to stop */
    request_finish(r);
    CHECK(*read_feed(renewed));
    r = world_ask(&w, (struct ask){.method = "POST", .row = "/calendar/feed/:id/remove", .id = id, .cookie = cookie, .token = world_token(&w, cookie), .key = "r2"});
    CHECK_INT(r->answer.status, 303);
    request_finish(r);
    read_feed(renewed);
    CHECK_INT(status, 404);
    CHECK(*read_feed(unit));
    world_close(&w);
}

static int role_end(struct change *change, void *context)
{
    (void)context;
    return db_run(change->db, "UPDATE role_grant SET ends = '2026-11-25' WHERE holder = (SELECT id FROM account WHERE login = 'mengfanyi')");
}

static int account_end(struct change *change, void *context)
{
    (void)context;
    return db_run(change->db, "UPDATE account SET state = 'disabled' WHERE login = 'gunianan'");
}

/* The scope is the owner's at the time of asking. */
static void with_the_role(void)
{
    life_office(&w);
    const char *secretary = make("mengfanyi", NULL, false), *officer = make("gunianan", NULL, false);
    CHECK(*read_feed(secretary) && *read_feed(officer));
    CHECK_DONE(system_write(w.system, role_end, NULL, "command"));
    CHECK_DONE(system_write(w.system, account_end, NULL, "command"));
    read_feed(secretary);
    CHECK_INT(status, 404);
    read_feed(officer);
    CHECK_INT(status, 404);
    world_close(&w);
}

/* Neither the record nor the journal nor the answer that is kept for a resend has the address. */
static void kept_nowhere(void)
{
    life_office(&w);
    const char *address = make("mengfanyi", NULL, false);
    const char *secret = arena_strndup(w.arena, address + strlen("/calendar/feed/"), 32);
    int64_t n;
    CHECK_DONE(db_get_int(w.system->reader, &n, "SELECT count(*) FROM calendar_feed WHERE hash LIKE '%' || ?1 || '%'", value_text(secret)));
    CHECK_INT(n, 0);
    CHECK_DONE(db_get_int(w.system->reader, &n, "SELECT count(*) FROM answer WHERE body LIKE '%' || ?1 || '%' OR location LIKE '%' || ?1 || '%'", value_text(secret)));
    CHECK_INT(n, 0);
    CHECK_DONE(db_get_int(w.system->reader, &n, "SELECT count(*) FROM journal WHERE entity = 'calendar_feed'"));
    CHECK_INT(n, 1);
    const char *cookie = world_session(&w, "mengfanyi");
    struct request *r = world_ask(&w, (struct ask){.method = "POST", .row = "/calendar/feed", .cookie = cookie, .token = world_token(&w, cookie), .key = "json", .json = true});
    CHECK(r->answer.status >= 400);
    request_finish(r);
    r = world_ask(&w, (struct ask){.method = "POST", .row = "/calendar/feed", .cookie = cookie, .token = world_token(&w, cookie), .key = "far",
                                   .inputs = {"about", unit_text(&w, "JY-Z1")}});
    CHECK_INT(r->answer.status, 404);
    request_finish(r);
    world_close(&w);
}

static void too_often(void)
{
    life_office(&w);
    clock_set((clock_now_ms() / 60000 + 2) * 60000);       /* a minute in which nobody has read anything yet, from its start */
    const char *address = make("mengfanyi", NULL, false);
    for (int i = 0; i < 30; i++)
        CHECK(*read_feed(address));
    read_feed(address);
    CHECK_INT(status, 503);
    clock_set(clock_now_ms() + 60000);
    CHECK(*read_feed(address));
    world_close(&w);
}

TESTS({"read without a session", without_a_session}, {"revoked and renewed", ended}, {"no longer than the role", with_the_role},
      {"kept nowhere", kept_nowhere}, {"not too often", too_often})
