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

static const char *const history_units[] = {"SL-Z1", "SL-Z2", "SL-Z4", "JY-Z1"};
static const char *const history_kinds[] = {"assembly", "committee", "group", "lecture", "theme_day", "organisation_life", "appraisal", "talk"};
enum { STEPS = 240, HISTORY_MAX = 60 };

/* Anything that a form could say of an activity; also what is refused: a kind twice, a year that cannot be. */
static void anything(struct record *activity)
{
    struct date on = date_add_days((struct date){2024, 11, 1}, chance(750));
    char day[DATE_TEXT];
    record_set_int(activity, ACTIVITY_HELD_BY, world_unit(&w, history_units[chance(ARRAY_SIZE(history_units))]));
    record_set_text(activity, ACTIVITY_KIND, history_kinds[chance(ARRAY_SIZE(history_kinds))]);
    record_set_empty(activity, ACTIVITY_ALSO);
    record_set_empty(activity, ACTIVITY_ALSO_TOO);
    if (!chance(3))
        record_set_text(activity, ACTIVITY_ALSO, history_kinds[chance(ARRAY_SIZE(history_kinds))]);
    if (!chance(4))
        record_set_text(activity, ACTIVITY_ALSO_TOO, history_kinds[chance(ARRAY_SIZE(history_kinds))]);
    record_set_text(activity, ACTIVITY_HELD_ON, date_print(on, day));
    record_set_int(activity, ACTIVITY_FOR_YEAR, on.year - (on.month < 4 && chance(2)) - !chance(20));
}

/* One of them anew: its unit, its day and year, its kinds, or the year it counts for. */
static void something_else(struct record *activity)
{
    struct record *other = record_copy(w.arena, activity);
    int what = chance(4);
    anything(other);
    if (what == 0)
        record_set_int(activity, ACTIVITY_HELD_BY, record_int(other, ACTIVITY_HELD_BY));
    else if (what == 1)
        record_set_int(activity, ACTIVITY_FOR_YEAR, record_int(activity, ACTIVITY_FOR_YEAR) + chance(3) - 1);
    else if (what == 2) {
        record_set_text(activity, ACTIVITY_HELD_ON, record_text(other, ACTIVITY_HELD_ON));
        record_set_int(activity, ACTIVITY_FOR_YEAR, record_int(other, ACTIVITY_FOR_YEAR));
    } else {
        record_set_text(activity, ACTIVITY_KIND, record_text(other, ACTIVITY_KIND));
        record_set_text(activity, ACTIVITY_ALSO, record_text(other, ACTIVITY_ALSO));
    }
}

static int bits_of_masks(void)
{
    int bits = 0;
    for (size_t u = 0; u < ARRAY_SIZE(history_units); u++)
        for (int year = 2022; year <= 2027; year++) {
            struct mask mask;
            CHECK_DONE(tally_read(w.db, world_unit(&w, history_units[u]), year, &mask));
            for (int lane = 0; lane < 8; lane++)
                bits += __builtin_popcount(mask.lanes[lane]);
        }
    return bits;
}

/* What stands in the table of activities, one row a bit: the yearly kinds count for the year the record says, in month 13 when held
 * after it; the others in the month they were held. */
#define BITS_OF_ROWS \
    "SELECT DISTINCT held_by, lane, year, CASE WHEN year < held THEN 13 ELSE month END FROM (SELECT held_by, held, month, lane," \
    " CASE WHEN lane IN (5, 6) THEN for_year ELSE held END AS year FROM (SELECT held_by, for_year, CAST(substr(held_on, 1, 4) AS INTEGER) AS held," \
    " CAST(substr(held_on, 6, 2) AS INTEGER) AS month, CASE k WHEN 'assembly' THEN 0 WHEN 'committee' THEN 1 WHEN 'group' THEN 2 WHEN 'lecture' THEN 3" \
    " WHEN 'theme_day' THEN 4 WHEN 'organisation_life' THEN 5 WHEN 'appraisal' THEN 6 END AS lane FROM (SELECT held_by, held_on, for_year, kind AS k FROM activity" \
    " UNION ALL SELECT held_by, held_on, for_year, also FROM activity UNION ALL SELECT held_by, held_on, for_year, also_too FROM activity) AS one) AS two" \
    " WHERE lane IS NOT NULL) AS three"

static void same_as_rows(void)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e, bits = 0;
    CHECK_DONE(db_query(w.db, &s, BITS_OF_ROWS));
    while ((e = statement_step(s)) == STATEMENT_ROW) {
        struct mask mask;
        CHECK_DONE(tally_read(w.db, statement_int(s, 0), (int)statement_int(s, 2), &mask));
        CHECK(mask.lanes[statement_int(s, 1)] >> (statement_int(s, 3) - 1) & 1);
        bits++;
    }
    CHECK_INT(e, DONE);
    CHECK_INT(bits_of_masks(), bits);
}

/* Records made, changed and removed: after each step the masks are what SQL says of the rows, and in the end what building them anew gives. */
static void equal_to_sql(void)
{
    int64_t ids[HISTORY_MAX];
    int made = 0, done[3] = {0};
    struct tally_report report;
    life_open(&w);
    for (int i = 0; i < STEPS; i++) {
        int outcome, what = !made ? 0 : made == HISTORY_MAX ? 2 : chance(5) < 2 ? 0 : 1 + !chance(3), which = made ? chance(made) : 0;
        struct change change = world_change(&w, &activity_entity, (const char *[]){"create", "change", "remove"}[what]);
        struct record *activity = record_new(w.arena, &activity_entity);
        if (what == 0) {
            anything(activity);
            record_set_text(activity, ACTIVITY_TOPIC, arena_printf(w.arena, "第 %d 次", i));
            outcome = record_create(&change, activity);
            if (outcome == DONE)
                ids[made++] = activity->id;
        } else if (what == 1) {
            CHECK_DONE(record_read(w.arena, w.db, &activity_entity, ids[which], &activity));
            something_else(activity);
            outcome = record_change(&change, activity, 0);
        } else {
            outcome = record_remove(&change, ids[which], 0);
            ids[which] = ids[--made];
        }
        CHECK(outcome == DONE || outcome == INVALID);
        done[what] += outcome == DONE;
        same_as_rows();
    }
    CHECK(done[0] > 50 && done[1] > 50 && done[2] > 20);
    CHECK_DONE(tally_rebuild(w.db, w.arena, &report));
    CHECK_INT(report.differed, 0);
    CHECK(report.masks > 4);
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
