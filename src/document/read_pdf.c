/* The text of a PDF.  A PDF knows glyphs on a page and neither paragraphs nor spaces, so both are judged by where
 * they stand: a line that reaches the right edge goes on in the next one, unless that is indented, set
 * in another size or further away.
 *
 *     │　　一是学习不够深入，党组中心组│   full: goes on
 *     │学习以传达文件代替研讨。        │   ends before the edge: the paragraph's last
 *     │　　二是……                    │   indented: a new one
 *     │             — 1 —              │   a page's number: its own paragraph, and breaks none
 *
 * Where pieces stand side by side in clear columns below a head they are a table (pdf_table.h). */
#include "document/pdf_table.h"
#include "document/reader.h"

#include <poppler.h>
#include <string.h>

#define PAGES_MAX 2000
#define TABLES_MAX 20            /* of a page */
#define PIECE_GAP 0.2            /* of a character: cells may be as near; words of one cell are put together again */

struct pdf_line {
    const char *p;
    size_t n;
    double left, right, top, bottom;
};

struct pdf_page {
    struct pdf_line *lines;
    size_t n, cap;
    double left, right, height;  /* edges of the text; the paper's height */
    struct pdf_piece *pieces;    /* the same words, cut where a gap is */
    size_t pieces_n, pieces_cap;
    struct pdf_table *tables;
    size_t tables_n, tables_cap;
    double pitch;                /* usual distance of two lines */
    bool indents;                /* paragraphs begin with an indent */
};

struct pdf {
    struct reader *reader;
    struct buffer text;          /* the paragraph so far */
    struct pdf_line last;        /* its last line; n = 0 when there is none */
    double edge;                 /* right edge of the page that line is on */
    bool turned;                 /* a page was turned since */
    bool tabled;                 /* a table is open: it may go on on the next page */
    struct pdf_table table;
};

static void unref_p(void *object)
{
    if (*(void **)object)
        g_object_unref(*(void **)object);
}

static void free_p(void *memory)
{
    g_free(*(void **)memory);
}

static int open_pdf(const char *bytes, size_t n, PopplerDocument **ret)
{
    GError *error = NULL;
    GBytes *data = g_bytes_new_static(bytes, n);
    *ret = poppler_document_new_from_bytes(data, NULL, &error);
    g_bytes_unref(data);
    if (*ret)
        return DONE;
    bool encrypted = g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
    g_clear_error(&error);
    return encrypted ? fail(UNSUPPORTED, "PDF 加了密码。请去掉密码后再试")
                     : fail(INVALID, "PDF 已损坏，打不开。请重新导出后再试");
}

static double size_of(const struct pdf_line *line)
{
    return line->bottom - line->top;
}

/* The box of a line's characters, blanks at its end left out. */
static struct pdf_line measure(const char *p, size_t n, const PopplerRectangle *at)
{
    struct pdf_line line = { .p = p, .left = 1e9, .top = 1e9 };
    const char *c = p;
    for (; c < p + n; at++) {
        bool blank = strchr(" \t\r", *c) != NULL;
        utf8_next(&c);
        if (blank)
            continue;
        line.n = (size_t)(c - p);
        line.left = at->x1 < line.left ? at->x1 : line.left;
        line.right = at->x2 > line.right ? at->x2 : line.right;
        line.top = at->y1 < line.top ? at->y1 : line.top;
        line.bottom = at->y2 > line.bottom ? at->y2 : line.bottom;
    }
    return line;
}

static void add_piece(struct arena *arena, struct pdf_page *page, struct pdf_line line)
{
    if (line.n)
        *arena_push(arena, &page->pieces, &page->pieces_n, &page->pieces_cap)
            = (struct pdf_piece){ line.p, line.n, line.left, line.right, line.top, line.bottom };
}

