/* Answers that are made outside the pages: by the watch over slow connections, and by libmicrohttpd itself for requests
 * that it does not even hand over (400, 413, 414, 431 and the like).  They carry the walls of every answer too. */
#ifndef MINGZE_WEB_PLAIN_H
#define MINGZE_WEB_PLAIN_H

#include <stddef.h>

enum { PLAIN_MAX = 2048 };

/* A whole answer, ending the connection.  `status` as "408 Request Timeout", n bytes; gives its length. */
size_t plain_answer(const char *status, size_t n, char out[PLAIN_MAX]);
/* Where `n` bytes that are about to be sent are the head of an error without the walls: its status and how long that
 * is; else NULL. */
const char *plain_bare_status(const char *bytes, size_t n, size_t *ret_n);
/* From now on bare answers are replaced while they are sent.  Called once, when the door opens. */
void plain_guard(void);

#endif
