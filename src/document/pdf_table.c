#include "document/pdf_table.h"

#include "base/base.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS_MIN 3
#define COLUMNS_MAX 32
#define HEAD_GLYPHS_MAX 12
#define HEAD_REST_GLYPHS_MAX 8
#define SERIAL_GLYPHS_MAX 14
#define PIECES_MAX 20000
#define CELLS_MAX 50000
#define COLUMN_REACH 8           /* characters that a cell may stand away from its head */
#define HEADS_MAX 64             /* lines of a page that are tried as a head */

struct band {
    const struct pdf_piece **pieces;
    size_t n;
    double top, bottom;
};

struct column {
    double left, right;
};

struct finder {
    struct arena *arena;
    struct band *bands;
    size_t n;
    struct column columns[COLUMNS_MAX];
    size_t column_count;
    size_t head_first, head_last, last;      /* bands of the table */
};

static double middle(const struct band *b)
{
    return (b->top + b->bottom) / 2;
}

static double height(const struct band *b)
{
    return b->bottom - b->top;
}

static int by_place(const void *a, const void *b)
{
    const struct pdf_piece *x = *(const struct pdf_piece *const *)a, *y = *(const struct pdf_piece *const *)b;
    double dx = (x->top + x->bottom) - (y->top + y->bottom);
    return dx < 0 ? -1 : dx > 0 ? 1 : (x->left > y->left) - (x->left < y->left);
}

static int by_left(const void *a, const void *b)
{
    const struct pdf_piece *x = *(const struct pdf_piece *const *)a, *y = *(const struct pdf_piece *const *)b;
    return (x->left > y->left) - (x->left < y->left);
}

/* Pieces at one height make a band. */
static void make_bands(struct finder *f, const struct pdf_piece *pieces, size_t n, double from)
{
    const struct pdf_piece **sorted = arena_array(f->arena, const struct pdf_piece *, n + 1);
    size_t m = 0;
    for (size_t i = 0; i < n; i++)
        if (pieces[i].top >= from)
            sorted[m++] = &pieces[i];
    qsort(sorted, m, sizeof *sorted, by_place);
    f->bands = arena_array(f->arena, struct band, m + 1);
    for (size_t i = 0; i < m; i++) {
        struct band *b = f->n ? &f->bands[f->n - 1] : NULL;
        double here = (sorted[i]->top + sorted[i]->bottom) / 2;
        if (!b || here - middle(b) > 0.35 * height(b)) {
            b = &f->bands[f->n++];
            *b = (struct band){ &sorted[i], 0, sorted[i]->top, sorted[i]->bottom };
        }
        b->n++;
    }
    for (size_t i = 0; i < f->n; i++)
        qsort(f->bands[i].pieces, f->bands[i].n, sizeof *f->bands[i].pieces, by_left);
}

static size_t glyphs(const struct pdf_piece *p)
{
    return utf8_length_n(p->p, p->n);
}

static bool has_digit(const struct pdf_piece *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->p[i] >= '0' && p->p[i] <= '9')
            return true;
    return false;
}

static bool may_be_head(const struct band *b)
{
    if (b->n < COLUMNS_MIN || b->n > COLUMNS_MAX)
        return false;
    for (size_t i = 0; i < b->n; i++)
        if (glyphs(b->pieces[i]) > HEAD_GLYPHS_MAX || has_digit(b->pieces[i]) || (i && b->pieces[i]->left < b->pieces[i - 1]->right))
            return false;
    return true;
}

/* The column of a piece: -1 when it crosses two. */
static int column_of(const struct finder *f, const struct pdf_piece *p)
{
    double slack = 0.3 * (p->bottom - p->top);
    int found = -1;
    for (size_t c = 0; c < f->column_count; c++)
        if (p->left < f->columns[c].right - slack && p->right > f->columns[c].left + slack) {
            if (found >= 0)
                return -1;
            found = (int)c;
        }
    if (found >= 0)
        return found;
    double nearest = COLUMN_REACH * (p->bottom - p->top);      /* it stands beside all of them: the nearest column */
    for (size_t c = 0; c < f->column_count; c++) {
        double before = f->columns[c].left - p->right, behind = p->left - f->columns[c].right, away = before > behind ? before : behind;
        if (away < nearest) {
            nearest = away;
            found = (int)c;
        }
    }
    return found;
}

static bool fits(const struct finder *f, const struct band *b)
{
    for (size_t i = 0; i < b->n; i++)
        if (column_of(f, b->pieces[i]) < 0)
            return false;
    return true;
}

static void widen(struct finder *f, const struct band *b)
{
    for (size_t i = 0; i < b->n; i++) {
        struct column *c = &f->columns[column_of(f, b->pieces[i])];
        c->left = b->pieces[i]->left < c->left ? b->pieces[i]->left : c->left;
        c->right = b->pieces[i]->right > c->right ? b->pieces[i]->right : c->right;
    }
}

