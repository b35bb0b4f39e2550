#include "feature/rectification/lists/lists.h"

#include <unistd.h>

#include "check.h"
#include "document/document.h"
#include "feature/rectification/reading/extraction.h"
#include "zip_text.h"

static const struct lists_measure two_measures[] = {
    {.id = "M1", .text = "制定年度学习计划", .person = "周明", .deadline = "2026-03-31", .state = "进行中"},
    {.id = "M2", .text = "每季度开展一次交流研讨", .person = "吴兰", .result = "已开展两次"},
};

static struct lists_problem examples[] = {
    {.id = "P1", .seq = "1", .source = "巡察", .feedback_date = "2026-01-15", .words = "研讨交流少，以会代学",
     .category = "理论学习", .symptom = "=研讨交流少", .units = "机关党委", .common = "个性", .kind = "限期整改",
     .section = "（一）政治建设方面", .place = "第12段", .first_responsible = "郑立", .leaders = "冯远",
     .departments = "办公室", .persons = "周明；吴兰", .cooperating = "人事处", .cause_route = "制度执行",
     .cause = "学习制度没有落到支部", .goal = "学习经常", .deadline = "2026年6月底前", .progress = "正在整改",
     .evidence = "学习记录", .rules_made = "学习办法", .state = "整改中", .requested = "2026-05-01",
     .reviewer = "孙平", .closed = "2026-06-01", .rechecked = "2026-09-01", .recheck_result = "通过",
     .measures = two_measures, .measure_count = 2},
    {.id = "P2", .seq = "2", .words = "台账不全", .symptom = "台账不全"},
};

static char path[] = "/tmp/mingze-lists-XXXXXX";

static const char *make_path(void)
{
    memcpy(path + sizeof(path) - 7, "XXXXXX", 6);
    close(mkstemp(path));
    return path;
}

static struct lists_array examples_array(void)
{
    return (struct lists_array){examples, ARRAY_SIZE(examples), ARRAY_SIZE(examples), 0};
}

static const struct table *sheet_of(const struct document *document, const char *name)
{
    for (size_t i = 0; i < document->table_count; i++) {
        if (text_equal(document->tables[i].name, name))
            return &document->tables[i];
    }
    check_fail(__FILE__, __LINE__, "no sheet %s", name);
}

/* The cell under a column's title in the n-th row (from 1) below the head. */
static const char *cell(const struct table *table, const char *title, int n)
{
    for (int row = 0; row < table->rows; row++) {
        for (int column = 0; column < table->columns; column++) {
            const struct cell *head = &table->cells[row * table->columns + column];
            if (!head->repeated && text_equal(head->text, title) && row + n < table->rows)
                return table->cells[(row + n) * table->columns + column].text;
        }
    }
    check_fail(__FILE__, __LINE__, "no column %s with %d rows", title, n);
}

static struct document *workbook_back(struct arena *arena, const struct lists_options *options)
{
    struct lists_array array = examples_array();
    struct lists_rows rows = lists_rows_of(&array);
    struct document *document;
    CHECK_DONE(lists_write_workbook(make_path(), options, &rows));
    char name[sizeof(path) + 5];
    snprintf(name, sizeof(name), "%s.xlsx", path);
    rename(path, name);
    CHECK_DONE(document_read_file(arena, name, &document));
    unlink(name);
    return document;
}

static void workbook_is_read_back(void)
{
    struct arena *arena = arena_create(1 << 24);
    struct lists_options options = {.organ = "某局", .note = "筛选：全部；时间：2026-11-23", .paper = 3};
    struct document *document = workbook_back(arena, &options);

    const struct table *problems = sheet_of(document, "问题清单");
    CHECK_TEXT(problems->cells[0].text, "某局问题清单");
    CHECK_TEXT(cell(problems, "序号", 1), "1");
    CHECK_TEXT(cell(problems, "反馈时间", 1), "2026-01-15");
    CHECK_TEXT(cell(problems, "反馈原文", 1), "研讨交流少，以会代学");
    CHECK_TEXT(cell(problems, "问题表现", 1), "=研讨交流少");
    CHECK_TEXT(cell(problems, "立行立改标记", 1), "限期整改");
    CHECK_TEXT(cell(problems, "原文位置", 1), "第12段");
    CHECK_TEXT(cell(problems, "编号", 1), "P1");
    CHECK_TEXT(cell(problems, "反馈原文", 2), "台账不全");
    CHECK_TEXT(cell(problems, "来源", 2), "");

    const struct table *responsibility = sheet_of(document, "责任清单");
    CHECK_TEXT(cell(responsibility, "第一责任人", 1), "郑立");
    CHECK_TEXT(cell(responsibility, "具体责任人", 1), "周明；吴兰");
    CHECK_TEXT(cell(responsibility, "责任领导", 2), "");
    arena_destroy(arena);
}

