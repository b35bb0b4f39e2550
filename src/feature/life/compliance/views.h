/* The pages over the board: what was asked, the columns of a year, addresses.  Private to this folder. */
#ifndef MINGZE_LIFE_COMPLIANCE_VIEWS_H
#define MINGZE_LIFE_COMPLIANCE_VIEWS_H

#include "feature/life/compliance/board.h"
#include "feature/life/pages.h"

/* What a page was asked for: whose, which year until when, which rule ("L-02", "term", "" = all) and which period. */
struct year_asked {
    struct year_view view;
    bool past;                           /* a day or a year that is over was asked for */
    int64_t unit;                        /* 0 = where the asker belongs */
    const char *rule, *period;
};
/* INVALID (400): no such day, year, rule; the message says what to write. */
int year_asked_read(struct request *, struct year_asked *ret);

/* The unit on the board that was asked for, or the asker's own; BOARD_NONE stands for the whole tree, to who sees all of it.
 * NOT_FOUND: there is none that he may count. */
int place_asked(struct request *, const struct year_asked *, const struct board *, struct board_sight *ret, uint32_t *ret_place);

/* A period of a rule. */
struct period_column {
    int lane, index;                     /* of the lane's periods */
    const struct rule *rule;
    enum rule_period period;
    struct date first, last;
    const char *name, *label;            /* "2026-03", "3月" */
    bool over, begun;                    /* on the view's day: without is missed; there was time to do it */
};
/* Those of all rules, by the rules' numbers, or of one. */
int period_columns(struct arena *, const struct board *, const char *rule, struct period_column ret[MASK_LANES * 12]);

/* "/missing?unit=…&year=…&rule=…&period=…"; NULL or "" leaves a part out. */
const char *year_href(struct request *, const struct year_asked *, const char *path, int64_t unit, const char *rule, const char *period);
/* Activities of a unit and below that count for the column. */
const char *held_href(struct arena *, const struct year_asked *, int64_t unit, const struct period_column *);

/* red, yellow, grey: what was missed under a rule of this strength. */
const char *strength_tone(enum rule_strength);
/* "2026 年，截至 2026-03-31" */
const char *view_words(struct arena *, const struct year_asked *);
/* The choosers above each view: years, rules, the day. */
void year_choices(struct request *, const struct year_asked *, const struct board *);
/* A unit's year as its panel shows it, for a view; NULL when nothing is asked of it. */
int strip_of(struct request *, int64_t unit, const struct year_view *, bool may_create, json_t **ret);

#endif
