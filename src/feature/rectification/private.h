#ifndef MINGZE_FEATURE_RECTIFICATION_PRIVATE_H
#define MINGZE_FEATURE_RECTIFICATION_PRIVATE_H

#include "base/base.h"
#include "document/document.h"
#include "feature/organisation/organisation.h"
#include "feature/rectification/rectification.h"
#include "store/store.h"

extern const struct choice problem_kinds[], source_kinds[], cause_routes[], measure_states[], problem_states[], commonness[],
    recheck_ways[], problem_verbs[];
extern const struct flow problem_flow, source_flow;

/* The day by which feedback of a kind is to be rectified, from the regulation of its day; no date where no
 * confirmed rule sets one (the notice itself does). */
struct date source_due(const char *kind, struct date feedback);

/* A deadline's own words as a date where they name a day, month or year; else no date. */
struct date deadline_date(const char *words, struct date feedback);
/* 立行立改, 限期整改 or 长期坚持 from the words of a deadline. */
const char *kind_of_deadline(const char *words);

/* Places as text: "3:5:20 4:0:7" (paragraph:offset:length). */
char *places_print(struct arena *, const struct place *, size_t n);
size_t places_parse(struct arena *, const char *, struct place **ret);

/* How many open proposals a source still has. */
int proposal_open_count(struct db *, int64_t source, int64_t *ret);
/* The problem a proposal becomes, with its measures; in the lane. */
int proposal_confirm(struct change *outer, const struct record *source, struct record *proposal, int number);

/* Is it at an end: closed, consolidated, unfounded or transferred?  The second asks it of a state's name. */
bool problem_ended(const struct record *problem);
bool problem_state_ended(const char *state);
/* What an act writes beside the state: the days, the counts (called by the entity's check). */
int problem_stamp(struct change *);

/* What an approval is bound to, SM3 over it in a fixed form (packet.c).  A plan: who, until when, why, what for, and its
 * measures.  A closing: the plan and what is said and shown to have come of it. */
int plan_digest(struct arena *, struct db *, const struct record *problem, const char **ret);
int closing_digest(struct arena *, struct db *, const struct record *problem, const char **ret);
/* Does what somebody approved still stand unchanged? */
int plan_stands(struct arena *, struct db *, const struct record *problem, bool *ret);
/* Is this problem still what its last step of `verb` was about (what was asked, or endorsed)?  A handover that came after it
 * and carried it over has changed the people's names alone.  NOT_FOUND without such a step. */
int closing_stands(struct arena *, struct db *, const struct record *problem, const char *verb, bool *ret);
/* The act by which this was asked for last: request_closing, or that of one of the honest exits. */
const char *asking_verb(const struct record *problem);

/* The steps of a problem's life (step.c), one an act, in the transaction of the act.  `digest`: of what it was about;
 * `closing`: of what waits for its review, where a handover carries that over.  NULL = none. */
int step_write(struct change *problem_change, const char *digest, const char *closing);
/* The last step of a verb; NOT_FOUND. */
int step_last(struct arena *, struct db *, int64_t problem, const char *verb, struct record **ret);
/* Did this actor take that step?  By account, or by person where both have one. */
bool step_by(const struct record *step, const struct actor *);

/* hand_over.c: in a problem's people, handed_to where handed_from was; the same in its measures that are not done. */
void problem_people_replace(struct change *problem_change);
int measures_hand_over(struct change *problem_change);
/* The rows of struct handover_line: what is open of a problem in somebody's name, and its going over. */
int problems_of_person(struct arena *, struct db *, int64_t organ, int64_t person,
                       int (*found)(void *, const struct handover_item *), void *);
int problem_move(struct change *, int64_t id, int64_t from, int64_t to);

/* Asks for a later deadline; follows the act `extend` of a problem. */
int extension_ask(struct change *problem_change);
/* INVALID when the problem of a measure or of evidence is at an end: nothing is added to it or taken from it. */
int problem_open_check(struct change *, int64_t problem);

int rectification_demonstrate(struct change *, struct folder *);

/* The name of a unit whose id came with a request; "" as for none when he may not read it (lists_pages.c). */
const char *unit_title(struct request *, int64_t id);

#endif
