/* A paper as a draft at the doors: a file to download, what is still to be filled in, on a page and on the terminal. */
#ifndef MINGZE_OFFICE_DRAFT_H
#define MINGZE_OFFICE_DRAFT_H

#include <jansson.h>

struct command_call;
struct composition;
struct request;

/* The answer is this paper as a Word file, named by its label. */
int draft_answer(struct request *, const char *label, const struct composition *);
/* {characters, marks: ["联系电话", …], mark_count} */
json_t *draft_json(const struct composition *);
/* On err: 整改方案：约 1200 字，待填 2 处：成文日期、联系电话 */
void draft_print(const struct command_call *, const char *label, const struct composition *);

#endif
