/* A feature's days in calendars, as a row (feature.h); office brings them together (agenda.h). */
#ifndef MINGZE_OFFICE_CALENDAR_LINE_H
#define MINGZE_OFFICE_CALENDAR_LINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/base.h"

struct db;
struct session;

/* What stands on a day in a calendar: a unit's, and one's own.  Either a row names the date field of an entity, and every record
 * stands there that the reader may read; or `each` finds what is computed. */
enum calendar_kind { CALENDAR_DEADLINE, CALENDAR_HELD, CALENDAR_PLANNED, CALENDAR_KIND__COUNT };     /* a deadline that is past is late */
struct calendar_entry {
    const char *key;                     /* within its line, the same for ever */
    struct date day;
    const char *title, *href;            /* href NULL = nowhere */
    const char *plain;                   /* the part of the title that nobody typed: said in every feed; NULL = none */
    int64_t unit;                        /* whose it is; 0 = nobody's */
    int64_t changed_ms, sequence;        /* when and how often it was changed */
};
struct calendar_asked {
    struct arena *arena;
    struct db *db;
    const struct session *session;       /* the reader: of a page, or of the account behind an address */
    int64_t unit;                        /* whose calendar; 0 = the reader's own */
    struct date from, until;
    int limit;                           /* most of one line */
};
struct calendar_line {
    const char *name, *label;            /* "problem", 整改到期 */
    enum calendar_kind kind;
    const char *entity, *day;            /* with `each` NULL */
    const char *where;                   /* SQL over t, or NULL */
    const char *const *words;            /* fields that name a record here: "kind", "topic"; NULL = its title */
    bool own_unit;                       /* only of the unit itself (in one's own calendar: the reader's), not of those below it */
    int (*each)(const struct calendar_asked *, int (*found)(void *, const struct calendar_entry *), void *);
};

#endif
