#include "feature/life/compliance/check.h"

#include "check.h"

static const struct date none = {0}, june = {2026, 6, 15}, september = {2026, 9, 20};

static const char *why(const struct check_unit *unit, enum rule_condition condition, int month, bool met)
{
    struct date first = {2026, month, 1};
    return check_unit_not_there(unit, condition, first, date_add_days(date_add_months(first, 1), -1), met);
}

static void committee(void)
{
    struct check_unit unit = {.facts = {UNIT_BRANCH, SECTOR_ORGAN, false, 0}};
    check_unit_elected(&unit, (struct date){2023, 6, 15}, none, true);
    CHECK(!why(&unit, CONDITION_COMMITTEE, 1, false));
    CHECK(check_unit_whole_year(&unit, (struct date){2026, 11, 26}));
    check_unit_elected(&unit, june, none, true);           /* one after another */
    CHECK(!why(&unit, CONDITION_COMMITTEE, 1, false));
    check_unit_elected(&unit, september, none, false);
    CHECK(!check_unit_whole_year(&unit, (struct date){2026, 11, 26}));
    CHECK(!unit.facts.committee && !date_compare(unit.elected, september));
    CHECK(!why(&unit, CONDITION_COMMITTEE, 8, false));
    CHECK_TEXT(why(&unit, CONDITION_COMMITTEE, 9, false), "期中设立或者撤销委员会");
    CHECK(!why(&unit, CONDITION_COMMITTEE, 9, true));
    CHECK_TEXT(why(&unit, CONDITION_COMMITTEE, 10, false), "当时不设委员会");
    CHECK(!why(&unit, CONDITION_NONE, 10, false));
}

/* Who had seven members and no election is told by its members; its first election says when the committee began. */
static void first_election(void)
{
    struct check_unit unit = {.facts = {UNIT_BRANCH, SECTOR_ORGAN, true, 0}};
    CHECK(!why(&unit, CONDITION_COMMITTEE, 1, false));
    check_unit_elected(&unit, june, none, true);
    CHECK_TEXT(why(&unit, CONDITION_COMMITTEE, 5, false), "当时不设委员会");
    CHECK_TEXT(why(&unit, CONDITION_COMMITTEE, 6, false), "期中设立或者撤销委员会");
    CHECK(!why(&unit, CONDITION_COMMITTEE, 7, false));
    unit = (struct check_unit){.facts = {UNIT_BRANCH, SECTOR_ORGAN, true, 0}};
    check_unit_elected(&unit, (struct date){2026, 1, 1}, none, true);
    CHECK(!why(&unit, CONDITION_COMMITTEE, 1, false) && check_unit_whole_year(&unit, june));
}

static void groups(void)
{
    struct check_unit unit = {.facts = {UNIT_BRANCH, SECTOR_ORGAN, false, 0}};
    check_unit_group(&unit, september);
    check_unit_group(&unit, june);
    CHECK_INT(unit.facts.groups, 2);
    CHECK_TEXT(why(&unit, CONDITION_GROUPS, 5, false), "当时没有划分党小组");
    CHECK_TEXT(why(&unit, CONDITION_GROUPS, 6, false), "期中划分党小组");
    CHECK(!why(&unit, CONDITION_GROUPS, 7, false));
    CHECK(!check_unit_whole_year(&unit, september));
    check_unit_group(&unit, none);                         /* always there */
    CHECK(!why(&unit, CONDITION_GROUPS, 5, false) && check_unit_whole_year(&unit, september));
    check_unit_group(&unit, june);
    CHECK(!why(&unit, CONDITION_GROUPS, 5, false));
}

static void founded(void)
{
    struct check_unit unit = {.founded = june, .dissolved = september};
    CHECK_TEXT(why(&unit, CONDITION_NONE, 5, false), "当时还没有成立");
    CHECK_TEXT(why(&unit, CONDITION_NONE, 6, false), "期中成立");
    CHECK(!why(&unit, CONDITION_NONE, 6, true) && !why(&unit, CONDITION_NONE, 7, false));
    CHECK_TEXT(why(&unit, CONDITION_NONE, 9, false), "期中撤销");
    CHECK_TEXT(why(&unit, CONDITION_NONE, 10, true), "当时已经撤销");
    CHECK(!check_unit_whole_year(&unit, september) && !check_unit_whole_year(&unit, (struct date){2025, 1, 1}));
}

TESTS({"a committee from one election to another", committee}, {"the first election", first_election}, {"groups", groups},
      {"founded and dissolved", founded})
