/* Words of a command line against the rows. */
#ifndef MINGZE_CLI_PARSE_H
#define MINGZE_CLI_PARSE_H

#include <stdbool.h>

#include "office/office.h"

struct arena;

struct parsed {
    const struct command *command;
    const char **arguments; int argument_count;
    const char **values;             /* of the row's options, in its order */
    const char *data_path;
    bool json, help;
};

/* INVALID: wrong use, the message says what to write.  `words` without the program's name. */
int parse_words(struct arena *, const char *const *words, int n, struct parsed *ret);
/* The row whose name the words begin with; `*ret_words` = how many of them the name takes. */
const struct command *command_find(const char *const *words, int n, int *ret_words);
/* Every row of every feature; NULL behind the last. */
const struct command *command_at(int index);
int options_count(const struct command *);
/* Was one of these options ("activities units") given? */
bool parse_given(const struct parsed *, const char *names);

#endif
