/* A growing byte string in an arena; `p` is always NUL-terminated. */
#ifndef MINGZE_BASE_BUFFER_H
#define MINGZE_BASE_BUFFER_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct buffer {
    struct arena *arena;
    char *p;
    size_t n, cap;
};

struct buffer buffer_in(struct arena *);
void buffer_add(struct buffer *, const char *bytes, size_t n);
void buffer_adds(struct buffer *, const char *s);
void buffer_addc(struct buffer *, char c);
void buffer_addu(struct buffer *, uint32_t code_point);      /* as UTF-8 */
void buffer_add_url(struct buffer *, const char *s);          /* all but RFC 3986's unreserved characters as %XX */
void buffer_addf(struct buffer *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_truncate(struct buffer *, size_t n);

#endif
