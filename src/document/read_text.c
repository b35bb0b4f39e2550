/* Plain text: a paragraph is a line, as it is.  Tables are found in it where they were pasted:
 *
 *   runs of lines with tabs     from a spreadsheet (cells with line breaks quoted) or from Word (not quoted)
 *   runs of lines with |        markdown and its relatives
 *
 * Empty cells stay empty: a text does not say what was merged. */
#include "document/reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS_MAX 256          /* a line with more is no row of a table that somebody wrote */
#define QUOTED_LINES_MAX 64
#define BROKEN_LINES_MAX 32

static size_t count(const struct line *line, char c)
{
    size_t n = 0;
    for (const char *p = line->p, *end = p + line->n; (p = memchr(p, c, (size_t)(end - p))); p++)
        n++;
    return n;
}

static bool is_blank(const struct line *line)
{
    return line->p[strspn(line->p, " \t")] == '\0';
}

/* 1, 12., ZG-01, 3-2: what begins a row and never continues a cell.  Up to `stop` or the end. */
static bool is_serial(const char *p, char stop)
{
    size_t n = 0, digits = 0;
    for (; *p && *p != stop; p++, n++) {
        if (!isalnum((unsigned char)*p) && !strchr("-.|# ", *p))
            return false;
        digits += isdigit((unsigned char)*p) != 0;
    }
    return digits > 0 && n <= 10;
}

/* How many lines after `at` belong to a row that was copied with bare line breaks in its cells: as many as
 * bring the separators to the head row's.  0 when it does not come out even. */
static size_t broken_row(const struct lines *lines, size_t at, char separator, size_t wanted)
{
    size_t found = count(&lines->items[at], separator);
    for (size_t i = at + 1; i < lines->n && i <= at + BROKEN_LINES_MAX && found < wanted; i++) {
        const struct line *line = &lines->items[i];
        size_t here = count(line, separator);
        if (is_blank(line))
            return 0;
        if (here && separator == '\t' && (*line->p == '\t' || is_serial(line->p, '\t')))
            return 0;
        found += here;
        if (found == wanted)
            return i - at;
    }
    return 0;
}

/* The same for the last cell: bare lines between row n and row n + 1. */
static size_t broken_tail(const struct lines *lines, size_t at, size_t wanted)
{
    long serial = strtol(lines->items[at].p, NULL, 10);
    for (size_t i = at + 1; serial && i < lines->n && i <= at + BROKEN_LINES_MAX; i++) {
        const struct line *line = &lines->items[i];
        size_t here = count(line, '\t');
        if (here)
            return here == wanted && strtol(line->p, NULL, 10) == serial + 1 ? i - at - 1 : 0;
        if (is_blank(line))
            return 0;
    }
    return 0;
}

static const struct cell *row_cells(const struct rows *rows, size_t row)
{
    return rows->cells + rows->items[row].first_cell;
}

static size_t filled(const struct rows *rows, size_t row)
{
    size_t n = 0;
    for (size_t i = 0; i < rows->items[row].cells; i++)
        n += *row_cells(rows, row)[i].text != '\0';
    return n;
}

/* "1.<TAB>…" is a list copied with its numbers, "…<TAB>3" a table of contents: neither is a table. */
static bool is_list(const struct rows *rows)
{
    if (rows->columns != 2)
        return false;
    const struct cell *first = row_cells(rows, 0);
    const char *label = first[0].text, *page = first[1].text;
    static const char *const ends[] = { "、", "．", ".", "）", ")", "：", ":", "①", "·", "●", "•", "-" };
    for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
        if (text_ends(label, ends[i]) && utf8_length(label) <= 6)
            return true;
    return page[strspn(page, "0123456789")] == '\0';
}

static void add_tab_row(struct rows *rows, const struct lines *lines, size_t *i)
{
    size_t at = *i, taken = rows_add(rows, lines, at, 0), more = 0;
    size_t head = rows->items[0].cells, cells = rows->items[rows->n - 1].cells;
    if (rows->n > 1 && head >= 3 && taken == 1 && cells <= head && is_serial(lines->items[at].p, '\t'))
        more = cells < head ? broken_row(lines, at, '\t', head - 1) : broken_tail(lines, at, head - 1);
    if (more) {
        rows_drop_last(rows);
        taken = rows_add(rows, lines, at, more);
    }
    *i += taken;
}

