#include "feature/rectification/reading/extract_command.h"

#include "reading.h"

static char *out_text, *err_text, paths[2][64];

static int run(const char *format, int files)
{
    size_t out_n, err_n;
    const char *arguments[] = {paths[0], paths[1]}, *values[] = {format, NULL};
    struct command command = {.name = "extract", .options = extract_command_options, .run = extract_run};
    free(out_text), free(err_text);
    FILE *out = open_memstream(&out_text, &out_n), *err = open_memstream(&err_text, &err_n);
    struct command_call call = {.arena = reading_arena, .command = &command, .arguments = arguments, .argument_count = files,
                                .values = values, .out = out, .err = err};
    int status = extract_run(&call);
    fclose(out), fclose(err);
    return status;
}

static void files_put(void)
{
    for (int i = 0; i < 2; i++) {
        snprintf(paths[i], sizeof paths[i], "/tmp/mingze-extract-command-%d-%d.txt", (int)getpid(), i);
        FILE *f = fopen(paths[i], "w");
        CHECK(f);
        fprintf(f, "二、存在的问题\n1.%s\n", i ? "台账不全" : "学习不深入");
        fclose(f);
    }
}

static void each_file_is_read(void)
{
    files_put();
    CHECK_INT(run("tsv", 2), 0);
    CHECK(strstr(out_text, "学习不深入") && strstr(out_text, "台账不全"));
    CHECK(!strchr(out_text, '{'));
    CHECK_INT(run(NULL, 1), 0);                                            /* the default is a JSON object a line */
    CHECK(out_text[0] == '{' && strstr(out_text, "学习不深入") && !strstr(out_text, "台账不全"));
    remove(paths[0]), remove(paths[1]);
}

/* The status says that not all was read; the others are printed all the same. */
static void one_that_fails_does_not_stop_the_rest(void)
{
    files_put();
    remove(paths[0]);
    CHECK_INT(run("tsv", 2), 1);
    CHECK(strstr(out_text, "台账不全") && strstr(err_text, paths[0]) && !strstr(err_text, paths[1]));
    remove(paths[1]);
}

static void the_row_names_its_formats(void)
{
    CHECK_TEXT(extract_command_options[0].name, "format");
    CHECK_TEXT(extract_command_options[0].choices, "jsonl tsv");
    CHECK_INT(extract_command_options[0].kind, OPTION_CHOICE);
}

TESTS({"each file is read", each_file_is_read}, {"one that fails does not stop the rest", one_that_fails_does_not_stop_the_rest},
      {"the row names its formats", the_row_names_its_formats})
