/* The extraction alone, without the rest of the program: extract [--format jsonl|tsv] FILE… */
#include <string.h>

#include "base/base.h"
#include "feature/rectification/extract_print.h"

int main(int argc, char **argv)
{
    const char *format = "jsonl";
    int wrong = 0;
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "--format") && i + 1 < argc)
            format = argv[++i];
        else
            wrong += extract_file(stdout, stderr, argv[i], format) != DONE;
    return wrong ? 1 : 0;
}
