#include "suspicion_office.h"
#include "own_rule.h"

static struct world w;

static const char *facts_of(const char *unit)
{
    struct suspects found = {0};
    CHECK_DONE(missed_quarters_of(w.arena, w.system->reader, unit_id_of(&w, unit), &found));
    return found.n ? found.items[0].facts : "";
}

static const char *hint_of(const char *unit)
{
    json_t *hints = json_array();
    CHECK_DONE(hints_of(w.arena, w.system->reader, unit_id_of(&w, unit), hints));
    const char *first = json_array_size(hints) ? arena_strdup(w.arena, json_string_value(json_array_get(hints, 0))) : "";
    json_decref(hints);
    return first;
}

/* §2.2: one missed quarter is a hint, two in a row are suspected; a quarter that runs is none. */
static void one_and_two(void)
{
    life_office(&w);
    kept_well(&w, "SL-Z1");
    CHECK_TEXT(found_of(&w, "SL-Z1"), "");
    CHECK_TEXT(hint_of("SL-Z1"), "");
    not_met(&w, "SL-Z1", "assembly", "2026-08-10");
    CHECK_TEXT(found_of(&w, "SL-Z1"), "");
    CHECK_TEXT(hint_of("SL-Z1"), "2026年第三季度没有召开党员大会");
    not_met(&w, "SL-Z1", "assembly", "2026-05-10");
    CHECK_TEXT(found_of(&w, "SL-Z1"), "L-01 2026Q3");
    CHECK_TEXT(hint_of("SL-Z1"), "");
    CHECK_TEXT(facts_of("SL-Z1"), "水利厅办公室党支部2026年第二、第三季度连续两个季度没有召开党员大会");
    day_is("2026-12-31");                                       /* the fourth quarter's last day: it still runs */
    CHECK_TEXT(found_of(&w, "SL-Z1"), "L-01 2026Q3");
    CHECK_TEXT(hint_of("SL-Z1"), "");
    day_is("2027-01-01");                                       /* now the year is over without it, and without a 党课 */
    CHECK_TEXT(found_of(&w, "SL-Z1"), "L-01 2026Q4");
    CHECK_TEXT(facts_of("SL-Z1"), "水利厅办公室党支部2026年第二季度至2026年第四季度连续三个季度没有召开党员大会");
    CHECK_TEXT(hint_of("SL-Z1"), "2026年第四季度没有上党课");
    world_close(&w);
}

/* Not in a row: first and third; and a row that crosses the year. */
static void in_a_row(void)
{
    life_office(&w);
    kept_well(&w, "SL-Z2");
    not_met(&w, "SL-Z2", "lecture", "2026-02-10");
    not_met(&w, "SL-Z2", "lecture", "2026-08-10");
    CHECK_TEXT(found_of(&w, "SL-Z2"), "");
    kept_well(&w, "SL-Z4");
    not_met(&w, "SL-Z4", "assembly", "2025-11-10");
    not_met(&w, "SL-Z4", "assembly", "2026-02-10");
    CHECK_TEXT(found_of(&w, "SL-Z4"), "L-01 2026Q1");
    CHECK_TEXT(facts_of("SL-Z4"), "水文中心机关党支部2025年第四季度、2026年第一季度连续两个季度没有召开党员大会");
    kept_well(&w, "SL-Z5");                                     /* too long ago: more than four quarters */
    not_met(&w, "SL-Z5", "assembly", "2025-05-10");
    not_met(&w, "SL-Z5", "assembly", "2025-08-10");
    CHECK_TEXT(found_of(&w, "SL-Z5"), "");
    world_close(&w);
}

/* What is entered late takes it away; on the last day of a quarter it still counts for it. */
static void entered_late(void)
{
    life_office(&w);
    kept_well(&w, "SL-Z1");
    not_met(&w, "SL-Z1", "assembly", "2026-05-10");
    not_met(&w, "SL-Z1", "assembly", "2026-08-10");
    CHECK_TEXT(found_of(&w, "SL-Z1"), "L-01 2026Q3");
    met(&w, "SL-Z1", "assembly", "2026-06-30");
    CHECK_TEXT(found_of(&w, "SL-Z1"), "");
    CHECK_TEXT(hint_of("SL-Z1"), "2026年第三季度没有召开党员大会");
    world_close(&w);
}

