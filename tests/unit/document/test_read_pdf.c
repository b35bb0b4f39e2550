#include "made_document.h"

/* A page in a font that only maps codes to characters; poppler rebuilds the table of objects itself. */
#define PDF(stream) \
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" \
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 8 0 R/Resources<</Font<</F 4 0 R>>>>>>endobj\n" \
    "4 0 obj<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 7 0 R>>endobj\n" \
    "5 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)" \
    "/Supplement 0>>/FontDescriptor 6 0 R/DW 1000>>endobj\n" \
    "6 0 obj<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent 0" \
    "/CapHeight 800/StemV 80>>endobj\n" \
    "7 0 obj<</Length 226>>stream\n/CIDInit/ProcSet findresource begin begincmap/CMapName/X def 1 begincodespacerange" \
    "<0000><FFFF>endcodespacerange 4 beginbfchar<0001><515A><0002><7EC4><0003><0037><0004><6708>endbfchar " \
    "endcmap end                                        \nendstream endobj\n" \
    "8 0 obj<</Length 400>>stream\n" stream "\nendstream endobj\ntrailer<</Root 1 0 R>>\n"

static struct arena *arena;

/* Before any test: an argument may be evaluated before the one that reads. */
__attribute__((constructor)) static void arena_open(void)
{
    arena = arena_create(DOCUMENT_ARENA_BYTES);
}

static int see(const char *bytes, struct document **ret)
{
    return document_read(arena, NULL, bytes, strlen(bytes), ret);
}

static void reads_lines(void)
{
    struct document *d;
    CHECK_DONE(see(PDF("BT /F 16 Tf 80 700 Td <00010002> Tj 0 -30 Td <0003> Tj 20 0 Td <0004> Tj ET"), &d));
    CHECK_TEXT(d->format, "pdf");
    CHECK_TEXT(paragraphs_of(arena, d), "党组|7月");
}

#define FULL "<00010002000100020001000200010002000100020001000200010002>"

/* Full lines go on; short lines end, indented ones begin a paragraph; a page's number breaks none. */
static void joins_lines(void)
{
    struct document *d;
    CHECK_DONE(see(PDF("BT /F 16 Tf 112 700 Td <000100020001000200010002000100020001000200010002> Tj -32 -28 Td " FULL
                       " Tj 0 -28 Td <0003> Tj 32 -28 Td <000100020001000200010002000100020001000200010002> Tj "
                       "0 -28 Td <00040004> Tj 100 -550 Td <0003> Tj ET"), &d));
    CHECK_TEXT(paragraphs_of(arena, d), "党组党组党组党组党组党组党组党组党组党组党组党组党组7|党组党组党组党组党组党组|月月|7");
}

static const char *at(const struct document *d, int row, int column)
{
    return d->tables[0].cells[row * d->tables[0].columns + column].text;
}

/* Numbers in the middle of their rows; cells of one to four lines. */
static void reads_a_table(void)
{
    struct document *d;
    CHECK_DONE(document_read_file(arena, "tests/data/pdf/ledger-centred.pdf", &d));
    CHECK_INT(d->table_count, 1);
    CHECK_INT(d->tables[0].rows, 5);
    CHECK_INT(d->tables[0].columns, 5);
    CHECK_TEXT(at(d, 0, 1), "存在的问题");
    CHECK_TEXT(at(d, 1, 1), "理论学习不够深入，中心组学习以读文件代替研讨，学用脱节");
    CHECK_TEXT(at(d, 3, 0), "3");
    CHECK_TEXT(at(d, 3, 3), "孙某某、李某");
    CHECK_TEXT(at(d, 3, 4), "2026年12月底前");
    CHECK_TEXT(at(d, 4, 2), "每季度开展一次实践教学，与业务工作结合，由各党小组轮流承办，机关党委派员指导");
    CHECK_TEXT(document_text_at(arena, d, d->tables[0].cells[5 + 4].at), "6月底前");
}

static void a_table_goes_on_over_pages(void)
{
    struct document *d;
    CHECK_DONE(document_read_file(arena, "tests/data/pdf/ledger-two-pages.pdf", &d));
    CHECK_INT(d->table_count, 1);
    CHECK_INT(d->tables[0].rows, 25);
    for (int i = 1; i <= 24; i++)
        CHECK_TEXT(at(d, i, 0), arena_printf(arena, "%d", i));
    CHECK_TEXT(at(d, 24, 1), "惠农补贴发放审核把关不严");
    CHECK_TEXT(d->paragraphs[0].text, "巡察反馈意见整改台账");
    CHECK_TEXT(d->paragraphs[d->paragraph_count - 1].text, "以上台账每月更新一次。");
}

static void refuses_others(void)
{
    struct document *d;
    CHECK_OUTCOME(see("%PDF-1.4\nnothing", &d), INVALID);
    CHECK_OUTCOME(see(PDF("0 0 m 9 9 l S"), &d), UNSUPPORTED);
    CHECK(strstr(error_message(), "扫描件"));
}

TESTS({"reads lines and closes gaps", reads_lines}, {"joins lines to paragraphs", joins_lines},
      {"reads a table", reads_a_table}, {"a table goes on over pages", a_table_goes_on_over_pages},
      {"refuses broken and scanned files", refuses_others})
