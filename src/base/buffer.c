#include "base/buffer.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

#define FIRST_CAPACITY 64

struct buffer buffer_in(struct arena *arena)
{
    return (struct buffer){
        .arena = arena,
        .p = arena_alloc(arena, FIRST_CAPACITY),
        .cap = FIRST_CAPACITY,
    };
}

void buffer_room(struct buffer *b, size_t n)
{
    if (n < b->cap - b->n)
        return;
    size_t need;
    if (__builtin_add_overflow(b->n, n + 1, &need) || n + 1 == 0)
        die("文本过长");
    size_t cap = b->cap * 2 > need ? b->cap * 2 : need;
    b->p = arena_grow(b->arena, b->p, b->cap, cap);
    b->cap = cap;
}

void buffer_adds(struct buffer *b, const char *s)
{
    buffer_add(b, s, strlen(s));
}

void buffer_addu(struct buffer *b, uint32_t code_point)
{
    char bytes[4];
    buffer_add(b, bytes, utf8_put(code_point, bytes));
}

char *integer_print(int64_t value, char out[INTEGER_TEXT])
{
    char digits[INTEGER_TEXT], *p = digits + sizeof digits - 1;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    *p = '\0';
    do
        *--p = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (value < 0)
        *--p = '-';
    return memcpy(out, p, (size_t)(digits + sizeof digits - p));
}

void buffer_addi(struct buffer *b, int64_t value)
{
    char digits[INTEGER_TEXT];
    buffer_adds(b, integer_print(value, digits));
}

void buffer_addf(struct buffer *b, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(b->p + b->n, b->cap - b->n, format, arguments);
    va_end(arguments);
    if (n < 0)
        die("无法按格式输出：%s", format);
    if ((size_t)n >= b->cap - b->n) {
        buffer_room(b, (size_t)n);
        va_start(arguments, format);
        vsnprintf(b->p + b->n, b->cap - b->n, format, arguments);
        va_end(arguments);
    }
    b->n += (size_t)n;
}

void buffer_truncate(struct buffer *b, size_t n)
{
    if (n < b->n) {
        b->n = n;
        b->p[n] = '\0';
    }
}

void buffer_add_url(struct buffer *b, const char *s)
{
    static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (; *s; s++) {
        if (strchr(unreserved, *s))
            buffer_addc(b, *s);
        else
            buffer_addf(b, "%%%02X", (unsigned char)*s);
    }
}
