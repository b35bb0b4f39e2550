#include "feature/rectification/lists/lists.h"

#include "base/base.h"
#include "check.h"
#include "document/document.h"
#include "feature/rectification/reading/extraction.h"

static struct arena *arena;

static struct document *plain(const char *text)
{
    struct document *document;
    arena_destroy(arena);
    arena = arena_create(1 << 24);
    CHECK_DONE(document_read(arena, "report.txt", text, strlen(text), &document));
    return document;
}

/* One problem as the reading would give it, and its row. */
static struct lists_problem row(struct extracted_problem problem, const char *title, const char *name)
{
    struct document *document = plain("第一段\n第二段的话\n第三段\n");
    struct lists_array array = {0};
    if (!problem.problem)
        problem.problem = "学习不深入";
    const char **texts[] = {&problem.responsible, &problem.deadline, &problem.section, &problem.unit, &problem.status, &problem.causes};
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        *texts[i] = *texts[i] ? *texts[i] : "";
    struct extraction e = {.problems = &problem, .problem_count = 1, .title = title};
    lists_add_extraction(arena, &array, document, &e, name);
    CHECK_INT((int64_t)array.n, 1);
    return array.items[0];
}

static void whom_a_label_or_a_name_means(void)
{
    static const struct { const char *words, *leaders, *departments, *persons, *cooperating; } rows[] = {
        {"责任领导：冯远；责任单位：办公室；责任人：周明；配合单位：财务处", "冯远", "办公室", "周明", "财务处"},
        {"第一责任人：冯远；责任人：周明", "冯远", NULL, "周明", NULL}, {"分管负责同志：冯远", "冯远", NULL, NULL, NULL},
        {"负责人：周明；联系人：吴越；经办：郑立", NULL, NULL, "周明；吴越；郑立", NULL},
        {"协办单位：财务处；协同部门：人事处", NULL, NULL, NULL, "财务处；人事处"},
        {"牵头处室：办公室", NULL, "办公室", NULL, NULL}, {"責任單位：财务處", NULL, "财务處", NULL, NULL},
        /* without a label, or with one that leaves it open: by the name's end */
        {"县财政局、县水利局", NULL, "县财政局、县水利局", NULL, NULL}, {"办公室（主任周明）", NULL, "办公室（主任周明）", NULL, NULL},
        {"周明", NULL, NULL, "周明", NULL}, {"财务处和周明", NULL, "财务处和周明", NULL, NULL}, {"牵头：水务集团", NULL, "水务集团", NULL, NULL},
        {"牵头：周明", NULL, NULL, "周明", NULL}, {"", NULL, NULL, NULL, NULL}, {"责任人：", NULL, NULL, NULL, NULL},
        /* a value may hold the mark that parts labels */
        {"责任单位：办公室；人事处；责任人：周明；吴越", NULL, "办公室；人事处", "周明；吴越", NULL},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct lists_problem r = row((struct extracted_problem){.responsible = rows[i].words}, "通报", NULL);
        const char *const got[] = {r.leaders, r.departments, r.persons, r.cooperating};
        const char *const wanted[] = {rows[i].leaders, rows[i].departments, rows[i].persons, rows[i].cooperating};
        for (int k = 0; k < 4; k++)
            if ((got[k] != NULL) != (wanted[k] != NULL) || (got[k] && strcmp(got[k], wanted[k])))
                check_fail(__FILE__, __LINE__, "%s: column %d is %s", rows[i].words, k, got[k] ? got[k] : "empty");
    }
}

/* The kind of feedback that the title names, where it names one only. */
static void the_title_names_the_source(void)
{
    static const struct { const char *title, *source; } rows[] = {
        {"关于县委巡察反馈意见整改情况的报告", "巡察"}, {"审计整改情况", "审计"}, {"审计和巡察整改情况", NULL}, {"關於督查情况的通報", "督查"},
        {"其他事项", NULL}, {"", NULL},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK_TEXT(row((struct extracted_problem){0}, rows[i].title, NULL).source, rows[i].source);
}

static void paragraphs_are_named_as_people_do(void)
{
    static struct place spans[] = {{3, 0, 1}, {4, 0, 1}, {5, 0, 1}, {7, 0, 1}, {7, 3, 1}, {9, 0, 1}};
    static const struct { size_t from, n; const char *name, *wanted; } rows[] = {
        {0, 1, NULL, "第3段"}, {0, 3, NULL, "第3—5段"}, {0, 4, NULL, "第3—5、7段"}, {3, 2, NULL, "第7段"}, {2, 4, NULL, "第5、7、9段"},
        {0, 1, "甲.txt", "甲.txt 第3段"}, {0, 0, "甲.txt", NULL},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK_TEXT(row((struct extracted_problem){.spans = spans + rows[i].from, .span_count = rows[i].n}, "通报", rows[i].name).place, rows[i].wanted);
}

static void the_words_are_the_document_s_own(void)
{
    static struct place spans[] = {{1, 0, 2}, {2, 3, 2}};
    CHECK_TEXT(row((struct extracted_problem){.spans = spans, .span_count = 2}, "通报", NULL).words, "第一的话");
    CHECK_TEXT(row((struct extracted_problem){0}, "通报", NULL).words, "学习不深入");
}

static void what_is_not_said_stays_empty(void)
{
    static const char *const measures[] = {"制定计划", "每月检查"};
    struct lists_problem r = row((struct extracted_problem){.deadline = "2024年12月底", .section = "一、学习", .unit = "乙局", .status = "已完成",
                                                            .causes = "没有计划", .measures = measures, .measure_count = 2}, "通报", NULL);
    CHECK_TEXT(r.kind, "限期整改");
    CHECK_TEXT(r.deadline, "2024年12月底");
    CHECK_TEXT(r.section, "一、学习");
    CHECK_TEXT(r.units, "乙局");
    CHECK_TEXT(r.progress, "已完成");
    CHECK_TEXT(r.cause, "没有计划");
    CHECK_INT((int64_t)r.measure_count, 2);
    CHECK_TEXT(r.measures[1].text, "每月检查");
    CHECK(!r.id && !r.goal && !r.category && !r.feedback_date && !r.state && !r.measures[0].id && !r.measures[0].person);
    CHECK(!row((struct extracted_problem){0}, "通报", NULL).kind);
}

static void numbers_go_on_from_document_to_document(void)
{
    struct document *document = plain("第一段\n");
    struct extracted_problem problems[2];
    for (int i = 0; i < 2; i++)
        problems[i] = (struct extracted_problem){.problem = "甲", .responsible = "", .deadline = "", .section = "", .unit = "", .status = "", .causes = ""};
    struct extraction e = {.problems = problems, .problem_count = 2, .title = ""};
    struct lists_array array = {0};
    lists_add_extraction(arena, &array, document, &e, "甲.txt");
    lists_add_extraction(arena, &array, document, &e, "乙.txt");
    CHECK_INT((int64_t)array.n, 4);
    CHECK_TEXT(array.items[0].seq, "1");
    CHECK_TEXT(array.items[3].seq, "4");
}

TESTS({"whom a label or a name means", whom_a_label_or_a_name_means}, {"the title names the source", the_title_names_the_source},
      {"paragraphs are named as people do", paragraphs_are_named_as_people_do},
      {"the words are the document's own", the_words_are_the_document_s_own}, {"what is not said stays empty", what_is_not_said_stays_empty},
      {"numbers go on from document to document", numbers_go_on_from_document_to_document})
