/* Calendars: the days of all features (calendar_line), brought together for one reader and shown as a month or as a feed.
 *
 *     calendar_line rows ─► agenda_collect (asks by the reader's rights) ─┬─► GET /calendar, /unit/:id/calendar
 *                                                                         └─► GET /calendar/feed/SECRET.ics
 *
 * The feed answers whoever has its address, with what the account behind it may read at that moment and nothing more. */
#ifndef MINGZE_OFFICE_AGENDA_H
#define MINGZE_OFFICE_AGENDA_H

#include "office/office.h"

/* A line gives no more than this; nor do all of them together in a feed. */
enum { AGENDA_LINE_MAX = 300, AGENDA_FEED_MAX = 1500 };

struct agenda_entry { const struct calendar_line *line; struct calendar_entry it; };
struct agenda {
    struct agenda_entry *items; size_t n, cap;      /* by day */
    struct date cut;                                /* from this day on a line had more than `limit`; all 0 = none had */
};

int agenda_collect(const struct calendar_asked *, struct agenda *ret);
/* Where the calendar deviates from weeks: 放假 on a weekday, 调休上班 on a weekend; NULL on other days. */
const char *agenda_day_off(struct date);

/* The secret address of a calendar: whose, of which unit (none: one's own), with or without titles.  One each. */
enum calendar_feed_field { FEED_HOLDER, FEED_ABOUT, FEED_TITLES, FEED_HASH, FEED__COUNT };
extern const struct entity calendar_feed_entity;
/* What the page says of the reader's address for this calendar: {id, made_on, titles}; NULL when he has none. */
int calendar_feed_json(struct request *, int64_t unit, json_t **ret);

int agenda_page(struct request *);
int calendar_feed_apply(struct request *, struct db *);
int calendar_feed_remove(struct request *, struct db *);
int calendar_feed_answer(struct request *);

#endif
