#include "document/workbook.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/base.h"
#include "document/workbook_check.h"
#include "document/workbook_rows.h"
#include "document/xml_text.h"

#define WORKBOOK_BYTES_MAX (16u << 20)       /* names and choices; cells never stay in memory */
#define CELL_UNITS_MAX 32767
#define SHEET_ROWS_MAX LXW_ROW_MAX
#define SHEETS_MAX 32
#define SPARE_ROWS 500                       /* below the last one, where an office adds rows: drop-downs reach there */
#define NARROW_WIDTH 13                      /* columns up to here hold names and marks: centred */
#define MEDIUM_WIDTH 28                      /* up to here what fits on one line is centred */
#define CHOICES_INLINE_MAX 255               /* what Excel takes in the cell's own rule; longer lists stand on a sheet */
#define CHOICES_SHEET "选项"

enum format {
    FORMAT_TITLE, FORMAT_NOTE, FORMAT_HEAD, FORMAT_TEXT, FORMAT_MARK, FORMAT_INT, FORMAT_DATE, FORMAT_PERCENT,
    FORMAT_AGAIN, FORMAT_AGAIN_LONG, FORMAT_AGAIN_INT, FORMAT_AGAIN_DATE, FORMAT__COUNT
};

/* Text cells are of the kind “text”, so that “1-2” or “=1+1” typed or edited there stays what it is. */
static const struct format_row {
    const char *font, *number;
    double size;
    uint8_t align;
    bool bordered, shaded, grey;
} format_rows[FORMAT__COUNT] = {
    [FORMAT_TITLE]   = {"方正小标宋简体", NULL, 20, LXW_ALIGN_CENTER},
    [FORMAT_NOTE]    = {"楷体_GB2312", NULL, 11, LXW_ALIGN_LEFT},
    [FORMAT_HEAD]    = {"黑体", NULL, 11, LXW_ALIGN_CENTER, .bordered = true, .shaded = true},
    [FORMAT_TEXT]    = {"宋体", "@", 10.5, LXW_ALIGN_LEFT, .bordered = true},
    [FORMAT_MARK]    = {"宋体", "@", 10.5, LXW_ALIGN_CENTER, .bordered = true},
    [FORMAT_INT]     = {"宋体", "0", 10.5, LXW_ALIGN_CENTER, .bordered = true},
    [FORMAT_DATE]    = {"宋体", "yyyy-mm-dd", 10.5, LXW_ALIGN_CENTER, .bordered = true},
    [FORMAT_PERCENT] = {"宋体", "0%", 10.5, LXW_ALIGN_CENTER, .bordered = true},
    [FORMAT_AGAIN]   = {"宋体", "@", 10.5, LXW_ALIGN_CENTER, .bordered = true, .grey = true},
    /* “Fill” is the one alignment that neither wraps nor runs into the next cell. */
    [FORMAT_AGAIN_LONG] = {"宋体", "@", 10.5, LXW_ALIGN_FILL, .bordered = true, .grey = true},
    [FORMAT_AGAIN_INT]  = {"宋体", "0", 10.5, LXW_ALIGN_CENTER, .bordered = true, .grey = true},
    [FORMAT_AGAIN_DATE] = {"宋体", "yyyy-mm-dd", 10.5, LXW_ALIGN_CENTER, .bordered = true, .grey = true},
};

struct choices {
    const char *const *values;
    int count;
};

struct sheet {
    lxw_worksheet *lxw;
    const struct sheet_column *columns;
    int column_count;
    lxw_row_t first, next;                   /* its first row of data, its next free row */
};

struct workbook {
    struct arena *arena;
    struct arena *scratch;                   /* one row's cleaned texts */
    char *path, *part;
    lxw_workbook *file;
    lxw_format *formats[FORMAT__COUNT];
    struct sheet sheets[SHEETS_MAX], *at;    /* at: where rows go; NULL before the first */
    int sheet_count;
    struct choices *long_choices;            /* columns of the hidden sheet of choices, in order */
    size_t long_count, long_cap;
};

