/* mingze draw verify: repeats a published draw. */
#ifndef MINGZE_RECTIFICATION_DRAW_COMMAND_H
#define MINGZE_RECTIFICATION_DRAW_COMMAND_H

#include "office/office.h"

extern const struct option draw_verify_options[];
int draw_verify_run(struct command_call *);

#endif
