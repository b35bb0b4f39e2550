/* What was known when: the versions of the records of entities that have a `history`.
 *
 *     journal ──history_catch_up──► ENTITY_history(record, from_ms, until_ms, fields…) ──► lists of a past day
 *
 * A row is what the journal had made of these fields from a moment on until the next.  The table is made from the
 * journal alone, behind the writers and in the lane, so that no change pays for it; `history_head` says how far it has come.
 * Who asks for a past day that the table has not reached is refused, never told a wrong number. */
#ifndef MINGZE_MODEL_HISTORY_H
#define MINGZE_MODEL_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/base.h"

struct arena;
struct db;
struct record;

/* A moment of the past: what the journal said at `at_ms`; `day` is then today (overdue is asked of it).  With since_ms
 * below at_ms: every version that held at some moment between, for list_walk. */
struct past {
    int64_t at_ms, since_ms;
    const char *day;
};

/* The end of a day in UTC+8. */
struct past past_of(struct arena *, struct date);

/* Makes the tables; in schema mode.  When the fields that have a history have changed, all begins again. */
int history_setup(struct db *);
/* Reads at most `limit` rows of the journal behind what was read before.  In the lane. */
int history_catch_up(struct db *, int64_t limit, bool *ret_more) _must_use_;
/* Forgets all of it, so that catching up begins with the first row of the journal.  In the lane. */
int history_forget(struct db *) _must_use_;
/* UNAVAILABLE while the journal has a row of that time which is not in the tables. */
int history_ready(struct db *, const struct past *) _must_use_;
/* The record's fields that have a history, as they were known; NOT_FOUND when it was not there yet. */
int history_record(struct db *, const struct past *, struct record *) _must_use_;

#endif
