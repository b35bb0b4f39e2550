#include "web/escape.h"

#include "base/base.h"

#include <string.h>

static const char *const entities[256] = {
    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
};

void escape_html(struct buffer *out, const char *s, size_t n)
{
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        const char *entity = entities[(unsigned char)s[i]];
        if (entity == NULL)
            continue;
        if (i > from)
            buffer_add(out, s + from, i - from);
        buffer_adds(out, entity);
        from = i + 1;
    }
    if (n > from)
        buffer_add(out, s + from, n - from);
}

static bool unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

void escape_url(struct buffer *out, const char *s, size_t n)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < n;) {
        size_t from = i;
        while (i < n && unreserved(s[i]))
            i++;
        if (i > from)
            buffer_add(out, s + from, i - from);
        for (; i < n && !unreserved(s[i]); i++) {
            unsigned char c = (unsigned char)s[i];
            buffer_add(out, (char[]){ '%', digits[c >> 4], digits[c & 15] }, 3);
        }
    }
}

void escape_href(struct buffer *out, const char *s, size_t n)
{
    bool own = n > 0 && (s[0] == '?' || s[0] == '#' || (s[0] == '/' && (n == 1 || (s[1] != '/' && s[1] != '\\'))));
    /* Browsers drop tabs and line breaks, which would make "/\t/host" another host's address. */
    for (size_t i = 0; own && i < n; i++)
        own = (unsigned char)s[i] > 0x20;
    if (own)
        escape_html(out, s, n);
    else
        buffer_addc(out, '#');
}