static lxw_format *format_make(lxw_workbook *file, const struct format_row *row)
{
    lxw_format *f = workbook_add_format(file);
    format_set_font_name(f, row->font);
    format_set_font_size(f, row->size);
    format_set_align(f, row->align);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    if (row->align != LXW_ALIGN_FILL)
        format_set_text_wrap(f);
    if (row->number)
        format_set_num_format(f, row->number);
    if (row->bordered)
        format_set_border(f, LXW_BORDER_THIN);
    if (row->shaded)
        format_set_bg_color(f, 0xE7EBF0);
    if (row->grey)
        format_set_font_color(f, 0x8C8C8C);
    return f;
}

static void workbook_free(struct workbook *book)
{
    arena_destroy(book->scratch);
    arena_destroy(book->arena);              /* book itself lives there */
}

void workbook_abandon(struct workbook *book)
{
    if (!book)
        return;
    lxw_workbook_free(book->file);
    unlink(book->part);
    workbook_free(book);
}

int workbook_create(const char *path, struct workbook **ret)
{
    struct arena *arena = arena_create(WORKBOOK_BYTES_MAX);
    struct workbook *book = arena_new(arena, struct workbook);
    book->arena = arena;
    book->scratch = arena_create(WORKBOOK_BYTES_MAX);
    book->path = arena_strdup(arena, path);
    book->part = arena_printf(arena, "%s.part", path);

    /* libxlsxwriter opens the file only at the end; a wrong place is better said now. */
    FILE *probe = fopen(book->part, "wb");
    if (!probe) {
        int outcome = fail(INVALID, "不能写入 %s：%s。请换一个可以写的位置", path, strerror(errno));
        workbook_free(book);
        return outcome;
    }
    fclose(probe);

    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    book->file = workbook_new_opt(book->part, &options);
    if (!book->file) {
        unlink(book->part);
        workbook_free(book);
        return fail(FATAL, "内存不足，无法生成 %s", path);
    }
    for (int i = 0; i < FORMAT__COUNT; i++)
        book->formats[i] = format_make(book->file, &format_rows[i]);
    *ret = book;
    return DONE;
}

static int count_choices(const char *const *choices)
{
    int n = 0;
    while (choices[n])
        n++;
    return n;
}

/* Excel holds a short list in the rule itself, joined by commas: none of its own may hold one.  Excel counts characters, the library
 * joins them in a buffer of as many bytes. */
static bool choices_fit_inline(const char *const *choices)
{
    size_t bytes = 0;
    for (int i = 0; choices[i]; i++) {
        bytes += strlen(choices[i]) + 1;
        if (strpbrk(choices[i], ",\""))
            return false;
    }
    return bytes <= CHOICES_INLINE_MAX;
}

static void sheet_offer_choices(struct workbook *book, int column)
{
    const char *const *choices = book->at->columns[column].choices;
    int n = count_choices(choices);
    lxw_data_validation rule = {
        .validate = LXW_VALIDATION_TYPE_LIST,
        .ignore_blank = LXW_VALIDATION_ON,
        .show_input = LXW_VALIDATION_ON,
        .show_error = LXW_VALIDATION_OFF,
        .dropdown = LXW_VALIDATION_ON,
    };
    if (choices_fit_inline(choices)) {
        rule.value_list = arena_array(book->arena, char *, n + 1);
        for (int i = 0; i < n; i++)
            rule.value_list[i] = arena_strdup(book->arena, choices[i]);
    } else {
        char place[64];
        lxw_col_to_name(place, (lxw_col_t)book->long_count, LXW_TRUE);
        rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        rule.value_formula = arena_printf(book->arena, "=" CHOICES_SHEET "!%s$1:%s$%d", place, place, n);
        *arena_push(book->arena, &book->long_choices, &book->long_count, &book->long_cap) =
            (struct choices){choices, n};
    }
    lxw_row_t last = book->at->next + SPARE_ROWS < SHEET_ROWS_MAX ? book->at->next + SPARE_ROWS : SHEET_ROWS_MAX - 1;
    worksheet_data_validation_range(book->at->lxw, book->at->first, (lxw_col_t)column, last, (lxw_col_t)column, &rule);
}