/* A heading between rows: one piece that crosses columns, with rows of the table below it. */
static bool is_heading(const struct finder *f, size_t i)
{
    const struct band *b = &f->bands[i];
    return b->n == 1 && b->pieces[0]->left < f->columns[1].left && i + 1 < f->n && f->bands[i + 1].n > 1 && fits(f, &f->bands[i + 1])
        && f->bands[i + 1].top - b->bottom < 1.5 * height(b);
}

/* How far the table below the head goes. */
static void grow(struct finder *f)
{
    const struct band *head = &f->bands[f->head_last];
    f->column_count = 0;
    for (size_t i = 0; i < head->n; i++) {
        const struct pdf_piece *p = head->pieces[i];
        f->columns[f->column_count] = (struct column){ p->left, p->right };
        /* 序　号: spread over its cell */
        if (glyphs(p) == 1 && i + 1 < head->n && glyphs(head->pieces[i + 1]) == 1)
            f->columns[f->column_count].right = head->pieces[++i]->right;
        f->column_count++;
    }
    size_t first = f->head_first;
    if (first && f->bands[first].top - f->bands[first - 1].bottom < 0.8 * height(head) && f->bands[first - 1].n < f->column_count
        && fits(f, &f->bands[first - 1]) && glyphs(f->bands[first - 1].pieces[0]) <= HEAD_REST_GLYPHS_MAX)
        f->head_first--;
    f->last = f->head_last;
    if (f->column_count < COLUMNS_MIN)
        return;
    for (size_t i = f->head_last + 1; i < f->n; i++) {
        const struct band *b = &f->bands[i];
        bool heading = !fits(f, b) && is_heading(f, i);
        if ((!heading && !fits(f, b)) || b->top - f->bands[i - 1].bottom > 3 * height(b))
            break;
        if (!heading)
            widen(f, b);
        f->last = i;
    }
}

static const struct pdf_piece *piece_in(const struct finder *f, const struct band *b, int column)
{
    for (size_t i = 0; i < b->n; i++)
        if (column_of(f, b->pieces[i]) == column)
            return b->pieces[i];
    return NULL;
}

/* 1, 12, ZG-01 */
static bool is_serial(const struct pdf_piece *p)
{
    bool digit = false;
    if (!p || glyphs(p) > SERIAL_GLYPHS_MAX)
        return false;
    for (size_t i = 0; i < p->n; i++) {
        digit = digit || (p->p[i] >= '0' && p->p[i] <= '9');
        if ((unsigned char)p->p[i] >= 0x80)
            return false;
    }
    return digit;
}

static size_t band_glyphs(const struct band *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++)
        n += glyphs(b->pieces[i]);
    return n;
}

/* row[i]: to which row the band i of the table belongs, 0 the head.  Gives back how many rows there are. */
static size_t number_rows(struct finder *f, size_t *row, const struct pdf_table *open, struct pdf_table *t)
{
    size_t body = f->head_last + 1, rows = 1, first = body;
    while (first <= f->last && !is_serial(piece_in(f, &f->bands[first], 0)))
        first++;
    t->numbered = first <= f->last;
    for (size_t i = f->head_first; i < body; i++)
        row[i] = 0;
    if (!t->numbered) {
        for (size_t i = body; i <= f->last; i++) {
            bool apart = f->bands[i].top - f->bands[i - 1].bottom > 0.6 * height(&f->bands[i]);
            bool begins = piece_in(f, &f->bands[i], 0) && (i == body || !piece_in(f, &f->bands[i - 1], 0));
            rows += i == body || apart || begins || !fits(f, &f->bands[i]);
            row[i] = rows - 1;
        }
        return rows;
    }
    bool goes_on = open && open->columns == f->column_count;
    /* the head's second line: as many as on the page before, or so short that it can be nothing else */
    while (body < first && (goes_on ? body - f->head_first < open->head_lines : band_glyphs(&f->bands[body]) <= HEAD_REST_GLYPHS_MAX))
        row[body++] = 0;
    t->head_lines = body - f->head_first;
    bool centred = t->centred = goes_on ? open->centred : body < first;
    for (size_t i = body; i <= f->last;) {
        size_t serial = i;
        while (serial <= f->last && !is_serial(piece_in(f, &f->bands[serial], 0)) && fits(f, &f->bands[serial]))
            serial++;
        if (serial <= f->last && !fits(f, &f->bands[serial])) {
            while (i <= serial)
                row[i++] = rows;         /* a heading is a row of its own */
            rows++;
            continue;
        }
        /* a number in the middle has as much below as above; a number at the top has all below, up to the next */
        double end = serial > f->last ? 1e9 : 2 * middle(&f->bands[serial]) - middle(&f->bands[i]) + 0.5 * height(&f->bands[i]);
        for (bool more = true; more && i <= f->last;) {
            row[i] = rows;
            i++;
            more = i <= f->last && fits(f, &f->bands[i]) && (centred ? middle(&f->bands[i]) < end || i <= serial : !is_serial(piece_in(f, &f->bands[i], 0)));
        }
        rows++;
    }
    return rows;
}

