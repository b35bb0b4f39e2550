/* A machine whose clock goes back, and one that was off for a year: nothing that is saved may rest on the clock's going
 * forward. */
#include "office_test.h"
#include "model/journal.h"

enum { HOUR_S = 60 * 60, WEEK = 7 * 24, YEAR = 366 * 24 };

static const int64_t BEGIN = (int64_t)1790000000 * 1000;      /* 22:13 in UTC+8 */

static void clock_at(int64_t hours)
{
    clock_set(BEGIN + hours * HOUR_S * 1000);
}

static int complain(struct world *w, const char *cookie, const char *key)
{
    struct request *request = world_ask(w, (struct ask){.method = "POST", .row = "/complaint", .cookie = cookie, .key = key,
                                        .token = world_token(w, cookie), .inputs = {"text", "表太多"}});
    int status = request->answer.status;
    request_finish(request);
    return status;
}

static int change_status(struct world *w, const char *cookie, const char *key, int64_t unit, int64_t version)
{
    struct request *request = world_ask(w, (struct ask){.method = "POST", .row = "/unit/:id", .path = "/unit/x", .cookie = cookie,
                                        .key = key, .token = world_token(w, cookie), .id = unit, .version = version,
                                        .json = true, .inputs = {"note", key}});
    int status = request->answer.status;
    request_finish(request);
    return status;
}

static void journal_good(struct world *w)
{
    struct journal_report report = {0};
    CHECK_DONE(journal_verify(w->arena, w->system->reader, NULL, &report));
    CHECK(report.rows > 0);
}

static void a_clock_that_goes_back_loses_nothing(void)
{
    struct world w;
    clock_at(0);
    world_open(&w);
    clock_at(0);
    const char *cookie = world_session(&w, "gunianan");
    int64_t unit = world_number(&w, "SELECT id FROM unit WHERE code = 'SL-C5'");
    CHECK_INT(complain(&w, cookie, "one"), 303);
    CHECK_INT(change_status(&w, cookie, "first", unit, 1), 200);
    clock_at(-20);
    cookie = world_session(&w, "gunianan");
    CHECK_INT(complain(&w, cookie, "one"), 303);                     /* the same key, earlier by the clock */
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint"), 1);
    CHECK_INT(change_status(&w, cookie, "second", unit, 1), 409);    /* versions do not ask what time it is */
    CHECK_INT(change_status(&w, cookie, "third", unit, 2), 200);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM unit WHERE code = 'SL-C5' AND version = 3 AND note = 'third'"), 1);
    journal_good(&w);
    world_close(&w);
}

static void a_clock_that_jumps_ends_sessions_only(void)
{
    struct world w;
    clock_at(0);
    world_open(&w);
    clock_at(0);
    const char *cookie = world_session(&w, "gunianan");
    CHECK_INT(complain(&w, cookie, "one"), 303);
    clock_at(WEEK);
    const char *again = world_session(&w, "gunianan");
    CHECK_INT(complain(&w, again, "one"), 303);                      /* sent again after a week */
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint"), 1);
    clock_at(YEAR);
    struct request *late = world_ask(&w, (struct ask){.method = "GET", .row = "/unit", .cookie = again, .json = true});
    CHECK_INT(late->answer.status, 401);
    request_finish(late);
    cookie = world_session(&w, "gunianan");
    CHECK_INT(complain(&w, cookie, "another"), 303);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint"), 2);
    journal_good(&w);
    world_close(&w);
}

TESTS({"a clock that goes back loses nothing", a_clock_that_goes_back_loses_nothing},
      {"a clock that jumps ends sessions only", a_clock_that_jumps_ends_sessions_only})
