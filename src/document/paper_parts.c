#include "document/paper_parts.h"

#include <string.h>

#include "base/base.h"

#define NAMESPACES \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"" \
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

#define FANGSONG "仿宋_GB2312"
#define KAITI "楷体_GB2312"
#define HEITI "黑体"
#define SONGTI "宋体"
#define XIAOBIAOSONG "方正小标宋简体"

/* Sizes are half-points: 二号 44, 三号 32, 四号 28, 小四 24, 五号 21, 小五 18. */
struct style_row {
    const char *id, *name, *font;
    int size;
    const char *align;           /* NULL: both sides */
    bool bold;
    bool indented;               /* two characters */
    int outline;                 /* 1…9, 0 = none: what Word's navigation shows */
    bool loose;                  /* in a table: single line spacing, off the grid */
    int after;                   /* lines × 100 below */
    const char *colour;
};

enum { STYLE_TABLE_HEAD = PAPER_STYLE__COUNT, STYLE_TABLE_CELL, STYLE_TABLE_MARK, STYLE_SEAM, STYLE__COUNT };

/* GB/T 9704-2012: 7.3.1 title 二号小标宋, 5.2.2 text 三号仿宋, 7.3.3 levels 黑体, 楷体, 仿宋. */
static const struct style_row style_rows[STYLE__COUNT] = {
    [PAPER_TITLE]      = {"Title", "Title", XIAOBIAOSONG, 44, "center", .after = 100},
    [PAPER_BODY]       = {"Body", "公文正文", FANGSONG, 32, .indented = true},
    [PAPER_HEADING_1]  = {"Heading1", "heading 1", HEITI, 32, .indented = true, .outline = 1},
    [PAPER_HEADING_2]  = {"Heading2", "heading 2", KAITI, 32, .indented = true, .outline = 2},
    [PAPER_HEADING_3]  = {"Heading3", "heading 3", FANGSONG, 32, .bold = true, .indented = true, .outline = 3},
    [PAPER_PLAIN]      = {"Plain", "公文顶格", FANGSONG, 32},
    [PAPER_RIGHT]      = {"Right", "公文落款", FANGSONG, 32, "right"},
    [PAPER_NOTE]       = {"Note", "公文说明", KAITI, 24, "left", .colour = "595959"},
    [STYLE_TABLE_HEAD] = {PAPER_STYLE_TABLE_HEAD, "表头", HEITI, 21, "center", .loose = true},
    [STYLE_TABLE_CELL] = {PAPER_STYLE_TABLE_CELL, "表格文字", FANGSONG, 21, "left", .loose = true},
    [STYLE_TABLE_MARK] = {PAPER_STYLE_TABLE_MARK, "表格短项", FANGSONG, 21, "center", .loose = true},
    [STYLE_SEAM]       = {PAPER_STYLE_SEAM, "节尾", FANGSONG, 2, "left", .loose = true},
};

const char *paper_style_id(enum paper_style style)
{
    return style_rows[style].id;
}

