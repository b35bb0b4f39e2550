/* mingze lists FILE… -o OUT: from feedback documents to the three lists, without a database. */
#include "feature/rectification/lists/lists_command.h"

#include <string.h>

#include "feature/rectification/reading/extraction.h"
#include "feature/rectification/lists/lists.h"
#include "feature/rectification/private.h"

const struct option lists_command_options[] = {
    {"output", 'o', OPTION_PATH, "OUT.xlsx", "写到哪里：.xlsx 是一个工作簿三张表，.docx 是公文格式的三张表", .required = true},
    {"title1", 0, OPTION_TEXT, "名称", "第一张清单的名称，不写是“问题清单”"},
    {"title2", 0, OPTION_TEXT, "名称", "第二张清单的名称，不写是“责任清单”"},
    {"title3", 0, OPTION_TEXT, "名称", "第三张清单的名称，不写是“整改清单”；有的地方叫“任务清单”“销号清单”"},
    {"organ", 0, OPTION_TEXT, "单位", "标题前的单位名称"},
    {"paper", 0, OPTION_CHOICE, "a3", "纸张，横排，不写是 a3", .choices = "a3 a4"},
    {0},
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Adds one file's problems; says on stderr what the reader of the lists has to know. */
static int lists_read(struct command_call *call, struct lists_array *array, const char *path)
{
    struct document *document;
    struct extraction *extraction;
    TRY(document_read_file(call->arena, path, &document));
    if (document->classified)
        return fail(DENIED, "文件头标有密级，不能在本系统处理；请脱密后再读");
    TRY(extraction_read(call->arena, document, &extraction));
    if (extraction->warning)
        fprintf(call->err, "%s：%s\n", path, extraction->warning);
    if (extraction->problem_count == 0)
        fprintf(call->err, "%s：没有读出问题\n", path);
    lists_add_extraction(call->arena, array, document, extraction,
                         call->argument_count > 1 ? base_name(path) : NULL);
    return DONE;
}

static const char *lists_note(struct command_call *call, size_t problems)
{
    char moment[MOMENT_TEXT];
    struct buffer out = buffer_in(call->arena);
    buffer_adds(&out, "来源文件：");
    for (int i = 0; i < call->argument_count && i < 5; i++)
        buffer_addf(&out, i ? "、%s" : "%s", base_name(call->arguments[i]));
    if (call->argument_count > 5)
        buffer_addf(&out, "等%d个", call->argument_count);
    buffer_addf(&out, "；筛选：全部，共%zu个问题；生成时间：%.16s", problems, moment_print(clock_now_ms(), moment));
    return out.p;
}

static int lists_write(struct command_call *call, const char *path, struct lists_array *array)
{
    const char *paper = command_option(call, "paper");
    struct lists_options options = {
        .titles = {command_option(call, "title1"), command_option(call, "title2"), command_option(call, "title3")},
        .organ = command_option(call, "organ"),
        .note = lists_note(call, array->n),
        .paper = paper && !strcmp(paper, "a4") ? 4 : 3,
    };
    struct lists_rows rows = lists_rows_of(array);
    return text_ends(path, ".docx") ? lists_write_paper(path, &options, &rows)
                                    : lists_write_workbook(path, &options, &rows);
}

int lists_run(struct command_call *call)
{
    const char *path = command_option(call, "output");
    struct lists_array array = {0};
    int failed = 0;
    if (!text_ends(path, ".xlsx") && !text_ends(path, ".docx")) {
        fprintf(call->err, "不知道 %s 是什么格式：文件名请以 .xlsx 或 .docx 结尾\n", path);
        return 2;
    }
    for (int i = 0; i < call->argument_count; i++) {
        if (lists_read(call, &array, call->arguments[i]) != DONE) {
            fprintf(call->err, "%s：%s\n", call->arguments[i], error_message());
            failed++;
        }
        command_progress(call, "读取", i + 1, call->argument_count);
    }
    /* Lists that silently lack a file's problems would be taken for whole. */
    if (failed) {
        fprintf(call->err, "有%d个文件没有读成，清单没有生成\n", failed);
        return 1;
    }
    if (lists_write(call, path, &array) != DONE) {
        fprintf(call->err, "%s\n", error_message());
        return 1;
    }
    return 0;
}
