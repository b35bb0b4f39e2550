/* What the headers of a request say, and those that every answer has. */
#ifndef MINGZE_WEB_HEADER_H
#define MINGZE_WEB_HEADER_H

#include <stdbool.h>

struct buffer;
struct MHD_Connection;
struct MHD_Response;
struct request;

/* Fills remote, secure, json, htmx, cookie, bearer, foreign and idempotency_key.  `proxy` is the address whose
 * forwarded headers are believed, or NULL.  INVALID when a header is not text. */
int headers_read(struct MHD_Connection *, const char *proxy, struct request *);

/* Content-Security-Policy, nosniff, no-referrer and the cross-origin walls. */
void headers_add_common(struct MHD_Response *);
/* The same and no-store, as lines, for answers that are written straight to the socket. */
void headers_print_common(struct buffer *);

/* The session cookie: `value` "" clears it. */
void headers_add_cookie(struct MHD_Response *, const struct request *, const char *value);

/* Content-Disposition: attachment, with the name in UTF-8 (RFC 6266, RFC 8187). */
void headers_add_attachment(struct MHD_Response *, const struct request *, const char *file_name);

#endif
