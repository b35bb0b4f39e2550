/* Whole documents: tests/data/feedback holds NAME.txt and what is to be read from it, NAME.gold.tsv
 * (seq, problem, measures joined by " || ", responsible, deadline, section). */
#include "feature/rectification/reading/extraction.h"

#include <glob.h>

#include "feature/rectification/reading/fold.h"
#include "reading.h"

static char *read_file(struct arena *arena, const char *path)
{
    FILE *f = fopen(path, "r");
    if (!f)
        check_fail(__FILE__, __LINE__, "cannot open %s", path);
    struct buffer b = buffer_in(arena);
    char piece[4096];
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        buffer_add(&b, piece, n);
    fclose(f);
    return b.p ? b.p : arena_strdup(arena, "");
}

/* Letters and digits only. */
static char *bare(struct arena *arena, const char *s)
{
    struct buffer b = buffer_in(arena);
    for (uint32_t c; (c = utf8_next(&s)) != 0;)
        if (utf8_is_han(c) || (c < 0x80 && ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))))
            buffer_addu(&b, c);
    return b.p ? b.p : arena_strdup(arena, "");
}

static char *next_cell(char **line)
{
    char *cell = *line;
    char *end = strpbrk(cell, "\t");
    *line = end ? end + 1 : cell + strlen(cell);
    if (end)
        *end = '\0';
    return cell;
}

static void check_measures(struct arena *arena, const char *path, const struct extracted_problem *p, char *wanted)
{
    size_t n = 0;
    while (*wanted) {
        char *end = strstr(wanted, " || ");
        if (end)
            *end = '\0';
        if (n >= p->measure_count)
            check_fail(__FILE__, __LINE__, "%s: %s: measure missing: %s", path, p->problem, wanted);
        CHECK_TEXT(bare(arena, p->measures[n]), bare(arena, wanted));
        n++;
        wanted = end ? end + 4 : wanted + strlen(wanted);
    }
    if (n != p->measure_count)
        check_fail(__FILE__, __LINE__, "%s: %s: measure too many: %s", path, p->problem, p->measures[n]);
}

static void check_document(const char *gold)
{
    struct document *document;
    struct extraction *e;
    struct buffer path;
    arena_destroy(reading_arena);
    reading_arena = arena_create(256u << 20);
    path = buffer_in(reading_arena);
    buffer_add(&path, gold, strlen(gold) - strlen(".gold.tsv"));
    buffer_adds(&path, ".txt");
    CHECK_DONE(document_read_file(reading_arena, path.p, &document));
    CHECK_DONE(extraction_read(reading_arena, document, &e));
    char *rows = strchr(read_file(reading_arena, gold), '\n') + 1;
    size_t n = 0;
    while (*rows) {
        char *line = rows, *end = strchr(rows, '\n');
        rows = end ? end + 1 : rows + strlen(rows);
        if (end)
            *end = '\0';
        next_cell(&line);
        char *problem = next_cell(&line);
        if (n >= e->problem_count)
            check_fail(__FILE__, __LINE__, "%s: missing: %s", path.p, problem);
        const struct extracted_problem *p = &e->problems[n++];
        CHECK_TEXT(bare(reading_arena, p->problem), bare(reading_arena, problem));
        check_measures(reading_arena, path.p, p, next_cell(&line));
        CHECK_TEXT(p->responsible, next_cell(&line));
        CHECK_TEXT(p->deadline, next_cell(&line));
    }
    if (n != e->problem_count)
        check_fail(__FILE__, __LINE__, "%s: too many: %s", path.p, e->problems[n].problem);
}

static void documents_give_what_stands_in_them(void)
{
    glob_t found;
    CHECK_INT(glob("tests/data/feedback/*.gold.tsv", 0, NULL, &found), 0);
    CHECK(found.gl_pathc > 180);
    for (size_t i = 0; i < found.gl_pathc; i++)
        check_document(found.gl_pathv[i]);
    globfree(&found);
}

static struct extraction *read_text(const char *text)
{
    struct extraction *e;
    struct document *document = reading_document(text);
    CHECK_DONE(extraction_read(reading_arena, document, &e));
    return e;
}

