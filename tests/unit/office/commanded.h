/* Commands as the door of commands runs them: what they say on both outputs, and how they end. */
#ifndef MINGZE_TESTS_COMMANDED_H
#define MINGZE_TESTS_COMMANDED_H

#include "administered.h"
#include "office/commands.h"

static char *commanded_out, *commanded_err;

__attribute__((unused)) static const struct command *commanded_row(const char *name)
{
    for (int i = 0; i < office_command_count; i++)
        if (!strcmp(office_commands[i].name, name))
            return &office_commands[i];
    check_fail(__FILE__, __LINE__, "no command %s", name);
}

struct commanded {
    const char *name, *arguments[6], *options[8];    /* options: name, value, … ("" for a flag) */
    bool json;
    const char *data;                                /* the folder of those that open it themselves */
    int (*run)(struct command_call *);               /* NULL = the row's */
};

/* The outcome; the text of both outputs is in commanded_out and commanded_err. */
__attribute__((unused)) static int commanded_run(struct world *w, struct commanded c)
{
    static size_t sizes[2];
    const struct command *command = commanded_row(c.name);
    const char *values[20] = {NULL}, **arguments = arena_array(w->arena, const char *, 6);
    int n = 0;
    free(commanded_out), free(commanded_err);
    FILE *out = open_memstream(&commanded_out, &sizes[0]), *err = open_memstream(&commanded_err, &sizes[1]);
    for (int i = 0; command->options && command->options[i].name; i++)
        for (int k = 0; k < 8 && c.options[k]; k += 2)
            if (!strcmp(command->options[i].name, c.options[k]))
                values[i] = c.options[k + 1];
    for (; n < 6 && c.arguments[n]; n++)
        arguments[n] = c.arguments[n];
    struct command_call call = {.arena = w->arena, .command = command, .arguments = arguments, .argument_count = n, .values = values,
                                .system = c.data ? NULL : w->system, .data_path = c.data ? c.data : w->path, .json = c.json, .out = out, .err = err};
    error_clear();
    json_begin(w->arena);
    int outcome = (c.run ? c.run : command->run)(&call);
    json_end();
    fclose(out), fclose(err);
    return outcome;
}

#define RUN(...) commanded_run(&w, (struct commanded){__VA_ARGS__})
/* A command's line on the error output, or the thread's message that the door would print. */
#define SAYS(words) (strstr(commanded_err, words) || strstr(error_message(), words))

#endif