static void measures_have_a_row_each(void)
{
    struct arena *arena = arena_create(1 << 24);
    struct lists_options options = {.paper = 4};
    const struct table *list = sheet_of(workbook_back(arena, &options), "整改清单");
    CHECK_TEXT(cell(list, "问题序号", 1), "1");
    CHECK_TEXT(cell(list, "问题序号", 2), "1");
    CHECK_TEXT(cell(list, "问题序号", 3), "2");
    CHECK_TEXT(cell(list, "整改措施", 1), "制定年度学习计划");
    CHECK_TEXT(cell(list, "整改措施", 2), "每季度开展一次交流研讨");
    CHECK_TEXT(cell(list, "整改措施", 3), "");
    CHECK_TEXT(cell(list, "措施时限", 1), "2026-03-31");
    CHECK_TEXT(cell(list, "措施编号", 2), "M2");
    CHECK_TEXT(cell(list, "编号", 2), "P1");
    CHECK_TEXT(cell(list, "原因分析", 1), "学习制度没有落到支部");
    CHECK_TEXT(cell(list, "原因分析", 2), "");                /* a long text stands once */
    CHECK_TEXT(cell(list, "状态", 2), "整改中");             /* what one filters by, in each row */
    CHECK_TEXT(cell(list, "整改时限", 1), "2026年6月底前");
    arena_destroy(arena);
}

static void titles_are_settable(void)
{
    struct arena *arena = arena_create(1 << 24);
    struct lists_options options = {.titles = {NULL, "", "销号清单"}, .paper = 3};
    struct document *document = workbook_back(arena, &options);
    sheet_of(document, "问题清单");
    sheet_of(document, "责任清单");
    CHECK_TEXT(sheet_of(document, "销号清单")->cells[0].text, "销号清单");
    CHECK_TEXT(lists_title(&options, LIST_RESPONSIBILITY), "责任清单");
    arena_destroy(arena);
}

static void paper_holds_all_three(void)
{
    struct arena *arena = arena_create(1 << 24);
    for (int paper = 3; paper <= 4; paper++) {
        struct lists_options options = {.note = "筛选：全部", .paper = paper};
        struct lists_array array = examples_array();
        struct lists_rows rows = lists_rows_of(&array);
        CHECK_DONE(lists_write_paper(make_path(), &options, &rows));
        char *body = zip_text(arena, path, "word/document.xml");
        CHECK_INT(count_of(body, "<w:tbl>"), 3);
        CHECK_INT(count_of(body, "<w:sectPr>"), 3);
        CHECK(strstr(body, "1.制定年度学习计划</w:t><w:br/>"));
        CHECK(strstr(body, ">2.每季度开展一次交流研讨</w:t>"));
        CHECK(!strstr(body, ">P1<"));                         /* public ids are not for print */
        unlink(path);
    }
    arena_destroy(arena);
}

/* Every field has a column, and the columns of a list fill the paper. */
static void columns_fit(void)
{
    for (enum lists_list list = 0; list < LIST__COUNT; list++) {
        int a4 = 0, a3 = 0;
        for (int i = 0; i < lists_column_count; i++) {
            if (lists_columns[i].list == list) {
                a4 += lists_columns[i].a4_mm;
                a3 += lists_columns[i].a3_mm;
            }
        }
        CHECK_INT(a4, paper_width_mm(PAPER_A4_LANDSCAPE));
        CHECK_INT(a3, paper_width_mm(PAPER_A3_LANDSCAPE));
    }
    for (size_t at = 0; at < offsetof(struct lists_problem, measures); at += sizeof(char *)) {
        int found = 0;
        for (int i = 0; i < lists_column_count; i++)
            found += !(lists_columns[i].flags & LISTS_OF_MEASURE) && lists_columns[i].at == at;
        if (!found)
            check_fail(__FILE__, __LINE__, "no column shows the field at %zu", at);
    }
}

static int failing_next(void *of, const struct lists_problem **ret)
{
    return fail(UNAVAILABLE, "读到一半断了");
}

static int nothing_to_rewind(void *of)
{
    return DONE;
}