static void spans_lead_back_to_the_words(void)
{
    static const char text[] = "通报\n二、整改情况\n1.关于“監(jiān)督不力”的问题\n整改情况：已通报。\n";
    struct extraction *e = read_text(text);
    CHECK_INT((int64_t)e->problem_count, 1);
    CHECK_TEXT(e->problems[0].problem, "監督不力");
    CHECK_INT(e->problems[0].spans[0].paragraph, 3);
    CHECK_INT(e->problems[0].spans[0].offset, 5);
    CHECK_INT(e->problems[0].spans[0].length, 10);
}

static void a_stated_total_is_compared(void)
{
    struct extraction *e = read_text("巡察组反馈了4个方面18个问题34个具体问题。\n二、巡察反馈问题整改情况\n1.关于“学习不深”的问题\n整改情况：制定计划。\n");
    CHECK_INT((int64_t)e->total_count, 1);
    CHECK_INT(e->totals[0].groups, 4);
    CHECK_INT(e->totals[0].problems, 18);
    CHECK_INT(e->totals[0].specific_problems, 34);
    CHECK_TEXT(e->warning, "文件称“4个方面18个问题34个具体问题”，读出1个问题，请核对");
    e = read_text("巡察组反馈了1个问题。\n二、巡察反馈问题整改情况\n1.关于“学习不深”的问题\n整改情况：制定计划。\n");
    CHECK(!e->warning);
}

static void old_problems_quoted_by_code_are_in_no_total(void)
{
    struct extraction *e = read_text("巡察组反馈了1个问题。\n二、巡察反馈问题整改情况\n问题1：整改不彻底，2个问题反弹。\n整改情况：逐项重新整改。\n"
        "1-2，账目不清。整改情况：重新建账。\n1-4，票据不全。整改情况：补齐票据。\n");
    CHECK_INT((int64_t)e->problem_count, 3);
    CHECK(!e->warning);
}

static void the_title_is_the_document_s_own(void)
{
    static const struct { const char *text, *title; } rows[] = {
        { "当前位置：首页 > 公开\n中共南山县水利局党组\n关于巡察整改情况的通报\n来源：县纪委\n根据部署，现予公布。\n", "中共南山县水利局党组关于巡察整改情况的通报" },
        { "关于检查情况的通报\n各支部：\n一、总体情况\n", "关于检查情况的通报" },
        { "一、整改落实情况\n1.关于“学习不深”的问题\n", "" },
        { "按照部署，巡察组反馈了情况。\n二、存在问题\n", "" },
        { "附件2\n\n南山镇整改台账\n", "南山镇整改台账" },
        { "巡 察 公 告\n现将有关事项公告如下。\n", "巡 察 公 告" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        CHECK_TEXT(read_text(rows[i].text)->title, rows[i].title);
}

static void a_repeated_problem_is_one_row(void)
{
    struct extraction *e = read_text("一、存在的问题\n一是学习不够深入。读文件多，研讨少。二是作风不够扎实。\n附件\n整改清单\n1.问题：学习不够深入\n整改措施：制定计划，每月研讨。\n责任人：甲某　完成时限：6月底\n");
    CHECK_INT((int64_t)e->problem_count, 2);
    CHECK_INT((int64_t)e->problems[0].measure_count, 1);
    CHECK_TEXT(e->problems[0].responsible, "甲某");
    CHECK_TEXT(e->problems[0].deadline, "6月底");
}

static void nothing_is_no_problem(void)
{
    CHECK_INT((int64_t)read_text("")->problem_count, 0);
    CHECK_INT((int64_t)read_text("\n\n一、\n（一）\n1.\n整改情况：\n")->problem_count, 0);
    CHECK_TEXT(read_text("关于表彰先进的通知\n一、表彰对象\n")->title, "关于表彰先进的通知");
}

TESTS({ "documents give what stands in them", documents_give_what_stands_in_them },
      { "spans lead back to the words", spans_lead_back_to_the_words }, { "a stated total is compared", a_stated_total_is_compared },
      { "old problems quoted by code are in no total", old_problems_quoted_by_code_are_in_no_total }, { "the title is the document's own", the_title_is_the_document_s_own },
      { "a repeated problem is one row", a_repeated_problem_is_one_row }, { "nothing is no problem", nothing_is_no_problem })
