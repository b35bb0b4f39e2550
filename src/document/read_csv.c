/* Comma-separated values, RFC 4180 and what spreadsheets make of it: also with ; or tabs.
 * The whole file is one table; its paragraphs are the lines, so that a place is a place in the file. */
#include "document/reader.h"

#include <string.h>

#define QUOTED_LINES_MAX 4096

static char find_separator(const struct lines *lines)
{
    static const char candidates[] = ",\t;";
    char best = ',';
    size_t best_n = 0;
    for (const char *c = candidates; *c; c++) {
        size_t n = 0;
        for (size_t i = 0; i < lines->n && i < 5; i++) {
            bool quoted = false;
            for (const char *p = lines->items[i].p; *p; p++) {
                quoted ^= *p == '"';
                n += *p == *c && !quoted;
            }
        }
        if (n > best_n) {
            best = *c;
            best_n = n;
        }
    }
    return best;
}

int read_csv(struct reader *r, const char *bytes, size_t n)
{
    struct lines lines = { 0 };
    struct rows rows = { .arena = r->arena, .quoted_lines_max = QUOTED_LINES_MAX };
    r->document->format = "csv";
    TRY(text_lines(r, bytes, n, &lines));
    rows_clear(&rows, find_separator(&lines));
    for (size_t i = 0; i < lines.n && rows.cells_n <= DOCUMENT_CELLS_MAX; ) {
        if (lines.items[i].n)
            i += rows_add(&rows, &lines, i, 0);
        else
            i++;
    }
    return rows.n ? rows_finish(&rows, r) : DONE;
}
