/* A workbook (SpreadsheetML, ECMA-376 part 1, 18) as tables, a sheet each.
 *
 * Every line of a cell is a paragraph, row by row, as in a table of a Word document, so that both are read by the
 * same eyes.  Empty rows and columns are left out; hidden sheets are not seen; a sheet with one
 * column of text is no table, only paragraphs. */
#include "document/xlsx.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define SHEETS_MAX 500
#define COLUMNS_MAX 16384
#define ROWS_MAX 1048576

struct sheet {
    const char *name, *part;
};

struct used_cell {
    int row, column;             /* row: index of the used row; column: from 0 in the sheet */
    const char *text;
};

struct merge {
    int top, left, bottom, right;
};

struct xlsx {
    struct reader *reader;
    struct package *package;
    const char *workbook;
    struct xlsx_strings strings;
    struct xlsx_formats formats;
    struct sheet *sheets;
    size_t sheets_n, sheets_cap;
    /* the sheet being read */
    struct used_cell *cells;
    size_t cells_n, cells_cap;
    int *rows;                   /* numbers of the used rows, ascending */
    size_t rows_n, rows_cap;
    struct merge *merges;
    size_t merges_n, merges_cap;
    int row, column;             /* from 0 */
    int style;
    char type;                   /* s shared, i inline, n number, t text, b bool */
    bool in_value;
    int guides;
    struct buffer value, number;
};

/* "B3" → column 1, row 2; false when it is none. */
static bool parse_reference(const char **p, int *ret_row, int *ret_column)
{
    int column = 0, row = 0;
    for (; isalpha((unsigned char)**p) && column <= COLUMNS_MAX; (*p)++)
        column = column * 26 + toupper((unsigned char)**p) - 'A' + 1;
    for (; isdigit((unsigned char)**p) && row <= ROWS_MAX; (*p)++)
        row = row * 10 + **p - '0';
    *ret_row = row - 1;
    *ret_column = column - 1;
    return row >= 1 && row <= ROWS_MAX && column >= 1 && column <= COLUMNS_MAX;
}

static void add_merge(struct xlsx *x, const char *reference)
{
    struct merge m;
    const char *p = reference ? reference : "";
    if (!parse_reference(&p, &m.top, &m.left) || *p++ != ':' || !parse_reference(&p, &m.bottom, &m.right))
        return;
    if (x->merges_n < x->reader->ceilings.cells)
        *arena_push(x->reader->arena, &x->merges, &x->merges_n, &x->merges_cap) = m;
}

static void start_row(struct xlsx *x, const char **attributes)
{
    int number = xml_number(attributes, "r", x->row + 2);
    x->row = number > x->row + 1 && number <= ROWS_MAX ? number - 1 : x->row + 1;
    x->column = -1;
}

static void start_cell(struct xlsx *x, const char **attributes)
{
    const char *at = xml_attribute(attributes, "r"), *type = xml_attribute(attributes, "t");
    int row, column;
    x->column = at && parse_reference(&at, &row, &column) && column > x->column ? column : x->column + 1;
    x->style = xml_number(attributes, "s", -1);
    x->type = !type || text_equal(type, "n") ? 'n' : text_equal(type, "s") ? 's' : text_equal(type, "inlineStr") ? 'i'
              : text_equal(type, "b") ? 'b' : 't';
    buffer_truncate(&x->value, 0);
}

/* Whether `clean` would change it: most strings are shown as they are, and shared ones need no copy then. */
static bool dirty(const char *text)
{
    size_t n = strlen(text);
    return *text == '\n' || (n && isspace((unsigned char)text[n - 1])) || strchr(text, '\r') || strstr(text, "_x000");
}

/* Excel writes a carriage return as _x000D_. */
static const char *clean(struct arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text), *to = copy;
    for (const char *p = copy; *p; ) {
        if (!strncmp(p, "_x000D_", 7) || !strncmp(p, "_x000d_", 7))
            p += 7;
        else if (*p == '\r')
            p++;
        else
            *to++ = *p++;
    }
    while (to > copy && isspace((unsigned char)to[-1]))
        to--;
    *to = '\0';
    return copy + strspn(copy, "\n");
}