/* What spans all rows of a sheet is known only now that the last one is written. */
static int sheet_end(struct workbook *book)
{
    lxw_row_t last = book->at->next - 1;
    worksheet_autofilter(book->at->lxw, book->at->first - 1, 0, last, (lxw_col_t)(book->at->column_count - 1));
    for (int i = 0; i < book->at->column_count; i++) {
        if (book->at->columns[i].choices && book->at->columns[i].choices[0])
            sheet_offer_choices(book, i);
    }
    lxw_worksheet_write_single_row(book->at->lxw);       /* the last row still waits in memory */
    return rows_release(book->at->lxw->optimize_tmpfile, book->at->first);
}

static void sheet_set_page(lxw_worksheet *sheet, const struct sheet_layout *layout, lxw_row_t head)
{
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, layout->paper == 3 ? 8 : 9);       /* ST_PaperSize: 8 is A3, 9 is A4 */
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.7);
    worksheet_center_horizontally(sheet);
    worksheet_set_footer(sheet, "&C第&P页 共&N页");
    worksheet_repeat_rows(sheet, head, head);
    worksheet_freeze_panes(sheet, head + 1, 0);
}

/* A line over the whole width.  A merged row is the one kind no program fits by itself, so its height is
 * reckoned from the text: two columns of width for a Chinese character. */
static void sheet_write_banner(struct workbook *book, const char *text, enum format format)
{
    int span = 0;
    double width = 0;
    for (int i = 0; i < book->at->column_count; i++) {
        if (!book->at->columns[i].hidden) {
            span = i;
            width += book->at->columns[i].width;
        }
    }
    double size = format_rows[format].size;
    lxw_row_t row = book->at->next++;
    worksheet_set_row(book->at->lxw, row, rows_height(rows_lines(text, width * 10.5 / size), size) + size / 2, NULL);
    if (span > 0)
        worksheet_merge_range(book->at->lxw, row, 0, row, (lxw_col_t)span, text, book->formats[format]);
    else
        worksheet_write_string(book->at->lxw, row, 0, text, book->formats[format]);
}

/* XML cannot hold every text; almost all need no change and are written from where they are. */
static int clean_text(struct workbook *book, const char **text)
{
    size_t units;
    if (!xml_text_clean(*text, &units)) {
        *text = xml_text_cleaned(book->scratch, *text);
        xml_text_clean(*text, &units);
    }
    if (units > CELL_UNITS_MAX)
        return fail(TOO_LARGE, "有一格文字超过%d字，表格放不下：%.60s……", CELL_UNITS_MAX, *text);
    return DONE;
}

/* Sets the row's height, before its cells: a row goes to the temporary file when the next one starts. */
static void row_fit(struct workbook *book, const char *const *values, const bool *again, int n, double font_size)
{
    int lines = 1;
    for (int i = 0; i < n; i++) {
        if (values[i] && !book->at->columns[i].hidden && !(again && again[i])) {
            int needed = rows_lines(values[i], book->at->columns[i].width);
            lines = needed > lines ? needed : lines;
        }
    }
    worksheet_set_row(book->at->lxw, book->at->next, rows_height(lines, font_size), NULL);
}

static void sheet_write_head(struct workbook *book)
{
    const char **titles = arena_array(book->scratch, const char *, book->at->column_count);
    for (int i = 0; i < book->at->column_count; i++)
        titles[i] = book->at->columns[i].title;
    row_fit(book, titles, NULL, book->at->column_count, format_rows[FORMAT_HEAD].size);
    for (int i = 0; i < book->at->column_count; i++)
        worksheet_write_string(book->at->lxw, book->at->next, (lxw_col_t)i, titles[i], book->formats[FORMAT_HEAD]);
    book->at->first = ++book->at->next;
}

