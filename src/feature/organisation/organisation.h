/* Units, people, posts and who held them: the first feature, on which the others stand.
 *
 *   unit ──< unit_name      what it was called until when
 *    │ parent, led_by: the two lines upward (DOMAIN §1.2: who stands above whom)
 *    ├──< person (department) ──< membership (branch, from … until)
 *    └──< post ──< tenure (person, from … until)
 *
 * Everything is dated: the past keeps its names, and who held a post on a day is asked of that day. */
#ifndef MINGZE_FEATURE_ORGANISATION_H
#define MINGZE_FEATURE_ORGANISATION_H

#include "office/office.h"

extern const struct feature organisation_feature;
extern const struct entity unit_entity, unit_name_entity, person_entity, membership_entity, post_entity, tenure_entity;

enum unit_field {
    UNIT_NAME, UNIT_SHORT_NAME, UNIT_CODE, UNIT_KIND, UNIT_SECTOR, UNIT_PARENT, UNIT_LED_BY, UNIT_FOUNDED,
    UNIT_NAME_SINCE, UNIT_DISSOLVED, UNIT_MERGED_INTO, UNIT_NOTE, UNIT__COUNT
};
enum unit_name_field { UNIT_NAME_UNIT, UNIT_NAME_FORMER, UNIT_NAME_FROM, UNIT_NAME_UNTIL, UNIT_NAME__COUNT };
enum person_field {
    PERSON_NAME, PERSON_CODE, PERSON_DEPARTMENT, PERSON_PHONE, PERSON_EMAIL, PERSON_STATE, PERSON_LEFT, PERSON_NOTE, PERSON__COUNT
};
enum membership_field {
    MEMBERSHIP_PERSON, MEMBERSHIP_BRANCH, MEMBERSHIP_KIND, MEMBERSHIP_FROM, MEMBERSHIP_UNTIL, MEMBERSHIP_NOTE,
    MEMBERSHIP__COUNT
};
enum post_field { POST_TITLE, POST_UNIT, POST_LEADING, POST_CLOSED, POST_NOTE, POST__COUNT };
enum tenure_field { TENURE_POST, TENURE_PERSON, TENURE_FROM, TENURE_UNTIL, TENURE_NOTE, TENURE__COUNT };

/* Who holds a post on a day: 0 when nobody does. */
int post_holder(struct db *, int64_t post, struct date on, int64_t *ret_person);
/* Members of a branch on a day: full (正式) and probationary (预备). */
int branch_members(struct db *, int64_t branch, struct date on, int *ret_full, int *ret_probationary);

#endif
