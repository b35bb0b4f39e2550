/* The morning's reminders over a line of the test's own: departments of the demonstration that are "due". */
#include "office_test.h"
#include "office/job.h"
#include "office/ladder.h"

enum { THINGS = 2 };
static struct { int64_t id; char deadline[DATE_TEXT]; bool open; } things[THINGS];
static int64_t handler, leader;

static int things_due(struct arena *arena, struct db *db, const char *until, int (*found)(void *, const struct due_item *), void *context)
{
    (void)arena, (void)db;
    for (int i = 0; i < THINGS; i++)
        if (things[i].open && strcmp(things[i].deadline, until) <= 0)
            TRY(found(context, &(struct due_item){things[i].id, things[i].id, things[i].deadline}));
    return DONE;
}

static int things_people(struct arena *arena, struct db *db, int64_t id, enum due_party party, int64_t **ret, int *ret_n)
{
    (void)db, (void)id;
    *ret = arena_array(arena, int64_t, 1);
    **ret = party == DUE_LEADER ? leader : handler;
    *ret_n = **ret != 0;
    return DONE;
}

static const struct due_line lines[] = {{"thing", "试验事项", "unit", "", things_due, things_people}};
static const struct feature testing = {.name = "testing", .due_lines = lines, .due_line_count = 1};

static int64_t number(struct world *w, const char *sql)
{
    return world_number(w, sql);
}

static void remind_open(struct world *w)
{
    static const struct feature *const features[] = {&organisation_feature, &testing};
    clock_set(1767576600000);                                    /* grants hold from 2026-01-05 on */
    world_open(w);
    system_close(w->system);
    CHECK_DONE(office_setup(features, 2));
    CHECK_DONE(system_open(w->path, SYSTEM_WRITE, &w->system));
    handler = number(w, "SELECT person FROM account WHERE login = 'mengfanyi'");
    leader = number(w, "SELECT person FROM account WHERE login = 'luchangchuan'");
    memset(things, 0, sizeof things);
    things[0].id = number(w, "SELECT id FROM unit WHERE code = 'SL-C1'");
    things[1].id = number(w, "SELECT id FROM unit WHERE code = 'SL-C3'");
}

static void thing(int i, const char *deadline)
{
    things[i].open = deadline != NULL;
    snprintf(things[i].deadline, sizeof things[i].deadline, "%s", deadline ? deadline : "");
}

/* It is that time of that day, and the server looks what is due. */
static void morning(struct world *w, const char *day, int hour, int minute)
{
    struct date date;
    CHECK_DONE(date_parse(day, &date));
    clock_set((date_days(date) * (int64_t)1440 + hour * 60 + minute - 8 * 60) * 60000);
    CHECK_DONE(jobs_run(w->system));
}

static int64_t told(struct world *w, const char *day, int64_t person)
{
    int64_t n = 0;
    CHECK_DONE(db_get_int(w->system->reader, &n, "SELECT count(*) FROM reminder_to WHERE day = ?1 AND person = ?2",
                          value_text(day), value_int(person)));
    return n;
}

static void each_rung_tells_once(void)
{
    struct world w;
    remind_open(&w);
    thing(0, "2026-07-31");                                      /* a Friday; twenty days before is Saturday the 11th */
    morning(&w, "2026-07-10", 9, 0);
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 0);
    morning(&w, "2026-07-11", 9, 0);                             /* nothing on a Saturday */
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 0);
    morning(&w, "2026-07-13", 8, 29);                            /* nor before its time */
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 0);
    morning(&w, "2026-07-13", 8, 30);
    CHECK_INT(told(&w, "2026-07-13", handler), 1);
    CHECK_INT(told(&w, "2026-07-13", leader), 0);
    morning(&w, "2026-07-13", 10, 0);
    morning(&w, "2026-07-14", 9, 0);
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder_to"), 1);
    morning(&w, "2026-07-21", 9, 0);                             /* ten days left */
    CHECK_INT(told(&w, "2026-07-21", handler), 1);
    CHECK_INT(told(&w, "2026-07-21", leader), 1);
    morning(&w, "2026-08-01", 9, 0);                             /* late from Saturday on */
    morning(&w, "2026-08-03", 9, 0);
    CHECK_INT(told(&w, "2026-08-03", handler), 0);
    CHECK(number(&w, "SELECT count(*) FROM reminder_to WHERE day = '2026-08-03'") >= 1);     /* the unit's officers */
    morning(&w, "2026-08-31", 9, 0);
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 3);
    morning(&w, "2026-09-01", 9, 0);                             /* a month later again */
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 4);
    CHECK_INT(number(&w, "SELECT count(*) FROM notice"), number(&w, "SELECT count(DISTINCT person || day) FROM reminder_to"));
    world_close(&w);
}

