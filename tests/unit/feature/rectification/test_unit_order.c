#include "ledger.h"

#include "feature/rectification/figures/figures.h"

static void units_stand_as_the_tree_has_them(void)
{
    struct ledger l;
    struct unit_order *units;
    size_t n;
    ledger_open(&l);
    CHECK_DONE(units_ordered(l.w.arena, l.w.db, &units, &n));
    size_t above = unit_position(units, n, world_unit(&l.w, "SL-JW")), below = unit_position(units, n, world_unit(&l.w, "SL-Z1"));
    CHECK(above < below && below < n);
    CHECK(units[below].depth > units[above].depth);
    CHECK_INT((int64_t)unit_position(units, n, 12345), (int64_t)n);
    CHECK_INT(units[0].depth, 0);
    world_close(&l.w);
}

static void a_unit_stands_behind_its_upper_and_siblings_by_code(void)
{
    struct ledger l;
    struct unit_order *units;
    size_t n;
    ledger_open(&l);
    CHECK_DONE(units_ordered(l.w.arena, l.w.db, &units, &n));
    size_t first = unit_position(units, n, world_unit(&l.w, "SL-Z1")), second = unit_position(units, n, world_unit(&l.w, "SL-Z2"));
    CHECK(first < second);
    CHECK_INT(units[first].depth, units[second].depth);
    int64_t all;
    CHECK_DONE(db_get_int(l.w.db, &all, "SELECT count(*) FROM unit"));
    CHECK_INT((int64_t)n, all);
    world_close(&l.w);
}

TESTS({"units stand as the tree has them", units_stand_as_the_tree_has_them},
      {"a unit stands behind its upper, siblings by code", a_unit_stands_behind_its_upper_and_siblings_by_code})