static void add_run(struct buffer *out, const struct style_row *row)
{
    buffer_addf(out, "<w:rPr><w:rFonts w:ascii=\"%s\" w:hAnsi=\"%s\" w:eastAsia=\"%s\" w:cs=\"%s\"/>",
        row->font, row->font, row->font, row->font);
    buffer_adds(out, row->bold ? "<w:b/>" : "<w:b w:val=\"0\"/>");
    if (row->colour)
        buffer_addf(out, "<w:color w:val=\"%s\"/>", row->colour);
    /* 0.25 pt closer, so that 28 characters of 16 pt stand in 156 mm; smaller text needs none. */
    buffer_addf(out, "<w:spacing w:val=\"%d\"/>", row->size == 32 ? -5 : 0);
    buffer_addf(out, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr>", row->size, row->size);
}

static void add_style(struct buffer *out, const struct style_row *row)
{
    buffer_addf(out, "<w:style w:type=\"paragraph\" w:styleId=\"%s\"%s><w:name w:val=\"%s\"/>"
        "<w:basedOn w:val=\"Normal\"/>", row->id, row->outline || row == &style_rows[PAPER_TITLE] ? "" : " w:customStyle=\"1\"",
        row->name);
    if (row->outline)
        buffer_adds(out, "<w:next w:val=\"Body\"/>");
    buffer_adds(out, "<w:qFormat/><w:pPr>");
    if (row->outline)
        buffer_adds(out, "<w:keepNext/>");
    if (row->loose)
        buffer_adds(out, "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/>");
    else if (row->after)                     /* exact lines keep the grid; snapping would give 22 pt two of them */
        buffer_addf(out, "<w:snapToGrid w:val=\"0\"/><w:spacing w:after=\"%d\" w:line=\"%d\" w:lineRule=\"exact\"/>",
            row->after * PAPER_LINE_TWIPS / 100, PAPER_LINE_TWIPS);
    if (row->indented)
        buffer_adds(out, "<w:ind w:firstLineChars=\"200\" w:firstLine=\"630\"/>");
    buffer_addf(out, "<w:jc w:val=\"%s\"/>", row->align ? row->align : "both");
    if (row->outline)
        buffer_addf(out, "<w:outlineLvl w:val=\"%d\"/>", row->outline - 1);
    buffer_adds(out, "</w:pPr>");
    add_run(out, row);
    buffer_adds(out, "</w:style>");
}

/* Every paragraph stands on the grid of lines; Chinese and Latin letters get no air between them, a page may
 * begin with the last line of a paragraph: else a full page would not hold 22 × 28. */
static void write_styles(struct buffer *out)
{
    buffer_adds(out, XML_HEAD "<w:styles" NAMESPACES "><w:docDefaults><w:rPrDefault>");
    add_run(out, &style_rows[PAPER_PLAIN]);
    buffer_truncate(out, out->n - strlen("</w:rPr>"));
    buffer_adds(out, "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/><w:pPr>"
        "<w:widowControl w:val=\"0\"/><w:overflowPunct w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>");
    buffer_addf(out, "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"%d\" w:lineRule=\"exact\"/>"
        "<w:jc w:val=\"both\"/></w:pPr></w:style>", PAPER_LINE_TWIPS);
    for (int i = 0; i < STYLE__COUNT; i++)
        add_style(out, &style_rows[i]);
    buffer_adds(out, "</w:styles>");
}

/* “— 1 —” in 四号 half-width 宋体, one character from the outer edge (7.5). */
static void write_footer(struct buffer *out, bool odd)
{
    static const char run[] = "<w:r><w:rPr><w:rFonts w:ascii=\"" SONGTI "\" w:hAnsi=\"" SONGTI "\" w:eastAsia=\"" SONGTI
        "\"/><w:spacing w:val=\"0\"/><w:sz w:val=\"28\"/></w:rPr><w:t xml:space=\"preserve\">%s</w:t></w:r>";
    buffer_adds(out, XML_HEAD "<w:ftr" NAMESPACES "><w:p><w:pPr><w:spacing w:line=\"240\" w:lineRule=\"auto\"/>");
    buffer_addf(out, "<w:ind w:%sChars=\"100\" w:%s=\"280\"/><w:jc w:val=\"%s\"/></w:pPr>",
        odd ? "right" : "left", odd ? "right" : "left", odd ? "right" : "left");
    buffer_addf(out, run, "— ");
    buffer_adds(out, "<w:fldSimple w:instr=\" PAGE \">");
    buffer_addf(out, run, "1");
    buffer_adds(out, "</w:fldSimple>");
    buffer_addf(out, run, " —");
    buffer_adds(out, "</w:p></w:ftr>");
}

static void write_footer_odd(struct buffer *out) { write_footer(out, true); }
static void write_footer_even(struct buffer *out) { write_footer(out, false); }

const struct paper_part paper_parts[] = {
    {"[Content_Types].xml", XML_HEAD
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE "document.main+xml\"/>"
        "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD_TYPE "styles+xml\"/>"
        "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD_TYPE "settings+xml\"/>"
        "<Override PartName=\"/word/footer1.xml\" ContentType=\"" WORD_TYPE "footer+xml\"/>"
        "<Override PartName=\"/word/footer2.xml\" ContentType=\"" WORD_TYPE "footer+xml\"/></Types>"},
    {"_rels/.rels", XML_HEAD
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"" OFFICE "officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
    {"word/_rels/document.xml.rels", XML_HEAD
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"" OFFICE "styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"" OFFICE "settings\" Target=\"settings.xml\"/>"
        "<Relationship Id=\"rId3\" Type=\"" OFFICE "footer\" Target=\"footer1.xml\"/>"
        "<Relationship Id=\"rId4\" Type=\"" OFFICE "footer\" Target=\"footer2.xml\"/></Relationships>"},
    {"word/settings.xml", XML_HEAD
        "<w:settings" NAMESPACES "><w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"doNotCompress\"/>"
        "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\""
        " w:val=\"15\"/></w:compat></w:settings>"},
    {"word/styles.xml", .write = write_styles},
    {"word/footer1.xml", .write = write_footer_odd},
    {"word/footer2.xml", .write = write_footer_even},
};
const int paper_part_count = ARRAY_SIZE(paper_parts);

/* Millimetres.  天头 37, 订口 28, 版心 156 × 225 (5.2.1, 5.2.2); across, the same margins turned with the
 * page (6.3: a table across keeps the binding side). */
static const struct page_row {
    double width, height, top, bottom, left, right;
    bool landscape;
} page_rows[] = {
    [PAPER_A4]           = {210, 297, 37, 35, 28, 26, false},
    [PAPER_A4_LANDSCAPE] = {297, 210, 28, 26, 37, 35, true},
    [PAPER_A3_LANDSCAPE] = {420, 297, 28, 26, 37, 35, true},
};

int paper_width_mm(enum paper_page page)
{
    const struct page_row *row = &page_rows[page];
    return (int)(row->width - row->left - row->right);
}

static int twips(double mm)
{
    return (int)(mm * TWIPS_PER_MM + 0.5);
}

void paper_part_section(struct buffer *out, enum paper_page page)
{
    const struct page_row *row = &page_rows[page];
    buffer_adds(out, "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/>"
        "<w:footerReference w:type=\"even\" r:id=\"rId4\"/><w:type w:val=\"nextPage\"/>");
    buffer_addf(out, "<w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>", twips(row->width), twips(row->height),
        row->landscape ? " w:orient=\"landscape\"" : "");
    buffer_addf(out, "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"851\""
        " w:footer=\"%d\" w:gutter=\"0\"/>", twips(row->top), twips(row->right), twips(row->bottom), twips(row->left),
        twips(row->bottom - 12));            /* 7 mm below the text stands a line 5 mm high */
    buffer_addf(out, "<w:docGrid w:type=\"lines\" w:linePitch=\"%d\"/></w:sectPr>", PAPER_LINE_TWIPS);
}
