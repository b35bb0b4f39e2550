#include "commanded.h"

static struct world w;

static const char *file(const char *name, const char *text)
{
    const char *path = arena_printf(w.arena, "%s/%s", w.path, name);
    if (text) {
        FILE *f = fopen(path, "w");
        CHECK(f);
        fputs(text, f);
        fclose(f);
    }
    return path;
}

static char *content(const char *path)
{
    char *bytes = arena_alloc(w.arena, 1 << 20);
    FILE *f = fopen(path, "rb");
    CHECK(f);
    size_t n = fread(bytes, 1, (1 << 20) - 1, f);
    bytes[n] = 0;
    fclose(f);
    return bytes;
}

static int64_t people(void)
{
    return world_number(&w, "SELECT count(*) FROM person");
}

static void a_sheet_comes_in(void)
{
    world_open(&w);
    int64_t before = people();
    const char *good = file("good.csv", "姓名,人员编号,所在处室\n水小川,X1,SL-C1\n江一帆,X2,SL-C2\n");
    CHECK_DONE(RUN(.name = "import", .arguments = {good}, .options = {"entity", "person", "check", ""}));
    CHECK_TEXT(commanded_out, "新增 2，有改动 0，无变化 0，有误 0\n");
    CHECK_INT(people(), before);                                          /* only compared */
    CHECK_DONE(RUN(.name = "import", .arguments = {good}, .options = {"entity", "person"}));
    CHECK_INT(people(), before + 2);
    CHECK_DONE(RUN(.name = "import", .arguments = {good}, .options = {"entity", "person"}, .json = true));
    json_t *said = json_loads(commanded_out, 0, NULL);
    CHECK_INT(json_integer_value(json_object_get(said, "unchanged")), 2);
    json_decref(said);
    world_close(&w);
}

static void wrong_rows_are_named_and_nothing_is_saved(void)
{
    world_open(&w);
    int64_t before = people();
    const char *bad = file("bad.csv", "姓名,人员编号,所在处室\n水小川,X1,SL-C1\n江一帆,X2,没有这个处\n"), *foreign = file("foreign.csv", "甲,乙\n1,2\n");
    CHECK_INT(RUN(.name = "import", .arguments = {bad}, .options = {"entity", "person"}), 1);
    CHECK(strstr(commanded_err, "人员 第 3 行："));
    CHECK(SAYS("有 1 行有误，没有导入任何一行"));
    CHECK_INT(RUN(.name = "import", .arguments = {bad}, .options = {"entity", "person", "check", ""}), 1);
    CHECK_INT(people(), before);
    CHECK_INT(RUN(.name = "import", .arguments = {bad}, .options = {"entity", "persons"}), 1);
    CHECK(SAYS("没有“persons”这类记录；mingze openapi 列出全部"));
    CHECK(RUN(.name = "import", .arguments = {foreign}, .options = {"entity", "person"}) > 0);
    CHECK(SAYS("没有找到人员的表头"));
    CHECK_INT(RUN(.name = "import", .arguments = {file("missing.csv", NULL)}, .options = {"entity", "person"}), 1);
    CHECK(SAYS("打不开"));
    CHECK(RUN(.name = "import", .arguments = {bad}) > 0);                 /* one sheet is no workbook of all */
    world_close(&w);
}

/* A formula's sign is guarded, a quote doubled, the head has the columns' titles, and Excel is told that it is UTF-8. */
static void a_list_goes_out_as_text(void)
{
    world_open(&w);
    CHECK_DONE(RUN(.name = "import", .arguments = {file("in.csv", "姓名,人员编号,所在处室,备注\n=水小川,X1,SL-C1,\"说\"\"好\"\"\"\n")}, .options = {"entity", "person"}));
    const char *path = file("out.csv", NULL);
    CHECK_DONE(RUN(.name = "export", .arguments = {"person", "q=X1"}, .options = {"output", path}));
    const char *text = content(path);
    CHECK(!strncmp(text, "\xEF\xBB\xBF\"", 4) && strstr(text, "\"姓名\""));
    CHECK(strstr(text, "\"'=水小川\"") && strstr(text, "\"说\"\"好\"\"\""));
    CHECK(!strstr(text, "顾念安"));
    CHECK_DONE(RUN(.name = "import", .arguments = {path}, .options = {"entity", "person"}));      /* and it comes back as it was */
    CHECK(strstr(commanded_out, "无变化 1"));
    CHECK_DONE(RUN(.name = "export", .arguments = {"person", "q=X1"}));
    json_t *row = json_loads(commanded_out, 0, NULL);
    CHECK_TEXT(json_string_value(json_object_get(row, "name")), "=水小川");
    json_decref(row);
    world_close(&w);
}

static void a_workbook_goes_out_and_all_of_it_comes_back(void)
{
    world_open(&w);
    const char *path = file("all.xlsx", NULL), *one = file("one.xlsx", NULL);
    CHECK_DONE(RUN(.name = "export", .arguments = {"organisation"}, .options = {"output", path}));
    CHECK(!strncmp(commanded_err, "导出 ", 7));
    CHECK_DONE(RUN(.name = "import", .arguments = {path}));
    CHECK(strstr(commanded_out, "新增 0，有改动 0，") && strstr(commanded_out, "有误 0\n"));
    CHECK_DONE(RUN(.name = "export", .arguments = {"person"}, .options = {"output", one}));
    CHECK_TEXT(commanded_err, "导出 22 行\n");
    world_close(&w);
}

static void wrong_use_is_said(void)
{
    static const struct { const char *arguments[3], *output, *said; } rows[] = {
        {{"persons"}, NULL, "没有“persons”这类记录"}, {{"person", "name"}, NULL, "筛选条件要写成 名称=值：name"},
        {{"person"}, "out.txt", "文件名要以 .xlsx、.csv 或 .jsonl 结尾"}, {{"organisation"}, "out.csv", "是一个工作簿：请用 -o 写明 .xlsx 文件名，不带筛选条件"},
        {{"organisation"}, NULL, "是一个工作簿"}, {{"organisation", "q=甲"}, "out.xlsx", "是一个工作簿"},
        {{"person"}, "no/such/folder/out.csv", "不能写"},
    };
    world_open(&w);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const char *output = rows[i].output ? file(rows[i].output, NULL) : NULL;
        int outcome = RUN(.name = "export", .arguments = {rows[i].arguments[0], rows[i].arguments[1]}, .options = {output ? "output" : NULL, output});
        if (outcome <= 0 || !SAYS(rows[i].said))
            check_fail(__FILE__, __LINE__, "%s %s: %d %s", rows[i].arguments[0], rows[i].said, outcome, error_message());
    }
    world_close(&w);
}

TESTS({"a sheet comes in", a_sheet_comes_in}, {"wrong rows are named and nothing is saved", wrong_rows_are_named_and_nothing_is_saved},
      {"a list goes out as text", a_list_goes_out_as_text},
      {"a workbook goes out and all of it comes back", a_workbook_goes_out_and_all_of_it_comes_back}, {"wrong use is said", wrong_use_is_said})