int workbook_sheet(struct workbook *book, const struct sheet_layout *layout)
{
    assert(layout->column_count > 0 && layout->column_count < LXW_COL_MAX);
    if (book->sheet_count == SHEETS_MAX)
        return fail(TOO_LARGE, "一个工作簿最多%d张表", SHEETS_MAX);
    arena_reset(book->scratch);
    if (workbook_validate_sheet_name(book->file, layout->name) != LXW_NO_ERROR)
        return fail(INVALID, "工作表名“%s”不能用：最多31个字，不含[]:*?/\\，也不能重名", layout->name);
    lxw_worksheet *lxw = workbook_add_worksheet(book->file, layout->name);
    if (!lxw)
        return fail(FATAL, "内存不足，无法生成 %s", book->path);
    book->at = &book->sheets[book->sheet_count++];
    *book->at = (struct sheet){lxw, layout->columns, layout->column_count, 0, 0};

    for (int i = 0; i < book->at->column_count; i++) {
        lxw_row_col_options hidden = {.hidden = book->at->columns[i].hidden};
        worksheet_set_column_opt(book->at->lxw, (lxw_col_t)i, (lxw_col_t)i, book->at->columns[i].width, NULL, &hidden);
    }
    const char *title = layout->title, *note = layout->note;
    if (title) {
        TRY(clean_text(book, &title));
        sheet_write_banner(book, title, FORMAT_TITLE);
    }
    if (note) {
        TRY(clean_text(book, &note));
        sheet_write_banner(book, note, FORMAT_NOTE);
    }
    sheet_set_page(book->at->lxw, layout, book->at->next);
    sheet_write_head(book);
    return DONE;
}

void workbook_turn(struct workbook *book, int sheet)
{
    assert(sheet >= 0 && sheet < book->sheet_count);
    book->at = &book->sheets[sheet];
}

static bool parse_number(const char *text, double *ret)
{
    size_t n = strspn(text, "0123456789");
    if (n == 0 || n > 15)                    /* more digits than a double holds: a telephone or a card number */
        return false;
    if (text[n] == '.')
        n += 1 + strspn(text + n + 1, "0123456789");
    if (text[n] == '%')
        n++;
    *ret = strtod(text, NULL);
    return text[n] == '\0';
}

/* The format of a cell with this text ("" = empty) when its kind does not decide. */
static enum format text_format(const struct sheet_column *column, const char *text, bool again)
{
    bool one_line = column->width <= MEDIUM_WIDTH && rows_lines(text, column->width) == 1;
    if (again)
        return one_line ? FORMAT_AGAIN : FORMAT_AGAIN_LONG;
    return column->width <= NARROW_WIDTH || (one_line && *text) ? FORMAT_MARK : FORMAT_TEXT;
}

/* A number or a date where the column is of them and the text is one; false: it is to be a text. */
static bool write_value(struct workbook *book, enum column_kind kind, lxw_col_t at, const char *text, bool again)
{
    double number;
    struct date date;
    switch (kind) {
    case COLUMN_INT:
        if (!parse_number(text, &number) || strspn(text, "0123456789") != strlen(text))
            return false;
        worksheet_write_number(book->at->lxw, book->at->next, at, number,
            book->formats[again ? FORMAT_AGAIN_INT : FORMAT_INT]);
        return true;
    case COLUMN_PERCENT:
        if (!parse_number(text, &number))
            return false;
        worksheet_write_number(book->at->lxw, book->at->next, at, number / 100, book->formats[FORMAT_PERCENT]);
        return true;
    case COLUMN_DATE:
        if (strlen(text) != DATE_TEXT - 1 || text[4] != '-' || text[7] != '-' || date_parse(text, &date) != DONE)
            return false;
        lxw_datetime moment = {.year = date.year, .month = date.month, .day = date.day};
        worksheet_write_datetime(book->at->lxw, book->at->next, at, &moment,
            book->formats[again ? FORMAT_AGAIN_DATE : FORMAT_DATE]);
        return true;
    case COLUMN_TEXT:
        break;
    }
    return false;
}

