/* One verb per place of output. */
#ifndef MINGZE_WEB_ESCAPE_H
#define MINGZE_WEB_ESCAPE_H

#include <stddef.h>

struct buffer;

/* For HTML text and quoted attribute values. */
void escape_html(struct buffer *, const char *s, size_t n);
/* One component of an address: all but RFC 3986's unreserved characters become %XX. */
void escape_url(struct buffer *, const char *s, size_t n);
/* An address of our own, for an attribute: "/…" (not "//…" or "/\…"), "?…" or "#…"; else "#". */
void escape_href(struct buffer *, const char *s, size_t n);

#endif
