#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"
#include "cli/help.h"
#include "cli/run.h"

/* Several documents in one command. */
#define COMMAND_BYTES ((size_t)4 << 30)

enum { DONE_STATUS = 0, FAILED = 1, WRONG_USE = 2 };

int run_parsed(struct arena *arena, const struct parsed *parsed, struct system *system, FILE *out, FILE *err, bool terminal)
{
    struct command_call call = {
        .arena = arena, .command = parsed->command, .arguments = parsed->arguments, .argument_count = parsed->argument_count,
        .values = parsed->values, .data_path = parsed->data_path, .system = system, .json = parsed->json,
        .terminal = terminal, .out = out, .err = err,
    };
    int status = parsed->command->run(&call);
    bool written = fflush(out) == 0 && !ferror(out);
    if (!written && status == DONE_STATUS) {
        fprintf(err, "mingze：输出没有写完\n");
        return FAILED;
    }
    return status;
}

static int say(const char *command)
{
    fprintf(stderr, "mingze%s%s：%s\n", *command ? " " : "", command, error_message());
    return FAILED;
}

static int run_open(struct arena *arena, const struct parsed *parsed, enum system_mode mode)
{
    struct system *system;
    if (system_open(parsed->data_path, mode, &system) != DONE)
        return say(parsed->command->name);
    int status = run_parsed(arena, parsed, system, stdout, stderr, isatty(STDERR_FILENO));
    system_close(system);
    return status;
}

static int run_writing(struct arena *arena, const struct parsed *parsed)
{
    int status = FAILED;
    int e = run_remote(arena, parsed, &status);
    if (e == NOT_FOUND)
        return run_open(arena, parsed, SYSTEM_WRITE);
    return e == DONE ? status : say(parsed->command->name);
}

static int run_here(struct arena *arena, struct parsed *parsed)
{
    const char *standing = getenv("MINGZE_DATA");
    if (parse_given(parsed, parsed->command->instead) && parsed->data_path) {
        fprintf(stderr, "mingze %s：--data 不能和 --%.*s 一起写\n", parsed->command->name, (int)strcspn(parsed->command->instead, " "),
                parsed->command->instead);
        return WRONG_USE;
    }
    if (parse_given(parsed, parsed->command->instead))
        return run_parsed(arena, parsed, NULL, stdout, stderr, isatty(STDERR_FILENO));
    if (!parsed->data_path)
        parsed->data_path = standing && *standing ? standing : "data";
    switch (parsed->command->data) {
    case COMMAND_READS: return run_open(arena, parsed, SYSTEM_READ);
    case COMMAND_WRITES: return run_writing(arena, parsed);
    default: return run_parsed(arena, parsed, NULL, stdout, stderr, isatty(STDERR_FILENO));
    }
}

static int run_words(const char *const *words, int n)
{
    struct parsed parsed;
    struct arena *arena = arena_create(COMMAND_BYTES);
    int status = WRONG_USE;
    if (parse_words(arena, words, n, &parsed) != DONE) {
        fprintf(stderr, "mingze：%s\n", error_message());
    } else if (parsed.help) {
        help_command(stdout, parsed.command);
        status = DONE_STATUS;
    } else {
        status = run_here(arena, &parsed);
    }
    arena_destroy(arena);
    return status;
}

int cli_main(int argc, char **argv)
{
    const char *first = argc > 1 ? argv[1] : "";
    if (argc < 2) {
        help_all(stderr);
        return WRONG_USE;
    }
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0 || strcmp(first, "help") == 0) {
        help_all(stdout);
        return DONE_STATUS;
    }
    if (strcmp(first, "man") == 0) {
        help_man(stdout);
        return DONE_STATUS;
    }
    if (strcmp(first, "--version") == 0)
        return run_words((const char *const[]){"version"}, 1);
    return run_words((const char *const *)argv + 1, argc - 1);
}
