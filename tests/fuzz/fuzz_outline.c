/* Any bytes as a text file: read, outlined, taken apart, printed. */
#include <stdint.h>

#include "base/base.h"
#include "document/document.h"
#include "feature/rectification/reading/extract_print.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static FILE *sink;
    struct arena *arena = arena_create((size_t)1 << 30);
    struct document *document;
    struct extraction *extraction;
    if (!sink)
        sink = fopen("/dev/null", "w");
    if (document_read(arena, "fuzz.txt", data, size, &document) == DONE && extraction_read(arena, document, &extraction) == DONE) {
        extract_print_jsonl(sink, "fuzz.txt", extraction);
        extract_print_tsv(sink, "fuzz.txt", extraction);
    }
    arena_destroy(arena);
    return 0;
}
