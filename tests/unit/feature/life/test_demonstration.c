#include "life_world.h"
#include "feature/life/pages.h"

static struct world w;

static int theme_days(const char *unit)
{
    struct check_unit u;
    CHECK_DONE(unit_facts_read(w.arena, w.db, world_unit(&w, unit), clock_today(), &u));
    return __builtin_popcount(u.mask.lanes[ACTIVITY_THEME_DAY] & 0xFFF);
}

/* The same on any day of a year, and with gaps in it. */
static void living_year(void)
{
    static const int64_t days[] = {1795651200000, 1798761600000, 1772323200000};     /* 2026-11-26, 2027-01-01, 2026-03-01 */
    for (size_t i = 0; i < ARRAY_SIZE(days); i++) {
        int64_t activities, terms, late;
        struct tally_report report;
        life_open(&w);
        clock_set(days[i]);
        struct change change = world_change(&w, &activity_entity, "create");
        CHECK_DONE(life_demonstrate(&change, w.folder));
        CHECK_DONE(db_get_int(w.db, &activities, "SELECT count(*) FROM activity"));
        CHECK_DONE(db_get_int(w.db, &terms, "SELECT count(*) FROM term"));
        CHECK_DONE(db_get_int(w.db, &late, "SELECT count(*) FROM activity WHERE late_days > 0"));
        CHECK(i == 1 || activities > 20);
        CHECK_INT(terms, 11);
        CHECK_INT(late, 0);
        CHECK_DONE(tally_rebuild(w.db, w.arena, &report));
        CHECK_INT(report.differed, 0);
        if (i == 0)
            CHECK(theme_days("SL-Z1") == 11 && theme_days("SL-Z3") == 8);
        life_close(&w);
    }
}

TESTS({"a living year", living_year})
