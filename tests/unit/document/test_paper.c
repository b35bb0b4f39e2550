#include "document/paper.h"

#include <unistd.h>

#include "check.h"
#include "zip_text.h"

#define BODY "word/document.xml"

static char path[] = "/tmp/mingze-paper-XXXXXX";

static struct paper *start(enum paper_page page)
{
    struct paper *paper;
    memcpy(path + sizeof(path) - 7, "XXXXXX", 6);
    close(mkstemp(path));
    CHECK_DONE(paper_create(path, page, &paper));
    return paper;
}

static void layout_is_that_of_the_standard(void)
{
    struct arena *arena = arena_create(1 << 22);
    struct paper *paper = start(PAPER_A4);
    paper_paragraph(paper, PAPER_TITLE, "关于反馈问题整改情况的报告");
    paper_paragraph(paper, PAPER_BODY, "现将有关情况报告如下。");
    CHECK_DONE(paper_close(paper));
    char *body = zip_text(arena, path, BODY);
    CHECK(strstr(body, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
    CHECK(strstr(body, "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\""));
    CHECK(strstr(body, "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>"));
    char *styles = zip_text(arena, path, "word/styles.xml");
    CHECK(strstr(styles, "w:line=\"579\" w:lineRule=\"exact\""));
    CHECK(strstr(styles, "<w:spacing w:val=\"-5\"/><w:sz w:val=\"32\"/>"));
    CHECK(strstr(styles, "w:eastAsia=\"方正小标宋简体\""));
    CHECK(strstr(styles, "w:ascii=\"仿宋_GB2312\""));
    CHECK(strstr(styles, "<w:outlineLvl w:val=\"2\"/>"));
    CHECK(strstr(zip_text(arena, path, "word/settings.xml"), "<w:evenAndOddHeaders/>"));
    CHECK(strstr(zip_text(arena, path, "word/footer1.xml"), "<w:jc w:val=\"right\"/>"));
    CHECK(strstr(zip_text(arena, path, "word/footer2.xml"), "<w:jc w:val=\"left\"/>"));
    /* 22 lines and 28 characters: what the numbers above must hold. */
    CHECK(16838 - 2098 - 1984 >= 22 * 579 && 16838 - 2098 - 1984 < 23 * 579);
    CHECK(11906 - 1474 - 1587 >= 28 * (320 - 5) && 11906 - 1474 - 1587 < 29 * (320 - 5));
    unlink(path);
    arena_destroy(arena);
}

static void text_cannot_break_the_xml(void)
{
    struct arena *arena = arena_create(1 << 22);
    struct paper *paper = start(PAPER_A4);
    paper_paragraph(paper, PAPER_BODY, "</w:t><x a=\"1\">&\x02\x7f\xc0坏\n第二行𠮷");
    CHECK_DONE(paper_close(paper));
    char *body = zip_text(arena, path, BODY);
    CHECK(strstr(body, "&lt;/w:t&gt;&lt;x a=&quot;1&quot;&gt;&amp;�坏</w:t><w:br/>"));
    CHECK(strstr(body, ">第二行𠮷</w:t>"));
    CHECK(utf8_valid(body, strlen(body)));
    unlink(path);
    arena_destroy(arena);
}

static void tables_repeat_their_head(void)
{
    struct arena *arena = arena_create(1 << 22);
    static const struct paper_column columns[] = {{"序号", 12}, {"问题", 100}};
    static const char *const row[] = {"1", "研讨交流少"};
    struct paper *paper = start(PAPER_A4_LANDSCAPE);
    paper_table_start(paper, columns, 2);
    paper_table_row(paper, row, 2);
    paper_table_row(paper, row, 1);
    paper_table_end(paper);
    CHECK_DONE(paper_close(paper));
    char *body = zip_text(arena, path, BODY);
    CHECK_INT(count_of(body, "<w:tblHeader/>"), 1);
    CHECK_INT(count_of(body, "<w:tc>"), 6);
    CHECK(strstr(body, "<w:gridCol w:w=\"5669\"/>"));
    CHECK(strstr(body, "<w:insideV w:val=\"single\""));
    unlink(path);
    arena_destroy(arena);
}

static void sections_have_their_paper(void)
{
    struct arena *arena = arena_create(1 << 22);
    struct paper *paper = start(PAPER_A4);
    paper_section(paper, PAPER_A4);                       /* nothing stands before: no empty page */
    paper_paragraph(paper, PAPER_BODY, "正文");
    paper_section(paper, PAPER_A3_LANDSCAPE);
    paper_paragraph(paper, PAPER_BODY, "附件");
    CHECK_DONE(paper_close(paper));
    char *body = zip_text(arena, path, BODY);
    CHECK_INT(count_of(body, "<w:sectPr>"), 2);
    CHECK(strstr(strstr(body, "正文"), "w:w=\"11906\" w:h=\"16838\""));
    CHECK(strstr(strstr(body, "附件"), "w:w=\"23811\" w:h=\"16838\" w:orient=\"landscape\""));
    CHECK_INT(paper_width_mm(PAPER_A4), 156);
    CHECK_INT(paper_width_mm(PAPER_A4_LANDSCAPE), 225);
    CHECK_INT(paper_width_mm(PAPER_A3_LANDSCAPE), 348);
    unlink(path);
    arena_destroy(arena);
}

static void same_text_same_file(void)
{
    struct arena *arena = arena_create(1 << 22);
    char digests[2][DIGEST_TEXT];
    for (int i = 0; i < 2; i++) {
        struct paper *paper = start(PAPER_A4);
        paper_paragraph(paper, PAPER_BODY, "同样的话");
        CHECK_DONE(paper_close(paper));
        FILE *file = fopen(path, "rb");
        char *bytes = arena_alloc(arena, 1 << 16);
        size_t n = fread(bytes, 1, 1 << 16, file);
        fclose(file);
        digest_sm3_hex(bytes, n, digests[i]);
        unlink(path);
    }
    CHECK_TEXT(digests[0], digests[1]);
    arena_destroy(arena);
}

static void wrong_place_is_said(void)
{
    struct paper *paper;
    CHECK_OUTCOME(paper_create("/nowhere/at/all.docx", PAPER_A4, &paper), INVALID);
    paper_abandon(start(PAPER_A4));
    paper_abandon(NULL);
    unlink(path);
}

TESTS({"layout is that of the standard", layout_is_that_of_the_standard},
      {"text cannot break the XML", text_cannot_break_the_xml},
      {"tables repeat their head", tables_repeat_their_head},
      {"sections have their paper", sections_have_their_paper},
      {"the same text gives the same file", same_text_same_file},
      {"a wrong place is said at once", wrong_place_is_said})
