/* What a unit was in the course of a year, as far as its duties depend on it. */
#include "feature/life/compliance/check.h"

void check_unit_elected(struct check_unit *unit, struct date elected, struct date extended, bool committee)
{
    bool had = unit->elected.year && unit->facts.committee;
    if (committee && !had) {
        unit->committee_from = elected;
        unit->committee_until = (struct date){0};
    }
    if (!committee && had)
        unit->committee_until = elected;
    unit->facts.committee = committee;
    unit->elected = elected;
    unit->extended = extended;
}

void check_unit_group(struct check_unit *unit, struct date founded)
{
    bool earlier = !founded.year || (unit->groups_from.year && date_compare(founded, unit->groups_from) < 0);
    if (!unit->facts.groups++ || earlier)
        unit->groups_from = founded;
}

/* A day after the first of the year. */
static bool within(struct date date, int year)
{
    return date.year == year && (date.month > 1 || date.day > 1);
}

bool check_unit_whole_year(const struct check_unit *unit, struct date day)
{
    return !within(unit->founded, day.year) && unit->founded.year <= day.year &&
           (!unit->dissolved.year || unit->dissolved.year > day.year) && !within(unit->committee_from, day.year) &&
           !within(unit->committee_until, day.year) && !within(unit->groups_from, day.year);
}

/* The part of a period for which a thing was there, that began and ended on these days: 0 none, 1 some days, 2 all of it. */
static int part(struct date from, struct date until, struct date first, struct date last)
{
    if ((from.year && date_compare(from, last) > 0) || (until.year && date_compare(until, first) <= 0))
        return 0;
    return (from.year && date_compare(from, first) > 0) || (until.year && date_compare(until, last) <= 0) ? 1 : 2;
}

const char *check_unit_not_there(const struct check_unit *unit, enum rule_condition condition, struct date first, struct date last, bool met)
{
    int there = part(unit->founded, unit->dissolved, first, last);
    if (!there)
        return unit->founded.year && date_compare(unit->founded, last) > 0 ? "当时还没有成立" : "当时已经撤销";
    if (there == 1 && !met)
        return unit->founded.year && date_compare(unit->founded, first) > 0 ? "期中成立" : "期中撤销";
    if (condition == CONDITION_COMMITTEE && (unit->facts.committee || unit->committee_until.year)) {
        there = part(unit->committee_from, unit->committee_until, first, last);
        if (!there || (there == 1 && !met))
            return there ? "期中设立或者撤销委员会" : "当时不设委员会";
    }
    if (condition == CONDITION_GROUPS && unit->facts.groups) {
        there = part(unit->groups_from, (struct date){0}, first, last);
        if (!there || (there == 1 && !met))
            return there ? "期中划分党小组" : "当时没有划分党小组";
    }
    return NULL;
}
