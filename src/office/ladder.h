/* The ladder of reminders as data: who is told how many days before or behind a deadline. */
#ifndef MINGZE_OFFICE_LADDER_H
#define MINGZE_OFFICE_LADDER_H

#include "base/base.h"
#include "office/office.h"

enum step_field {
    STEP_LABEL, STEP_LINE, STEP_DAYS, STEP_BY_MONTHS, STEP_MONTHLY, STEP_HANDLER, STEP_LEADER, STEP_SECRETARY, STEP_OFFICERS, STEP_SUPERIOR,
    STEP_ACTIVE, STEP__COUNT
};
extern const struct entity reminder_step_entity;

struct step {
    int64_t id;
    const char *line;                    /* name of a due line, or "any" */
    int days;                            /* calendar days left, from which on it stands; below 0: days late */
    int months;                          /* instead: so many whole months left; 0 = by days */
    bool monthly;
    bool whom[STEP_ACTIVE];              /* by field, STEP_HANDLER … STEP_SUPERIOR */
};

/* Those that are in use, nearest to the deadline (or farthest behind it) first. */
int ladder_load(struct arena *, struct db *, struct step **ret, size_t *ret_n);
/* Those of one line: its own where it has any, else the ones for all. */
size_t ladder_of(struct arena *, const struct step *all, size_t n, const char *line, struct step **ret);
/* The same for one deadline, months made into days, in order. */
struct step *ladder_for(struct arena *, const struct step *, size_t n, struct date deadline);
/* Where an item stands: the first of the steps of that rung and how many there are; 0 when it is not that far. */
size_t ladder_rung(const struct step *, size_t n, int days_left, const struct step **ret);
/* Which time of a monthly step it is: 0, 1, 2 …; always 0 of one that is not. */
int ladder_period(const struct step *, struct date deadline, struct date today);

/* The names of the due lines as choices of reminder_step.line: made by office_setup. */
void ladder_lines_name(void);
const struct due_line *due_line_named(const char *name);
/* The default ladder where there is none at all, and the rungs that lines bring along where these have none. */
int ladder_seed(struct change *, void *context);
/* GET /reminder_step */
int ladder_list(struct request *);

#endif
