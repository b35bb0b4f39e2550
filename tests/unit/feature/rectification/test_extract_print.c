#include "feature/rectification/reading/extract_print.h"

#include <jansson.h>
#include <sys/stat.h>

#include "reading.h"

static char *printed;

static const struct extraction *example(void)
{
    static const char *const measures[] = {"制定“计划”", "每月\t检查\n并通报"};
    static struct place spans[] = {{3, 5, 8}, {4, 0, 2}};
    static struct extracted_problem problems[] = {
        {.problem = "学习不深入", .measures = measures, .measure_count = 2, .responsible = "甲某", .deadline = "6月底", .section = "一、学习",
         .unit = "乙局", .status = "已完成", .causes = "没有计划", .spans = spans, .span_count = 2},
        {.problem = "作风\t不实", .responsible = "", .deadline = "", .section = "", .unit = "", .status = "", .causes = ""},
    };
    static const struct extraction e = {.problems = problems, .problem_count = 2, .title = "通报", .number = "云巡〔2026〕7号",
                                        .issuer = "省委第三巡视组", .date = "2026-07-06"};
    return &e;
}

static const char *print(void (*as)(FILE *, const char *, const struct extraction *), const char *document, const struct extraction *e)
{
    size_t n;
    free(printed);
    FILE *out = open_memstream(&printed, &n);
    as(out, document, e);
    fclose(out);
    return printed;
}

static void an_object_a_line(void)
{
    static const struct { const char *name, *wanted; } texts[] = {
        {"document", "a\"b\n.txt"}, {"problem", "学习不深入"}, {"responsible", "甲某"}, {"deadline", "6月底"}, {"section", "一、学习"}, {"unit", "乙局"},
        {"status", "已完成"}, {"causes", "没有计划"}, {"title", "通报"}, {"number", "云巡〔2026〕7号"}, {"issuer", "省委第三巡视组"}, {"date", "2026-07-06"},
    };
    const char *lines = print(extract_print_jsonl, "a\"b\n.txt", example()), *second = strchr(lines, '\n') + 1;
    json_t *first = json_loadb(lines, (size_t)(second - lines), 0, NULL), *last = json_loads(second, 0, NULL);
    CHECK(first && last);
    CHECK_INT(second[strlen(second) - 1], '\n');
    CHECK(strchr(second, '\n') == second + strlen(second) - 1);
    CHECK_INT((int64_t)json_object_size(first), 15);
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        CHECK_TEXT(json_string_value(json_object_get(first, texts[i].name)), texts[i].wanted);
    CHECK_INT(json_integer_value(json_object_get(first, "seq")), 1);
    CHECK_INT(json_integer_value(json_object_get(last, "seq")), 2);
    CHECK_TEXT(json_string_value(json_array_get(json_object_get(first, "measures"), 1)), "每月\t检查\n并通报");
    json_t *span = json_array_get(json_object_get(first, "spans"), 1);
    CHECK_INT(json_integer_value(json_array_get(span, 0)), 4);
    CHECK_INT(json_integer_value(json_array_get(span, 1)), 0);
    CHECK_INT(json_integer_value(json_array_get(span, 2)), 2);
    CHECK_INT((int64_t)json_array_size(json_object_get(last, "measures")), 0);
    CHECK_INT((int64_t)json_array_size(json_object_get(last, "spans")), 0);
    json_decref(first);
    json_decref(last);
}

/* A cell's own tabs and line breaks would make another row of it. */
static void a_row_a_problem(void)
{
    CHECK_TEXT(print(extract_print_tsv, "a\t.txt", example()),
               "a .txt\t1\t学习不深入\t制定“计划”；每月 检查 并通报\t甲某\t6月底\t已完成\t一、学习\na .txt\t2\t作风 不实\t\t\t\t\t\n");
    CHECK_TEXT(print(extract_print_tsv, "a", &(struct extraction){0}), "");
}

/* --- files --- */

static char path[64], *out_text, *err_text;

static int file(const char *content, const char *format)
{
    size_t out_n, err_n;
    free(out_text), free(err_text);
    FILE *out = open_memstream(&out_text, &out_n), *err = open_memstream(&err_text, &err_n), *f;
    snprintf(path, sizeof path, "/tmp/mingze-extract-%d.txt", (int)getpid());
    if (content) {
        CHECK((f = fopen(path, "w")));
        fputs(content, f);
        fclose(f);
    }
    int outcome = extract_file(out, err, path, format);
    fclose(out), fclose(err);
    remove(path);
    return outcome;
}

static void a_file_is_read_and_printed(void)
{
    CHECK_DONE(file("二、存在的问题\n1.学习不深入\n", "tsv"));
    CHECK(strstr(out_text, "\t1\t学习不深入\t"));
    CHECK_TEXT(err_text, "");
    CHECK_DONE(file("二、存在的问题\n1.学习不深入\n", "jsonl"));
    CHECK(strstr(out_text, "\"problem\": \"学习不深入\""));
    CHECK_DONE(file("没有问题。\n", "jsonl"));
    CHECK_TEXT(out_text, "");
}

static void what_is_wrong_is_one_line_beside_it(void)
{
    CHECK(file(NULL, "tsv") > 0);
    CHECK(!strncmp(err_text, path, strlen(path)) && strchr(err_text, '\n') == err_text + strlen(err_text) - 1);
    CHECK_TEXT(out_text, "");
    CHECK_DONE(file("巡察组反馈了3个问题。\n二、存在的问题\n1.学习不深入\n", "tsv"));
    CHECK(strstr(out_text, "学习不深入"));
    CHECK_TEXT(err_text + strlen(path), "：文件称“3个问题”，读出1个问题，请核对\n");
}

/* This system may hold no classified paper: not even on the terminal. */
static void a_classified_paper_is_refused(void)
{
    CHECK_OUTCOME(file("机密★1年\n巡察情况通报\n二、存在的问题\n1.学习不深入\n", "tsv"), DENIED);
    CHECK_TEXT(err_text + strlen(path), "：文件标有密级，不能在本系统处理\n");
    CHECK_TEXT(out_text, "");
}

TESTS({"an object a line", an_object_a_line}, {"a row a problem", a_row_a_problem}, {"a file is read and printed", a_file_is_read_and_printed},
      {"what is wrong is one line beside it", what_is_wrong_is_one_line_beside_it}, {"a classified paper is refused", a_classified_paper_is_refused})
