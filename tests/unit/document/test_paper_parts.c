#include "check.h"

#include <expat.h>

#include "base/base.h"
#include "document/paper_parts.h"
#include "zip_text.h"

static struct arena *arena;

static const char *part(const char *name)
{
    for (int i = 0; i < paper_part_count; i++)
        if (strcmp(paper_parts[i].name, name) == 0) {
            struct buffer out = buffer_in(arena);
            if (paper_parts[i].text)
                return paper_parts[i].text;
            paper_parts[i].write(&out);
            return out.p;
        }
    check_fail(__FILE__, __LINE__, "no part %s", name);
}

static void begin(void)
{
    arena = arena_create(16 << 20);
}

static void end(void)
{
    arena_destroy(arena);
}

static void every_part_is_well_formed(void)
{
    for (int i = 0; i < paper_part_count; i++) {
        const char *text = part(paper_parts[i].name);
        XML_Parser parser = XML_ParserCreate(NULL);
        int ok = XML_Parse(parser, text, (int)strlen(text), 1) == XML_STATUS_OK;
        XML_ParserFree(parser);
        if (!ok)
            check_fail(__FILE__, __LINE__, "%s is not well-formed", paper_parts[i].name);
    }
}

/* Each part but the body is announced, and what is announced is there. */
static void the_parts_know_each_other(void)
{
    const char *types = part("[Content_Types].xml"), *relations = part("word/_rels/document.xml.rels");
    for (int i = 0; i < paper_part_count; i++) {
        const char *name = paper_parts[i].name;
        if (!text_starts(name, "word/") || strstr(name, "_rels"))
            continue;
        CHECK(strstr(types, arena_printf(arena, "PartName=\"/%s\"", name)));
        CHECK(strstr(relations, arena_printf(arena, "Target=\"%s\"", name + strlen("word/"))));
    }
    CHECK_INT(count_of(types, "PartName="), 5);              /* and the body itself */
    CHECK_INT(count_of(relations, "Target="), 4);
}

/* A style's own text between its tags. */
static const char *style(const char *id)
{
    const char *styles = part("word/styles.xml"), *from = strstr(styles, arena_printf(arena, "w:styleId=\"%s\"", id));
    CHECK(from != NULL);
    return arena_strndup(arena, from, (size_t)(strstr(from, "</w:style>") - from));
}

/* GB/T 9704-2012 7.3: the title 二号小标宋 in the middle, text 三号仿宋, levels 黑体, 楷体, 仿宋; one of each. */
static void fonts_and_sizes_of_the_standard(void)
{
    static const struct {
        enum paper_style style;
        const char *font, *size, *align;
        int outline;
        bool indented;
    } rows[] = {
        {PAPER_TITLE, "方正小标宋简体", "44", "center", 0, false}, {PAPER_BODY, "仿宋_GB2312", "32", "both", 0, true},
        {PAPER_HEADING_1, "黑体", "32", "both", 1, true}, {PAPER_HEADING_2, "楷体_GB2312", "32", "both", 2, true},
        {PAPER_HEADING_3, "仿宋_GB2312", "32", "both", 3, true}, {PAPER_PLAIN, "仿宋_GB2312", "32", "both", 0, false},
        {PAPER_RIGHT, "仿宋_GB2312", "32", "right", 0, false}, {PAPER_NOTE, "楷体_GB2312", "24", "left", 0, false},
    };
    CHECK_INT((int64_t)ARRAY_SIZE(rows), PAPER_STYLE__COUNT);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const char *text = style(paper_style_id(rows[i].style));
        CHECK(strstr(text, arena_printf(arena, "w:eastAsia=\"%s\"", rows[i].font)));
        CHECK(strstr(text, arena_printf(arena, "<w:sz w:val=\"%s\"/>", rows[i].size)));
        CHECK(strstr(text, arena_printf(arena, "<w:jc w:val=\"%s\"/>", rows[i].align)));
        CHECK((strstr(text, "w:firstLineChars=\"200\"") != NULL) == rows[i].indented);
        CHECK((strstr(text, "<w:keepNext/>") != NULL) == (rows[i].outline > 0));
        if (rows[i].outline)
            CHECK(strstr(text, arena_printf(arena, "<w:outlineLvl w:val=\"%d\"/>", rows[i].outline - 1)));
    }
    static const char *const of_tables[] = {PAPER_STYLE_TABLE_HEAD, PAPER_STYLE_TABLE_CELL, PAPER_STYLE_TABLE_MARK, PAPER_STYLE_SEAM};
    for (size_t i = 0; i < ARRAY_SIZE(of_tables); i++)
        CHECK(strstr(style(of_tables[i]), "<w:snapToGrid w:val=\"0\"/>"));
}

/* 7.5: “— 1 —”, on odd pages at the right, on even ones at the left, one character from the edge. */
static void page_numbers_stand_outside(void)
{
    static const char *const rows[][3] = {{"word/footer1.xml", "right", "left"}, {"word/footer2.xml", "left", "right"}};
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const char *text = part(rows[i][0]);
        CHECK(strstr(text, arena_printf(arena, "<w:jc w:val=\"%s\"/>", rows[i][1])));
        CHECK(strstr(text, arena_printf(arena, "w:%sChars=\"100\"", rows[i][1])));
        CHECK(!strstr(text, arena_printf(arena, "w:%sChars", rows[i][2])));
        CHECK(strstr(text, "— ") && strstr(text, " PAGE ") && strstr(text, " —"));
    }
    CHECK(strstr(part("word/settings.xml"), "<w:evenAndOddHeaders/>"));
}

/* 5.2: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm; turned with the page, the binding side stays. */
static void paper_and_its_margins(void)
{
    static const struct {
        enum paper_page page;
        int text_mm;
        const char *size, *margins;
    } rows[] = {
        {PAPER_A4, 156, "w:w=\"11906\" w:h=\"16838\"/>", "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\""},
        {PAPER_A4_LANDSCAPE, 225, "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>",
         "w:top=\"1587\" w:right=\"1984\" w:bottom=\"1474\" w:left=\"2098\""},
        {PAPER_A3_LANDSCAPE, 348, "w:w=\"23811\" w:h=\"16838\" w:orient=\"landscape\"/>",
         "w:top=\"1587\" w:right=\"1984\" w:bottom=\"1474\" w:left=\"2098\""},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct buffer out = buffer_in(arena);
        paper_part_section(&out, rows[i].page);
        if (!strstr(out.p, rows[i].size) || !strstr(out.p, rows[i].margins))
            check_fail(__FILE__, __LINE__, "%s", out.p);
        CHECK_INT(paper_width_mm(rows[i].page), rows[i].text_mm);
        CHECK(strstr(out.p, "r:id=\"rId3\"") && strstr(out.p, "r:id=\"rId4\""));
    }
    /* 22 lines on 225 mm. */
    CHECK((int)(225 * TWIPS_PER_MM / PAPER_LINE_TWIPS) == 22);
}

TESTS({"begin", begin}, {"every part is well-formed", every_part_is_well_formed}, {"the parts know each other", the_parts_know_each_other},
      {"fonts and sizes of the standard", fonts_and_sizes_of_the_standard}, {"page numbers stand outside", page_numbers_stand_outside},
      {"paper and its margins", paper_and_its_margins}, {"end", end})
