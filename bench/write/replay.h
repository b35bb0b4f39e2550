/* The rows that a round of operations left in a database, and their insertion into a copy from before it. */
#ifndef MINGZE_BENCH_REPLAY_H
#define MINGZE_BENCH_REPLAY_H

#include <stddef.h>

struct replay;

/* Reads every row of every table in `path` that is not in the same table of `before`; they came of `operations`. */
struct replay *replay_load(const char *path, const char *before, size_t operations);
/* Inserts part `part` of `parts` into `path`, the rows of one operation a commit; gives operations a second. */
double replay_run(struct replay *, const char *path, size_t part, size_t parts);
void replay_free(struct replay *);

#endif
