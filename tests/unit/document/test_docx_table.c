#include "made_document.h"

#define TBL(rows) "<w:tbl><w:tblPr><w:jc w:val=\"center\"/></w:tblPr>" rows "</w:tbl>"
#define TR(cells) "<w:tr>" cells "</w:tr>"
#define TC(properties, content) "<w:tc><w:tcPr>" properties "</w:tcPr>" content "</w:tc>"
#define CELL(text) TC("", P(R(text)))
#define EMPTY TC("", P(""))
#define SPAN(n) "<w:gridSpan w:val=\"" n "\"/>"
#define START "<w:vMerge w:val=\"restart\"/>"
#define ON "<w:vMerge/>"

static struct arena *arena;

/* Before any test: an argument may be evaluated before the one that reads. */
__attribute__((constructor)) static void arena_open(void)
{
    arena = arena_create(DOCUMENT_ARENA_BYTES);
}

static struct document *see(const char *body)
{
    return read_made(arena, make_docx(body, NULL, NULL));
}

static void repeats_merged_cells(void)
{
    struct document *d = see(BODY(P(R("前"))
        TBL(TR(TC(SPAN("3"), P(R("台账")))) TR(CELL("序号") CELL("问题") CELL("措施"))
            TR(CELL("1") TC(START, P(R("甲")) P(R("二"))) CELL("丙")) TR(CELL("2") TC(ON, P("")) EMPTY)
            TR(CELL("3") TC(SPAN("2") START, P(R("并")))) TR(CELL("4") TC(SPAN("2") ON, P(""))))
        P(R("后"))));
    CHECK_INT(d->table_count, 1);
    CHECK_TEXT(table_of(arena, d->tables),
               "台账|^台账|^台账\n序号|问题|措施\n1|甲/二|丙\n2|^甲/二|\n3|并|^并\n4|^并|^并\n");
    CHECK_INT(d->tables[0].first_paragraph, 2);
    CHECK_TEXT(d->paragraphs[d->paragraph_count - 1].text, "后");
    const struct cell *repeated = &d->tables[0].cells[10], *own = &d->tables[0].cells[7];
    CHECK_INT(repeated->at.paragraph, own->at.paragraph);
    CHECK_INT(own->paragraphs, 2);
    CHECK_INT(d->paragraphs[own->at.paragraph - 1].row, 3);
    CHECK_INT(d->paragraphs[own->at.paragraph - 1].column, 2);
    CHECK(!d->paragraphs[1].centered);
}

static void drops_columns_nobody_sees(void)
{
    CHECK_TEXT(table_of(arena, see(BODY(TBL(TR(TC(SPAN("2"), P(R("甲"))) TC(SPAN("2"), P(R("乙"))))
                                             TR(TC(SPAN("3"), P(R("丙"))) CELL("丁")))))->tables),
               "甲|乙|^乙\n丙|^丙|丁\n");
    CHECK_TEXT(table_of(arena, see(BODY(TBL(TR(TC(SPAN("5"), P(R("甲"))) CELL("乙")) TR(TC(SPAN("5"), P(R("丙")))
                                                                                        CELL("丁")))))->tables),
               "甲|乙\n丙|丁\n");
}

static void flattens_nested(void)
{
    struct document *d = see(BODY(TBL(TR(CELL("甲") TC("", P(R("外")) TBL(TR(CELL("内") CELL("里"))) P(""))))));
    CHECK_INT(d->table_count, 1);
    CHECK_TEXT(table_of(arena, d->tables), "甲|外/内/里\n");
}

static void looks_through_frames(void)
{
    struct document *d = see(BODY(TBL(TR(TC("", P(R("题")) TBL(TR(CELL("序号") CELL("问题")) TR(CELL("1") CELL("甲"))))))));
    CHECK_INT(d->table_count, 1);
    CHECK_TEXT(table_of(arena, d->tables), "序号|问题\n1|甲\n");
    CHECK_INT(d->paragraphs[0].table, 0);
    CHECK_INT(d->paragraphs[1].table, 1);
}

static void drops_deleted_rows(void)
{
    struct document *d = see(BODY(TBL(TR(CELL("甲")CELL("乙"))
        TR("<w:trPr><w:del w:id=\"1\"/></w:trPr>" CELL("删") CELL("除")) TR(CELL("丙") CELL("丁")))));
    CHECK_TEXT(table_of(arena, d->tables), "甲|乙\n丙|丁\n");
    CHECK_TEXT(paragraphs_of(arena, d), "甲|乙|丙|丁");
}

static void survives_nonsense(void)
{
    see(BODY("<w:tc><w:tcPr><w:gridSpan w:val=\"9\"/></w:tcPr><w:p/></w:tc><w:tr/>" TBL("") TBL(TR(""))
              TBL(TC(SPAN("999999999") ON, P(R("甲"))))
              TBL(TR("<w:trPr><w:gridBefore w:val=\"-5\"/></w:trPr>" TC(SPAN("-1") ON, "")))
              TBL(TR(CELL("甲") "<w:trPr><w:del/></w:trPr>" CELL("乙")))));
}

TESTS({"repeats merged cells", repeats_merged_cells},
      {"drops columns in which no cell begins", drops_columns_nobody_sees},
      {"flattens a table in a cell", flattens_nested},
      {"looks through a frame of one cell", looks_through_frames},
      {"drops deleted rows", drops_deleted_rows},
      {"survives nonsense", survives_nonsense})