static int write_cell(struct workbook *book, int at, const char *text, bool again)
{
    const struct sheet_column *column = &book->at->columns[at];
    if (write_value(book, column->kind, (lxw_col_t)at, text, again))
        return DONE;
    TRY(clean_text(book, &text));
    worksheet_write_string(book->at->lxw, book->at->next, (lxw_col_t)at, text,
        book->formats[text_format(column, text, again)]);
    return DONE;
}

/* An empty cell of the kind that is to be filled in. */
static enum format blank_format(const struct sheet_column *column)
{
    switch (column->kind) {
    case COLUMN_INT: return FORMAT_INT;
    case COLUMN_DATE: return FORMAT_DATE;
    case COLUMN_PERCENT: return FORMAT_PERCENT;
    case COLUMN_TEXT: break;
    }
    return text_format(column, "", false);
}

int workbook_row_again(struct workbook *book, const char *const *values, const bool *again, int n)
{
    assert(book->at && n <= book->at->column_count);
    if (book->at->next >= SHEET_ROWS_MAX)
        return fail(TOO_LARGE, "一张表最多%d行，请缩小筛选范围后再导出", (int)SHEET_ROWS_MAX);
    arena_reset(book->scratch);
    row_fit(book, values, again, n, format_rows[FORMAT_TEXT].size);
    for (int i = 0; i < book->at->column_count; i++) {
        const char *text = i < n ? values[i] : NULL;
        if (text && *text)
            TRY(write_cell(book, i, text, again && again[i]));
        else
            worksheet_write_blank(book->at->lxw, book->at->next, (lxw_col_t)i,
                book->formats[blank_format(&book->at->columns[i])]);
    }
    book->at->next++;
    return DONE;
}

int workbook_row(struct workbook *book, const char *const *values, int n)
{
    return workbook_row_again(book, values, NULL, n);
}

/* The choices too long for a cell's rule, a column each. */
static int write_choices(struct workbook *book)
{
    if (!book->long_count)
        return DONE;
    lxw_worksheet *sheet = workbook_add_worksheet(book->file, CHOICES_SHEET);
    if (!sheet)
        return fail(INVALID, "工作表名“" CHOICES_SHEET "”留给下拉选项，请换一个名称");
    worksheet_hide(sheet);
    int rows = 0;
    for (size_t i = 0; i < book->long_count; i++)
        rows = book->long_choices[i].count > rows ? book->long_choices[i].count : rows;
    for (int row = 0; row < rows; row++) {
        arena_reset(book->scratch);
        for (size_t i = 0; i < book->long_count; i++) {
            if (row >= book->long_choices[i].count)
                continue;
            const char *text = book->long_choices[i].values[row];
            TRY(clean_text(book, &text));
            worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)i, text, book->formats[FORMAT_TEXT]);
        }
    }
    return DONE;
}

int workbook_finish(struct workbook *book)
{
    int outcome = DONE;
    for (int i = 0; i < book->sheet_count && outcome == DONE; i++) {
        workbook_turn(book, i);
        outcome = sheet_end(book);
    }
    if (outcome == DONE)
        outcome = write_choices(book);
    if (outcome != DONE) {
        workbook_abandon(book);
        return outcome;
    }
    lxw_error error = workbook_close(book->file);        /* frees it, also on failure */
    if (error != LXW_NO_ERROR)
        outcome = fail(UNAVAILABLE, "没有写成 %s：%s。请检查磁盘空间", book->path, lxw_strerror(error));
    if (outcome == DONE)
        outcome = workbook_check(book->part);
    if (outcome == DONE && rename(book->part, book->path) != 0)
        outcome = fail(UNAVAILABLE, "没有写成 %s：%s", book->path, strerror(errno));
    if (outcome != DONE)
        unlink(book->part);
    workbook_free(book);
    return outcome;
}
