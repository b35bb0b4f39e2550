/* Places of a problem in its document, as text in one field: "3:5:20 4:0:7". */
#include <stdlib.h>

#include "feature/rectification/private.h"

char *places_print(struct arena *arena, const struct place *places, size_t n)
{
    struct buffer text = buffer_in(arena);
    buffer_adds(&text, "");
    for (size_t i = 0; i < n; i++)
        buffer_addf(&text, "%s%d:%d:%d", i ? " " : "", places[i].paragraph, places[i].offset, places[i].length);
    return text.p;
}

size_t places_parse(struct arena *arena, const char *text, struct place **ret)
{
    struct place *places = NULL;
    size_t n = 0, cap = 0;
    for (const char *at = text; *at; ) {
        char *end;
        struct place p = {.paragraph = (int)strtol(at, &end, 10)};
        if (*end == ':')
            p.offset = (int)strtol(end + 1, &end, 10);
        if (*end == ':')
            p.length = (int)strtol(end + 1, &end, 10);
        if (p.paragraph > 0 && p.length > 0)
            *arena_push(arena, &places, &n, &cap) = p;
        if (end == at || (*end && *end != ' '))
            break;
        at = *end ? end + 1 : end;
    }
    *ret = places;
    return n;
}
