#include "check.h"

#include "office/inside.h"

static const struct option options[] = {{"output", 'o', OPTION_PATH, "OUT", "写到哪里"}, {"quiet", 'q', OPTION_FLAG, NULL, "不出声"}, {0}};
static const struct command command = {.name = "lists export", .options = options};
static const struct command bare = {.name = "status"};
static char *out, *err;
static FILE *out_file, *err_file;

static struct command_call call_of(const struct command *of, const char *const *values)
{
    static size_t n[2];
    free(out), free(err);
    out_file = open_memstream(&out, &n[0]), err_file = open_memstream(&err, &n[1]);
    return (struct command_call){.command = of, .values = values, .out = out_file, .err = err_file};
}

static void ended(void)
{
    fclose(out_file), fclose(err_file);
}

static void options_by_name(void)
{
    struct command_call call = call_of(&command, (const char *const[]){"a.xlsx", NULL});
    CHECK_TEXT(command_option(&call, "output"), "a.xlsx");
    CHECK(!command_option(&call, "quiet") && !command_option(&call, "unknown"));
    ended();
    call = call_of(&bare, NULL);
    CHECK(!command_option(&call, "output"));
    ended();
}

static void progress_on_a_terminal_only(void)
{
    struct command_call call = call_of(&command, NULL);
    command_progress(&call, "读取", 1, 2);
    ended();
    CHECK_TEXT(err, "");
    call = call_of(&command, NULL);
    call.terminal = true;
    command_progress(&call, "读取", 1, 2);
    command_progress(&call, "读取", 2, 2);
    ended();
    CHECK_TEXT(err, "\r读取 1/2\r读取 2/2\n");
    CHECK_TEXT(out, "");
}

static void an_outcome_is_an_exit_status(void)
{
    struct command_call call = call_of(&command, NULL);
    CHECK_INT(command_end(&call, DONE), 0);
    ended();
    CHECK_TEXT(err, "");
    call = call_of(&command, NULL);
    (void)!fail(NOT_FOUND, "打不开 a.xlsx");
    CHECK_INT(command_end(&call, NOT_FOUND), 1);
    ended();
    CHECK_TEXT(err, "mingze lists export：打不开 a.xlsx\n");
    call = call_of(&command, NULL);
    error_clear();
    CHECK_INT(command_end(&call, UNAVAILABLE), 1);
    ended();
    CHECK_TEXT(err, "mingze lists export：没有做成\n");
}

static void one_value_a_line(void)
{
    struct command_call call = call_of(&command, NULL);
    json_t *value = json_pack("{s:s}", "state", "已销号"), *word = json_string("好");
    command_print_json(&call, value);
    command_print_json(&call, word);
    ended();
    CHECK_TEXT(out, "{\"state\":\"已销号\"}\n\"好\"\n");
    json_decref(value), json_decref(word);
}

TESTS({"options by name", options_by_name}, {"progress on a terminal only", progress_on_a_terminal_only},
      {"an outcome is an exit status", an_outcome_is_an_exit_status}, {"one value a line", one_value_a_line})
