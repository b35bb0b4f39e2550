#include "document/paper.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "base/base.h"
#include "document/paper_parts.h"
#include "document/xml_text.h"

#define PAPER_MEMORY_MAX (16u << 20)         /* parts and one paragraph or row; the text itself goes to a file */
#define PAPER_BYTES_MAX (200L << 20)         /* of XML: more than any word processor opens */
#define COLUMNS_MAX 40
#define MARK_MM 22                           /* columns up to here hold numbers, names and dates */
#define WIDE_MM 45                           /* from here on text begins at the left */
#define CHARACTER_MM 3.4                     /* in a table, about */
#define ROW_KEPT_UNITS 240                   /* a row with no longer text is not torn over two pages */
#define COLUMNS_LARGE_TEXT 7                 /* a table with no more columns has room for 小四 */
#define CELL_SIZE_LARGE 24
#define CELL_SIZE_SMALL 18                   /* 小五, for a table of many columns */
#define COLUMNS_SMALL_TEXT 10

struct paper {
    struct arena *arena;
    struct arena *scratch;
    const char *path, *part;
    FILE *body;                              /* word/document.xml, without a name */
    long written;
    int outcome;                             /* the first failure; said at the end */
    enum paper_page page;                    /* of the section being written */
    bool begun;                              /* it has something in it */
    int column_count;                        /* of the open table, 0 = none is open */
    int column_mm[COLUMNS_MAX];
};

static void paper_put(struct paper *paper, const struct buffer *text)
{
    if (paper->outcome != DONE || text->n == 0)
        return;
    if (fwrite(text->p, 1, text->n, paper->body) != text->n)
        paper->outcome = fail(UNAVAILABLE, "临时目录写满了，文件没有生成。请清理磁盘后再试");
    paper->written += (long)text->n;
    if (paper->outcome == DONE && paper->written > PAPER_BYTES_MAX)
        paper->outcome = fail(TOO_LARGE, "内容太多，文字处理软件打不开。请缩小范围，或改为导出表格（.xlsx）");
}

static struct buffer paper_buffer(struct paper *paper)
{
    arena_reset(paper->scratch);
    return buffer_in(paper->scratch);
}

/* Escaped text of one run; a line break inside it is a w:br. */
static void add_text(struct paper *paper, struct buffer *out, const char *text)
{
    size_t units;
    if (!xml_text_clean(text, &units))
        text = xml_text_cleaned(paper->scratch, text);
    while (*text) {
        size_t n = strcspn(text, "\n");
        buffer_adds(out, "<w:t xml:space=\"preserve\">");
        xml_text_escape(out, arena_strndup(paper->scratch, text, n));
        buffer_adds(out, "</w:t>");
        text += n;
        if (*text == '\n') {
            buffer_adds(out, "<w:br/>");
            text++;
        }
    }
}

static void paper_free(struct paper *paper)
{
    if (paper->body)
        fclose(paper->body);
    arena_destroy(paper->scratch);
    arena_destroy(paper->arena);             /* paper itself lives there */
}

void paper_abandon(struct paper *paper)
{
    if (!paper)
        return;
    unlink(paper->part);
    paper_free(paper);
}

int paper_create(const char *path, enum paper_page page, struct paper **ret)
{
    struct arena *arena = arena_create(PAPER_MEMORY_MAX);
    struct paper *paper = arena_new(arena, struct paper);
    paper->arena = arena;
    paper->scratch = arena_create(PAPER_MEMORY_MAX);
    paper->path = arena_strdup(arena, path);
    paper->part = arena_printf(arena, "%s.part", path);
    paper->page = page;

    FILE *probe = fopen(paper->part, "wb");  /* a wrong place is better said now than at the end */
    if (!probe) {
        int outcome = fail(INVALID, "不能写入 %s：%s。请换一个可以写的位置", path, strerror(errno));
        paper_free(paper);
        return outcome;
    }
    fclose(probe);
    paper->body = tmpfile();
    if (!paper->body) {
        int outcome = fail(UNAVAILABLE, "不能建立临时文件：%s。请检查临时目录", strerror(errno));
        paper_abandon(paper);
        return outcome;
    }
    struct buffer out = paper_buffer(paper);
    buffer_adds(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
        " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>");
    paper_put(paper, &out);
    *ret = paper;
    return DONE;
}

