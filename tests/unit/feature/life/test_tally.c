#include "life_world.h"

static struct world w;
static uint64_t seed = 7;

static int chance(int below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int)(seed >> 33) % below;
}

static bool met(const char *unit, int year, int lane, enum rule_period period, int index)
{
    struct mask mask;
    CHECK_DONE(tally_read(w.db, world_unit(&w, unit), year, &mask));
    return mask_met(&mask, lane, period, index);
}

static void follows(void)
{
    int64_t id;
    life_open(&w);
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "theme_day", "lecture", "2026-10-12", 0}, &id));
    CHECK(met("SL-Z1", 2026, ACTIVITY_THEME_DAY, PERIOD_MONTH, 9) && met("SL-Z1", 2026, ACTIVITY_LECTURE, PERIOD_QUARTER, 3));
    CHECK(!met("SL-Z2", 2026, ACTIVITY_THEME_DAY, PERIOD_MONTH, 9));
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "organisation_life", "assembly", "2026-02-12", 2025}, NULL));
    CHECK(met("SL-Z1", 2025, ACTIVITY_ORGANISATION_LIFE, PERIOD_YEAR, 0) && !met("SL-Z1", 2026, ACTIVITY_ORGANISATION_LIFE, PERIOD_YEAR, 0));
    CHECK(met("SL-Z1", 2026, ACTIVITY_ASSEMBLY, PERIOD_QUARTER, 0) && !met("SL-Z1", 2025, ACTIVITY_ASSEMBLY, PERIOD_QUARTER, 0));
    struct change change = world_change(&w, &activity_entity, "remove");
    CHECK_DONE(record_remove(&change, id, 0));
    CHECK(!met("SL-Z1", 2026, ACTIVITY_THEME_DAY, PERIOD_MONTH, 9));
    life_close(&w);
}

/* A history of records made, changed and removed: the masks are what building them anew gives, and what SQL says. */
static void equal_to_sql(void)
{
    static const char *const units[] = {"SL-Z1", "SL-Z2", "SL-Z4", "JY-Z1"};
    static const char *const kinds[] = {"assembly", "committee", "lecture", "theme_day", "organisation_life", "appraisal", "talk"};
    int64_t ids[150], made = 0, count, bits = 0;
    struct tally_report report;
    life_open(&w);
    for (int i = 0; i < 150; i++) {
        int year = 2025 + chance(2), month = 1 + chance(year == 2026 ? 11 : 12);
        const char *kind = kinds[chance(ARRAY_SIZE(kinds))], *also = chance(3) ? NULL : kinds[chance(ARRAY_SIZE(kinds))];
        if (also && !strcmp(kind, also))
            also = NULL;
        if (made && !chance(4)) {
            struct change change = world_change(&w, &activity_entity, "remove");
            CHECK_DONE(record_remove(&change, ids[--made], 0));
        }
        struct held h = {units[chance(4)], kind, also, arena_printf(w.arena, "%d-%02d-%02d", year, month, 1 + chance(20)), month < 4 && chance(2) ? year - 1 : 0};
        int outcome = hold(&w, h, &ids[made]);
        made += outcome == DONE;
        CHECK(outcome == DONE || outcome == CONFLICT || outcome == INVALID);     /* the same activity again */
    }
    CHECK_DONE(tally_rebuild(w.db, w.arena, &report));
    CHECK_INT(report.differed, 0);
    CHECK(report.masks > 4);
    CHECK_DONE(db_get_int(w.db, &count, "SELECT count(*) FROM (SELECT DISTINCT held_by, substr(held_on, 1, 7) FROM activity"
                                        " WHERE 'theme_day' IN (kind, also))"));
    for (size_t u = 0; u < ARRAY_SIZE(units); u++)
        for (int year = 2025; year <= 2026; year++)
            for (int m = 0; m < 12; m++)
                bits += met(units[u], year, ACTIVITY_THEME_DAY, PERIOD_MONTH, m);
    CHECK_INT(bits, count);
    CHECK_DONE(db_run(w.db, "UPDATE life_mask SET low = low + 1 WHERE unit = ?1", value_int(world_unit(&w, "SL-Z1"))));
    CHECK_DONE(tally_rebuild(w.db, w.arena, &report));
    CHECK(report.differed > 0);
    life_close(&w);
}

static void past_days(void)
{
    struct mask mask;
    life_open(&w);
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "committee", NULL, "2026-03-31", 0}, NULL));
    CHECK_DONE(tally_read_until(w.db, world_unit(&w, "SL-Z1"), (struct date){2026, 3, 30}, &mask));
    CHECK(!mask_met(&mask, ACTIVITY_COMMITTEE, PERIOD_MONTH, 2));
    CHECK_DONE(tally_read_until(w.db, world_unit(&w, "SL-Z1"), (struct date){2026, 3, 31}, &mask));
    CHECK(mask_met(&mask, ACTIVITY_COMMITTEE, PERIOD_MONTH, 2));
    life_close(&w);
}

TESTS({"masks follow activities", follows}, {"masks equal SQL on a random history", equal_to_sql}, {"as of a past day", past_days})
