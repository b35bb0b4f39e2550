/* Pages, panels and lines of the workbench: one function a row of life.c. */
#ifndef MINGZE_LIFE_PAGES_H
#define MINGZE_LIFE_PAGES_H

#include "feature/life/records.h"
#include "feature/life/vote/vote.h"
#include "office/office.h"

/* GET and POST /activity/record: what was held, in six taps and one text. */
int record_form(struct request *);
int record_apply(struct request *, struct db *);
/* On a unit's page: its year, a row a rule and a cell a period. */
int strip_panel(struct request *, const struct record *unit, json_t **ret);
/* "11月", "4季度", "全年" of a period's text. */
const char *period_label(struct arena *, const char *period);
/* For calendars: until when what is still due is to be held, and what is missing (calendar/calendar.c). */
int duties_calendar(const struct calendar_asked *, int (*found)(void *, const struct calendar_entry *), void *);

/* For who keeps one branch: what is due and what is missing. */
int duties_waiting(struct request *, int limit, json_t **ret_rows, int *ret_count);

/* GET /compliance and /compliance.xlsx: a subtree as a heat table; GET /missing, .xlsx: what is missing. */
int heat_page(struct request *);
int heat_sheet(struct request *);
int missing_page(struct request *);
int missing_sheet(struct request *);
/* POST /missing/remind, and the line of the digest that follows from it. */
int remind_prepare(struct request *);
int remind_apply(struct request *, struct db *);
int duties_due(struct arena *, struct db *, const char *until, int (*found)(void *, const struct due_item *), void *context);
int duties_people(struct arena *, struct db *, int64_t unit, enum due_party, int64_t **ret, int *ret_n);

/* GET /rulebook: the rules with what may be cited; GET /vote: the arithmetic of a vote. */
int rulebook_page(struct request *);
int vote_page(struct request *);

/* For page and command alike: a rule, and the answer to a vote with its notes. */
json_t *rule_json(struct arena *, const struct rulebook *, const struct rule *);
json_t *vote_json(struct arena *, const struct vote_question *, const struct vote_answer *);
/* "12,11,9", with the comma of either width; INVALID. */
int votes_parse(struct arena *, const char *text, struct vote_question *);

/* A living year: branches that keep it well, with gaps, and badly; terms in every state. */
int life_demonstrate(struct change *, struct folder *);

#endif