static const char *shown(struct xlsx *x)
{
    const char *value = x->value.p;
    char *end;
    if (x->type == 's') {
        unsigned long i = strtoul(value, NULL, 10);
        return i < x->strings.n ? x->strings.items[i] : "";
    }
    if (x->type == 'b')
        return *value == '1' ? "TRUE" : "FALSE";
    double number = strtod(value, &end);
    if (x->type != 'n' || end == value || *end)
        return value;
    static const struct xlsx_format general = { SHOW_GENERAL, 0 };
    bool styled = x->style >= 0 && (size_t)x->style < x->formats.n;
    buffer_truncate(&x->number, 0);
    xlsx_print(&x->number, number, styled ? x->formats.items[x->style] : general, x->formats.from_1904);
    return x->number.p;
}

static int end_cell(struct xlsx *x)
{
    if (!x->value.n || x->column >= COLUMNS_MAX || x->row >= ROWS_MAX)
        return DONE;
    const char *text = shown(x);
    if (!*text)
        return DONE;
    if (x->type != 's' || dirty(text))
        text = clean(x->reader->arena, text);
    const struct ceilings *most = &x->reader->ceilings;
    x->reader->text_bytes += strlen(text);       /* whoever reads on reads a shared string for each cell */
    if (x->cells_n >= most->cells || x->reader->text_bytes > most->text)
        return fail(TOO_LARGE, "工作簿超过 %zu 格或 %zu MB 文字，请拆成几个文件再读", most->cells, most->text >> 20);
    if (!*text)
        return DONE;
    if (!x->rows_n || x->rows[x->rows_n - 1] != x->row)
        *arena_push(x->reader->arena, &x->rows, &x->rows_n, &x->rows_cap) = x->row;
    *arena_push(x->reader->arena, &x->cells, &x->cells_n, &x->cells_cap) =
        (struct used_cell){ (int)x->rows_n - 1, x->column, text };
    return DONE;
}

static int start(void *context, enum xml_space space, const char *name, const char **attributes)
{
    struct xlsx *x = context;
    if (space != SPACE_SHEET)
        return DONE;
    if (!strcmp(name, "row"))
        start_row(x, attributes);
    else if (!strcmp(name, "c"))
        start_cell(x, attributes);
    else if (!strcmp(name, "rPh"))
        x->guides++;
    else if (!strcmp(name, "mergeCell"))
        add_merge(x, xml_attribute(attributes, "ref"));
    x->in_value = !strcmp(name, "v") || (!strcmp(name, "t") && !x->guides);
    return DONE;
}

static int end(void *context, enum xml_space space, const char *name)
{
    struct xlsx *x = context;
    if (space != SPACE_SHEET)
        return DONE;
    x->in_value = false;
    if (!strcmp(name, "rPh"))
        x->guides--;
    return strcmp(name, "c") == 0 ? end_cell(x) : DONE;
}

static int text(void *context, const char *bytes, size_t n)
{
    struct xlsx *x = context;
    if (!x->in_value)
        return DONE;
    if (x->value.n + n > x->reader->ceilings.text)
        return fail(TOO_LARGE, "工作簿的文字超过 %zu MB，请拆成几个文件再读", x->reader->ceilings.text >> 20);
    buffer_add(&x->value, bytes, n);
    return DONE;
}

static int add_lines(struct xlsx *x, const char *text, int *ret_first, int *ret_n)
{
    struct reader *r = x->reader;
    *ret_first = (int)r->document->paragraph_count + 1;
    for (*ret_n = 0; text; ++*ret_n) {
        const char *newline = strchr(text, '\n');
        size_t n = newline ? (size_t)(newline - text) : strlen(text);
        TRY(reader_paragraph(r, newline ? arena_strndup(r->arena, text, n) : text, 0, NULL));
        text = newline ? newline + 1 : NULL;
    }
    return DONE;
}

/* `at[c]` becomes the table's column of the sheet's column c; columns without a cell have none of their own. */
static int number_columns(const struct xlsx *x, int *at)
{
    int n = 0;
    memset(at, 0, COLUMNS_MAX * sizeof *at);
    for (size_t i = 0; i < x->cells_n; i++)
        at[x->cells[i].column] = 1;
    for (int i = 0; i < COLUMNS_MAX; i++) {
        bool used = at[i];
        at[i] = n;
        n += used;
    }
    return n;
}

