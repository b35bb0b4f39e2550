#include "document/workbook_check.h"

#include <stdbool.h>
#include <string.h>
#include <zip.h>

#include "base/base.h"

static const char sheet_end[] = "</worksheet>";
enum { TAIL = sizeof(sheet_end) - 1 };

/* Reads the whole entry (libzip compares the checksum at its end) and looks at its last bytes. */
static bool sheet_is_whole(zip_t *zip, zip_uint64_t index)
{
    char bytes[TAIL + 65536] = "";
    zip_file_t *file = zip_fopen_index(zip, index, 0);
    if (!file)
        return false;
    zip_int64_t n;
    while ((n = zip_fread(file, bytes + TAIL, sizeof(bytes) - TAIL)) > 0)
        memmove(bytes, bytes + n, TAIL);     /* the last TAIL bytes read so far, before the next */
    zip_fclose(file);
    return n == 0 && memcmp(bytes, sheet_end, TAIL) == 0;
}

int workbook_check(const char *path)
{
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    bool whole = zip != NULL;
    zip_int64_t n = zip ? zip_get_num_entries(zip, 0) : 0;
    for (zip_int64_t i = 0; whole && i < n; i++) {
        const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);
        if (name && text_starts(name, "xl/worksheets/sheet"))
            whole = sheet_is_whole(zip, (zip_uint64_t)i);
    }
    if (zip)
        zip_discard(zip);
    return whole ? DONE : fail(UNAVAILABLE, "磁盘写满了，表格没有生成。请清理磁盘后再试");
}
