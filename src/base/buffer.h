/* A growing byte string in an arena; `p` is always NUL-terminated. */
#ifndef MINGZE_BASE_BUFFER_H
#define MINGZE_BASE_BUFFER_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

struct buffer {
    struct arena *arena;
    char *p;
    size_t n, cap;
};

#define INTEGER_TEXT 21        /* "-9223372036854775808" and NUL */

char *integer_print(int64_t, char out[INTEGER_TEXT]);         /* in decimal digits */

struct buffer buffer_in(struct arena *);
/* Room for n more bytes and the NUL. */
void buffer_room(struct buffer *, size_t n);
void buffer_adds(struct buffer *, const char *s);
void buffer_addu(struct buffer *, uint32_t code_point);      /* as UTF-8 */
void buffer_addi(struct buffer *, int64_t);                   /* in decimal digits */
void buffer_add_url(struct buffer *, const char *s);          /* all but RFC 3986's unreserved characters as %XX */
void buffer_addf(struct buffer *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_truncate(struct buffer *, size_t n);

/* Here for the compiler to see: an answer is put together from thousands of pieces of a few bytes. */
static inline void buffer_add(struct buffer *b, const char *bytes, size_t n)
{
    if (n >= b->cap - b->n)
        buffer_room(b, n);
    if (n)
        memcpy(b->p + b->n, bytes, n);
    b->n += n;
    b->p[b->n] = '\0';
}

static inline void buffer_addc(struct buffer *b, char c)
{
    if (b->cap - b->n < 2)
        buffer_room(b, 1);
    b->p[b->n++] = c;
    b->p[b->n] = '\0';
}

#endif
