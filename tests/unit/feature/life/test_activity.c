#include "life_world.h"

static struct world w;

static void whole(void)
{
    struct record *activity;
    int64_t id;
    life_open(&w);
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "theme_day", "lecture", "2026-10-12", 0}, &id));
    CHECK_DONE(record_read(w.arena, w.db, &activity_entity, id, &activity));
    CHECK_INT(record_int(activity, ACTIVITY_FOR_YEAR), 2026);
    CHECK_INT(record_int(activity, ACTIVITY_EXPECTED), 6);       /* the members of that day */
    CHECK_INT(record_int(activity, ACTIVITY_PRESENT), 6);
    CHECK_INT(record_int(activity, ACTIVITY_LATE_DAYS), 45);
    life_close(&w);
}

static void absent(void)
{
    struct record *activity;
    int64_t id, person;
    life_open(&w);
    person = world_person(&w, "SL005");
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "assembly", NULL, "2026-11-26", 0}, &id));
    CHECK_DONE(record_read(w.arena, w.db, &activity_entity, id, &activity));
    struct record *changed = record_copy(w.arena, activity);
    record_set_ids(changed, ACTIVITY_ABSENT, &person, 1);
    struct change change = world_change(&w, &activity_entity, "change");
    CHECK_DONE(record_change(&change, changed, 0));
    CHECK_DONE(record_read(w.arena, w.db, &activity_entity, id, &activity));
    CHECK_INT(record_int(activity, ACTIVITY_PRESENT), 5);
    CHECK_INT(record_int(activity, ACTIVITY_LATE_DAYS), 0);
    life_close(&w);
}

/* An activity with two of its members away, one outside the denominator, and texts about them; the outcome. */
static int away(const char *absence, bool also_outside, const char *ground, struct record **ret)
{
    int64_t id, ids[] = {world_person(&w, "SL005"), world_person(&w, "SL013")}, outside = world_person(&w, also_outside ? "SL013" : "SL003");
    struct record *activity;
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "assembly", NULL, "2026-11-26", 0}, &id));
    CHECK_DONE(record_read(w.arena, w.db, &activity_entity, id, &activity));
    struct record *changed = record_copy(w.arena, activity);
    record_set_ids(changed, ACTIVITY_ABSENT, ids, 2);
    record_set_text(changed, ACTIVITY_ABSENCE, absence);
    record_set_ids(changed, ACTIVITY_OUTSIDE, &outside, 1);
    if (ground)
        record_set_text(changed, ACTIVITY_GROUND, ground);
    record_set_empty(changed, ACTIVITY_EXPECTED);
    struct change change = world_change(&w, &activity_entity, "change");
    int outcome = record_change(&change, changed, 0);
    *ret = changed;
    return outcome;
}

/* Who does not count is taken off the expected, with a ground, and is not absent as well. */
static void reasons_and_grounds(void)
{
    struct record *activity;
    life_open(&w);
    CHECK_DONE(away("叶知行因公出差、闻溪（病假）", false, "长期病不能自理", &activity));
    CHECK_INT(record_int(activity, ACTIVITY_EXCLUDED), 1);
    CHECK_INT(record_int(activity, ACTIVITY_EXPECTED), 5);
    CHECK_INT(record_int(activity, ACTIVITY_PRESENT), 3);
    life_close(&w);
    life_open(&w);
    CHECK_OUTCOME(away("出差", true, "长期病", &activity), INVALID);         /* absent and not expected at once */
    life_close(&w);
    life_open(&w);
    CHECK_OUTCOME(away("出差", false, NULL, &activity), INVALID);            /* without a ground */
    life_close(&w);
}

static void refused(void)
{
    life_open(&w);
    CHECK_OUTCOME(hold(&w, (struct held){"SL-Z1", "assembly", NULL, "2026-11-27", 0}, NULL), INVALID);
    CHECK_OUTCOME(hold(&w, (struct held){"SL-C1", "assembly", NULL, "2026-11-01", 0}, NULL), INVALID);
    CHECK_OUTCOME(hold(&w, (struct held){"SL-Z1", "assembly", "assembly", "2026-11-01", 0}, NULL), INVALID);
    CHECK_OUTCOME(hold(&w, (struct held){"SL-Z1", "appraisal", NULL, "2026-02-01", 2024}, NULL), INVALID);
    CHECK_OUTCOME(hold(&w, (struct held){"SL-Z1", "appraisal", NULL, "1999-02-01", 0}, NULL), INVALID);
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "appraisal", NULL, "2026-02-01", 2025}, NULL));
    life_close(&w);
}

TESTS({"what was left out is filled in", whole}, {"absentees are taken off", absent}, {"reasons and grounds", reasons_and_grounds}, {"what cannot be is refused", refused})
