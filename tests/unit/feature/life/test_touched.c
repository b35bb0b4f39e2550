#include "life_world.h"

static struct world w;

static int64_t last(void)
{
    int64_t seq;
    CHECK_DONE(db_get_int(w.db, &seq, "SELECT COALESCE(max(seq), 0) FROM life_touched"));
    return seq;
}

/* What the change named last. */
static int64_t named(void)
{
    int64_t unit = -1;
    CHECK_DONE(db_get_int(w.db, &unit, "SELECT unit FROM life_touched WHERE seq = ?1", value_int(last())));
    return unit;
}

static void unit_set(const char *code, int field, const char *value)
{
    struct change change = world_change(&w, &unit_entity, "change");
    struct record *unit;
    CHECK_DONE(record_read(w.arena, w.db, &unit_entity, world_unit(&w, code), &unit));
    record_set_text(unit, field, value);
    CHECK_DONE(record_change(&change, unit, 0));
    names_commit();
}

static int happened(struct change *change)
{
    return change->entity == &unit_entity ? unit_touched(change) : change->entity == &membership_entity ? membership_touched(change)
           : change->entity == &term_entity ? term_touched(change) : DONE;
}

static void what_matters(void)
{
    life_open(&w);
    record_observe(happened);
    int64_t before = last();
    unit_set("SL-Z1", UNIT_NOTE, "备注");
    CHECK_INT(last(), before);
    unit_set("SL-Z1", UNIT_CODE, "SL-Z1X");
    CHECK_INT(named(), 0);
    unit_set("SL-Z1X", UNIT_SECTOR, "village");
    CHECK_INT(last(), before + 3);           /* itself, and what it stands below */
    CHECK_INT(named(), world_unit(&w, "SL-JW"));
    CHECK_DONE(elect(&w, "SL-Z2", "2025-05-01", NULL, NULL));
    CHECK_INT(named(), world_unit(&w, "SL-Z2"));
    CHECK_DONE(hold(&w, (struct held){"SL-Z3", "talk", NULL, "2026-05-01", 0}, NULL));
    CHECK_INT(named(), world_unit(&w, "SL-Z3"));
    record_observe(NULL);
    life_close(&w);
}

static void only_the_last_are_kept(void)
{
    int64_t count;
    life_open(&w);
    for (int i = 0; i < 4200; i++)
        CHECK_DONE(duties_touch(w.db, i + 1));
    CHECK_DONE(db_get_int(w.db, &count, "SELECT count(*) FROM life_touched"));
    CHECK_INT(count, 4096);
    CHECK_INT(named(), 4200);
    life_close(&w);
}

TESTS({"what matters is said", what_matters}, {"only the last are kept", only_the_last_are_kept})
