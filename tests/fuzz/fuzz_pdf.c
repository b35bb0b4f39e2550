/* Any bytes as a PDF, or as the words of a page in a sound one.  Poppler itself is not built with the fuzzer's eyes: what
 * is looked for is what our reader makes of whatever poppler gives. */
#include "fuzz_document.h"

#define SIZE_MOST (64u << 10)

static const char head[] =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 8 0 R/Resources<</Font<</F 4 0 R>>>>>>endobj\n"
    "4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n8 0 obj<</Length 65536>>stream\n";
static const char tail[] = "\nendstream endobj\ntrailer<</Root 1 0 R>>\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > SIZE_MOST)
        return 0;
    if (size > 5 && !memcmp(data, "%PDF-", 5)) {
        read_and_check("a.pdf", data, size);
        return 0;
    }
    struct arena *arena = arena_create(1 << 20);
    struct buffer b = buffer_in(arena);
    buffer_adds(&b, head);
    buffer_add(&b, (const char *)data, size);
    buffer_adds(&b, tail);
    read_and_check("a.pdf", b.p, b.n);
    arena_destroy(arena);
    return 0;
}
