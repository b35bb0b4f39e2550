#include "office_world.h"

static struct unit_place place_of(struct world *w, const char *code)
{
    struct unit_place place;
    CHECK_DONE(scope_place(w->db, world_unit(w, code), &place));
    return place;
}

static void places(void)
{
    struct world w;
    world_open(&w, NULL, 0);
    int64_t committee = world_unit(&w, "GW"), water = world_unit(&w, "SL-DZ");
    CHECK_INT(place_of(&w, "GW").organ, committee);
    CHECK_INT(place_of(&w, "GW").root, committee);
    CHECK_INT(place_of(&w, "SL-DZ").organ, water);
    CHECK_INT(place_of(&w, "SL-JW").organ, water);
    CHECK_INT(place_of(&w, "SL-Z4").organ, water);
    CHECK_INT(place_of(&w, "SL-C3").organ, water);
    CHECK_INT(place_of(&w, "SL-C3").root, committee);
    CHECK_INT(place_of(&w, "XCB").root, world_unit(&w, "XCB"));
    world_close(&w);
}

static void two_lines(void)
{
    struct world w;
    bool holds;
    world_open(&w, NULL, 0);
    CHECK_DONE(scope_holds(w.db, world_unit(&w, "SL-DZ"), world_unit(&w, "SL-Z4"), &holds));
    CHECK(holds);
    CHECK_DONE(scope_holds(w.db, world_unit(&w, "SL-JW"), world_unit(&w, "SL-C1"), &holds));
    CHECK(!holds);
    CHECK_DONE(scope_holds(w.db, world_unit(&w, "GW"), world_unit(&w, "SL-C1"), &holds));
    CHECK(holds);
    world_close(&w);
}

static void circle_refused(void)
{
    struct world w;
    struct record *unit;
    world_open(&w, NULL, 0);
    struct change change = world_change(&w, &unit_entity, "change");
    CHECK_DONE(record_read(w.arena, w.db, &unit_entity, world_unit(&w, "SL-DZ"), &unit));
    record_set_int(unit, UNIT_PARENT, world_unit(&w, "SL-DZ"));
    CHECK_OUTCOME(record_change(&change, unit, 0), INVALID);
    world_close(&w);
}

static void kinds_above(void)
{
    struct world w;
    struct record *unit;
    world_open(&w, NULL, 0);
    struct change change = world_change(&w, &unit_entity, "change");
    CHECK_DONE(record_read(w.arena, w.db, &unit_entity, world_unit(&w, "SL-Z1"), &unit));
    record_set_int(unit, UNIT_PARENT, world_unit(&w, "SL-C1"));
    CHECK_OUTCOME(record_change(&change, unit, 0), INVALID);
    CHECK_TEXT(change.problems[0].field, "parent");
    world_close(&w);
}

static void renamed_keeps_its_name(void)
{
    struct world w;
    struct record *unit;
    char *former;
    world_open(&w, NULL, 0);
    struct change change = world_change(&w, &unit_entity, "change");
    CHECK_DONE(record_read(w.arena, w.db, &unit_entity, world_unit(&w, "SL-C5"), &unit));
    record_set_text(unit, UNIT_NAME, "水利厅财务审计处");
    record_set_text(unit, UNIT_NAME_SINCE, "2026-02-01");
    CHECK_DONE(record_change(&change, unit, 0));
    CHECK_DONE(db_get_text(w.db, w.arena, &former, "SELECT former FROM unit_name WHERE until_date = '2026-02-01'"));
    CHECK_TEXT(former, "水利厅财务处");
    world_close(&w);
}

static void moved_takes_its_records_along(void)
{
    struct world w;
    struct record *unit;
    int64_t organ;
    world_open(&w, NULL, 0);
    struct change change = world_change(&w, &unit_entity, "change");
    CHECK_DONE(record_read(w.arena, w.db, &unit_entity, world_unit(&w, "SL-C6"), &unit));
    record_set_int(unit, UNIT_PARENT, world_unit(&w, "MZ-DZ"));
    CHECK_DONE(record_change(&change, unit, 0));
    CHECK_DONE(db_get_int(w.db, &organ, "SELECT organ FROM person WHERE code = 'SL009'"));
    CHECK_INT(organ, world_unit(&w, "MZ-DZ"));
    world_close(&w);
}

static void one_branch_at_a_time(void)
{
    struct world w;
    world_open(&w, NULL, 0);
    struct change change = world_change(&w, &membership_entity, "create");
    struct record *second = record_new(w.arena, &membership_entity);
    record_set_int(second, MEMBERSHIP_PERSON, world_person(&w, "SL011"));
    record_set_int(second, MEMBERSHIP_BRANCH, world_unit(&w, "SL-Z1"));
    record_set_text(second, MEMBERSHIP_KIND, "full");
    record_set_text(second, MEMBERSHIP_FROM, "2024-01-01");
    CHECK_OUTCOME(record_create(&change, second), INVALID);
    world_close(&w);
}

static void members_and_holders_of_a_day(void)
{
    struct world w;
    int full, probationary;
    int64_t post, holder;
    world_open(&w, NULL, 0);
    CHECK_DONE(branch_members(w.db, world_unit(&w, "SL-Z3"), (struct date){2024, 1, 1}, &full, &probationary));
    CHECK_INT(full, 2);
    CHECK_DONE(branch_members(w.db, world_unit(&w, "SL-Z3"), (struct date){2018, 1, 1}, &full, &probationary));
    CHECK_INT(full, 0);
    CHECK_DONE(db_get_int(w.db, &post, "SELECT id FROM post WHERE post_unit = ?1 AND title = '支部书记'",
                          value_int(world_unit(&w, "SL-Z3"))));
    CHECK_DONE(post_holder(w.db, post, (struct date){2020, 8, 20}, &holder));
    CHECK_INT(holder, world_person(&w, "SL008"));
    CHECK_DONE(post_holder(w.db, post, (struct date){2020, 8, 19}, &holder));
    CHECK_INT(holder, 0);
    world_close(&w);
}

TESTS({"unit, organ and root of each unit", places},
      {"both lines lead upward", two_lines},
      {"a circle is refused", circle_refused},
      {"only certain kinds stand above a kind", kinds_above},
      {"a renamed unit keeps its former name", renamed_keeps_its_name},
      {"a unit that moves takes its records along", moved_takes_its_records_along},
      {"one branch at a time", one_branch_at_a_time},
      {"members and holders are asked of a day", members_and_holders_of_a_day})
