/* Problems of many units: what is asked of all, what is found in all, what all make of it.  Private to the feature.
 *
 *   catalogue ──< catalogue_item          issued from above; its comparisons are made when it is issued
 *      └──< comparison ──< comparison_answer ──► problem (origin: the item)
 *   analysis_meeting ──< meeting_decision ──► measure
 *   problem ──► common_problem ──< common_measure
 *   rule_made (of a problem, or of a common problem) · outcome (of a problem) */
#ifndef MINGZE_RECTIFICATION_COMMON_H
#define MINGZE_RECTIFICATION_COMMON_H

#include "feature/rectification/private.h"

extern const struct entity catalogue_entity, catalogue_item_entity, comparison_entity, comparison_answer_entity,
    analysis_meeting_entity, meeting_decision_entity, common_problem_entity, common_measure_entity,
    common_dismissal_entity, rule_made_entity, outcome_entity;

enum catalogue_field {
    CATALOGUE_TITLE, CATALOGUE_ISSUER, CATALOGUE_BASIS, CATALOGUE_ANSWER_BY, CATALOGUE_UNITS, CATALOGUE_STATE,
    CATALOGUE_ISSUED_ON, CATALOGUE_NOTE, CATALOGUE__COUNT
};
enum catalogue_item_field { ITEM_CATALOGUE, ITEM_POSITION, ITEM_SYMPTOM, ITEM_WAY_OUT, ITEM_BASIS, ITEM_CATEGORY, ITEM__COUNT };
enum comparison_field {
    COMPARISON_TITLE, COMPARISON_CATALOGUE, COMPARISON_ANSWERING, COMPARISON_STATE, COMPARISON_MEETING,
    COMPARISON_ANSWERED, COMPARISON_FOUND, COMPARISON_SUBMITTED_ON, COMPARISON_SUBMITTED_BY, COMPARISON__COUNT
};
enum comparison_answer_field {
    ANSWER_COMPARISON, ANSWER_ITEM, ANSWER_ANSWER, ANSWER_FACTS, ANSWER_PROBLEM, ANSWER__COUNT
};
enum analysis_meeting_field {
    MEETING_TOPIC, MEETING_HELD_BY, MEETING_HELD_ON, MEETING_CHAIR, MEETING_ATTENDEES, MEETING_CATALOGUE, MEETING_SOURCE,
    MEETING_PROBLEMS, MEETING_GUIDANCE, MEETING_ENFORCEMENT, MEETING_MECHANISM, MEETING__COUNT
};
enum meeting_decision_field {
    DECISION_MEETING, DECISION_POSITION, DECISION_TEXT, DECISION_PROBLEM, DECISION_PERSON, DECISION_DEADLINE,
    DECISION_MEASURE, DECISION__COUNT
};
enum common_problem_field {
    COMMON_TITLE, COMMON_OWNER, COMMON_CATEGORY, COMMON_MECHANISM, COMMON_STATE, COMMON_NO_RULE, COMMON_CLOSED_ON,
    COMMON__COUNT
};
enum common_measure_field {
    COMMON_MEASURE_COMMON, COMMON_MEASURE_POSITION, COMMON_MEASURE_TEXT, COMMON_MEASURE_SCOPE, COMMON_MEASURE_PERSON,
    COMMON_MEASURE_DEADLINE, COMMON_MEASURE_STATE, COMMON_MEASURE_RESULT, COMMON_MEASURE__COUNT
};
enum common_dismissal_field { DISMISSAL_OWNER, DISMISSAL_CATEGORY, DISMISSAL_REASON, DISMISSAL__COUNT };
enum rule_made_field {
    RULE_TITLE, RULE_MADE_BY, RULE_KIND, RULE_NUMBER, RULE_EFFECTIVE_ON, RULE_PROBLEM, RULE_COMMON, RULE_ASK_ON,
    RULE_STATE, RULE_KEPT, RULE_SEEN, RULE_SEEN_ON, RULE__COUNT
};
enum outcome_field {
    OUTCOME_PROBLEM, OUTCOME_KIND, OUTCOME_TIMES, OUTCOME_PERSONS, OUTCOME_AMOUNT, OUTCOME_ON, OUTCOME_NOTE, OUTCOME__COUNT
};

/* catalogue.c: how many items a catalogue has; whether it can be answered now. */
int catalogue_items(struct db *, int64_t catalogue, int64_t *ret);
int catalogue_open(struct arena *, struct db *, int64_t catalogue, bool *ret);

/* comparison.c: a comparison with its empty answers for every unit that is named and has none yet; in the lane. */
int comparisons_make(struct change *outer, const struct record *catalogue);
/* The unit's meeting on a catalogue is recorded: the comparison knows it. */
int comparison_meet(struct change *outer, const struct record *meeting);
/* Answers of a comparison, in the order of the items. */
int answers_read(struct arena *, struct db *, int64_t comparison, struct record ***ret, size_t *ret_n);
extern const struct choice answer_choices[];

/* What a request that is sent down costs those who answer it (DESIGN §5): fields × units × times. */
struct burden { int64_t fields, units, times; };
/* Fields that a person has to fill in for one record: those that are required and not the program's. */
int burden_of(const struct entity *);
/* {"fields", "units", "times", "all", "words"}: 每个单位填7项 × 3个单位 × 1次 = 21项. */
json_t *burden_json(struct arena *, struct burden);
/* Of answering a catalogue with so many items. */
struct burden catalogue_burden(int64_t items, int64_t units);

/* Pages. */
int answer_model(struct request *);
int answer_apply(struct request *, struct db *);
int similar_model(struct request *);
int similar_apply(struct request *, struct db *);
int common_link_model(struct request *);
int common_link_apply(struct request *, struct db *);
int warnings_model(struct request *);
extern const char *const answer_parameters[], *const similar_parameters[], *const common_link_parameters[],
    *const common_measure_parameters[];

/* Panels. */
int catalogue_panel(struct request *, const struct record *catalogue, json_t **ret);
int comparison_panel(struct request *, const struct record *comparison, json_t **ret);
int common_members_panel(struct request *, const struct record *common, json_t **ret);
int problem_common_panel(struct request *, const struct record *problem, json_t **ret);
int source_outcome_panel(struct request *, const struct record *source, json_t **ret);
int problem_outcome_panel(struct request *, const struct record *problem, json_t **ret);
int problem_warning_panel(struct request *, const struct record *problem, json_t **ret);
int measure_decision_panel(struct request *, const struct record *measure, json_t **ret);

/* Lines of the workbench. */
int comparisons_to_answer(struct request *, int limit, json_t **ret_rows, int *ret_count);
int comparisons_missing(struct request *, int limit, json_t **ret_rows, int *ret_count);
int similar_to_link(struct request *, int limit, json_t **ret_rows, int *ret_count);
int rules_to_ask(struct request *, int limit, json_t **ret_rows, int *ret_count);

/* similar.c: the units at which he may make common problems of what lies below. */
struct similar { int64_t category, units; };
int similar_find(struct arena *, struct db *, int64_t owner, int64_t least_units, struct similar **ret, size_t *ret_n);

/* Same measure text on many problems: what is compared, and its number (never 0), for the index. */
int64_t measure_likeness(struct arena *, const char *text);
/* Keeps it beside the measure that was made or changed; and for those of before, some at a time (job). */
int measure_warned_keep(struct change *measure_change);
int measure_likeness_fill(struct change *);
/* Event: a problem's deadline moved, and its measures may now be later, or no longer. */
int measures_follow_deadline(struct change *problem_change);

int common_demonstrate(struct change *);

#endif
