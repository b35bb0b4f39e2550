/* Not closed on paper: what is looked at after a problem is closed, by whom, and what was seen.
 *
 *   problem ──accept──► recheck 回头看, due 3 and 12 months later (setting recheck_months)
 *           ──recheck, reopen──► fills the one that is due; what is not due yet stays, or is dropped by a reopening
 *   draw 随机复核 ──< draw_item    n of a period's closed problems, drawn so that anybody repeats it (draw_pick.h)
 *   problem ──< report 反映        who reported it; asked once, four weeks after the closing: 真的改好了吗
 *
 * A report is kept at the reviewer (its unit is the reviewer's), and a draw at who drew: no role of the rectified unit has a
 * right to either, so neither stands in any list, count, search, export, journal or panel that it sees. */
#ifndef MINGZE_RECTIFICATION_RECHECK_H
#define MINGZE_RECTIFICATION_RECHECK_H

#include "feature/rectification/private.h"
#include "feature/rectification/recheck/draw_pick.h"

extern const struct entity recheck_entity, draw_entity, draw_item_entity, report_entity;

enum recheck_field {
    RECHECK_PROBLEM, RECHECK_CLOSED_ON, RECHECK_MONTHS, RECHECK_DUE, RECHECK_STATE, RECHECK_HELD_ON, RECHECK_PERSON, RECHECK_HOW,
    RECHECK_FINDING, RECHECK__COUNT
};
enum draw_field {
    DRAW_DRAWER, DRAW_FROM, DRAW_UNTIL, DRAW_UNITS, DRAW_SAMPLE, DRAW_NOTE, DRAW_DRAWN_ON, DRAW_ATTEMPT, DRAW_CANDIDATES,
    DRAW_DIGEST, DRAW_CHANCE, DRAW_SEED, DRAW_ALGORITHM, DRAW_LIST, DRAW__COUNT
};
enum draw_item_field {
    DRAW_ITEM_DRAW, DRAW_ITEM_POSITION, DRAW_ITEM_PROBLEM, DRAW_ITEM_STATE, DRAW_ITEM_ASKED, DRAW_ITEM_HOW, DRAW_ITEM_SAID,
    DRAW_ITEM_FINDING, DRAW_ITEM_ASKED_ON, DRAW_ITEM_PERSON, DRAW_ITEM__COUNT
};
enum report_field {
    REPORT_PROBLEM, REPORT_REPORTED_ON, REPORT_MATTER, REPORT_REPORTER, REPORT_NAME, REPORT_CONTACT, REPORT_REVIEWER,
    REPORT_ASK_ON, REPORT_STATE, REPORT_ANSWER, REPORT_WORDS, REPORT_HOW, REPORT_ANSWERED_ON, REPORT__COUNT
};

/* Events of a problem: what a closing schedules, what a look settles, what a reopening drops. */
int recheck_problem_closed(struct change *problem_change);
int recheck_problem_seen(struct change *problem_change);
int recheck_problem_reopened(struct change *problem_change);
int report_problem_closed(struct change *problem_change);
int report_problem_reopened(struct change *problem_change);

/* A draw as it is published; NOT_FOUND. */
int draw_read(struct arena *, struct db *, int64_t id, struct drawn *ret);

/* pages, panels, lines of the workbench */
int draw_export_model(struct request *);
int draw_panel(struct request *, const struct record *draw, json_t **ret);
int draw_item_panel(struct request *, const struct record *item, json_t **ret);
int report_create(struct request *, struct db *);
int report_answer_model(struct request *);
int rechecks_due(struct request *, int limit, json_t **ret_rows, int *ret_count);
int draws_to_ask(struct request *, int limit, json_t **ret_rows, int *ret_count);
int reports_to_answer(struct request *, int limit, json_t **ret_rows, int *ret_count);
int reports_to_ask(struct request *, int limit, json_t **ret_rows, int *ret_count);
int reports_not_better(struct request *, int limit, json_t **ret_rows, int *ret_count);

/* What the demonstration shows of it, behind the lives of this source's problems. */
int recheck_demonstrate(struct change *, int64_t source);

#endif
