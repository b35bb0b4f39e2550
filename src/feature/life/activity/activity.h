/* What hangs on an activity, and what is planned before it.  Private to the feature.
 *
 *   planned_activity ──(same unit, kind, near day: computed)── activity ──< decision ──► measure (of a problem)
 *                                                                 └──────< ballot
 *
 * A decision that belongs to a problem is a measure of it and is done there; one that belongs to none is itself the task. */
#ifndef MINGZE_LIFE_ACTIVITY_H
#define MINGZE_LIFE_ACTIVITY_H

#include "feature/life/activity/minutes.h"
#include "feature/life/pages.h"
#include "feature/rectification/rectification.h"

extern const struct entity decision_entity, ballot_entity, planned_activity_entity;

enum decision_field {
    DECISION_ACTIVITY, DECISION_POSITION, DECISION_TEXT, DECISION_PROBLEM, DECISION_PERSON, DECISION_DUE, DECISION_STATE,
    DECISION_RESULT, DECISION_DONE_ON, DECISION_MEASURE, DECISION__COUNT
};

enum ballot_field {
    BALLOT_ACTIVITY, BALLOT_POSITION, BALLOT_MOTION, BALLOT_KIND, BALLOT_ENTITLED, BALLOT_PRESENT, BALLOT_WRITTEN, BALLOT_YES,
    BALLOT_NO, BALLOT_ABSTAIN, BALLOT_RESULT, BALLOT_EDGE, BALLOT__COUNT
};

enum planned_field { PLANNED_HELD_BY, PLANNED_KIND, PLANNED_ALSO, PLANNED_ON, PLANNED_TOPIC, PLANNED_NOTE, PLANNED__COUNT };

/* activity.c */
extern const struct choice activity_kinds[];
/* INVALID where such a unit holds no activities; `field` is where it is said. */
int activity_holder_check(struct change *, const char *field, int64_t unit);

/* record_page.c: units, several, none of a page on which he chooses where to write an activity down */
int record_units(struct request *);

/* The next place behind what an activity has of them: decisions, ballots.  `count` is SQL of one literal. */
#define next_position(change, table, activity, ret) \
    db_get_int((change)->db, ret, "SELECT COALESCE(max(position), 0) + 1 FROM " table " WHERE activity = ?1", value_int(activity))

/* decision.c */
/* An event of measures: what is done there is done here. */
int decision_measure_moved(struct change *);

/* decision_lines.c */
int decisions_mine(struct request *, int limit, json_t **ret_rows, int *ret_count);
int decisions_panel(struct request *, const struct record *unit, json_t **ret);
int decisions_due(struct arena *, struct db *, const char *until, int (*found)(void *, const struct due_item *), void *);
int decision_people(struct arena *, struct db *, int64_t id, enum due_party, int64_t **ret, int *ret_n);
int decisions_of_person(struct arena *, struct db *, int64_t organ, int64_t person, int (*found)(void *, const struct handover_item *), void *);
int decision_move(struct change *, int64_t id, int64_t from, int64_t to);

/* ballot.c */
/* The numbers of a ballot as a question of the arithmetic. */
int ballot_question(struct arena *, struct db *, const struct record *, struct vote_question *ret);
int ballots_panel(struct request *, const struct record *activity, json_t **ret);
int ballot_panel(struct request *, const struct record *ballot, json_t **ret);

/* plan.c: a plan of a year, made from the rules and set beside what happened.  Plain arithmetic over dates. */
struct plan_item {
    int64_t id;                          /* 0 while it is only proposed */
    enum activity_kind kind, also;       /* also ACTIVITY_KIND__COUNT: nothing */
    struct date on;
    const char *topic;
};
struct plan_held { int64_t id; uint32_t kinds; struct date on; const char *topic; };
enum plan_state { PLAN_HELD, PLAN_EARLY, PLAN_LATE, PLAN_MISSING, PLAN_TO_COME, PLAN_STATE__COUNT };
struct plan_match {
    enum plan_state state;
    const struct plan_held *held;        /* NULL unless held, early or late */
    int days;                            /* how many after the planned day it was held (before: negative), or it is overdue */
};
enum { PLAN_ITEMS_MAX = 120, PLAN_HELD_MAX = 2000 };

/* What the rules ask of such a unit in a year, each on a working day: the theme day relatively fixed on `theme_day` of the month
 * (1 to 28), with the lecture of a quarter in its last one; 民主评议 together with 组织生活会. */
size_t plan_propose(struct arena *, const struct rulebook *, const struct unit_facts *, int year, int theme_day, struct plan_item **ret);
/* One after another by day, each activity kept for one item of a kind: held in the planned month; else before (early) or after
 * (late) it, nearer to this item than to its neighbours of the kind; else missing once the day is past. */
struct plan_match *plan_compare(struct arena *, const struct plan_item *, size_t n, const struct plan_held *, size_t held_n, struct date today);

/* plan_page.c: GET and POST /plan */
int plan_model(struct request *);
int plan_apply(struct request *, struct db *);
/* One row of a plan, of the unit; the change asks for the rights of its actor. */
int plan_item_create(struct change *, int64_t unit, const struct plan_item *);

/* paste_rows.c: meetings read out of pasted minutes, as rows that a person looks over before anything is saved. */
struct member { int64_t id; const char *name, *from, *until; bool full; };   /* of the branch, whenever; until "" = still */
struct members { struct member *items; size_t n; struct known_names known; };
struct paste_row {
    bool picked;
    const char *kind, *also, *held_on, *for_year, *topic, *place, *chair, *recorder, *expected, *absent, *words;   /* as typed; "" = nothing */
    int present;                         /* what the text says; -1 = nothing */
    int64_t recorded;                    /* an activity of that unit, day and kind that is there already; 0 = none */
    const char *notes[4]; int note_count;/* what to look at */
    size_t from, to;                     /* in the text; 0, 0 when the rows came back typed */
};
struct paste {
    const char *text;
    int64_t unit;
    int year;
    struct members members;
    struct paste_row *rows; size_t n;
    int left;                            /* meetings of the text behind PASTE_ROWS_MAX */
};
enum { PASTE_ROWS_MAX = 60 };
int members_read(struct arena *, struct db *, int64_t unit, struct members *ret);
/* The member of that name on that day; NOT_FOUND, or CONFLICT when the name is of several. */
int member_find(const struct members *, const char *name, const char *day, int64_t *ret);
/* From the text; from the form that came back.  Both look what is recorded and what is to be looked at. */
int paste_from_text(struct arena *, struct db *, struct paste *);
int paste_from_form(struct request *, struct db *, struct paste *);

/* paste_page.c: GET and POST /activity/paste */
int paste_prepare(struct request *);
int paste_model(struct request *);
int paste_apply(struct request *, struct db *);

/* demonstration_activity.c */
int activity_demonstrate(struct change *);

#endif