/* Cuts a line where more than the usual gap is between two glyphs, or where it turns back or changes its height. */
static void cut(struct arena *arena, struct pdf_page *page, const char *p, size_t n, const PopplerRectangle *at)
{
    const char *from = p, *end = p + n;
    const PopplerRectangle *first = at, *last = NULL;
    while (p < end) {
        bool blank = *p == ' ' || *p == '\t' || *p == '\r';
        double size = at->y2 - at->y1;
        if (!blank && last && (at->x1 - last->x2 > PIECE_GAP * size || at->x1 < last->x1 - size
                               || at->y1 > last->y2 || at->y2 < last->y1)) {
            add_piece(arena, page, measure(from, (size_t)(p - from), first));
            from = p;
            first = at;
        }
        if (!blank)
            last = at;
        utf8_next(&p);
        at++;
    }
    add_piece(arena, page, measure(from, (size_t)(end - from), first));
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Edges are those of the long lines; a short one says nothing. */
static void find_edges(struct arena *arena, struct pdf_page *page)
{
    double *gaps = arena_array(arena, double, page->n + 1);
    size_t n = 0;
    page->left = 1e9;
    for (size_t i = 0; i < page->n; i++) {
        const struct pdf_line *line = &page->lines[i];
        if (line->n && line->right - line->left > 10 * size_of(line)) {
            page->left = line->left < page->left ? line->left : page->left;
            page->right = line->right > page->right ? line->right : page->right;
        }
        if (i && line->n && line->top > page->lines[i - 1].top)
            gaps[n++] = line->top - page->lines[i - 1].top;
    }
    for (size_t i = 0; i < page->n; i++) {
        double indent = (page->lines[i].left - page->left) / size_of(&page->lines[i]);
        page->indents |= page->lines[i].n && indent > 1.2 && indent < 3;
    }
    qsort(gaps, n, sizeof *gaps, compare);
    page->pitch = n ? gaps[n / 2] : 0;
    if (page->left > page->right)
        page->right = 1e9;           /* no long line: none is full */
}

/* "12", "— 3 —", "第 1 页 共 9 页" near the paper's top or bottom. */
static bool is_page_number(const struct pdf_page *page, const struct pdf_line *line)
{
    static const char *const marks[] = { "—", "–", "－", "第", "页", "共", "·", "/", "-", " " };
    const char *p = line->p, *end = p + line->n;
    bool outside = line->top > page->height * 0.88 || line->bottom < page->height * 0.09;
    size_t digits = 0;
    while (outside && p < end) {
        const char *before = p;
        if (g_ascii_isdigit(*p)) {
            p++;
            digits++;
        }
        for (size_t i = 0; p == before && i < ARRAY_SIZE(marks); i++)
            if (!strncmp(p, marks[i], strlen(marks[i])))
                p += strlen(marks[i]);
        if (p == before)
            return false;
    }
    return outside && digits && digits < 9;
}

static bool is_full(const struct pdf *pdf)
{
    return pdf->last.right >= pdf->edge - 1.6 * size_of(&pdf->last);
}

/* Whether `line` is the same paragraph as the line before it, on this page or the one before. */
static bool goes_on(const struct pdf *pdf, const struct pdf_page *page, const struct pdf_line *line)
{
    const struct pdf_line *last = &pdf->last;
    double size = size_of(last), next_size = size_of(line);
    if (!last->n || !line->n || size > next_size * 1.2 || next_size > size * 1.2)
        return false;
    if (!is_full(pdf) || line->left > page->left + 0.8 * size)
        return false;
    if (!page->indents && text_ends(pdf->text.p, "。"))
        return false;                /* nothing else tells where a paragraph ends */
    double distance = line->top - last->top;
    return pdf->turned || (distance > 0 && distance < 1.4 * page->pitch);
}

static uint32_t last_of(const char *text, size_t n)
{
    const char *p = text + n;
    while (p > text && (*--p & 0xC0) == 0x80)
        ;
    return n ? utf8_next(&p) : 0;
}

static bool is_latin(uint32_t c)
{
    return c < 0x80 && g_ascii_isalnum((char)c);
}

/* Adds a line's text.  The gap that typesetting leaves between 年 and 2024 comes as a space and never was one;
 * the break between two Latin words was one. */
static void add_line(struct buffer *out, const struct pdf_line *line)
{
    uint32_t before = last_of(out->p, out->n);
    const char *p = line->p, *end = p + line->n, *ahead = p;
    if (is_latin(before) && is_latin(utf8_next(&ahead)))
        buffer_addc(out, ' ');
    while (p < end) {
        const char *from = p;
        uint32_t c = utf8_next(&p);
        ahead = p;
        uint32_t after = p < end ? utf8_next(&ahead) : 0;
        bool gap = c == ' ' && ((before >= 0x2E80 && is_latin(after)) || (is_latin(before) && after >= 0x2E80));
        if (gap)
            continue;
        buffer_add(out, from, (size_t)(p - from));
        before = c;
    }
}

static int add_paragraph(struct reader *r, const char *text, size_t n)
{
    return reader_paragraph(r, n ? arena_strndup(r->arena, text, n) : "", n, NULL);
}

static int end_paragraph(struct pdf *pdf)
{
    if (!pdf->last.n)
        return DONE;
    pdf->last.n = 0;
    TRY(add_paragraph(pdf->reader, pdf->text.p, pdf->text.n));
    buffer_truncate(&pdf->text, 0);
    return DONE;
}

/* The open table becomes one of the document, a paragraph for each line of a cell. */
static int end_table(struct pdf *pdf)
{
    struct reader *r = pdf->reader;
    const struct pdf_table *from = &pdf->table;
    struct table *t;
    if (!pdf->tabled)
        return DONE;
    pdf->tabled = false;
    TRY(reader_table(r, (int)from->rows, (int)from->columns, &t));
    t->first_paragraph = (int)r->document->paragraph_count + 1;
    for (size_t i = 0; i < from->rows * from->columns; i++) {
        int first = (int)r->document->paragraph_count + 1, n = 0;
        for (const char *line = from->cells[i]; line && *line; n++) {
            const char *stop = strchr(line, '\n');
            size_t length = stop ? (size_t)(stop - line) : strlen(line);
            struct paragraph *p;
            TRY(reader_paragraph(r, arena_strndup(r->arena, line, length), length, &p));
            p->table = (int)r->document->table_count;
            p->row = (int)(i / from->columns) + 1;
            p->column = (int)(i % from->columns) + 1;
            line = stop ? stop + 1 : NULL;
        }
        if (n)
            reader_cell(r, &t->cells[i], first, n);
    }
    t->last_paragraph = (int)r->document->paragraph_count;
    return DONE;
}

/* The table that a line stands in, or NULL. */
static struct pdf_table *table_at(const struct pdf_page *page, const struct pdf_line *line)
{
    double here = (line->top + line->bottom) / 2;
    for (size_t i = 0; i < page->tables_n; i++)
        if (here > page->tables[i].top && here < page->tables[i].bottom)
            return &page->tables[i];
    return NULL;
}

/* Opens a table where its first line comes, or goes on with the one the page before ended in. */
static int take_table(struct pdf *pdf, struct pdf_table *t)
{
    TRY(end_paragraph(pdf));
    if (!t->rows)
        return DONE;                 /* taken at an earlier line */
    if (!pdf->tabled || !pdf_table_join(pdf->reader->arena, &pdf->table, t)) {
        TRY(end_table(pdf));
        pdf->table = *t;
        pdf->tabled = true;
    }
    t->rows = 0;
    return DONE;
}

static void find_tables(struct arena *arena, struct pdf_page *page, const struct pdf_table *open)
{
    struct pdf_table t;
    double from = 0;
    while (page->tables_n < TABLES_MAX && pdf_table_find(arena, page->pieces, page->pieces_n, from, open, &t)) {
        *arena_push(arena, &page->tables, &page->tables_n, &page->tables_cap) = t;
        from = t.bottom;
        open = NULL;
    }
}

static int add_lines(struct pdf *pdf, const struct pdf_page *page)
{
    for (size_t i = 0; i < page->n; i++) {
        const struct pdf_line *line = &page->lines[i];
        if (!line->n)
            continue;
        struct pdf_table *table = table_at(page, line);
        if (table) {
            TRY(take_table(pdf, table));
            continue;
        }
        if (is_page_number(page, line) && pdf->tabled)
            continue;
        TRY(end_table(pdf));
        if (is_page_number(page, line)) {
            if (!is_full(pdf))
                TRY(end_paragraph(pdf));
            TRY(add_paragraph(pdf->reader, line->p, line->n));
            continue;
        }
        if (!goes_on(pdf, page, line))
            TRY(end_paragraph(pdf));
        add_line(&pdf->text, line);
        pdf->last = *line;
        pdf->edge = page->right;
        pdf->turned = false;
    }
    pdf->turned = true;
    return DONE;
}

static int add_page(struct pdf *pdf, PopplerDocument *document, int i)
{
    struct arena *arena = pdf->reader->arena;
    _cleanup_(unref_p) PopplerPage *page = poppler_document_get_page(document, i);
    _cleanup_(free_p) char *text = page ? poppler_page_get_text(page) : NULL;
    _cleanup_(free_p) PopplerRectangle *boxes = NULL;
    struct pdf_page lines = { 0 };
    unsigned boxes_n = 0;
    if (!text)
        return DONE;
    size_t n = strlen(text);
    if (!utf8_valid(text, n))
        return fail(INVALID, "PDF 第 %d 页的文字编码有误。请重新导出，或另存为 .docx 再试", i + 1);
    if (n > READER_TEXT_MAX)
        return fail(TOO_LARGE, "PDF 第 %d 页的文字超过 %u MB，不能读", i + 1, READER_TEXT_MAX >> 20);
    poppler_page_get_text_layout(page, &boxes, &boxes_n);
    poppler_page_get_size(page, NULL, &lines.height);
    if (boxes_n != utf8_length(text))
        return fail(INVALID, "PDF 第 %d 页的文字和位置对不上。请重新导出，或另存为 .docx 再试", i + 1);
    const PopplerRectangle *at = boxes;
    for (const char *p = text; *p; ) {
        size_t length = strcspn(p, "\n\f");
        *arena_push(arena, &lines.lines, &lines.n, &lines.cap) = measure(p, length, at);
        cut(arena, &lines, p, length, at);
        at += utf8_length_n(p, length) + (p[length] != '\0');
        p += length + (p[length] != '\0');
    }
    find_tables(arena, &lines, pdf->tabled ? &pdf->table : NULL);
    find_edges(arena, &lines);
    return add_lines(pdf, &lines);
}

static bool has_text(const struct document *d)
{
    for (size_t i = 0; i < d->paragraph_count; i++)
        if (*d->paragraphs[i].text)
            return true;
    return false;
}

int read_pdf(struct reader *r, const char *bytes, size_t n)
{
    _cleanup_(unref_p) PopplerDocument *document = NULL;
    struct pdf pdf = { .reader = r, .text = buffer_in(r->arena) };
    r->document->format = "pdf";
    TRY(open_pdf(bytes, n, &document));
    int pages = poppler_document_get_n_pages(document);
    if (pages > PAGES_MAX)
        return fail(TOO_LARGE, "PDF 超过 %d 页，请拆成几个文件再读", PAGES_MAX);
    for (int i = 0; i < pages; i++)
        TRY(add_page(&pdf, document, i));
    TRY(end_paragraph(&pdf));
    TRY(end_table(&pdf));
    if (!has_text(r->document))
        return fail(UNSUPPORTED, "PDF 里没有文字，可能是扫描件。请先做文字识别（OCR），或另存为 .docx 再试");
    return DONE;
}
