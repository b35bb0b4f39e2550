/* Readers beside the writers: each walks the pages of a list as the web door does, page after page, without a pause. */
#ifndef MINGZE_BENCH_BESIDE_H
#define MINGZE_BENCH_BESIDE_H

#include <stddef.h>

struct page;
struct system;

struct beside;
/* `list` is the page row of GET /problem. */
struct beside *beside_start(struct system *, const struct page *list, const char *cookie, size_t readers);
/* Ends them and frees; prints what they read and checks it: every page had its rows, and within a walk each row
 * stood behind the one before. */
void beside_stop(struct beside *, double seconds);

#endif
