/* A command of the program as a row: its help, its man page and its option parsing come from here. */
#ifndef MINGZE_OFFICE_COMMAND_H
#define MINGZE_OFFICE_COMMAND_H

#include <stdbool.h>
#include <stdio.h>
#include <stddef.h>

struct arena;
struct system;
struct command_call;

enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_INT, OPTION_PATH, OPTION_CHOICE };

struct option {
    const char *name;                /* "output"; NULL ends the list */
    char letter;                     /* 'o', or 0 */
    enum option_kind kind;
    const char *value;               /* "OUT.xlsx", as help shows it */
    const char *help;
    const char *choices;             /* "jsonl tsv" */
    bool required;
};

enum command_data {
    COMMAND_NO_DATA,                 /* needs no data folder */
    COMMAND_READS,                   /* opens it read-only, beside a server */
    COMMAND_WRITES,                  /* runs in the server (through its socket) or takes the lock */
    COMMAND_OWNS,                    /* takes the lock itself: init, serve, restore */
};

/* Exit status: 0 done, 1 could not, 2 wrong use. */
struct command {
    const char *name;                /* "extract" or "user token" */
    const char *arguments;           /* "FILE…" */
    int arguments_min, arguments_max;/* max -1 = any number */
    bool arguments_are_paths;
    const char *summary, *help;      /* Chinese: one line, and the whole */
    const struct option *options;
    enum command_data data;
    bool prints_data;                /* takes --json */
    int (*run)(struct command_call *);/* gives the exit status, having said what was wrong on err */
    const char *instead;             /* options that are given instead of a data folder ("a b"): system is then NULL; NULL = none */
};

struct command_call {
    struct arena *arena;
    const struct command *command;
    const char *const *arguments; int argument_count;
    const char *const *values;       /* of options, in the row's order; flags "" when given; NULL when not */
    const char *data_path;           /* --data DIR */
    struct system *system;           /* open when the row says READS or WRITES */
    bool json, terminal;             /* --json; stderr is a terminal: show progress */
    FILE *out, *err;                 /* standard output and error, here or of whoever asked the server */
};

const char *command_option(const struct command_call *, const char *name);    /* NULL when not given */
/* Exit status of an outcome: says error_message() on err unless it is DONE. */
int command_end(const struct command_call *, int outcome);
/* "\r读取 3/12" on a terminal, nothing elsewhere; `done` == `all` ends the line. */
void command_progress(const struct command_call *, const char *what, long done, long all);
/* One JSON value and a line end; the value stays the caller's. */
struct json_t;
void command_print_json(const struct command_call *, const struct json_t *);

#endif