static void failed_rows_leave_no_file(void)
{
    struct lists_rows rows = {failing_next, nothing_to_rewind, NULL};
    struct lists_options options = {.paper = 3};
    make_path();
    unlink(path);
    CHECK_OUTCOME(lists_write_workbook(path, &options, &rows), UNAVAILABLE);
    CHECK(access(path, F_OK) != 0);
    CHECK_OUTCOME(lists_write_paper(path, &options, &rows), UNAVAILABLE);
    CHECK(access(path, F_OK) != 0);
    CHECK_TEXT(error_message(), "读到一半断了");
}

static const char report[] =
    "关于县委巡察反馈意见整改落实情况的报告\n"
    "一、问题整改情况\n"
    "（一）研讨交流少，以会代学。\n";

/* What a reading of `report` gives, with this party and deadline. */
static struct lists_problem row_of(struct arena *arena, const char *responsible, const char *deadline)
{
    static const char *const measures[] = {"制定学习计划"};
    static struct place span = {3, 3, 10};
    struct document *document;
    CHECK_DONE(document_read(arena, "report.txt", report, strlen(report), &document));
    struct extracted_problem problem = {
        .problem = "研讨交流少，以会代学", .measures = measures, .measure_count = 1, .responsible = responsible,
        .deadline = deadline, .section = "一、问题整改情况", .unit = "", .status = "", .causes = "",
        .spans = &span, .span_count = 1, .measure_spans = &span,
    };
    struct extraction extraction = {.problems = &problem, .problem_count = 1,
                                    .title = "关于县委巡察反馈意见整改落实情况的报告"};
    struct lists_array array = {0};
    lists_add_extraction(arena, &array, document, &extraction, NULL);
    lists_add_extraction(arena, &array, document, &extraction, "甲.txt");
    CHECK_INT(array.n, 2);
    CHECK_TEXT(array.items[1].seq, "2");
    CHECK_TEXT(array.items[1].place, "甲.txt 第3段");
    return array.items[0];
}

static void document_gives_its_own_words(void)
{
    struct arena *arena = arena_create(1 << 24);
    struct lists_problem row = row_of(arena, "", "2024年12月底");
    CHECK_TEXT(row.seq, "1");
    CHECK_TEXT(row.source, "巡察");
    CHECK_TEXT(row.words, "研讨交流少，以会代学");
    CHECK_TEXT(row.symptom, "研讨交流少，以会代学");
    CHECK_TEXT(row.place, "第3段");
    CHECK_TEXT(row.deadline, "2024年12月底");
    CHECK_TEXT(row.kind, "限期整改");
    CHECK_TEXT(row.measures[0].text, "制定学习计划");
    CHECK(!row.leaders && !row.departments && !row.persons && !row.cooperating);    /* nothing guessed */
    CHECK(!row.goal && !row.category && !row.feedback_date && !row.state);
    CHECK(!row_of(arena, "", "").kind);
    CHECK_TEXT(row_of(arena, "", "立行立改").kind, "立行立改");
    CHECK_TEXT(row_of(arena, "", "長期堅持").kind, "长期坚持");
    arena_destroy(arena);
}

static void parties_find_their_column(void)
{
    struct arena *arena = arena_create(1 << 24);
    struct lists_problem row = row_of(arena, "责任领导：冯远；责任单位：办公室、人事处；责任人：周明；配合单位：财务处", "");
    CHECK_TEXT(row.leaders, "冯远");
    CHECK_TEXT(row.departments, "办公室、人事处");
    CHECK_TEXT(row.persons, "周明");
    CHECK_TEXT(row.cooperating, "财务处");
    CHECK_TEXT(row_of(arena, "县财政局、县水利局", "").departments, "县财政局、县水利局");
    CHECK_TEXT(row_of(arena, "东川市", "").departments, "东川市");
    CHECK_TEXT(row_of(arena, "财务负责人", "").persons, "财务负责人");
    CHECK_TEXT(row_of(arena, "周明（办公室主任）", "").persons, "周明（办公室主任）");
    CHECK_TEXT(row_of(arena, "牵头单位：办公室；人事处；責任人：周明", "").departments, "办公室；人事处");
    CHECK_TEXT(row_of(arena, "牵头单位：办公室；人事处；責任人：周明", "").persons, "周明");
    CHECK_TEXT(row_of(arena, "责任领导：冯远；责任领导：郑立", "").leaders, "冯远；郑立");
    arena_destroy(arena);
}

TESTS({"a document gives its own words", document_gives_its_own_words},
      {"parties find their column", parties_find_their_column},
      {"a workbook is read back", workbook_is_read_back},
      {"measures have a row each", measures_have_a_row_each},
      {"titles are settable", titles_are_settable},
      {"paper holds all three", paper_holds_all_three},
      {"columns fit the paper, every field has one", columns_fit},
      {"rows that fail leave no file", failed_rows_leave_no_file})
