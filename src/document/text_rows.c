/* Lines of a text, and rows of cells in lines.
 *
 *   5<TAB>安全监管存在盲区<TAB>"1.逐户排查；      one row of three cells; the quoted one
 *   2.组织培训。"                                 holds two lines, as spreadsheets copy them
 *
 * A cell's place is where its words begin in the line, so that whatever is found in a cell
 * leads back to the source's own characters. */
#include "document/reader.h"

#include <string.h>

int text_lines(struct reader *r, const char *bytes, size_t n, struct lines *ret)
{
    char *text;
    TRY(text_decode(r->arena, bytes, n, &text, &r->document->encoding));
    size_t length = strlen(text);
    char *end = text + length;
    char newline = memchr(text, '\n', length) ? '\n' : '\r';   /* an old Mac's text has CR alone */
    while (text < end) {
        char *stop = memchr(text, newline, (size_t)(end - text));
        char *next = stop ? stop + 1 : end;
        if (!stop)
            stop = end;
        while (stop > text && stop[-1] == '\r')
            stop--;
        *stop = '\0';
        struct line line = { text, (size_t)(stop - text) };
        *arena_push(r->arena, &ret->items, &ret->n, &ret->cap) = line;
        TRY(reader_paragraph(r, line.p, line.n, NULL));
        text = next;
    }
    return DONE;
}

void rows_clear(struct rows *rows, char separator)
{
    rows->separator = separator;
    rows->n = rows->cells_n = rows->columns = 0;
}

void rows_drop_last(struct rows *rows)
{
    rows->cells_n = rows->items[--rows->n].first_cell;
}

/* Where a quoted cell closes.  A quote inside is doubled; any other quote means that the cell
 * only happens to begin with one. */
static bool find_close(const struct rows *rows, const struct lines *lines, size_t line, const char *p,
                       size_t *ret_line, const char **ret)
{
    size_t last = line + rows->quoted_lines_max;
    for (; line < lines->n && line < last; line++, p = line < lines->n ? lines->items[line].p : NULL) {
        const char *end = lines->items[line].p + lines->items[line].n;
        while ((p = memchr(p, '"', (size_t)(end - p)))) {
            if (p[1] == '"') {
                p += 2;
                continue;
            }
            if (p[1] != '\0' && p[1] != rows->separator)
                return false;
            *ret_line = line;
            *ret = p;
            return true;
        }
    }
    return false;
}

