/* The functions behind office's command rows (commands.c).  Each gives an outcome; cli turns it into 0, 1 or 2. */
#ifndef MINGZE_OFFICE_COMMANDS_H
#define MINGZE_OFFICE_COMMANDS_H

#include "office/office.h"

int command_init(struct command_call *);
int command_demo(struct command_call *);
int command_serve(struct command_call *);
int command_user_list(struct command_call *);
int command_user_add(struct command_call *);
int command_user_grant(struct command_call *);
int command_user_code(struct command_call *);
int command_user_token(struct command_call *);
int command_user_disable(struct command_call *);
int command_user_enable(struct command_call *);
int command_verify(struct command_call *);
int command_history_rebuild(struct command_call *);
int command_backup(struct command_call *);
int command_restore(struct command_call *);
int command_act(struct command_call *);
int command_import(struct command_call *);
int command_export(struct command_call *);
int command_calendar_import(struct command_call *);
int command_openapi(struct command_call *);
int command_version(struct command_call *);

/* Gives every account that cannot log in yet a one-time code, and prints them. */
int command_issue_codes(struct command_call *);

#endif
