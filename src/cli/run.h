/* A parsed command, run here or by the server for somebody else. */
#ifndef MINGZE_CLI_RUN_H
#define MINGZE_CLI_RUN_H

#include <stdio.h>

#include "cli/parse.h"

/* Runs the row with the system that is open (NULL for rows that need none).  Gives the exit status. */
int run_parsed(struct arena *, const struct parsed *, struct system *, FILE *out, FILE *err, bool terminal);
/* Asks the server that owns the folder.  NOT_FOUND: none runs. */
int run_remote(struct arena *, const struct parsed *, int *ret_status);

#endif
