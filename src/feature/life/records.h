/* What this feature keeps in the database: activities and terms, and the masks of months that follow from activities.
 *
 *   activity ──(follow, same transaction)──► life_mask (unit, year, two words)
 *   unit, membership, term ──► facts of a unit on a day ──► check.h
 *
 * A mask is a sum over a unit's activities, never entered: `mingze tally rebuild` makes all of them anew. */
#ifndef MINGZE_LIFE_RECORDS_H
#define MINGZE_LIFE_RECORDS_H

#include "base/base.h"
#include "feature/life/compliance/check.h"
#include "feature/organisation/organisation.h"
#include "store/store.h"

extern const struct entity activity_entity, term_entity, duty_reminder_entity;

enum activity_field {
    ACTIVITY_HELD_BY, ACTIVITY_KIND, ACTIVITY_ALSO, ACTIVITY_ALSO_TOO, ACTIVITY_HELD_ON, ACTIVITY_FOR_YEAR, ACTIVITY_TOPIC,
    ACTIVITY_PLACE, ACTIVITY_CHAIR, ACTIVITY_RECORDER, ACTIVITY_EXPECTED, ACTIVITY_ABSENT, ACTIVITY_ABSENCE, ACTIVITY_OUTSIDE, ACTIVITY_EXCLUDED,
    ACTIVITY_GROUND, ACTIVITY_PRESENT, ACTIVITY_MINUTES, ACTIVITY_LATE_DAYS, ACTIVITY__COUNT
};

enum term_field {
    TERM_TITLE, TERM_BODY, TERM_FORM, TERM_ELECTED, TERM_YEARS, TERM_DUE, TERM_LAST, TERM_EXTENDED, TERM_EXTENSION, TERM_EARLY,
    TERM_BEYOND, TERM_WARN, TERM_NEAR, TERM_LATER, TERM_NOTE, TERM__COUNT
};

/* The tables of masks and of what was touched (feature.tables). */
int tally_tables(struct db *);
/* Makes one unit's mask of a year anew from its activities. */
int tally_refresh(struct db *, int64_t unit, int year);
/* Makes all of them anew; how many there are, and how many differed from what stood. */
struct tally_report { int64_t masks, differed; };
int tally_rebuild(struct db *, struct arena *, struct tally_report *ret);
/* Adds an activity to the mask of a year: columns kind, also, also_too, held_on, for_year from `first` on. */
void tally_row_add(struct mask *, int year, struct statement *, int first);
/* A unit's mask of a year; empty when it held nothing. */
int tally_read(struct db *, int64_t unit, int year, struct mask *ret);
/* The same as it was known on a day of that year: from the rows. */
int tally_read_until(struct db *, int64_t unit, struct date asof, struct mask *ret);
/* How many were held in each month of a year, as it was known on a day. */
int tally_count_until(struct db *, int64_t unit, int year, struct date day, struct month_counts *ret);

/* Says that the facts or the year of a unit have changed, in the transaction of the change; 0: the tree, so everything.  For
 * who keeps sums in memory (board.h); only the last few thousand are kept. */
int duties_touch(struct db *, int64_t unit);
/* Events: a unit, a membership or a term was changed. */
int unit_touched(struct change *);
int membership_touched(struct change *);
int term_touched(struct change *);

/* A year as it is looked at: until a day of it, or all of it with what was held after it for it (closed; the day is its last). */
struct year_view { struct date day; bool closed; };

/* What the rules ask of a unit, on a day.  NOT_FOUND: no such unit.  The mask is of the day's year, until that day. */
int unit_facts_read(struct arena *, struct db *, int64_t unit, struct date asof, struct check_unit *ret);
/* The same for a year as it is looked at. */
int unit_year_read(struct arena *, struct db *, int64_t unit, const struct year_view *, struct check_unit *ret);

#endif
