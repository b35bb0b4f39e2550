/* Any bytes as the parts of a workbook: a sheet, the shared strings and the styles, cut by 0x1E, in a sound
 * package; what begins as a zip is taken as the package itself. */
#include "fuzz_document.h"

#include "../make_package.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 4 && !memcmp(data, "PK\3\4", 4)) {
        read_and_check("a.xlsx", data, size);
        return 0;
    }
    struct made_part parts[] = {
        { .name = "xl/workbook.xml",
          .bytes = "<workbook " SHEET " " RELATION "><sheets><sheet name=\"a\" r:id=\"rId1\"/></sheets></workbook>" },
        { .name = "xl/_rels/workbook.xml.rels",
          .bytes = RELATIONSHIPS(RELATIONSHIP("rId1", "worksheet", "sheet.xml") RELATIONSHIP("b", "sharedStrings", "strings.xml")
                                 RELATIONSHIP("c", "styles", "styles.xml")) },
        { .name = "xl/sheet.xml", .stored = true },
        { .name = "xl/strings.xml", .stored = true },
        { .name = "xl/styles.xml", .stored = true },
        { 0 },
    };
    for (int i = 0; i < 3; i++) {
        parts[i + 2].bytes = piece(data, size, i, &parts[i + 2].n);
        if (!parts[i + 2].bytes || !parts[i + 2].n)
            parts[i + 2].name = NULL;
    }
    struct made made = make_package(parts);
    read_and_check("a.xlsx", made.bytes, made.n);
    free(made.bytes);
    return 0;
}
