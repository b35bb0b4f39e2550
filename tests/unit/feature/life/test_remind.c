#include "heat_office.h"
#include "office/notice.h"

static struct world w;

static struct answer remind(const char *login, const char *unit, const char *rule, const char *period)
{
    static int number;
    const char *cookie = world_session(&w, login);
    struct request *r = world_ask(&w, (struct ask){
        .method = "POST", .row = "/missing/remind", .cookie = cookie, .token = world_token(&w, cookie),
        .key = arena_printf(w.arena, "remind-%d", ++number), .inputs = {"unit", unit_text(&w, unit), "rule", rule, "period", period},
    });
    struct answer answer = r->answer;
    request_finish(r);
    return answer;
}

static int morning(struct change *change, void *context)
{
    (void)context;
    return reminders_run(change);
}

static long long told(const char *person)
{
    int64_t n = 0;
    CHECK_DONE(db_get_int(w.system->reader, &n, "SELECT count(*) FROM reminder_to t JOIN person p ON p.id = t.person"
                                                " WHERE t.line = 'duties' AND p.code = ?1", value_text(person)));
    return n;
}

static void next_morning(int64_t *day)
{
    *day += 86400000;
    clock_set(*day);
    CHECK_DONE(system_write(w.system, morning, NULL, "job"));
}

/* Once for each duty and period, in the next digest, and only while it is missing. */
static void once(void)
{
    int64_t day = 1795651200000;
    heat_office(&w);
    struct answer answer = remind("gunianan", "SL-JW", "L-05", "2026-09");
    CHECK_INT(answer.status, 303);
    CHECK(strstr(answer.location, "reminded=6&already=0"));
    CHECK(strstr(remind("gunianan", "SL-JW", "L-05", "2026-09").location, "reminded=0&already=6"));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM duty_reminder"), 6);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM journal WHERE entity = 'duty_reminder'"), 6);
    CHECK_INT(record_post(&w, world_session(&w, "gunianan"), "SL-Z2", "theme_day", "2026-09-09", "补记"), 303);
    CHECK_INT(told("SL006"), 0);                     /* nothing pops up */
    next_morning(&day);
    CHECK_INT(told("SL006"), 1);
    CHECK_INT(told("SL008"), 1);
    CHECK_INT(told("SL007"), 0);                     /* done meanwhile */
    next_morning(&day);
    CHECK_INT(told("SL006"), 1);
    heat_close(&w);
}

static void who_may(void)
{
    heat_office(&w);
    CHECK_INT(remind("mengfanyi", "SL-Z1", "L-05", "2026-09").status, 403);
    CHECK_INT(remind("luchangchuan", "SL-Z1", "L-05", "2026-09").status, 403);
    CHECK_INT(remind("gunianan", "JY-Z1", "L-05", "2026-09").status, 404);
    CHECK_INT(remind("hexiaolan", "JY-Z1", "L-05", "2026-09").status, 303);
    CHECK_INT(remind("gunianan", "SL-JW", "term", "late").status, 422);
    heat_close(&w);
}

TESTS({"once, in the next digest", once}, {"who may ask for it", who_may})
