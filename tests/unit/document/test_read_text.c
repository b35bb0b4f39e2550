#include "made_document.h"

static struct arena *arena;

/* Before any test: an argument may be evaluated before the one that reads. */
__attribute__((constructor)) static void arena_open(void)
{
    arena = arena_create(DOCUMENT_ARENA_BYTES);
}

static struct document *read_as(const char *name, const char *text)
{
    struct document *d;
    CHECK_DONE(document_read(arena, name, text, strlen(text), &d));
    return d;
}

static struct document *see(const char *text)
{
    return read_as("a.txt", text);
}

static void keeps_lines(void)
{
    struct document *d = see(" 一、总则\r\n\r\n　　正文\t\n末行");
    CHECK_TEXT(d->format, "text");
    CHECK_TEXT(d->encoding, "UTF-8");
    CHECK_TEXT(paragraphs_of(arena, d), " 一、总则||　　正文\t|末行");
    CHECK_INT(d->table_count, 0);
    CHECK_TEXT(paragraphs_of(arena, see("甲\r乙\r")), "甲|乙");
    CHECK_INT(see("")->paragraph_count, 0);
}

static void finds_pasted_table(void)
{
    struct document *d = see("说明\n序号\t问题\t措施\n1\t甲𠮷\t丙\n\t\t丁\n完");
    CHECK_INT(d->table_count, 1);
    CHECK_TEXT(table_of(arena, d->tables), "序号|问题|措施\n1|甲𠮷|丙\n||丁\n");
    CHECK_INT(d->tables[0].first_paragraph, 2);
    CHECK_INT(d->tables[0].last_paragraph, 4);
    CHECK_INT(d->paragraphs[0].table, 0);
    CHECK_INT(d->paragraphs[2].table, 1);
    CHECK_INT(d->paragraphs[2].row, 2);
    CHECK_INT(d->paragraphs[2].column, 0);
    struct place at = d->tables[0].cells[5].at;
    CHECK_INT(at.paragraph, 3);
    CHECK_INT(at.offset, 5);
    CHECK_INT(at.length, 1);
    CHECK_TEXT(document_text_at(arena, d, at), "丙");
    CHECK_TEXT(document_text_at(arena, d, d->tables[0].cells[4].at), "甲𠮷");
}

static void joins_quoted_cells(void)
{
    struct document *d = see("序号\t措施\t时限\n1\t\"1.一；\n2.说\"\"好\"\"。\"\t6月底\n2\t\"引号\"开头\t长期\n");
    const struct table *t = d->tables;
    CHECK_INT(d->table_count, 1);
    CHECK_TEXT(table_of(arena, t), "序号|措施|时限\n1|1.一；/2.说\"好\"。|6月底\n2|\"引号\"开头|长期\n");
    CHECK_INT(t->cells[4].paragraphs, 2);
    CHECK_TEXT(document_text_at(arena, d, t->cells[4].at), "1.一；");
    CHECK_INT(t->cells[5].at.paragraph, 3);
    CHECK_TEXT(document_text_at(arena, d, t->cells[5].at), "6月底");
    CHECK_INT(d->paragraphs[2].row, 2);
}

static void joins_cells_whose_lines_got_bars(void)
{
    struct document *d = see("| 序号 | 问题 | 措施 |\n|---|---|---|\n| 1 | 监管缺位，\n| 个别\n| 失管 | 排查 |\n| 2 | 乙 | 丙 |");
    CHECK_INT(d->tables[0].rows, 3);
    CHECK_TEXT(d->tables[0].cells[4].text, "监管缺位，\n个别\n失管");
    CHECK_TEXT(d->tables[0].cells[5].text, "排查");
}

static void joins_broken_cells(void)
{
    struct document *d = see("序号\t问题\t措施\t时限\n1\t甲\t1.一；\n2.二；\t6月底\n2\t乙\t丙\t长期\n坚持\n3\t丁\t戊\t己\n");
    CHECK_TEXT(table_of(arena, d->tables), "序号|问题|措施|时限\n1|甲|1.一；/2.二；|6月底\n2|乙|丙|长期/坚持\n3|丁|戊|己\n");
    /* cells left out at the end of a row are not what is broken off the next one */
    d = see("序号\t问题\t措施\t时限\t备注\n1\t甲\t丙\n2\t乙\t丁\n");
    CHECK_TEXT(table_of(arena, d->tables), "序号|问题|措施|时限|备注\n1|甲|丙||\n2|乙|丁||\n");
}

static void reads_markdown(void)
{
    struct document *d = see("| 序号 | 问题 |措施|\n|---|:--|--|\n| 1 | 甲 | 一；\n二； |\n|2||丙|\n后文");
    CHECK_TEXT(table_of(arena, d->tables), "序号|问题|措施\n1|甲|一；/二；\n2||丙\n");
    CHECK_TEXT(document_text_at(arena, d, d->tables[0].cells[4].at), "甲");
    CHECK_INT(d->tables[0].last_paragraph, 5);
    CHECK_TEXT(table_of(arena, see("序号|问题|措施\n1|甲|乙\n")->tables), "序号|问题|措施\n1|甲|乙\n");
}

static void leaves_prose_alone(void)
{
    CHECK_INT(see("1.\t第一项\n2.\t第二项\n")->table_count, 0);
    CHECK_INT(see("一、总则\t1\n二、附则\t3\n")->table_count, 0);
    CHECK_INT(see("\t缩进的一段\n\t又一段\n")->table_count, 0);
    CHECK_INT(see("首页 | 新闻 | 党建\n正文\n")->table_count, 0);
    CHECK_INT(see("姓名\t职务\n")->table_count, 0);
}

static void bounds_columns(void)
{
    char *wide = arena_alloc(arena, 4001);
    memset(wide, '\t', 4000);
    wide[1000] = wide[2000] = '\n';
    CHECK_INT(see(wide)->table_count, 0);
    memset(wide, '|', 4000);
    wide[1000] = wide[2000] = '\n';
    CHECK_INT(see(wide)->table_count, 0);
}

TESTS({"keeps lines as they are", keeps_lines},
      {"finds a pasted table", finds_pasted_table},
      {"joins quoted cells over lines", joins_quoted_cells},
      {"joins cells broken without quotes", joins_broken_cells},
      {"joins cells whose lines got bars", joins_cells_whose_lines_got_bars},
      {"reads tables in markdown", reads_markdown},
      {"leaves lists and contents alone", leaves_prose_alone},
      {"bounds columns", bounds_columns})
