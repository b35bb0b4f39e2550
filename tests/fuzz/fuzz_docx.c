/* Any bytes as the parts of a Word document: the body, the styles and the numbering, cut by 0x1E, in a sound
 * package; what begins as a zip is taken as the package itself. */
#include "fuzz_document.h"

#include "../make_package.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 4 && !memcmp(data, "PK\3\4", 4)) {
        read_and_check("a.docx", data, size);
        return 0;
    }
    struct made_part parts[] = {
        { .name = "word/_rels/document.xml.rels",
          .bytes = RELATIONSHIPS(RELATIONSHIP("a", "styles", "styles.xml") RELATIONSHIP("b", "numbering", "numbering.xml")) },
        { .name = "word/document.xml", .stored = true },
        { .name = "word/styles.xml", .stored = true },
        { .name = "word/numbering.xml", .stored = true },
        { 0 },
    };
    for (int i = 0; i < 3; i++) {
        parts[i + 1].bytes = piece(data, size, i, &parts[i + 1].n);
        if (!parts[i + 1].bytes || !parts[i + 1].n)
            parts[i + 1].name = NULL;
    }
    struct made made = make_package(parts);
    read_and_check("a.docx", made.bytes, made.n);
    free(made.bytes);
    return 0;
}
