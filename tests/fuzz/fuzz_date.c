/* What parses as a date is valid, and its printed form parses as the same. */
#include "base/base.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create((size_t)1 << 20);
    struct date date, again;
    char text[DATE_TEXT];
    if (size < 1000 && date_parse(arena_strndup(arena, (const char *)data, size), &date) == DONE) {
        if (!date_valid(date) || date_parse(date_print(date, text), &again) || date_compare(date, again) ||
            date_compare(date_from_days(date_days(date)), date))
            abort();
    }
    arena_destroy(arena);
    return 0;
}