void paper_paragraph(struct paper *paper, enum paper_style style, const char *text)
{
    assert(!paper->column_count);
    struct buffer out = paper_buffer(paper);
    buffer_addf(&out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr><w:r>", paper_style_id(style));
    add_text(paper, &out, text);
    buffer_adds(&out, "</w:r></w:p>");
    paper_put(paper, &out);
    paper->begun = true;
}

static int mm_to_twips(int mm)
{
    return (int)(mm * TWIPS_PER_MM);
}

static int cell_size(const struct paper *paper)
{
    if (paper->column_count <= COLUMNS_LARGE_TEXT)
        return CELL_SIZE_LARGE;
    return paper->column_count >= COLUMNS_SMALL_TEXT ? CELL_SIZE_SMALL : 0;
}

static void add_cell(struct paper *paper, struct buffer *out, int column, const char *style, const char *text)
{
    int size = cell_size(paper);
    buffer_addf(out, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>"
        "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", mm_to_twips(paper->column_mm[column]), style);
    if (text && *text) {
        buffer_adds(out, "<w:r>");
        if (size)
            buffer_addf(out, "<w:rPr><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr>", size, size);
        add_text(paper, out, text);
        buffer_adds(out, "</w:r>");
    }
    buffer_adds(out, "</w:p></w:tc>");
}

void paper_table_start(struct paper *paper, const struct paper_column *columns, int n)
{
    assert(!paper->column_count && n > 0 && n <= COLUMNS_MAX);
    paper->column_count = n;
    paper->begun = true;
    struct buffer out = paper_buffer(paper);
    buffer_adds(&out, "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:jc w:val=\"center\"/><w:tblBorders>");
    static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
    for (size_t i = 0; i < ARRAY_SIZE(sides); i++)
        buffer_addf(&out, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>", sides[i]);
    buffer_adds(&out, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
        "<w:left w:w=\"57\" w:type=\"dxa\"/><w:right w:w=\"57\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>");
    for (int i = 0; i < n; i++) {
        paper->column_mm[i] = columns[i].width_mm;
        buffer_addf(&out, "<w:gridCol w:w=\"%d\"/>", mm_to_twips(columns[i].width_mm));
    }
    buffer_adds(&out, "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (int i = 0; i < n; i++)
        add_cell(paper, &out, i, PAPER_STYLE_TABLE_HEAD, columns[i].title);
    buffer_adds(&out, "</w:tr>");
    paper_put(paper, &out);
}

/* Short items stand in the middle of their column, text begins at the left. */
static const char *cell_style(int width_mm, const char *text)
{
    double length = text ? (double)utf8_length(text) * CHARACTER_MM : 0;
    double lines = length / (width_mm > 6 ? width_mm - 2 : 4);
    bool mark = lines <= 1 ? width_mm < WIDE_MM : lines <= 2 && width_mm <= MARK_MM;
    return mark ? PAPER_STYLE_TABLE_MARK : PAPER_STYLE_TABLE_CELL;
}

void paper_table_row(struct paper *paper, const char *const *values, int n)
{
    assert(paper->column_count && n <= paper->column_count);
    size_t longest = 0;
    for (int i = 0; i < n; i++) {
        size_t length = values[i] ? utf8_length(values[i]) : 0;
        longest = length > longest ? length : longest;
    }
    struct buffer out = paper_buffer(paper);
    buffer_adds(&out, longest <= ROW_KEPT_UNITS ? "<w:tr><w:trPr><w:cantSplit/></w:trPr>" : "<w:tr>");
    for (int i = 0; i < paper->column_count; i++) {
        const char *text = i < n ? values[i] : NULL;
        add_cell(paper, &out, i, cell_style(paper->column_mm[i], text), text);
    }
    buffer_adds(&out, "</w:tr>");
    paper_put(paper, &out);
}

void paper_table_end(struct paper *paper)
{
    assert(paper->column_count);
    paper->column_count = 0;
    struct buffer out = paper_buffer(paper);
    buffer_adds(&out, "</w:tbl>");
    paper_put(paper, &out);
}

void paper_page_break(struct paper *paper)
{
    assert(!paper->column_count);
    struct buffer out = paper_buffer(paper);
    buffer_adds(&out, "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
    paper_put(paper, &out);
}

void paper_section(struct paper *paper, enum paper_page page)
{
    assert(!paper->column_count);
    if (paper->begun) {
        struct buffer out = paper_buffer(paper);
        buffer_adds(&out, "<w:p><w:pPr><w:pStyle w:val=\"" PAPER_STYLE_SEAM "\"/>");
        paper_part_section(&out, paper->page);
        buffer_adds(&out, "</w:pPr></w:p>");
        paper_put(paper, &out);
    }
    paper->page = page;
    paper->begun = false;
}

/* The entry takes the source over, also when it fails. */
static bool add_entry(zip_t *zip, const char *name, zip_source_t *source)
{
    if (!source)
        return false;
    zip_int64_t index = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    /* A fixed moment: the same text gives the same file. */
    return zip_file_set_mtime(zip, (zip_uint64_t)index, 1577836800, 0) == 0;
}

static bool add_parts(struct paper *paper, zip_t *zip)
{
    for (int i = 0; i < paper_part_count; i++) {
        const struct paper_part *part = &paper_parts[i];
        struct buffer out = buffer_in(paper->arena);
        if (part->write)
            part->write(&out);
        else
            buffer_adds(&out, part->text);
        if (!add_entry(zip, part->name, zip_source_buffer(zip, out.p, out.n, 0)))
            return false;
    }
    rewind(paper->body);
    zip_source_t *body = zip_source_filep(zip, paper->body, 0, paper->written);
    if (!add_entry(zip, "word/document.xml", body))
        return false;
    paper->body = NULL;                      /* closed with its source */
    return true;
}

static int paper_pack(struct paper *paper)
{
    int code = 0;
    zip_t *zip = zip_open(paper->part, ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (!zip)
        return fail(UNAVAILABLE, "没有写成 %s。请检查磁盘空间", paper->path);
    if (!add_parts(paper, zip) || zip_close(zip) != 0) {
        int outcome = fail(UNAVAILABLE, "没有写成 %s：%s。请检查磁盘空间", paper->path, zip_strerror(zip));
        zip_discard(zip);
        return outcome;
    }
    if (rename(paper->part, paper->path) != 0)
        return fail(UNAVAILABLE, "没有写成 %s：%s", paper->path, strerror(errno));
    return DONE;
}

int paper_close(struct paper *paper)
{
    assert(!paper->column_count);
    struct buffer out = paper_buffer(paper);
    buffer_adds(&out, "<w:p><w:pPr><w:pStyle w:val=\"" PAPER_STYLE_SEAM "\"/></w:pPr></w:p>");
    paper_part_section(&out, paper->page);
    buffer_adds(&out, "</w:body></w:document>");
    paper_put(paper, &out);
    if (paper->outcome == DONE && fflush(paper->body) != 0)
        paper->outcome = fail(UNAVAILABLE, "临时目录写满了，文件没有生成。请清理磁盘后再试");
    int outcome = paper->outcome;
    if (outcome == DONE)
        outcome = paper_pack(paper);
    if (outcome != DONE)
        unlink(paper->part);
    paper_free(paper);
    return outcome;
}
