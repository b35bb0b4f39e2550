#include "life_world.h"
#include "feature/life/activity/activity.h"

static struct world w;

static int64_t number(const char *sql)
{
    int64_t n = 0;
    CHECK_DONE(db_get_int_built(w.db, &n, sql, NULL, 0));
    return n;
}

/* Before the first assembly of a year there is nothing to decide at. */
static void on_any_day(void)
{
    static const int64_t days[] = {1795651200000, 1798761600000};     /* 2026-11-26, 2027-01-01 */
    for (size_t i = 0; i < ARRAY_SIZE(days); i++) {
        life_open(&w);
        clock_set(days[i]);
        struct change change = world_change(&w, &activity_entity, "create");
        CHECK_DONE(life_demonstrate(&change, w.folder));
        CHECK_INT(number("SELECT count(*) FROM decision"), i ? 0 : 4);
        CHECK_INT(number("SELECT count(*) FROM decision WHERE state = 'done' AND result IS NOT NULL"), i ? 0 : 1);
        CHECK_INT(number("SELECT count(*) FROM ballot WHERE result = 'passed'"), i ? 0 : 1);
        CHECK(number("SELECT count(DISTINCT held_by) FROM planned_activity") == 2);
        life_close(&w);
    }
}

TESTS({"on any day of a year", on_any_day})
