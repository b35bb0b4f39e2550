/* What every command's function may use. */
#include <string.h>

#include "office/inside.h"

const char *command_option(const struct command_call *call, const char *name)
{
    const struct option *options = call->command->options;
    for (int i = 0; options && options[i].name; i++)
        if (strcmp(options[i].name, name) == 0)
            return call->values[i];
    return NULL;
}

void command_progress(const struct command_call *call, const char *what, long done, long all)
{
    if (!call->terminal)
        return;
    fprintf(call->err, "\r%s %ld/%ld%s", what, done, all, done == all ? "\n" : "");
    fflush(call->err);
}

void command_print_json(const struct command_call *call, const json_t *value)
{
    json_dumpf(value, call->out, JSON_COMPACT | JSON_ENCODE_ANY);
    fputc('\n', call->out);
}

int command_end(const struct command_call *call, int outcome)
{
    if (outcome == DONE)
        return 0;
    fprintf(call->err, "mingze %s：%s\n", call->command->name, *error_message() ? error_message() : "没有做成");
    return 1;
}
