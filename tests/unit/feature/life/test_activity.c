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

TESTS({"what was left out is filled in", whole}, {"absentees are taken off", absent}, {"what cannot be is refused", refused})
