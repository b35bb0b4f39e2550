#include "web/json_text.h"

#include "base/base.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void integer_text(struct buffer *out, json_int_t value)
{
    char digits[24], *p = digits + sizeof digits;
    unsigned long long rest = value < 0 ? 0ULL - (unsigned long long)value : (unsigned long long)value;
    do
        *--p = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (value < 0)
        *--p = '-';
    buffer_add(out, p, (size_t)(digits + sizeof digits - p));
}

static void string_text(struct buffer *out, const char *s, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    size_t from = 0;
    buffer_addc(out, '"');
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buffer_add(out, s + from, i - from);
        from = i + 1;
        switch (c) {
        case '"':
        case '\\': buffer_add(out, (char[]){ '\\', (char)c }, 2); break;
        case '\n': buffer_add(out, "\\n", 2); break;
        case '\t': buffer_add(out, "\\t", 2); break;
        default: buffer_add(out, (char[]){ '\\', 'u', '0', '0', digits[c >> 4], digits[c & 15] }, 6); break;
        }
    }
    buffer_add(out, s + from, n - from);
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
        buffer_adds(out, "null");
}

void json_text(struct buffer *out, const json_t *value)
{
    switch (value != NULL ? json_typeof(value) : JSON_NULL) {
    case JSON_OBJECT: object_text(out, value); break;
    case JSON_ARRAY: array_text(out, value); break;
    case JSON_STRING: string_text(out, json_string_value(value), json_string_length(value)); break;
    case JSON_INTEGER: integer_text(out, json_integer_value(value)); break;
    case JSON_REAL: real_text(out, json_real_value(value)); break;
    case JSON_TRUE: buffer_adds(out, "true"); break;
    case JSON_FALSE: buffer_adds(out, "false"); break;
    case JSON_NULL: buffer_adds(out, "null"); break;
    }
}
