#include "remind_world.h"

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

TESTS({"each rung tells once", each_rung_tells_once},
      {"days without a server are caught up once", days_without_a_server_are_caught_up_once},
      {"an evening waits for the next working morning", an_evening_waits_for_the_next_working_morning},
      {"holidays and moved working days", holidays_and_moved_working_days},
      {"an extension moves the rungs and an end stops them", an_extension_moves_the_rungs_and_an_end_stops_them},
      {"what has nobody is the office's", what_has_nobody_is_the_offices})
