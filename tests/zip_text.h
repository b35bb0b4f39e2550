/* For tests: one entry of a zip file as text. */
#ifndef MINGZE_TESTS_ZIP_TEXT_H
#define MINGZE_TESTS_ZIP_TEXT_H

#include <zip.h>

#include "base/base.h"

/* NULL when the file or the entry is not there. */
__attribute__((unused)) static char *zip_text(struct arena *arena, const char *path, const char *entry)
{
    zip_stat_t stat;
    char *text = NULL;
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    if (!zip)
        return NULL;
    zip_file_t *file = zip_fopen(zip, entry, 0);
    if (file && zip_stat(zip, entry, 0, &stat) == 0) {
        text = arena_alloc(arena, stat.size + 1);
        if (zip_fread(file, text, stat.size) != (zip_int64_t)stat.size)
            text = NULL;
    }
    if (file)
        zip_fclose(file);
    zip_discard(zip);
    return text;
}

/* How often `part` stands in `text`. */
__attribute__((unused)) static int count_of(const char *text, const char *part)
{
    int n = 0;
    for (text = strstr(text, part); text; text = strstr(text + 1, part))
        n++;
    return n;
}

#endif
