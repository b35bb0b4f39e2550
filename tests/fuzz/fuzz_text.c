/* Any text, as a text file and as CSV. */
#include "fuzz_document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t n;
    piece(data, size, 0, &n);
    read_and_check("a.txt", data, size);
    read_and_check("a.csv", data, n);
    return 0;
}
