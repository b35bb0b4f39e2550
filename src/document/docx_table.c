#include "document/docx.h"

#include <string.h>

#define COLUMNS_MAX 256          /* Word allows 63 */

struct grid_cell {
    int column, span;
    int first, last;             /* its paragraphs, from 1; last < first when there are none */
    enum docx_merge rows, columns;
};

struct grid_row {
    size_t first_cell;
    size_t n;
};

struct docx_table {
    struct arena *arena;
    struct docx_table *outer, *inner, *last, *next;    /* inner … last: finished tables in the cells of this one */
    struct grid_cell *cells;
    size_t cells_n, cells_cap;
    struct grid_row *rows;
    size_t rows_n, rows_cap;
    int column;                  /* of the next cell */
    int columns;
};

struct docx_table *docx_table_start(struct arena *arena, struct docx_table *outer)
{
    struct docx_table *table = arena_new(arena, struct docx_table);
    table->arena = arena;
    table->outer = outer;
    return table;
}

struct docx_table *docx_table_outer(struct docx_table *table)
{
    return table->outer;
}

int docx_table_row(struct docx_table *table)
{
    if (table->rows_n >= DOCX_PARAGRAPHS_MAX)
        return fail(TOO_LARGE, "表格超过 %d 行，请拆成几个文件再读", DOCX_PARAGRAPHS_MAX);
    *arena_push(table->arena, &table->rows, &table->rows_n, &table->rows_cap) =
        (struct grid_row){ table->cells_n, 0 };
    table->column = 0;
    return DONE;
}

void docx_table_row_drop(struct docx_table *table)
{
    if (table->rows_n)
        table->cells_n = table->rows[--table->rows_n].first_cell;
}

int docx_table_cell(struct docx_table *table, int first_paragraph)
{
    if (!table->rows_n)
        TRY(docx_table_row(table));
    if (table->cells_n >= DOCX_PARAGRAPHS_MAX || table->column >= COLUMNS_MAX)
        return fail(TOO_LARGE, "表格超过 %d 列或 %d 格，请拆成几个文件再读", COLUMNS_MAX, DOCX_PARAGRAPHS_MAX);
    *arena_push(table->arena, &table->cells, &table->cells_n, &table->cells_cap) =
        (struct grid_cell){ .column = table->column, .span = 1, .first = first_paragraph, .last = first_paragraph - 1 };
    table->rows[table->rows_n - 1].n++;
    table->column++;
    return DONE;
}

static int bounded(const struct docx_table *table, int columns)
{
    int room = COLUMNS_MAX - table->column;
    return columns < 0 ? 0 : columns < room ? columns : room;
}

void docx_table_skip(struct docx_table *table, int columns)
{
    table->column += bounded(table, columns);
}

static struct grid_cell *last_cell(struct docx_table *table)
{
    return table->cells_n ? &table->cells[table->cells_n - 1] : NULL;
}

void docx_table_span(struct docx_table *table, int columns)
{
    struct grid_cell *cell = last_cell(table);
    if (cell && columns > 1) {
        columns = bounded(table, columns - 1);
        cell->span += columns;
        table->column += columns;
    }
}

void docx_table_merge(struct docx_table *table, enum docx_merge rows, enum docx_merge columns)
{
    struct grid_cell *cell = last_cell(table);
    if (cell && rows)
        cell->rows = rows;
    if (cell && columns)
        cell->columns = columns;
}

void docx_table_cell_end(struct docx_table *table, int last_paragraph)
{
    struct grid_cell *cell = last_cell(table);
    if (cell)
        cell->last = last_paragraph;
    if (table->column > table->columns)
        table->columns = table->column;
}

/* Word splits the grid wherever any row has an edge: columns at which no cell begins are dropped.
 * `at[i]` becomes the column that grid column i is shown in. */
static int number_columns(const struct docx_table *table, int at[COLUMNS_MAX + 1])
{
    bool begins[COLUMNS_MAX + 1] = { false };
    for (size_t i = 0; i < table->cells_n; i++)
        begins[table->cells[i].column] |= table->cells[i].columns != MERGE_ON;
    int n = 0;
    for (int i = 0; i < table->columns; i++) {
        n += begins[i];
        at[i] = n ? n - 1 : 0;
    }
    at[table->columns] = n;
    return n;
}

/* A cell's own paragraphs without the empty ones around its text. */
static void fill(struct reader *r, struct cell *cell, const struct grid_cell *grid)
{
    const struct paragraph *p = r->document->paragraphs;
    int first = grid->first, last = grid->last;
    while (first <= last && !*p[first - 1].text)
        first++;
    while (last > first && !*p[last - 1].text)
        last--;
    if (first <= last)
        reader_cell(r, cell, first, last - first + 1);
    else if (grid->first <= grid->last)
        cell->at.paragraph = grid->first;
}

static void copy(struct cell *to, const struct cell *from)
{
    *to = *from;
    to->repeated = true;
}

static void place(struct reader *r, struct table *t, int row, const struct grid_cell *grid, const int *at)
{
    int column = at[grid->column], span = at[grid->column + grid->span] - column;
    struct cell *cell = t->cells + (size_t)row * (size_t)t->columns + column;
    for (int i = grid->first; i <= grid->last; i++) {
        struct paragraph *p = &r->document->paragraphs[i - 1];
        if (p->table)                /* a table in a text box here was finished before */
            continue;
        p->table = (int)r->document->table_count;
        p->row = row + 1;
        p->column = column + 1;
    }
    if (grid->columns == MERGE_ON && column > 0)
        copy(cell, cell - 1);
    else if (grid->rows == MERGE_ON && row > 0)
        copy(cell, cell - t->columns);
    else
        fill(r, cell, grid);
    for (int i = 1; i < span; i++)
        copy(cell + i, cell);
}

static int finish(struct docx_table *table, struct reader *r)
{
    bool frame = table->inner && table->cells_n == 1;
    if (frame) {
        for (struct docx_table *inner = table->inner; inner; inner = inner->next)
            TRY(finish(inner, r));
        return DONE;
    }
    int at[COLUMNS_MAX + 1];
    int columns = table->columns ? number_columns(table, at) : 0;
    if (!columns || !table->rows_n)
        return DONE;
    struct table *t;
    TRY(reader_table(r, (int)table->rows_n, columns, &t));
    for (size_t row = 0; row < table->rows_n; row++) {
        const struct grid_cell *cell = table->cells + table->rows[row].first_cell;
        for (size_t i = 0; i < table->rows[row].n; i++)
            place(r, t, (int)row, &cell[i], at);
    }
    t->first_paragraph = table->cells[0].first;
    t->last_paragraph = table->cells[table->cells_n - 1].last;
    return DONE;
}

int docx_table_end(struct docx_table *table, struct reader *r)
{
    if (!table->outer)
        return finish(table, r);
    struct docx_table *outer = table->outer;
    if (outer->last)
        outer->last->next = table;
    else
        outer->inner = table;
    outer->last = table;
    return DONE;
}
