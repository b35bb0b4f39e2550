/* From a feedback document to problems, and from problems to the three lists.
 *
 *   document ──extraction──► proposal ──confirmed by an officer──► problem ──< measure
 *      └── source (whose feedback, when, who reviews, until when)
 *
 *   problem ──< evidence    what shows that it is rectified
 *           ──< extension   a later deadline, asked and approved
 *           ──< step        each act of its life: who, when, from which state to which, with what reason
 *
 * A problem keeps the feedback's own words and their places in the stored original for ever. */
#ifndef MINGZE_FEATURE_RECTIFICATION_H
#define MINGZE_FEATURE_RECTIFICATION_H

#include "office/office.h"

extern const struct feature rectification_feature;
extern const struct entity category_entity, source_entity, proposal_entity, problem_entity, measure_entity,
    evidence_entity, extension_entity, step_entity;

enum category_field { CATEGORY_NAME, CATEGORY_NOTE, CATEGORY_RETIRED, CATEGORY__COUNT };
enum source_field {
    SOURCE_TITLE, SOURCE_KIND, SOURCE_ACCOUNTABLE, SOURCE_ISSUER, SOURCE_NUMBER, SOURCE_DATE, SOURCE_REVIEWER, SOURCE_DUE,
    SOURCE_STATE, SOURCE_RECEIVED_ON, SOURCE_RECEIVED_BY, SOURCE_PLAN_ENDORSED_ON, SOURCE_PLAN_ENDORSED_BY,
    SOURCE_REPORT_ENDORSED_ON, SOURCE_REPORT_ENDORSED_BY, SOURCE_FILE, SOURCE_FILE_NAME, SOURCE_WARNING, SOURCE_NOTE,
    SOURCE__COUNT
};
enum proposal_field {
    PROPOSAL_SOURCE, PROPOSAL_POSITION, PROPOSAL_STATE, PROPOSAL_WORDS, PROPOSAL_PLACES, PROPOSAL_SECTION,
    PROPOSAL_SYMPTOM, PROPOSAL_MEASURES, PROPOSAL_RESPONSIBLE, PROPOSAL_DEADLINE_WORDS, PROPOSAL_CATEGORY,
    PROPOSAL_KIND, PROPOSAL_UNITS, PROPOSAL_DEPARTMENTS, PROPOSAL_LEADERS, PROPOSAL_PERSONS, PROPOSAL_DEADLINE,
    PROPOSAL_PROBLEM, PROPOSAL__COUNT
};
enum problem_field {
    PROBLEM_SOURCE, PROBLEM_NUMBER, PROBLEM_SYMPTOM, PROBLEM_CATEGORY, PROBLEM_COMMONNESS, PROBLEM_ORIGIN, PROBLEM_COMMON,
    PROBLEM_ACCOUNTABLE, PROBLEM_UNITS,
    PROBLEM_COOPERATING, PROBLEM_KIND, PROBLEM_LEADERS, PROBLEM_DEPARTMENTS, PROBLEM_PERSONS, PROBLEM_DEADLINE,
    PROBLEM_CAUSE_ROUTE, PROBLEM_CAUSE, PROBLEM_GOAL, PROBLEM_STAGE_GOAL, PROBLEM_REVIEW_MONTHS, PROBLEM_PROGRESS,
    PROBLEM_STATE, PROBLEM_EXIT, PROBLEM_EFFECT, PROBLEM_TRANSFER_TO, PROBLEM_PLANNED_ON, PROBLEM_REQUESTED_ON,
    PROBLEM_CLOSED_ON, PROBLEM_RELAPSES, PROBLEM_FALSE_CLOSINGS, PROBLEM_EXTEND_UNTIL, PROBLEM_REVIEW_NUMBER,
    PROBLEM_REVIEW_DATED, PROBLEM_RECHECK_HOW, PROBLEM_RECHECK_FINDING, PROBLEM_HANDED_FROM, PROBLEM_HANDED_TO,
    PROBLEM_ORIGINAL_DEADLINE,
    PROBLEM_DEADLINE_WORDS, PROBLEM_RESPONSIBLE_WORDS, PROBLEM_SECTION, PROBLEM_WORDS, PROBLEM_PLACES,
    PROBLEM_MEASURE_COUNT, PROBLEM_MEASURES_DONE, PROBLEM__COUNT
};
enum measure_field {
    MEASURE_PROBLEM, MEASURE_POSITION, MEASURE_TEXT, MEASURE_PERSON, MEASURE_DEADLINE, MEASURE_STATE, MEASURE_RESULT,
    MEASURE_LIKENESS, MEASURE_WARNED, MEASURE__COUNT
};
enum evidence_field {
    EVIDENCE_PROBLEM, EVIDENCE_MEASURE, EVIDENCE_TITLE, EVIDENCE_FACT_ON, EVIDENCE_NUMBER, EVIDENCE_FILE, EVIDENCE_FILE_NAME,
    EVIDENCE_NOTE, EVIDENCE__COUNT
};
enum extension_field {
    EXTENSION_PROBLEM, EXTENSION_FROM, EXTENSION_UNTIL, EXTENSION_REASON, EXTENSION_ASKED_BY, EXTENSION_STATE,
    EXTENSION_NUMBER, EXTENSION_DECIDED_BY, EXTENSION_OPINION, EXTENSION__COUNT
};
enum step_field {
    STEP_PROBLEM, STEP_POSITION, STEP_VERB, STEP_FROM, STEP_TO, STEP_PERSON, STEP_REASON, STEP_NUMBER, STEP_DATED, STEP_NOTE,
    STEP_DIGEST, STEP_CLOSING, STEP__COUNT
};

/* What a meeting decides about a problem is a measure of it, behind its others, and has its own life from then on.  `field`
 * is where the decision's form says what stands in the way.  In the write lane. */
struct measure_draft { int64_t problem, person; const char *text, *deadline; };   /* person 0, deadline "" = not said */
/* May whoever decides add a measure there?  INVALID when not; DONE for no problem. */
int measure_decidable(struct change *, const char *field, int64_t problem);
int measure_decided(struct change *outer, const char *field, const struct measure_draft *, int64_t *ret_measure);

#endif
