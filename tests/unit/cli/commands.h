/* A few commands of our own over a small house, and running one with its output caught. */
#ifndef MINGZE_TESTS_COMMANDS_H
#define MINGZE_TESTS_COMMANDS_H

#include <fcntl.h>

#include "small_house.h"

#include "cli/cli.h"

static int say_run(struct command_call *call)
{
    const char *status = command_option(call, "status");
    for (int i = 0; i < call->argument_count; i++)
        fprintf(call->out, "%s%s", i ? " " : "", call->arguments[i]);
    fprintf(call->out, "%s%s\n", call->json ? " json" : "", command_option(call, "loud") ? " loud" : "");
    return status ? (int)strtol(status, NULL, 10) : 0;
}

static int see_run(struct command_call *call)
{
    fprintf(call->out, "sees %s%s\n", call->system ? call->system->path : "nothing", call->system && call->system->lane ? " and writes" : "");
    return 0;
}

/* Writes through the lane: that is only there where the folder is owned. */
static int nothing_changed(struct change *change, void *context)
{
    return DONE;
}

static int put_run(struct command_call *call)
{
    int e = system_write(call->system, nothing_changed, NULL, "command");
    if (e == DONE)
        fprintf(call->out, "put %s in %s\n", call->argument_count ? call->arguments[0] : "-", call->data_path);
    return command_end(call, e);
}

static const struct option say_options[] = {
    {"status", 's', OPTION_INT, "N", "退出码"}, {"loud", 'l', OPTION_FLAG, NULL, "大声"}, {0},
};
static const struct option put_options[] = {
    {"from", 'f', OPTION_PATH, "FILE", "来处"}, {"as", 0, OPTION_TEXT, "NAME", "名"}, {"loud", 'l', OPTION_FLAG, NULL, "大声"}, {0},
};
static const struct option see_options[] = {{"file", 0, OPTION_PATH, "FILE", "不用数据目录"}, {0}};
static const struct command small_commands[] = {
    {"say", "WORD…", 0, -1, false, "说", "说出各词。", say_options, COMMAND_NO_DATA, true, say_run},
    {"see", NULL, 0, 0, false, "看", "看数据目录。", see_options, COMMAND_READS, false, see_run, "file"},
    {"put away", "FILE…", 0, 2, true, "放", "放进去。", put_options, COMMAND_WRITES, true, put_run},
};
static const struct feature small_feature = {.name = "small", .label = "小", .commands = small_commands, .command_count = ARRAY_SIZE(small_commands)};

static char caught_out[64 << 10], caught_err[4 << 10];

static void caught_read(FILE *file, char *ret, size_t most)
{
    rewind(file);
    ret[fread(ret, 1, most - 1, file)] = 0;
    fclose(file);
}

/* The exit status of `mingze …`; what it printed is in caught_out and caught_err.  `out` takes standard output instead, when not NULL. */
__attribute__((unused)) static int mingze_to(const char *out, const char *const *words)
{
    char *argv[16] = {(char *)"mingze"};
    int argc = 1;
    for (; words[argc - 1]; argc++)
        argv[argc] = (char *)words[argc - 1];
    fflush(stdout);
    int real[2] = {dup(STDOUT_FILENO), dup(STDERR_FILENO)};
    FILE *files[2] = {out ? fopen(out, "w+e") : tmpfile(), tmpfile()};
    CHECK(files[0] && files[1]);
    dup2(fileno(files[0]), STDOUT_FILENO);
    dup2(fileno(files[1]), STDERR_FILENO);
    int status = cli_main(argc, argv);
    fflush(stderr);
    if (fflush(stdout) != 0)
        clearerr(stdout);
    dup2(real[0], STDOUT_FILENO);
    dup2(real[1], STDERR_FILENO);
    close(real[0]);
    close(real[1]);
    caught_read(files[0], caught_out, sizeof caught_out);
    caught_read(files[1], caught_err, sizeof caught_err);
    return status;
}

#define MINGZE(...) mingze_to(NULL, (const char *const[]){__VA_ARGS__ __VA_OPT__(,) NULL})

#endif
