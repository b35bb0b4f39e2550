#include "feature/rectification/lists/lists_command.h"

#include <unistd.h>

#include "check.h"
#include "zip_text.h"

static const char report[] =
    "某局党组关于巡察整改情况的通报\n"
    "二、巡察反馈问题整改情况\n"
    "1.关于“理论学习不够深入”的问题。\n"
    "整改情况：一是制定学习计划。二是开展交流研讨。\n"
    "责任单位：办公室\n"
    "完成时限：2026年6月底前\n"
    "2.关于“台账不规范”的问题。\n"
    "整改情况：一是完善台账。\n";

static char folder[] = "/tmp/mingze-lists-XXXXXX";
static char said[4096];

static const char *in_folder(struct arena *arena, const char *name)
{
    return arena_printf(arena, "%s/%s", folder, name);
}

static void folder_make(struct arena *arena, const char *text)
{
    memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
    CHECK(mkdtemp(folder));
    FILE *file = fopen(in_folder(arena, "a.txt"), "w");
    fputs(text, file);
    fclose(file);
}

static void folder_remove(struct arena *arena)
{
    static const char *const names[] = {"a.txt", "out.xlsx", "out.docx", "out.pdf"};
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        unlink(in_folder(arena, names[i]));
    rmdir(folder);
}

/* Runs the command on these files; what it said is in `said`. */
static int run(struct arena *arena, const char *output, const char *title3, const char *const *files, int n)
{
    static const struct command row = {.name = "lists", .options = lists_command_options, .run = lists_run};
    const char *values[8] = {NULL};
    for (int i = 0; lists_command_options[i].name; i++) {
        if (text_equal(lists_command_options[i].name, "output"))
            values[i] = in_folder(arena, output);
        if (text_equal(lists_command_options[i].name, "title3"))
            values[i] = title3;
    }
    memset(said, 0, sizeof(said));
    FILE *err = fmemopen(said, sizeof(said) - 1, "w");
    struct command_call call = {.arena = arena, .command = &row, .arguments = files, .argument_count = n,
                                .values = values, .out = stdout, .err = err};
    int status = lists_run(&call);
    fclose(err);
    return status;
}

static void document_becomes_lists(void)
{
    struct arena *arena = arena_create(64 << 20);
    folder_make(arena, report);
    const char *const files[] = {in_folder(arena, "a.txt")};
    CHECK_INT(run(arena, "out.xlsx", "任务清单", files, 1), 0);
    CHECK_TEXT(said, "");
    char *problems = zip_text(arena, in_folder(arena, "out.xlsx"), "xl/worksheets/sheet1.xml");
    CHECK(strstr(problems, "<t>理论学习不够深入</t>"));
    CHECK(strstr(problems, "<t>第3段</t>"));
    CHECK(strstr(problems, "来源文件：a.txt；筛选：全部，共2个问题；生成时间："));
    char *rectification = zip_text(arena, in_folder(arena, "out.xlsx"), "xl/worksheets/sheet3.xml");
    CHECK(strstr(rectification, "制定学习计划"));
    CHECK(strstr(rectification, "2026年6月底前"));
    CHECK(strstr(zip_text(arena, in_folder(arena, "out.xlsx"), "xl/workbook.xml"), "name=\"任务清单\""));
    CHECK_INT(run(arena, "out.docx", NULL, files, 1), 0);
    CHECK(strstr(zip_text(arena, in_folder(arena, "out.docx"), "word/document.xml"), "开展交流研讨"));
    folder_remove(arena);
    arena_destroy(arena);
}

static void one_bad_file_stops_all(void)
{
    struct arena *arena = arena_create(64 << 20);
    folder_make(arena, report);
    const char *const files[] = {in_folder(arena, "a.txt"), in_folder(arena, "missing.docx")};
    CHECK_INT(run(arena, "out.xlsx", NULL, files, 2), 1);
    CHECK(strstr(said, "missing.docx"));
    CHECK(strstr(said, "有1个文件没有读成"));
    CHECK(access(in_folder(arena, "out.xlsx"), F_OK) != 0);
    folder_remove(arena);
    arena_destroy(arena);
}

static void marked_secret_is_refused(void)
{
    struct arena *arena = arena_create(64 << 20);
    folder_make(arena, "机密★1年\n关于巡察反馈问题的通报\n1.关于“学习不够”的问题。\n");
    const char *const files[] = {in_folder(arena, "a.txt")};
    CHECK_INT(run(arena, "out.xlsx", NULL, files, 1), 1);
    CHECK(strstr(said, "密级"));
    folder_remove(arena);
    arena_destroy(arena);
}

static void unknown_format_is_wrong_use(void)
{
    struct arena *arena = arena_create(64 << 20);
    folder_make(arena, report);
    const char *const files[] = {in_folder(arena, "a.txt")};
    CHECK_INT(run(arena, "out.pdf", NULL, files, 1), 2);
    CHECK(strstr(said, ".xlsx 或 .docx"));
    folder_remove(arena);
    arena_destroy(arena);
}

TESTS({"a document becomes lists", document_becomes_lists},
      {"one file that cannot be read stops all", one_bad_file_stops_all},
      {"a document with a 密级 mark is refused", marked_secret_is_refused},
      {"an unknown format is wrong use", unknown_format_is_wrong_use})