static void days_without_a_server_are_caught_up_once(void)
{
    struct world w;
    remind_open(&w);
    thing(0, "2026-07-31");
    thing(1, "2026-07-20");
    morning(&w, "2026-07-23", 11, 0);                            /* both rungs of the first went by, the second is late */
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 2);
    CHECK_INT(told(&w, "2026-07-23", handler), 1);
    morning(&w, "2026-07-24", 9, 0);
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 2);
    world_close(&w);
}

static void an_evening_waits_for_the_next_working_morning(void)
{
    struct world w;
    remind_open(&w);
    thing(0, "2026-07-31");
    morning(&w, "2026-07-17", 18, 0);                            /* Friday, after work */
    morning(&w, "2026-07-18", 9, 0);
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 0);
    morning(&w, "2026-07-20", 9, 0);
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 1);
    world_close(&w);
}

static void holidays_and_moved_working_days(void)
{
    struct world w;
    remind_open(&w);
    thing(0, "2026-10-21");
    morning(&w, "2026-10-05", 9, 0);                             /* a Monday of the holiday */
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 0);
    morning(&w, "2026-10-08", 9, 0);
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 1);
    thing(1, "2026-10-30");
    morning(&w, "2026-10-10", 9, 0);                             /* a Saturday that is worked */
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 2);
    world_close(&w);
}

static void an_extension_moves_the_rungs_and_an_end_stops_them(void)
{
    struct world w;
    remind_open(&w);
    thing(0, "2026-07-31");
    morning(&w, "2026-07-21", 9, 0);
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 1);
    thing(0, "2026-09-30");
    morning(&w, "2026-08-03", 9, 0);                             /* would be late by the first deadline */
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 1);
    morning(&w, "2026-09-10", 9, 0);
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 2);
    thing(0, NULL);
    morning(&w, "2026-09-21", 9, 0);
    morning(&w, "2026-10-09", 9, 0);
    CHECK_INT(number(&w, "SELECT count(*) FROM reminder"), 2);
    world_close(&w);
}

static void what_has_nobody_is_the_offices(void)
{
    struct world w;
    remind_open(&w);
    int64_t officer = number(&w, "SELECT person FROM account WHERE login = 'gunianan'");
    handler = 0;
    thing(0, "2026-07-31");
    morning(&w, "2026-07-13", 9, 0);
    CHECK_INT(told(&w, "2026-07-13", officer), 1);
    world_close(&w);
}

/* His own by day; nobody else's, and nobody sees whether he looked. */
static void everybody_sees_his_own(void)
{
    struct world w;
    remind_open(&w);
    thing(0, "2026-07-31");
    morning(&w, "2026-07-13", 9, 0);
    struct request *mine = world_ask(&w, (struct ask){.method = "GET", .row = "/notice", .cookie = world_session(&w, "mengfanyi")});
    char *text = json_print(w.arena, mine->answer.data);
    CHECK(strstr(text, "还有 18 天"));
    CHECK(strstr(text, "\"/unit/"));
    struct request *other = world_ask(&w, (struct ask){.method = "GET", .row = "/notice", .cookie = world_session(&w, "gunianan")});
    CHECK_INT((int64_t)json_array_size(json_object_get(other->answer.data, "days")), 0);
    request_finish(mine);
    request_finish(other);
    world_close(&w);
}

TESTS({"each rung tells once", each_rung_tells_once},
      {"days without a server are caught up once", days_without_a_server_are_caught_up_once},
      {"an evening waits for the next working morning", an_evening_waits_for_the_next_working_morning},
      {"holidays and moved working days", holidays_and_moved_working_days},
      {"an extension moves the rungs and an end stops them", an_extension_moves_the_rungs_and_an_end_stops_them},
      {"what has nobody is the office's", what_has_nobody_is_the_offices},
      {"everybody sees his own", everybody_sees_his_own})