static int founded_set(struct change *outer, void *context)
{
    (void)context;
    return db_run(outer->db, "UPDATE unit SET founded = '2026-05-02' WHERE code = 'SL-Z1'");
}

/* Quarters before it was founded, the one in which it was, and those before its first record are none that it missed; a general
 * branch has no such duty. */
static void not_asked_of_it(void)
{
    life_office(&w);
    CHECK_TEXT(found_of(&w, "SL-Z1"), "L-01 2026Q3; L-04 2026Q3");      /* never a record at all */
    CHECK_DONE(system_write(w.system, founded_set, NULL, "command"));
    CHECK_TEXT(found_of(&w, "SL-Z1"), "");                      /* founded in the second quarter: only the third is its own */
    CHECK_TEXT(found_of(&w, "SL-ZZ"), "");
    CHECK_TEXT(found_of(&w, "SL-JW"), "");
    met(&w, "SL-Z2", "theme_day", "2026-07-10");                /* its records begin in the third quarter */
    CHECK_TEXT(found_of(&w, "SL-Z2"), "");
    met(&w, "SL-Z3", "theme_day", "2026-06-30");
    CHECK_TEXT(found_of(&w, "SL-Z3"), "L-01 2026Q3; L-04 2026Q3");
    CHECK_TEXT(found_of(&w, "SL-LS"), "L-01 2026Q3; L-04 2026Q3");      /* a temporary branch, founded in March */
    world_close(&w);
}

/* Decided for two quarters: not again for them, nor for a pair that shares one; for two more, again. */
static void decided(void)
{
    life_office(&w);
    kept_well(&w, "SL-Z1");
    not_met(&w, "SL-Z1", "assembly", "2026-05-10");
    not_met(&w, "SL-Z1", "assembly", "2026-08-10");
    CHECK_DONE(decide(&w, "SL-Z1", "L-01", "两次与机关党委大会合并召开，记录在机关党委"));
    CHECK_TEXT(found_of(&w, "SL-Z1"), "");
    day_is("2027-01-05");
    CHECK_TEXT(found_of(&w, "SL-Z1"), "");                      /* third and fourth */
    day_is("2027-04-05");
    CHECK_TEXT(found_of(&w, "SL-Z1"), "L-01 2027Q1; L-04 2027Q1");
    world_close(&w);
}

static int problem_closed(struct change *outer, void *context)
{
    (void)context;
    return db_run(outer->db, "UPDATE problem SET state = 'closed'");
}

/* What is being put right is not found once more; after its end it is. */
static void while_its_problem_is_open(void)
{
    life_office(&w);
    kept_well(&w, "SL-Z1");
    not_met(&w, "SL-Z1", "assembly", "2026-05-10");
    not_met(&w, "SL-Z1", "assembly", "2026-08-10");
    CHECK_DONE(decide(&w, "SL-Z1", "L-01", NULL));
    day_is("2027-04-05");
    CHECK_TEXT(found_of(&w, "SL-Z1"), "L-04 2027Q1");
    CHECK_DONE(system_write(w.system, problem_closed, NULL, "command"));
    CHECK_TEXT(found_of(&w, "SL-Z1"), "L-01 2027Q1; L-04 2027Q1");
    world_close(&w);
}

/* What the organ does not ask for by its own rules is nothing that was missed. */
static void by_the_rules_of_the_organ(void)
{
    life_office(&w);
    kept_well(&w, "SL-Z1");
    not_met(&w, "SL-Z1", "lecture", "2026-05-10");
    not_met(&w, "SL-Z1", "lecture", "2026-08-10");
    CHECK_TEXT(found_of(&w, "SL-Z1"), "L-04 2026Q3");
    CHECK_DONE(system_write(w.system, own_rule_set, &(struct own_rule){"L-04", "2025-01-01", "off", NULL, "机关党委会议纪要"}, "command"));
    CHECK_TEXT(found_of(&w, "SL-Z1"), "");
    world_close(&w);
}

TESTS({"by the rules of the organ", by_the_rules_of_the_organ}, {"one and two", one_and_two}, {"in a row", in_a_row}, {"entered late", entered_late}, {"not asked of it", not_asked_of_it},
      {"decided", decided}, {"while its problem is open", while_its_problem_is_open})
