#include "document/csv.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/base.h"

/* The separator that the first row has most of, outside quotes. */
static char separator_find(const char *text, const char *end)
{
    static const char candidates[] = ",\t;";
    size_t n[sizeof candidates] = {0}, best = 0;
    bool quoted = false;
    for (const char *p = text; p < end && (quoted || (*p != '\n' && *p != '\r')); p++) {
        const char *found = strchr(candidates, *p);
        quoted ^= *p == '"';
        if (found && *p && !quoted)
            n[found - candidates]++;
    }
    for (size_t i = 1; candidates[i]; i++)
        if (n[i] > n[best])
            best = i;
    return candidates[best];
}

int csv_start(struct arena *arena, const char *bytes, size_t n, struct csv *ret)
{
    char *text;
    const char *encoding;
    TRY(text_decode(arena, bytes, n, &text, &encoding));
    char *end = text + strlen(text), *first = text + strspn(text, "\r\n");
    *ret = (struct csv){.arena = arena, .at = text, .end = end, .separator = separator_find(first, end)};
    return DONE;
}

int csv_open(struct arena *arena, const char *path, struct csv *ret)
{
    FILE *file = fopen(path, "rb");
    long n = -1;
    if (!file)
        return fail(NOT_FOUND, "%s：打不开：%s", path, strerror(errno));
    struct stat is;
    if (fstat(fileno(file), &is) == 0 && S_ISREG(is.st_mode) && fseek(file, 0, SEEK_END) == 0)
        n = ftell(file);
    if (n < 0 || fseek(file, 0, SEEK_SET) != 0 || (size_t)n > CSV_BYTES_MAX) {
        fclose(file);
        return n < 0 ? fail(UNAVAILABLE, "%s：读不了，请给一个普通文件", path) : fail(TOO_LARGE, "%s：太大，最多 1 GiB", path);
    }
    char *bytes = arena_alloc(arena, (size_t)n + 1);
    size_t got = fread(bytes, 1, (size_t)n, file);
    bool broken = ferror(file);
    fclose(file);
    if (broken)
        return fail(UNAVAILABLE, "%s：读不了", path);
    if (csv_start(arena, bytes, got, ret) != DONE)
        return fail(INVALID, "%s：不是文本，请另存为 CSV", path);
    return DONE;
}

static char *space_skip(char *p)
{
    for (;;) {
        if (*p == ' ')
            p++;
        else if ((unsigned char)*p < 0x80)
            return p;
        else if (text_starts(p, "　") || text_starts(p, "\xEF\xBB\xBF"))
            p += 3;
        else if (text_starts(p, "\xC2\xA0"))
            p += 2;
        else
            return p;
    }
}

/* From [p, end) to its words, with a NUL behind them. */
static char *cell_trim(char *p, char *end)
{
    *end = '\0';
    p = space_skip(p);
    for (;;) {
        if (end > p && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
            end--;
        else if (end - p >= 3 && !memcmp(end - 3, "　", 3))
            end -= 3;
        else if (end - p >= 2 && !memcmp(end - 2, "\xC2\xA0", 2))
            end -= 2;
        else
            break;
    }
    *end = '\0';
    return p;
}

/* Takes one cell; `*ret_last` when the row ends with it. */
static int cell_next(struct csv *csv, bool *ret_last)
{
    char *start = csv->at, *p = space_skip(start), *to;
    if (csv->n == CSV_COLUMNS_MAX)
        return fail(INVALID, "第 %ld 行：超过 %d 列", csv->row, CSV_COLUMNS_MAX);
    if (*p == '"') {
        start = to = ++p;
        while (*p && (*p != '"' || p[1] == '"')) {
            p += *p == '"';
            *to++ = *p++;
        }
        if (!*p)
            return fail(INVALID, "第 %ld 行第 %zu 列：引号没有结束，请补上右引号", csv->row, csv->n + 1);
        p++;
        while (*p && *p != csv->separator && *p != '\n' && *p != '\r')
            *to++ = *p++;            /* words behind a closed quote belong to the cell */
    } else {
        p = start;
        while (*p && *p != csv->separator && *p != '\n' && *p != '\r')
            p++;
        to = p;
    }
    char stop = *p;
    csv->at = p + (stop != '\0');
    if (stop == '\r' && *csv->at == '\n')
        csv->at++;
    *arena_push(csv->arena, &csv->cells, &csv->n, &csv->cap) = cell_trim(start, to);
    *ret_last = stop != csv->separator || !stop;
    return DONE;
}

int csv_next(struct csv *csv)
{
    while (csv->at < csv->end) {
        bool last = false, empty = true;
        csv->n = 0;
        csv->row++;
        while (!last)
            TRY(cell_next(csv, &last));
        for (size_t i = 0; empty && i < csv->n; i++)
            empty = !*csv->cells[i];
        if (!empty)
            return DONE;
    }
    return NOT_FOUND;
}
