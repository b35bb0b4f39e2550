/* The row of `mingze extract`; private to the feature. */
#ifndef MINGZE_RECTIFICATION_EXTRACT_COMMAND_H
#define MINGZE_RECTIFICATION_EXTRACT_COMMAND_H

#include "office/command.h"

extern const struct option extract_command_options[];
int extract_run(struct command_call *);

#endif
