/* The texts that leave the house.  They say how many and where to look, never what: a mailbox is not this system. */
#ifndef MINGZE_OFFICE_MESSAGE_H
#define MINGZE_OFFICE_MESSAGE_H

#include <stdint.h>
#include <jansson.h>

struct arena;

struct mail {
    const char *site, *address;          /* name and address of this system; address "" when not set */
    const char *from, *to, *name;        /* mail addresses; name of whom it goes to */
    const char *id;                      /* the same for each try, so that a mailbox can tell a repeat */
    int64_t items, late, now_ms;
};
/* RFC 5322, UTF-8 in base64, lines ended by CR LF. */
char *mail_text(struct arena *, const struct mail *);

/* "sm3=" and the hex of HMAC-SM3 over the moment, a dot, and the body. */
char *hook_signature(struct arena *, const char *secret, int64_t moment_ms, const char *body);

#endif
