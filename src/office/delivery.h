/* What leaves the house of a morning's notices: a mail a person, a call with the counts of all.  A row each, claimed before it is
 * sent: what was being sent when the program died is not sent twice, and says so. */
#ifndef MINGZE_OFFICE_DELIVERY_H
#define MINGZE_OFFICE_DELIVERY_H

#include "office/office.h"

enum { CLAIM_MAX = 50, TRIES_MAX = 6, PART_PEOPLE = 1000 };

struct delivery {
    int64_t id, person;                  /* person 0: the call */
    const char *channel, *day;           /* "mail", "hook" */
    int part;                            /* of the call: which thousand people */
    int tries;                           /* this one included */
    const char *state;                   /* as it is to be left: "sent", "waiting" (again later), "failed", "unknown" */
    const char *error;                   /* for the administrator; NULL when sent */
    bool untried;                        /* the server could not be reached before its turn: no try is counted */
};
struct claim { struct delivery items[CLAIM_MAX]; int n; struct arena *arena; };

/* In the lane.  For every notice of the day whose person has an address, and for the call, where they are set up. */
int deliveries_make(struct change *, const char *day);
/* Takes what is due now; what a past day left is given up, its notice stands in the system. */
int deliveries_claim(struct change *, void *claim);
int deliveries_end(struct change *, void *claim);
/* Once at start: what was on its way when the program ended. */
int deliveries_recover(struct change *, void *nothing);
/* Is there anything to claim or give up? */
int deliveries_waiting(struct db *, bool *ret);

/* Secrets of the servers it is sent to ("smtp_password", "hook_secret"), locked at rest.  NOT_FOUND; INVALID when locked with another key. */
int outbound_secret(struct db *, struct arena *, const char *name, const char **ret);
/* GET and POST /outbound: the secrets are set here and never shown; what was not delivered, for the system administrator. */
int outbound_page(struct request *);
int outbound_apply(struct request *, struct db *);

/* When it may be sent: working hours of a working day. */
bool working_hours(int64_t now_ms);

#endif
