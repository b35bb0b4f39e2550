/* Any text as a rulebook: either rules, or faults that say where. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "feature/life/rulebook/rulebook.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create((size_t)256 << 20);
    struct rulebook_faults faults = {0};
    struct rulebook *book;
    if (rulebook_read(arena, (const char *)data, size, &book, &faults) != DONE) {
        assert(!book && faults.n && faults.items[0].message);
        return 0;
    }
    assert(book->rule_count > 0 && !faults.n);
    for (uint32_t i = 0; i < book->rule_count; i++)
        assert(!strchr(rule_citation(arena, book, &book->rules[i]), '?'));
    rulebook_free(book);
    return 0;
}
