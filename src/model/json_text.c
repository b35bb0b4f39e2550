#include "model/json.h"

#include "base/base.h"

#include <math.h>
#include <string.h>

/* How many bytes from s on stand for themselves; eight are looked at as one word.  A byte's high bit in the sum says: below
 * 0x20, a quote or a backslash (S. E. Anderson, "Bit Twiddling Hacks", hasless and haszero; a byte that only looks so behind
 * a true one makes no difference, because the word is then gone through byte by byte). */
static size_t plain_length(const char *s, size_t n)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        uint64_t word, quote, slash;
        memcpy(&word, s + i, 8);
        quote = word ^ ones * '"';
        slash = word ^ ones * '\\';
        if ((((word - ones * 0x20) & ~word) | ((quote - ones) & ~quote) | ((slash - ones) & ~slash)) & high)
            break;
    }
    while (i < n && (unsigned char)s[i] >= 0x20 && s[i] != '"' && s[i] != '\\')
        i++;
    return i;
}

static void escaped(struct buffer *out, unsigned char c)
{
    static const char digits[] = "0123456789abcdef";
    switch (c) {
    case '"':
    case '\\': buffer_add(out, (char[]){ '\\', (char)c }, 2); break;
    case '\n': buffer_add(out, "\\n", 2); break;
    case '\t': buffer_add(out, "\\t", 2); break;
    default: buffer_add(out, (char[]){ '\\', 'u', '0', '0', digits[c >> 4], digits[c & 15] }, 6); break;
    }
}

static void string_text(struct buffer *out, const char *s, size_t n)
{
    buffer_addc(out, '"');
    for (;;) {
        size_t plain = plain_length(s, n);
        buffer_add(out, s, plain);
        if (plain == n)
            break;
        escaped(out, (unsigned char)s[plain]);
        s += plain + 1;
        n -= plain + 1;
    }
    buffer_addc(out, '"');
}

static void object_text(struct buffer *out, const json_t *object)
{
    char before = '{';
    void *at = json_object_iter((json_t *)object);
    if (at == NULL)
        buffer_addc(out, before);
    for (; at != NULL; at = json_object_iter_next((json_t *)object, at)) {
        buffer_addc(out, before);
        string_text(out, json_object_iter_key(at), json_object_iter_key_len(at));
        buffer_addc(out, ':');
        json_text(out, json_object_iter_value(at));
        before = ',';
    }
    buffer_addc(out, '}');
}

static void array_text(struct buffer *out, const json_t *array)
{
    size_t n = json_array_size(array);
    buffer_addc(out, '[');
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buffer_addc(out, ',');
        json_text(out, json_array_get(array, i));
    }
    buffer_addc(out, ']');
}

/* JSON knows no infinity; jansson refuses to make one, a program could. */
static void real_text(struct buffer *out, double value)
{
    if (isfinite(value))
        buffer_addf(out, "%.17g", value);
    else
        buffer_add(out, "null", 4);
}

void json_text(struct buffer *out, const json_t *value)
{
    switch (value != NULL ? json_typeof(value) : JSON_NULL) {
    case JSON_OBJECT: object_text(out, value); break;
    case JSON_ARRAY: array_text(out, value); break;
    case JSON_STRING: string_text(out, json_string_value(value), json_string_length(value)); break;
    case JSON_INTEGER: buffer_addi(out, json_integer_value(value)); break;
    case JSON_REAL: real_text(out, json_real_value(value)); break;
    case JSON_TRUE: buffer_add(out, "true", 4); break;
    case JSON_FALSE: buffer_add(out, "false", 5); break;
    case JSON_NULL: buffer_add(out, "null", 4); break;
    }
}
