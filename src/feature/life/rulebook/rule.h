/* A rule asked of facts: one function for each kind of rule.
 *
 *     count      so many in a period         met, missed, due
 *     term       an election and years       met, late, unknown
 *     threshold  a number between two        met, missed, na (with `then`, outside of them)
 *     ratio      a part of a whole           met, missed, unknown
 *     order      months between two dates    met, missed, unknown
 *
 * The answer of a text rule is na: nothing is computed. */
#ifndef MINGZE_LIFE_RULE_H
#define MINGZE_LIFE_RULE_H

#include "feature/life/rulebook/rulebook.h"

enum rule_state { STATE_MET, STATE_MISSED, STATE_DUE, STATE_NA, STATE_LATE, STATE_UNKNOWN, RULE_STATE__COUNT };
extern const char *const rule_state_ids[RULE_STATE__COUNT], *const rule_state_labels[RULE_STATE__COUNT];

/* What a unit is on a day, as far as rules ask. */
struct unit_facts {
    enum unit_kind kind;
    enum sector sector;
    bool committee;                      /* has a committee */
    int groups;                          /* into how many it is divided */
};

struct rule_question {
    const struct unit_facts *unit;
    struct date asof;
    struct date period_end;              /* count: the period's last day */
    int count;                           /* count: how many were held in it until asof */
    struct date starts, ends;            /* term: elected on; order: the two dates */
    struct date extended;                /* term: until when with approval (E-07: not late then); all 0 */
    int64_t value, whole;                /* threshold, ratio; value -1 = not known */
    bool has;                            /* threshold with `then`: the unit has it */
};

struct rule_answer {
    enum rule_state state;
    struct date due;                     /* count, term: the last day to do it */
    const char *reason;                  /* why na or unknown; NULL */
};

struct rule_answer rule_ask(const struct rule *, const struct rule_question *);
/* Why the rule is not for such a unit; NULL when it is. */
const char *rule_not_for(const struct rule *, const struct unit_facts *);

/* The period of a year that a number stands for, from 0: 12 months, 4 quarters, 1 year. */
int period_count(enum rule_period);
struct date period_end(enum rule_period, int year, int index);
/* "2026-03", "2026Q1", "2026" */
enum { PERIOD_TEXT = 16 };
char *period_print(enum rule_period, int year, int index, char out[PERIOD_TEXT]);

#endif
