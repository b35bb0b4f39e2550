/* A calendar going out: iCalendar (RFC 5545), whole days only.
 *
 * Lines end in CRLF and are folded at 75 octets, never inside a character (§3.1); texts are escaped (§3.3.11) and keep no other
 * control character.  A day is a civil date (VALUE=DATE): no time zone is needed, and none can move it. */
#ifndef MINGZE_DOCUMENT_ICAL_H
#define MINGZE_DOCUMENT_ICAL_H

#include "base/base.h"

struct ical_event {
    const char *uid;             /* the same for ever for the same thing */
    struct date day;
    int64_t changed_ms;          /* when it was last changed (DTSTAMP) */
    int64_t sequence;            /* how often it was changed */
    const char *summary;
    const char *category, *url;  /* NULL = none */
};

void ical_start(struct buffer *, const char *name);
void ical_event_add(struct buffer *, const struct ical_event *);
void ical_end(struct buffer *);

#endif
