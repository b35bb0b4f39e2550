/* The morning's digest: one notice a person and working day, seen by him alone.  That he looked at it is kept nowhere. */
#ifndef MINGZE_OFFICE_NOTICE_H
#define MINGZE_OFFICE_NOTICE_H

#include "office/office.h"

enum notice_field { NOTICE_PERSON, NOTICE_DAY, NOTICE_ITEMS, NOTICE_LATE, NOTICE__COUNT };
extern const struct entity notice_entity;

/* Job of the morning: the reminders of the day, and from them the notices. */
int reminders_run(struct change *);
/* A notice for everybody who was told something on the day, and what is to be sent of it. */
int notices_make(struct change *, const char *day);
/* GET /notice: one's own, by day. */
int notice_page(struct request *);

#endif