/* The index of the first used row from `row` on. */
static size_t used_row(const struct xlsx *x, int row)
{
    size_t low = 0, high = x->rows_n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (x->rows[middle] < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int apply_merges(struct xlsx *x, struct table *t, const int *at)
{
    size_t done = 0;
    for (size_t i = 0; i < x->merges_n; i++) {
        const struct merge *m = &x->merges[i];
        size_t top = used_row(x, m->top), bottom = used_row(x, m->bottom + 1);
        int left = at[m->left], right = m->right + 1 < COLUMNS_MAX ? at[m->right + 1] : t->columns;
        if (top >= bottom || left >= right || x->rows[top] != m->top)
            continue;
        const struct cell *from = &t->cells[top * (size_t)t->columns + (size_t)left];
        for (size_t row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                struct cell *to = &t->cells[row * (size_t)t->columns + (size_t)column];
                if (to == from || *to->text)
                    continue;
                *to = *from;
                to->repeated = true;
            }
        }
        done += (bottom - top) * (size_t)(right - left);
        if (done > 2 * x->reader->ceilings.cells)
            return fail(INVALID, "工作簿的合并单元格互相重叠，不是正常的文件，不能读");
    }
    return DONE;
}

static const int *row_numbers(const struct xlsx *x)
{
    int *numbers = arena_array(x->reader->arena, int, x->rows_n);
    for (size_t i = 0; i < x->rows_n; i++)
        numbers[i] = x->rows[i] + 1;
    return numbers;
}

static int finish_sheet(struct xlsx *x, const char *name)
{
    struct reader *r = x->reader;
    int *at = arena_array(r->arena, int, COLUMNS_MAX);
    int columns = number_columns(x, at), first, n;
    struct table *t = NULL;
    if (columns > 1) {
        TRY(reader_table(r, (int)x->rows_n, columns, &t));
        t->name = name;
        t->row_numbers = row_numbers(x);
        t->first_paragraph = (int)r->document->paragraph_count + 1;
    }
    for (size_t i = 0; i < x->cells_n; i++) {
        const struct used_cell *cell = &x->cells[i];
        TRY(add_lines(x, cell->text, &first, &n));
        if (!t)
            continue;
        for (int k = 0; k < n; k++) {
            struct paragraph *p = &r->document->paragraphs[first - 1 + k];
            p->table = (int)r->document->table_count;
            p->row = cell->row + 1;
            p->column = at[cell->column] + 1;
        }
        reader_cell(r, &t->cells[(size_t)cell->row * (size_t)columns + (size_t)at[cell->column]], first, n);
    }
    if (t)
        t->last_paragraph = (int)r->document->paragraph_count;
    return t ? apply_merges(x, t, at) : DONE;
}

static int read_sheet(struct xlsx *x, const struct sheet *sheet)
{
    static const struct xml_handler handler = { start, end, text };
    x->cells_n = x->rows_n = x->merges_n = 0;
    x->row = x->column = -1;
    TRY(xml_read(x->package, sheet->part, &handler, x));
    return x->cells_n ? finish_sheet(x, sheet->name) : DONE;
}

static int start_workbook(void *context, enum xml_space space, const char *name, const char **attributes)
{
    struct xlsx *x = context;
    if (space != SPACE_SHEET)
        return DONE;
    if (!strcmp(name, "workbookPr"))
        x->formats.from_1904 = xml_attribute(attributes, "date1904") && xml_on(attributes, "date1904");
    if (strcmp(name, "sheet") != 0)
        return DONE;
    const char *state = xml_attribute(attributes, "state"), *id = xml_attribute(attributes, "id");
    const char *title = xml_attribute(attributes, "name");
    const char *part = id ? package_related_id(x->package, x->workbook, id) : NULL;
    if (text_equal(state, "hidden") || text_equal(state, "veryHidden") || !part || strstr(part, "chartsheets/"))
        return DONE;
    if (x->sheets_n >= SHEETS_MAX)
        return fail(TOO_LARGE, "工作簿超过 %d 张表，请拆成几个文件再读", SHEETS_MAX);
    *arena_push(x->reader->arena, &x->sheets, &x->sheets_n, &x->sheets_cap) =
        (struct sheet){ arena_strdup(x->reader->arena, title ? title : ""), part };
    return DONE;
}

int read_xlsx(struct reader *r, struct package *package, const char *part)
{
    static const struct xml_handler handler = { .start = start_workbook };
    struct xlsx *x = arena_new(r->arena, struct xlsx);
    *x = (struct xlsx){ .reader = r, .package = package, .workbook = part, .value = buffer_in(r->arena), .number = buffer_in(r->arena) };
    r->document->format = "xlsx";
    TRY(xml_read(package, part, &handler, x));
    TRY(xlsx_strings_read(r, package, package_related(package, part, "/sharedStrings"), &x->strings));
    TRY(xlsx_formats_read(r->arena, package, package_related(package, part, "/styles"), &x->formats));
    for (size_t i = 0; i < x->sheets_n; i++)
        TRY(read_sheet(x, &x->sheets[i]));
    return DONE;
}
