#include "document/xml_text.h"

#include <string.h>

#include "base/base.h"

/* Char of XML 1.0, less the carriage return (a parser would turn it into a line break anyway). */
static bool allowed(uint32_t c)
{
    return c == '\t' || c == '\n' || (c >= 0x20 && c != 0x7f && c != 0xfffe && c != 0xffff);
}

bool xml_text_clean(const char *s, size_t *ret_units)
{
    size_t units = 0;
    for (const unsigned char *p = (const unsigned char *)s; *p; p++) {
        if (*p < 0x20 && *p != '\n' && *p != '\t')
            return false;
        if (*p == 0x7f || (*p == 0xef && p[1] == 0xbf && p[2] >= 0xbe))
            return false;
        units += (*p & 0xc0) != 0x80;
        units += *p >= 0xf0;
    }
    *ret_units = units;
    return utf8_valid(s, strlen(s));
}

char *xml_text_cleaned(struct arena *arena, const char *s)
{
    struct buffer out = buffer_in(arena);
    while (*s) {
        uint32_t c = utf8_next(&s);
        if (c == '\r') {
            if (*s != '\n')
                buffer_addc(&out, '\n');
        } else if (allowed(c)) {
            buffer_addu(&out, c);
        }
    }
    return out.n ? out.p : arena_strdup(arena, "");
}

void xml_text_escape(struct buffer *out, const char *s)
{
    while (*s) {
        size_t plain = strcspn(s, "&<>\"");
        buffer_add(out, s, plain);
        s += plain;
        switch (*s) {
        case '&': buffer_adds(out, "&amp;"); break;
        case '<': buffer_adds(out, "&lt;"); break;
        case '>': buffer_adds(out, "&gt;"); break;
        case '"': buffer_adds(out, "&quot;"); break;
        default: return;
        }
        s++;
    }
}
