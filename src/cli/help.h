/* Help and man page from the rows. */
#ifndef MINGZE_CLI_HELP_H
#define MINGZE_CLI_HELP_H

#include <stdio.h>

struct command;

void help_all(FILE *);
void help_command(FILE *, const struct command *);
/* roff, for docs/mingze.1 */
void help_man(FILE *);

#endif
