/* mingze extract FILE… --format jsonl|tsv: the problems of feedback documents, without a database. */
#include "feature/rectification/reading/extract_command.h"

#include "base/base.h"
#include "feature/rectification/reading/extract_print.h"

const struct option extract_command_options[] = {
    {"format", 'f', OPTION_CHOICE, "jsonl", "jsonl：一行一个 JSON 对象（默认）；tsv：给人看的表", .choices = "jsonl tsv"},
    {0},
};

int extract_run(struct command_call *call)
{
    const char *format = command_option(call, "format");
    int failed = 0;
    for (int i = 0; i < call->argument_count; i++) {
        failed += extract_file(call->out, call->err, call->arguments[i], format ? format : "jsonl") != DONE;
        command_progress(call, "读取", i + 1, call->argument_count);
    }
    return failed ? 1 : 0;
}
