/* The functions and options behind the feature's command rows (life.c). */
#ifndef MINGZE_LIFE_COMMANDS_H
#define MINGZE_LIFE_COMMANDS_H

#include "office/office.h"

int rulebook_check_run(struct command_call *);
int rulebook_show_run(struct command_call *);

extern const struct option vote_election_options[], vote_resolution_options[], vote_admission_options[];
int vote_election_run(struct command_call *);
int vote_resolution_run(struct command_call *);
int vote_admission_run(struct command_call *);

extern const struct option check_options[];
int life_check_run(struct command_call *);

int tally_rebuild_run(struct command_call *);

#endif
