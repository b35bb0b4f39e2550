#include "document/workbook_rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"

#define ROW_POINTS_MAX 409.0
#define ROW_POINTS_MIN 18.0                  /* must not be libxlsxwriter's 15, which it leaves out */
#define CHUNK (1 << 20)

/* By first bytes alone: in UTF-8 one or two bytes are Latin, Greek or Cyrillic, three and four nearly always wide. */
int rows_lines(const char *text, double width)
{
    double room = width - 1 > 2 ? width - 1 : 2;             /* cell padding, and a mark that may not start a line */
    double used = 0;
    int lines = 1;
    if ((double)strlen(text) * 1.1 <= room && !strchr(text, '\n'))
        return 1;                            /* no character is wider than its bytes */
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        if ((*p & 0xc0) == 0x80)
            continue;
        double w = *p < 0xe0 ? 1.1 : 2;
        if (*p == '\n' || used + w > room) {
            lines++;
            used = 0;
        }
        if (*p != '\n')
            used += w;
    }
    return lines;
}

double rows_height(int lines, double font_size)
{
    double points = lines * font_size * 1.32 + 4;
    return points < ROW_POINTS_MIN ? ROW_POINTS_MIN : points > ROW_POINTS_MAX ? ROW_POINTS_MAX : points;
}

/* Blanks the mark in one tag; text between tags cannot look like one, its < is escaped. */
static bool release_tag(int fd, char *tag, size_t n, off_t at, unsigned first)
{
    static const char mark[] = " customHeight=\"1\"";
    static const char blank[] = "                 ";
    static_assert(sizeof(mark) == sizeof(blank), "nothing moves");
    if (strtoul(tag + strlen("<row r=\""), NULL, 10) < first)
        return true;
    const char *found = memmem(tag, n, mark, sizeof(mark) - 1);
    return !found || pwrite(fd, blank, sizeof(blank) - 1, at + (found - tag)) == (ssize_t)(sizeof(blank) - 1);
}

/* The rows of one chunk that starts at `at`.  Gives back how far it came: to a tag that the chunk cuts, or to
 * the start of what may be one; -1 when writing failed. */
static ssize_t release_chunk(int fd, char *chunk, size_t n, off_t at, unsigned first, bool last)
{
    static const char open[] = "<row r=\"";
    size_t i = 0;
    for (;;) {
        char *tag = memmem(chunk + i, n - i, open, sizeof(open) - 1);
        if (!tag)
            return last || n < sizeof(open) ? (ssize_t)n : (ssize_t)(n - sizeof(open) + 2);
        i = (size_t)(tag - chunk);
        char *end = memchr(tag, '>', n - i);
        if (!end)
            return last || i == 0 ? (ssize_t)n : (ssize_t)i;
        if (!release_tag(fd, tag, (size_t)(end - tag), at + (off_t)i, first))
            return -1;
        i = (size_t)(end - chunk);
    }
}

int rows_release(FILE *rows, unsigned first)
{
    if (fflush(rows) != 0 || ferror(rows))
        return fail(UNAVAILABLE, "临时目录写满了，表格没有生成。请清理磁盘后再试");
    int fd = fileno(rows);
    char *chunk = malloc(CHUNK + 1);
    off_t at = 0;
    ssize_t n = -1, used = chunk ? 0 : -1;
    while (used >= 0 && (n = pread(fd, chunk, CHUNK, at)) > 0) {
        chunk[n] = '\0';
        used = release_chunk(fd, chunk, (size_t)n, at, first, n < CHUNK);
        at += used;
    }
    free(chunk);
    return n == 0 ? DONE : fail(UNAVAILABLE, "临时目录不能读写，表格没有生成。请检查磁盘后再试");
}
