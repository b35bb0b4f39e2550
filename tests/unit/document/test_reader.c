#include "check.h"
#include "document/reader.h"

static void joins_paragraphs(void)
{
    struct reader r = { .arena = arena_create(1 << 20), .ceilings = CEILINGS_PLAIN };
    r.document = arena_new(r.arena, struct document);
    struct table *t;
    CHECK_DONE(reader_paragraph(&r, "甲𠮷", 7, NULL));
    CHECK_DONE(reader_paragraph(&r, "乙", 3, NULL));
    CHECK_DONE(reader_table(&r, 2, 3, &t));
    CHECK_TEXT(t->cells[5].text, "");
    reader_cell(&r, &t->cells[0], 1, 2);
    CHECK_TEXT(t->cells[0].text, "甲𠮷\n乙");
    CHECK_INT(t->cells[0].at.length, 2);
    CHECK_INT(t->cells[0].paragraphs, 2);
    arena_destroy(r.arena);
}

static void keeps_ceilings(void)
{
    struct reader r = { .arena = arena_create(DOCUMENT_ARENA_BYTES), .ceilings = CEILINGS_PLAIN };
    r.document = arena_new(r.arena, struct document);
    struct table *t;
    CHECK_OUTCOME(reader_paragraph(&r, "", READER_TEXT_MAX + 1, NULL), TOO_LARGE);
    r.text_bytes = 0;
    r.document->paragraph_count = DOCUMENT_PARAGRAPHS_MAX;
    CHECK_OUTCOME(reader_paragraph(&r, "", 0, NULL), TOO_LARGE);
    CHECK_OUTCOME(reader_table(&r, 65536, 65537, &t), TOO_LARGE);
    arena_destroy(r.arena);
}

static void knows_marks(void)
{
    CHECK(reader_is_marked("机密★"));
    CHECK(reader_is_marked("题 秘密 　★ 6个月"));
    CHECK(reader_is_marked("秘密，绝密★"));
    CHECK(!reader_is_marked("机密"));
    CHECK(!reader_is_marked("★机密"));
    CHECK(!reader_is_marked(""));
}

TESTS({"joins paragraphs to a cell", joins_paragraphs},
      {"keeps the ceilings", keeps_ceilings},
      {"knows marks of secrecy", knows_marks})
