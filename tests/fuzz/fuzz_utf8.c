/* Walking a text takes every byte once; what is called valid is made again byte for byte. */
#include "base/base.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create((size_t)64 << 20);
    char *text = arena_strndup(arena, (const char *)data, size);
    struct buffer again = buffer_in(arena);
    size_t count = 0;
    for (const char *p = text; *p; count++)
        buffer_addu(&again, utf8_next(&p));
    if (count != utf8_length(text) || *utf8_at(text, count))
        abort();
    if (utf8_valid(text, strlen(text)) != (strcmp(again.p, text) == 0))
        abort();
    arena_destroy(arena);
    return 0;
}
