#include "issued.h"

static size_t found(struct issued *i, const char *owner, int least)
{
    struct similar *all;
    size_t n;
    CHECK_DONE(similar_find(i->l.w.arena, i->l.w.db, world_unit(&i->l.w, owner), least, &all, &n));
    return n;
}

/* Units are counted, not problems; only open ones that belong to no common problem, below who asks. */
static void units_are_counted(void)
{
    struct issued i;
    issued_draft(&i);
    issued_problem(&i, "SL-DZ", i.categories[0], 1);
    issued_problem(&i, "SL-DZ", i.categories[0], 2);
    issued_problem(&i, "JY-DZ", i.categories[0], 3);
    issued_problem(&i, "JY-DZ", i.categories[1], 4);
    CHECK_INT(found(&i, "GW", 3), 0);
    CHECK_INT(found(&i, "GW", 2), 1);
    int64_t last = issued_problem(&i, "MZ-DZ", i.categories[0], 5);
    CHECK_INT(found(&i, "GW", 3), 1);
    CHECK_INT(found(&i, "SL-DZ", 2), 0);
    CHECK_DONE(db_run(i.l.w.db, "UPDATE problem SET state = 'closed' WHERE id = ?1", value_int(last)));
    CHECK_INT(found(&i, "GW", 3), 0);
    world_close(&i.l.w);
}

static void what_is_dismissed_stays_so(void)
{
    struct issued i;
    issued_draft(&i);
    issued_problem(&i, "SL-DZ", i.categories[0], 1);
    issued_problem(&i, "JY-DZ", i.categories[0], 2);
    struct record *dismissal = record_new(i.l.w.arena, &common_dismissal_entity);
    record_set_int(dismissal, DISMISSAL_OWNER, world_unit(&i.l.w, "GW"));
    record_set_int(dismissal, DISMISSAL_CATEGORY, i.categories[0]);
    CHECK_OUTCOME(issued_create(&i, record_copy(i.l.w.arena, dismissal)), INVALID);
    record_set_text(dismissal, DISMISSAL_REASON, "各有各的原因");
    CHECK_DONE(issued_create(&i, dismissal));
    CHECK_INT(found(&i, "GW", 2), 0);
    issued_problem(&i, "MZ-DZ", i.categories[0], 3);
    CHECK_INT(found(&i, "GW", 2), 0);
    world_close(&i.l.w);
}

TESTS({"units are counted", units_are_counted}, {"what is dismissed stays so", what_is_dismissed_stays_so})
