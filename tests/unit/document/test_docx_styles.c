#include "made_document.h"

#define STYLE(id, name, more) \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/>" more "</w:style>"
#define STYLED(style, more, text) P("<w:pPr><w:pStyle w:val=\"" style "\"/>" more "</w:pPr>" R(text))

static void follows_styles(void)
{
    struct arena *arena = arena_create(DOCUMENT_ARENA_BYTES);
    struct document *d = read_made(arena, make_docx(
        BODY(STYLED("T", "", "题") STYLED("A", "", "甲") STYLED("B", "", "乙") STYLED("B", "<w:outlineLvl w:val=\"9\"/>", "丙")
             STYLED("H4", "", "丁") STYLED("Toc", "", "目") STYLED("gone", "<w:jc w:val=\"left\"/>", "戊") P(R("己"))
             P("<w:r><w:rPr><w:b/></w:rPr><w:t>粗</w:t></w:r>" R("细"))
             P("<w:r><w:rPr><w:b w:val=\"1\"/></w:rPr><w:t>粗</w:t></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>")),
        "<w:styles " WORD ">"
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:pPr><w:jc w:val=\"center\"/></w:pPr></w:style>"
        STYLE("T", "Title", "<w:pPr><w:jc w:val=\"center\"/></w:pPr><w:rPr><w:b/></w:rPr>")
        STYLE("A", "x", "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>")
        STYLE("B", "x", "<w:basedOn w:val=\"A\"/>")
        STYLE("H4", "heading 4", "")
        STYLE("Toc", "toc 1", "<w:basedOn w:val=\"A\"/>")
        STYLE("C1", "x", "<w:basedOn w:val=\"C2\"/>") STYLE("C2", "x", "<w:basedOn w:val=\"C1\"/>")
        "</w:styles>", NULL));
    static const struct { int heading; bool centered, bold; } wanted[] = {
        { 0, true, true }, { 1, false, false }, { 1, false, false }, { 0, false, false }, { 4, false, false },
        { 0, false, false }, { 0, false, false }, { 0, true, false }, { 0, true, false }, { 0, true, true },
    };
    CHECK_INT(d->paragraph_count, ARRAY_SIZE(wanted));
    for (size_t i = 0; i < ARRAY_SIZE(wanted); i++) {
        CHECK_INT(d->paragraphs[i].heading, wanted[i].heading);
        CHECK_INT(d->paragraphs[i].centered, wanted[i].centered);
        CHECK_INT(d->paragraphs[i].bold, wanted[i].bold);
    }
    arena_destroy(arena);
}

TESTS({"follows styles to their bases", follows_styles})
