/* Mail and calls over the network, by libcurl; the only file that knows it.  Timeouts: 10 s to connect, 30 s in all. */
#ifndef MINGZE_OFFICE_TRANSFER_H
#define MINGZE_OFFICE_TRANSFER_H

#include <stdbool.h>

enum sent_outcome {
    SENT_DONE,
    SENT_LATER,          /* this one was not taken now */
    SENT_NEVER,          /* it never will be: a wrong address, a refusal */
    SENT_UNKNOWN,        /* all of it went out and no answer came: it may have been taken */
    SENT_UNREACHABLE,    /* the server itself */
};
struct sent { enum sent_outcome outcome; const char *why; };     /* why: Chinese, until the next call; NULL when done */

struct mail_server { const char *host; int port; const char *security, *user, *password; };   /* security: tls, starttls, none */

struct transfer;
struct transfer *transfer_open(void);
void transfer_close(struct transfer *);
/* The password only goes over an encrypted connection, whose certificate is checked. */
struct sent transfer_mail(struct transfer *, const struct mail_server *, const char *from, const char *to, const char *text);
/* heads: "Name: value", NULL-ended.  Any 2xx is done; redirects are not followed. */
struct sent transfer_post(struct transfer *, const char *address, const char *const *heads, const char *body);
/* From any thread: breaks off what is under way, and lets nothing begin, until false. */
void transfer_break(bool);

#endif