/* Words without the white space around them: spaces, tabs, ideographic and no-break spaces. */
static size_t space_at(const char *p)
{
    if (*p == ' ' || *p == '\t')
        return 1;
    if (!strncmp(p, "\xc2\xa0", 2))
        return 2;
    return strncmp(p, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

static void trim(const char **p, const char **end)
{
    for (size_t n; *p < *end && (n = space_at(*p)); )
        *p += n;
    for (;;) {
        if (*end > *p && ((*end)[-1] == ' ' || (*end)[-1] == '\t'))
            *end -= 1;
        else if (*end - *p >= 2 && !memcmp(*end - 2, "\xc2\xa0", 2))
            *end -= 2;
        else if (*end - *p >= 3 && !memcmp(*end - 3, "\xe3\x80\x80", 3))
            *end -= 3;
        else
            return;
    }
}

/* Where reading stands: a line, a byte of it, and that byte's offset in code points. */
struct cursor {
    const struct lines *lines;
    size_t line, limit;          /* limit: the line after the row's last */
    const char *p;
    int offset;
};

static const char *line_end(const struct cursor *c)
{
    return c->lines->items[c->line].p + c->lines->items[c->line].n;
}

static void step_to(struct cursor *c, const char *p)
{
    c->offset += (int)utf8_length_n(c->p, (size_t)(p - c->p));
    c->p = p;
}

static bool step_line(struct cursor *c)
{
    if (c->line + 1 >= c->limit)
        return false;
    c->p = c->lines->items[++c->line].p;
    c->offset = 0;
    return true;
}

/* Moves to `end` on this line and gives the words on the way, with their place. */
static struct line take(struct cursor *c, const char *end, struct place *ret)
{
    const char *from = c->p, *to = end;
    trim(&from, &to);
    step_to(c, from);
    *ret = (struct place){ (int)c->line + 1, c->offset, 0 };
    step_to(c, to);
    ret->length = c->offset - ret->offset;
    step_to(c, end);
    return (struct line){ from, (size_t)(to - from) };
}

static void add_part(struct cell *cell, struct buffer *text, struct line words, struct place at)
{
    if (cell->paragraphs++)
        buffer_addc(text, '\n');
    else
        cell->at = at;
    for (const char *p = words.p, *end = words.p + words.n, *quote; p < end; p = quote) {
        quote = memmem(p, (size_t)(end - p), "\"\"", 2);
        quote = quote ? quote + 1 : end;
        buffer_add(text, p, (size_t)(quote - p));
        if (quote < end)
            quote++;
    }
}

static struct cell read_quoted(struct rows *rows, struct cursor *c, size_t line, const char *close)
{
    struct cell cell = { .text = "" };
    struct buffer text = buffer_in(rows->arena);
    struct place at;
    if (c->limit <= line)
        c->limit = line + 1;
    step_to(c, c->p + 1);
    while (c->line < line) {
        struct line words = take(c, line_end(c), &at);
        add_part(&cell, &text, words, at);
        step_line(c);
    }
    struct line words = take(c, close, &at);
    add_part(&cell, &text, words, at);
    step_to(c, close + 1);
    cell.text = text.n ? text.p : "";
    return cell;
}

/* A cell that breaks over lines without quotes, as copied from Word: up to the next separator on a later line. */
static void read_broken(struct rows *rows, struct cursor *c, struct cell *cell)
{
    struct buffer text = buffer_in(rows->arena);
    struct place at;
    buffer_adds(&text, cell->text);
    while (step_line(c)) {
        const char *stop = memchr(c->p, rows->separator, c->lines->items[c->line].n);
        struct line words = take(c, stop ? stop : line_end(c), &at);
        if (words.n) {
            if (!text.n)
                cell->at = at;
            else
                buffer_addc(&text, '\n');
            cell->paragraphs = at.paragraph - cell->at.paragraph + 1;
            buffer_add(&text, words.p, words.n);
        }
        if (stop)
            break;
    }
    cell->text = text.n ? text.p : "";
}

/* One cell, up to its separator or the row's end. */
static struct cell read_cell(struct rows *rows, struct cursor *c)
{
    size_t line;
    const char *close;
    if (*c->p == '"' && rows->quoted_lines_max && find_close(rows, c->lines, c->line, c->p + 1, &line, &close))
        return read_quoted(rows, c, line, close);
    struct cell cell = { .text = "", .paragraphs = 1 };
    const char *stop = memchr(c->p, rows->separator, (size_t)(line_end(c) - c->p));
    struct line words = take(c, stop ? stop : line_end(c), &cell.at);
    if (words.n)
        cell.text = arena_strndup(rows->arena, words.p, words.n);
    if (!stop && c->line + 1 < c->limit)
        read_broken(rows, c, &cell);
    if (!*cell.text)
        cell.paragraphs = 0;
    return cell;
}

size_t rows_add(struct rows *rows, const struct lines *lines, size_t at, size_t more)
{
    struct row row = { .first_cell = rows->cells_n, .line = at };
    struct cursor c = { .lines = lines, .line = at, .limit = at + 1 + more, .p = lines->items[at].p };
    for (;;) {
        *arena_push(rows->arena, &rows->cells, &rows->cells_n, &rows->cells_cap) = read_cell(rows, &c);
        if (*c.p != rows->separator || rows->cells_n > DOCUMENT_CELLS_MAX)
            break;
        step_to(&c, c.p + 1);
    }
    row.cells = rows->cells_n - row.first_cell;
    row.lines = c.line + 1 - at;
    *arena_push(rows->arena, &rows->items, &rows->n, &rows->cap) = row;
    if (row.cells > rows->columns)
        rows->columns = row.cells;
    return row.lines;
}

int rows_finish(struct rows *rows, struct reader *r)
{
    struct table *t;
    TRY(reader_table(r, (int)rows->n, (int)rows->columns, &t));
    for (size_t i = 0; i < rows->n; i++) {
        const struct row *row = &rows->items[i];
        memcpy(t->cells + i * rows->columns, rows->cells + row->first_cell, row->cells * sizeof(struct cell));
        for (size_t k = 0; k < row->lines; k++) {
            struct paragraph *p = &r->document->paragraphs[row->line + k];
            p->table = (int)r->document->table_count;
            p->row = (int)i + 1;
        }
    }
    const struct row *last = &rows->items[rows->n - 1];
    t->first_paragraph = (int)rows->items[0].line + 1;
    t->last_paragraph = (int)(last->line + last->lines);
    return DONE;
}