/* Lines of a cell: one that ends well before the column's edge ends a paragraph of the cell. */
static void add_line(struct buffer *cell, const struct pdf_piece *p, const struct column *column, bool same_line, bool *ends)
{
    if (cell->n && *ends && !same_line)
        buffer_addc(cell, '\n');
    else if (cell->n && (unsigned char)cell->p[cell->n - 1] < 0x80 && cell->p[cell->n - 1] != '-' && (unsigned char)*p->p < 0x80
             && !(cell->p[cell->n - 1] >= '0' && cell->p[cell->n - 1] <= '9'))
        buffer_addc(cell, ' ');
    for (size_t i = 0; i < p->n; i++) {
        /* the gap that typesetting leaves between 年 and 2024 */
        bool han_before = cell->n && (unsigned char)cell->p[cell->n - 1] >= 0x80, han_after = i + 1 < p->n && (unsigned char)p->p[i + 1] >= 0x80;
        if (p->p[i] != ' ' || (!han_before && !han_after))
            buffer_addc(cell, p->p[i]);
    }
    *ends = p->right < column->right - 1.6 * (p->bottom - p->top);
}

static void fill(struct finder *f, const size_t *row, struct pdf_table *t)
{
    size_t cells = t->rows * t->columns;
    struct buffer *text = arena_array(f->arena, struct buffer, cells);
    bool *ends = arena_array(f->arena, bool, cells);
    for (size_t i = 0; i < cells; i++)
        text[i] = buffer_in(f->arena);
    for (size_t i = f->head_first; i <= f->last; i++)
        for (size_t k = 0; k < f->bands[i].n; k++) {
            const struct pdf_piece *p = f->bands[i].pieces[k];
            int column = column_of(f, p);
            bool same = k && column_of(f, f->bands[i].pieces[k - 1]) == column;
            size_t at = row[i] * t->columns + (size_t)(column < 0 ? 0 : column);
            if (!row[i])
                ends[at] = false;        /* a head is one label however it is broken */
            add_line(&text[at], p, &f->columns[column < 0 ? 0 : column], same, &ends[at]);
        }
    t->cells = arena_array(f->arena, const char *, cells);
    for (size_t i = 0; i < cells; i++)
        t->cells[i] = text[i].n ? text[i].p : "";
}

/* A table has rows that fill more than one of its columns. */
static bool is_table(const struct pdf_table *t)
{
    size_t full = 0;
    for (size_t r = 1; r < t->rows; r++) {
        size_t filled = 0;
        for (size_t c = 0; c < t->columns; c++)
            filled += *t->cells[r * t->columns + c] != '\0';
        full += filled >= 3 || filled == t->columns;
    }
    return full >= 1 && full * 2 >= t->rows - 1;
}

bool pdf_table_find(struct arena *arena, const struct pdf_piece *pieces, size_t n, double from, const struct pdf_table *open, struct pdf_table *ret)
{
    struct finder f = { .arena = arena };
    if (n > PIECES_MAX)
        return false;
    make_bands(&f, pieces, n, from);
    for (size_t i = 0, tried = 0; i < f.n && tried < HEADS_MAX; i++) {
        if (!may_be_head(&f.bands[i]))
            continue;
        tried++;
        f.head_first = f.head_last = i;
        grow(&f);
        if (f.last == i)
            continue;
        size_t *row = arena_array(arena, size_t, f.n);
        *ret = (struct pdf_table){ .columns = f.column_count, .top = f.bands[f.head_first].top, .bottom = f.bands[f.last].bottom };
        ret->rows = number_rows(&f, row, open, ret);
        if (ret->rows * ret->columns > CELLS_MAX)
            continue;
        fill(&f, row, ret);
        if (is_table(ret))
            return true;
    }
    return false;
}

/* --- over pages --- */

static bool same_row(const struct pdf_table *a, size_t row, const struct pdf_table *b)
{
    for (size_t c = 0; c < a->columns; c++)
        if (!text_equal(a->cells[row * a->columns + c], b->cells[c]))
            return false;
    return true;
}

bool pdf_table_join(struct arena *arena, struct pdf_table *t, const struct pdf_table *next)
{
    if (t->columns != next->columns || !same_row(t, 0, next))
        return false;
    size_t first = 1, n = t->columns;
    const char **cells = arena_array(arena, const char *, (t->rows + next->rows) * n);
    memcpy(cells, t->cells, t->rows * n * sizeof *cells);
    /* a row that the page's end has parted has no number on the second page */
    if (t->numbered && t->rows > 1 && next->rows > 1 && !*next->cells[n]) {
        for (size_t c = 0; c < n; c++)
            cells[(t->rows - 1) * n + c] = arena_printf(arena, "%s%s", cells[(t->rows - 1) * n + c], next->cells[n + c]);
        first = 2;
    }
    memcpy(cells + t->rows * n, next->cells + first * n, (next->rows - first) * n * sizeof *cells);
    t->cells = cells;
    t->rows += next->rows - first;
    return true;
}
