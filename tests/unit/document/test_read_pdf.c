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

static void refuses_others(void)
{
    struct document *d;
    CHECK_OUTCOME(see("%PDF-1.4\nnothing", &d), INVALID);
    CHECK_OUTCOME(see(PDF("0 0 m 9 9 l S"), &d), UNSUPPORTED);
    CHECK(strstr(error_message(), "扫描件"));
}

TESTS({"reads lines and closes gaps", reads_lines}, {"joins lines to paragraphs", joins_lines},
      {"refuses broken and scanned files", refuses_others})
