#include "check.h"
#include "document/reader.h"

static struct reader reader;
static struct lines lines;

static void cut(const char *text)
{
    arena_destroy(reader.arena);
    reader = (struct reader){ .arena = arena_create(1 << 20), .ceilings = CEILINGS_PLAIN };
    reader.document = arena_new(reader.arena, struct document);
    lines = (struct lines){ 0 };
    CHECK_DONE(text_lines(&reader, text, strlen(text), &lines));
}

static void cuts_lines(void)
{
    cut("甲\r\n\n乙\r\r\n");
    CHECK_INT(lines.n, 3);
    CHECK_INT(lines.items[0].n, 3);
    CHECK_INT(lines.items[1].n, 0);
    CHECK_TEXT(lines.items[2].p, "乙");
}

static void trims_cells_in_place(void)
{
    cut("\t 　甲\xc2\xa0 \t乙 丙\t");
    struct rows rows = { .arena = reader.arena };
    rows_clear(&rows, '\t');
    CHECK_INT(rows_add(&rows, &lines, 0, 0), 1);
    CHECK_INT(rows.columns, 4);
    CHECK_TEXT(rows.cells[1].text, "甲");
    CHECK_INT(rows.cells[1].at.offset, 3);
    CHECK_INT(rows.cells[1].at.length, 1);
    CHECK_TEXT(rows.cells[2].text, "乙 丙");
    CHECK_INT(rows.cells[2].at.offset, 7);
    CHECK_TEXT(rows.cells[3].text, "");
    CHECK_INT(rows.cells[3].paragraphs, 0);
}

static void quotes_only_when_closed(void)
{
    static const struct { const char *text; size_t lines, cells; const char *first; } rows_of[] = {
        { "\"甲\n乙\"\t丙", 2, 2, "甲\n乙" },
        { "\"甲\n乙\t丙", 1, 1, "\"甲" },
        { "\"甲\"乙\t丙", 1, 2, "\"甲\"乙" },
        { "\"甲\t\"\"乙\"", 1, 1, "甲\t\"乙" },
        { "\"\"\t丙", 1, 2, "" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows_of); i++) {
        cut(rows_of[i].text);
        struct rows rows = { .arena = reader.arena, .quoted_lines_max = 8 };
        rows_clear(&rows, '\t');
        CHECK_INT(rows_add(&rows, &lines, 0, 0), rows_of[i].lines);
        CHECK_INT(rows.items[0].cells, rows_of[i].cells);
        CHECK_TEXT(rows.cells[0].text, rows_of[i].first);
    }
}

TESTS({"cuts lines", cuts_lines},
      {"trims cells and keeps their place", trims_cells_in_place},
      {"takes a quote for one only when it closes", quotes_only_when_closed})
