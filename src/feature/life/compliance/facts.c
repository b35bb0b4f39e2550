/* What the rules ask of a unit, from the records of a day. */
#include <string.h>

#include "feature/life/records.h"

static struct date day_of(const char *text)
{
    struct date date = {0};
    if (text)
        (void)date_parse(text, &date);
    return date;
}

/* All until the day: the last counts, and the others say since when there is a committee. */
static int terms_read(struct db *db, int64_t unit, const char *day, struct check_unit *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    TRY(db_query(db, &s, "SELECT elected_on, form, extended_to FROM term WHERE body = ?1 AND elected_on <= ?2 ORDER BY elected_on",
                 value_int(unit), value_text(day)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        check_unit_elected(ret, day_of(statement_text(s, 0)), day_of(statement_text(s, 2)), text_equal(statement_text(s, 1), "committee"));
    return e;
}

static int groups_read(struct db *db, int64_t unit, const char *day, struct check_unit *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    TRY(db_query(db, &s, "SELECT founded FROM unit WHERE parent = ?1 AND kind = 'group' AND (dissolved IS NULL OR dissolved > ?2)"
                         " AND (founded IS NULL OR founded <= ?2)", value_int(unit), value_text(day)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        check_unit_group(ret, day_of(statement_text(s, 0)));
    return e;
}

int unit_facts_read(struct arena *arena, struct db *db, int64_t unit, struct date asof, struct check_unit *ret)
{
    enum { COMMITTEE_FROM = 7 };         /* full members: O-04 */
    struct record *record;
    struct check_unit u = {0};
    char day[DATE_TEXT];
    int full = 0, probationary = 0;
    TRY(record_read(arena, db, &unit_entity, unit, &record));
    int kind = vocabulary_find(unit_kind_words, UNIT_KIND__COUNT, record_text(record, UNIT_KIND));
    int sector = vocabulary_find(sector_words, SECTOR__COUNT, record_text(record, UNIT_SECTOR));
    date_print(asof, day);
    TRY(branch_members(db, unit, asof, &full, &probationary));
    u.code = record_text(record, UNIT_CODE);
    u.name = record_text(record, UNIT_NAME);
    u.facts = (struct unit_facts){(enum unit_kind)kind, (enum sector)sector, full >= COMMITTEE_FROM, 0};
    u.founded = day_of(record_text(record, UNIT_FOUNDED));
    u.dissolved = day_of(record_text(record, UNIT_DISSOLVED));
    TRY(groups_read(db, unit, day, &u));
    TRY(terms_read(db, unit, day, &u));
    TRY(date_compare(asof, clock_today()) < 0 ? tally_read_until(db, unit, asof, &u.mask) : tally_read(db, unit, asof.year, &u.mask));
    *ret = u;
    return DONE;
}

int unit_year_read(struct arena *arena, struct db *db, int64_t unit, const struct year_view *view, struct check_unit *ret)
{
    TRY(unit_facts_read(arena, db, unit, view->day, ret));
    return view->closed ? tally_read(db, unit, view->day.year, &ret->mask) : DONE;
}
