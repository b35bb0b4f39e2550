/* Any bytes are decoded to valid UTF-8 or refused with a message. */
#include "base/base.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create((size_t)64 << 20);
    char *text;
    const char *encoding;
    error_clear();
    if (text_decode(arena, (const char *)data, size, &text, &encoding) == DONE) {
        if (!utf8_valid(text, strlen(text)))
            abort();
        const char *folded = text_fold(arena, text), *tokens = text_tokens(arena, folded);
        if (!utf8_valid(folded, strlen(folded)) || !utf8_valid(tokens, strlen(tokens)))
            abort();
    } else if (!*error_message()) {
        abort();
    }
    arena_destroy(arena);
    return 0;
}
