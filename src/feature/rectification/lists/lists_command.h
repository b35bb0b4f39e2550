/* The row of `mingze lists`; private to the feature. */
#ifndef MINGZE_RECTIFICATION_LISTS_COMMAND_H
#define MINGZE_RECTIFICATION_LISTS_COMMAND_H

#include "office/command.h"

extern const struct option lists_command_options[];
int lists_run(struct command_call *);

#endif
