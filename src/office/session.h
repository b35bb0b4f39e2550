/* Sessions: a value of 128 random bits in a cookie, its hash in the table `session`, and what it may do in memory.
 *
 * A page costs no query for them.  What a session rests on (account, grants, units, persons) can change in any commit;
 * then, after that commit, each session is read again at its next request. */
#ifndef MINGZE_OFFICE_SESSION_H
#define MINGZE_OFFICE_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/base.h"
#include "office/office.h"

struct sessions;

enum { SESSION_VALUE = 27, TOKEN_VALUE = 37 };   /* with NUL: 26 base32 characters; "mz_" and 33 */

struct sessions *sessions_create(void);
void sessions_destroy(struct sessions *);

/* A share of the session, to be released.  NOT_FOUND: none, ended, idle too long, too old, account disabled. */
int session_find(struct system *, struct db *, const char *value, bool bearer, struct session **ret);
void session_release(struct system *, struct session *);

/* Who the account is and what it may do today, where nobody is logged in: no token, no stage.  NOT_FOUND: none, or disabled. */
int session_of_account(struct arena *, struct db *, int64_t account, struct session *ret);

/* In the lane. */
int session_begin(struct db *, int64_t account, const char *remote, bool second_factor, int64_t now,
                  char ret_value[SESSION_VALUE]);
int session_end(struct db *, const char *value);
int session_end_all(struct db *, int64_t account);
int session_pass(struct db *, const char *value);        /* the second factor was shown */
void session_note(void);                                 /* what sessions rest on changes in this transaction */
int session_clean(struct change *);                      /* job */

/* After the commit, on the lane's thread. */
void sessions_follow(struct system *);
/* Writes down who was seen since the last time. */
int sessions_flush(struct system *);

/* HMAC-SM3 of a session's value with a purpose: form tokens, tickets, the second factor's secret.  Hex. */
void session_derive(const char *value, const char *purpose, char out[DIGEST_TEXT]);

#endif
