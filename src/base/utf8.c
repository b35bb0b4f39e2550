#include "base/utf8.h"

#include <string.h>

#define REPLACEMENT 0xFFFDu

/* Nearly every Chinese character: three bytes, of which the second may be any continuation.  Reads a byte only when
 * the one before it was no NUL. */
static inline bool is_common(const unsigned char *s)
{
    return s[0] > 0xE0 && s[0] < 0xF0 && s[0] != 0xED && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80;
}

static inline uint32_t common(const unsigned char *s)
{
    return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
}

/* The code point at s[0..n), its length in *ret_size; REPLACEMENT and size 1 for a bad one.
 * The table of RFC 3629 §4: the first byte says how many follow and what the second may be. */
static uint32_t decode(const unsigned char *s, size_t n, size_t *ret_size)
{
    unsigned char first = s[0];
    *ret_size = 1;
    if (first < 0x80)
        return first;
    size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || n < size)
        return REPLACEMENT;
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (s[1] < low || s[1] > high)
        return REPLACEMENT;
    uint32_t c = first & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return REPLACEMENT;
        c = c << 6 | (s[i] & 0x3Fu);
    }
    *ret_size = size;
    return c;
}

bool utf8_valid(const char *s, size_t n)
{
    for (size_t i = 0, size; i < n; i += size) {
        uint64_t eight;
        while (n - i >= sizeof eight && (memcpy(&eight, s + i, sizeof eight), !(eight & 0x8080808080808080u)))
            i += sizeof eight;
        if (i == n)
            return true;
        if (n - i >= 3 && is_common((const unsigned char *)s + i)) {
            size = 3;
            continue;
        }
        if (decode((const unsigned char *)s + i, n - i, &size) == REPLACEMENT && size == 1)
            return false;
    }
    return true;
}

/* How many bytes, at most four, stand before the NUL. */
static size_t bytes_left(const char *s)
{
    size_t n = 0;
    while (n < 4 && s[n])
        n++;
    return n;
}

uint32_t utf8_next(const char **p)
{
    const unsigned char *s = (const unsigned char *)*p;
    if (!*s)
        return 0;
    if (is_common(s)) {
        *p += 3;
        return common(s);
    }
    size_t size;
    uint32_t c = decode((const unsigned char *)*p, bytes_left(*p), &size);
    *p += size;
    return c;
}

size_t utf8_put(uint32_t c, char out[4])
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = REPLACEMENT;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)((0xF00u >> size & 0xF0u) | c);
    return size;
}

size_t utf8_length_n(const char *s, size_t bytes)
{
    size_t n = 0;
    for (size_t i = 0, size; i < bytes; i += size, n++)
        decode((const unsigned char *)s + i, bytes - i, &size);
    return n;
}

size_t utf8_length(const char *s)
{
    return utf8_length_n(s, strlen(s));
}

const char *utf8_at(const char *s, size_t n)
{
    while (n-- && *s)
        utf8_next(&s);
    return s;
}

/* Unicode 15.1 Blocks.txt: the unified ideographs and their extensions, the two
 * blocks of compatibility ideographs, and 〇. */
bool utf8_is_han(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}
