/* 支部工作记录 as papers: of one activity, or of a unit's year. */
#ifndef MINGZE_LIFE_RECORD_PAPER_H
#define MINGZE_LIFE_RECORD_PAPER_H

#include "feature/life/activity/activity.h"

struct composition;

int record_compose(struct arena *, struct db *, const struct record *activity, struct composition *ret);
/* The activities of these ids, in their order, each on a page of its own behind a list of all.  NOT_FOUND: none; INVALID: too many. */
int records_compose(struct arena *, struct db *, int64_t unit, int year, const int64_t *ids, size_t n, struct composition *ret);
/* 王五（长期病不能自理）; where nobody is named 2 人：长期病不能自理 */
const char *excluded_words(struct arena *, const struct record *activity);

/* GET /activity/ID/record.docx and /activity/records.docx; and what an activity's page offers (record_paper_page.c) */
int record_paper_model(struct request *);
int records_paper_model(struct request *);
int record_paper_panel(struct request *, const struct record *activity, json_t **ret);

#endif