static int read_tab_run(struct reader *r, struct rows *rows, const struct lines *lines, size_t *i)
{
    rows_clear(rows, '\t');
    rows->quoted_lines_max = QUOTED_LINES_MAX;
    size_t tabs;
    while (*i < lines->n && (tabs = count(&lines->items[*i], '\t')) && tabs < COLUMNS_MAX) {
        add_tab_row(rows, lines, i);
        if (rows->n == 1 && filled(rows, 0) < 2)
            return DONE;
    }
    if (!rows->n)
        *i += 1;
    if (rows->n < 2 || rows->columns > COLUMNS_MAX || is_list(rows))
        return DONE;
    return rows_finish(rows, r);
}

static bool is_rule(const struct cell *cells, size_t n)
{
    size_t rules = 0;
    for (size_t i = 0; i < n; i++) {
        const char *s = cells[i].text;
        if (s[strspn(s, ":- ")] != '\0')
            return false;
        rules += strchr(s, '-') != NULL;
    }
    return rules > 0;
}

/* Drops the empty cells before a first and after a last |, and the rule under the head. */
static void trim_pipes(struct rows *rows, bool open, bool closed)
{
    size_t head = rows->items[0].cells, kept = 0;
    rows->columns = 0;
    for (size_t i = 0; i < rows->n; i++) {
        struct row row = rows->items[i];
        if (closed && row.cells == head)
            row.cells--;
        if (open && row.cells) {
            row.first_cell++;
            row.cells--;
        }
        if (is_rule(rows->cells + row.first_cell, row.cells))
            continue;
        if (row.cells > rows->columns)
            rows->columns = row.cells;
        rows->items[kept++] = row;
    }
    rows->n = kept;
}

/* The same where each further line of a cell was given a | of its own: those are made spaces. */
static size_t broken_row_with_bars(struct rows *rows, const struct lines *lines, size_t at, size_t wanted)
{
    size_t found = count(&lines->items[at], '|'), last = 0;
    for (size_t i = at + 1; i < lines->n && i <= at + BROKEN_LINES_MAX && found < wanted; i++) {
        const struct line *line = &lines->items[i];
        if (*line->p != '|' || is_serial(line->p + 1 + strspn(line->p + 1, " "), '|'))
            return 0;
        found += count(line, '|') - 1;
        last = i;
    }
    if (found != wanted || !last)
        return 0;
    for (size_t i = at + 1; i <= last; i++) {
        char *words = arena_strndup(rows->arena, lines->items[i].p, lines->items[i].n);
        *words = ' ';
        lines->items[i].p = words;
    }
    return last - at;
}

static int read_pipe_run(struct reader *r, struct rows *rows, const struct lines *lines, size_t *i)
{
    rows_clear(rows, '|');
    rows->quoted_lines_max = 0;
    const struct line *head = &lines->items[*i];
    size_t wanted = count(head, '|');
    bool open = head->p[strspn(head->p, " \t")] == '|', closed = false;
    for (size_t n = head->n; n && !closed && (head->p[n - 1] == ' ' || head->p[n - 1] == '|'); n--)
        closed = head->p[n - 1] == '|';
    while (*i < lines->n && wanted < COLUMNS_MAX) {
        const struct line *line = &lines->items[*i];
        size_t pipes = count(line, '|'), more = 0;
        bool starts = line->p[strspn(line->p, " \t")] == '|';
        if (pipes < wanted && (starts || !open) && pipes)
            more = broken_row(lines, *i, '|', wanted);
        if (pipes < wanted && !more && starts && open && rows->n)
            more = broken_row_with_bars(rows, lines, *i, wanted);
        if (!pipes || (!more && (open ? !starts : pipes != wanted)))
            break;
        *i += rows_add(rows, lines, *i, more);
    }
    if (!rows->n) {
        *i += 1;
        return DONE;
    }
    trim_pipes(rows, open, closed);
    return rows->n < 2 || rows->columns < 2 ? DONE : rows_finish(rows, r);
}

int read_text(struct reader *r, const char *bytes, size_t n)
{
    struct lines lines = { 0 };
    struct rows rows = { .arena = r->arena };
    r->document->format = "text";
    TRY(text_lines(r, bytes, n, &lines));
    for (size_t i = 0; i < lines.n; ) {
        if (memchr(lines.items[i].p, '\t', lines.items[i].n))
            TRY(read_tab_run(r, &rows, &lines, &i));
        else if (count(&lines.items[i], '|') >= 2)
            TRY(read_pipe_run(r, &rows, &lines, &i));
        else
            i++;
    }
    return DONE;
}
