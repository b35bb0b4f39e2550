/* Any bytes as a table read row by row: rows go up, cells are text, and it comes to an end. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/base.h"
#include "document/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    _cleanup_(arena_destroy_p) struct arena *arena = arena_create((size_t)256 << 20);
    struct csv csv;
    long row = 0;
    if (csv_start(arena, (const char *)data, size, &csv) != DONE)
        return 0;
    while (csv_next(&csv) == DONE) {
        assert(csv.row > row && csv.n > 0);
        row = csv.row;
        for (size_t i = 0; i < csv.n; i++)
            assert(utf8_valid(csv.cells[i], strlen(csv.cells[i])));
    }
    return 0;
}
