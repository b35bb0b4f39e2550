#include "made_document.h"

#define CELL(at, type, content) "<c r=\"" at "\" t=\"" type "\">" content "</c>"
#define TEXT(at, text) CELL(at, "inlineStr", "<is><t>" text "</t></is>")
#define ROW(cells) "<row>" cells "</row>"
#define DATA(rows, more) "<worksheet " SHEET "><sheetData>" rows "</sheetData>" more "</worksheet>"

static struct arena *arena;

/* Before any test: an argument may be evaluated before the one that reads. */
__attribute__((constructor)) static void arena_open(void)
{
    arena = arena_create(DOCUMENT_ARENA_BYTES);
}

static struct made make_workbook(const char *sheet, const char *second_state)
{
    const struct made_part parts[] = {
        { .name = "_rels/.rels", .bytes = RELATIONSHIPS(RELATIONSHIP("rId1", "officeDocument", "/xl/workbook.xml")) },
        { .name = "xl/workbook.xml",
          .bytes = arena_printf(arena, "<workbook " SHEET " " RELATION "><sheets><sheet name=\"台账\" sheetId=\"1\" r:id=\"rId1\"/>"
                                       "<sheet name=\"二\" sheetId=\"2\" state=\"%s\" r:id=\"rId2\"/></sheets></workbook>",
                                second_state) },
        { .name = "xl/_rels/workbook.xml.rels",
          .bytes = RELATIONSHIPS(RELATIONSHIP("rId1", "worksheet", "worksheets/one.xml")
                                 RELATIONSHIP("rId2", "worksheet", "worksheets/two.xml")
                                 RELATIONSHIP("rId3", "sharedStrings", "sharedStrings.xml")
                                 RELATIONSHIP("rId4", "styles", "styles.xml")) },
        { .name = "xl/worksheets/one.xml", .bytes = sheet },
        { .name = "xl/worksheets/two.xml", .bytes = DATA(ROW(TEXT("A1", "第二张") TEXT("B1", "乙")), "") },
        { .name = "xl/sharedStrings.xml",
          .bytes = "<sst " SHEET "><si><t>序号</t></si><si><r><t>问</t></r><r><t>题</t></r><rPh><t>wenti</t></rPh></si>"
                   "<si><t>1.一；_x000D_\n2.二。</t></si></sst>" },
        { .name = "xl/styles.xml",
          .bytes = "<styleSheet " SHEET "><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
                   "</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
                   "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>" },
        { 0 },
    };
    return make_package(parts);
}

static struct document *see(const char *sheet)
{
    return read_made(arena, make_workbook(sheet, "hidden"));
}

static void reads_cells(void)
{
    struct document *d = see(DATA(
        ROW(CELL("A1", "s", "<v>0</v>") CELL("B1", "s", "<v>1</v>") TEXT("C1", "时限") TEXT("E1", "完成"))
        "<row r=\"5\">" "<c r=\"A5\"><v>1</v></c>" CELL("B5", "s", "<v>2</v>") "<c r=\"C5\" s=\"1\"><v>45473</v></c>"
        CELL("E5", "b", "<v>1</v>") "</row>" "<row r=\"6\"><c r=\"A6\" s=\"1\"/></row>"
        ROW("<c><v>2</v></c>" CELL("B7", "str", "<f>A1</f><v>算</v>") "<c s=\"2\"><v>45474</v></c>" CELL("E7", "e", "<v>#N/A</v>")), ""));
    CHECK_TEXT(d->format, "xlsx");
    CHECK_INT(d->table_count, 1);
    CHECK_TEXT(d->tables[0].name, "台账");
    CHECK_TEXT(table_of(arena, d->tables),
               "序号|问题|时限|完成\n1|1.一；/2.二。|2024-06-30|TRUE\n2|算|2024-07-01|#N/A\n");
    CHECK_TEXT(paragraphs_of(arena, d), "序号|问题|时限|完成|1|1.一；|2.二。|2024-06-30|TRUE|2|算|2024-07-01|#N/A");
    const struct cell *cell = &d->tables[0].cells[5];
    CHECK_INT(cell->at.paragraph, 6);
    CHECK_INT(cell->paragraphs, 2);
    CHECK_INT(d->paragraphs[6].row, 2);
    CHECK_INT(d->paragraphs[6].column, 2);
}

static void repeats_merged_cells(void)
{
    struct document *d = see(DATA(
        ROW(TEXT("A1", "题")) ROW(TEXT("A2", "类") TEXT("B2", "甲") TEXT("C2", "子")) ROW(TEXT("B3", "乙")),
        "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"C2:XFD1048576\"/>"
        "<mergeCell ref=\"B\"/><mergeCell ref=\"Z9:A1\"/></mergeCells>"));
    CHECK_TEXT(table_of(arena, d->tables), "题|^题|^题\n类|甲|子\n^类|乙|^子\n");
}

static void skips_hidden_sheets(void)
{
    static const char sheet[] = DATA(ROW(TEXT("A1", "甲") TEXT("B1", "乙")), "");
    CHECK_INT(see(sheet)->table_count, 1);
    struct document *d = read_made(arena, make_workbook(sheet, "visible"));
    CHECK_INT(d->table_count, 2);
    CHECK_TEXT(d->tables[1].name, "二");
    CHECK_INT(read_made(arena, make_workbook(sheet, "veryHidden"))->table_count, 1);
}

static void takes_prose_as_prose(void)
{
    struct document *d = see(DATA(ROW(TEXT("B1", "一、问题")) ROW(TEXT("B2", "（一）甲")), ""));
    CHECK_INT(d->table_count, 0);
    CHECK_TEXT(paragraphs_of(arena, d), "一、问题|（一）甲");
}

static void bounds_the_grid(void)
{
    struct buffer b = buffer_in(arena);
    buffer_adds(&b, "<worksheet " SHEET "><sheetData>");
    for (int i = 0; i < 3000; i++)
        buffer_addf(&b, "<row r=\"%d\"><c r=\"%c%c%c%d\"><v>1</v></c></row>", i + 1, 'A' + i / 676 % 26, 'A' + i / 26 % 26,
                    'A' + i % 26, i + 1);
    buffer_adds(&b, "</sheetData></worksheet>");
    CHECK_OUTCOME(refuse_made(arena, make_workbook(b.p, "hidden")), TOO_LARGE);
}

TESTS({"reads cells", reads_cells},
      {"repeats merged cells", repeats_merged_cells},
      {"skips hidden sheets", skips_hidden_sheets},
      {"takes one column as prose", takes_prose_as_prose},
      {"bounds the grid", bounds_the_grid})
