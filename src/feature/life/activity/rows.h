/* What activities add to the feature's rows (life.c). */
#ifndef MINGZE_LIFE_ACTIVITY_ROWS_H
#define MINGZE_LIFE_ACTIVITY_ROWS_H

#include "feature/life/activity/activity.h"
#include "feature/life/activity/record_paper.h"

static const char *const paste_form_parameters[] = {"held_by", NULL};
static const char *const paste_parameters[] = {
    "text", "year", "act", "pick*", "kind*", "also*", "held_on*", "for_year*", "topic*", "place*", "chair*", "recorder*", "expected*", "absent*", "words*", NULL,
};
static const char *const records_parameters[] = {"held_by", "year", NULL};
static const char *const plan_parameters[] = {"unit", "year", "theme_day", "act", "item", NULL};

#define ACTIVITY_ENTITIES &activity_entity, &decision_entity, &ballot_entity, &planned_activity_entity

/* Whoever is named in a decision sees it and says when it is done, whatever else he may see. */
#define ACTIVITY_RIGHTS \
    {"working_committee_officer", "activity", "read export", SCOPE_SUBTREE}, \
    {"working_committee_officer", "decision", "read export", SCOPE_SUBTREE}, \
    {"working_committee_officer", "decision", "read finish", SCOPE_SELF}, \
    {"working_committee_officer", "ballot", "read export", SCOPE_SUBTREE}, \
    {"working_committee_officer", "planned_activity", "read export", SCOPE_SUBTREE}, \
    {"leading_group_secretary", "decision", "read export", SCOPE_ORGAN}, \
    {"leading_group_secretary", "decision", "read finish", SCOPE_SELF}, \
    {"organ_officer", "decision", "read create change remove finish reopen export import", SCOPE_ORGAN}, \
    {"branch_secretary", "activity", "read create change remove export import", SCOPE_SUBTREE}, \
    {"branch_secretary", "decision", "read create change remove finish reopen export import", SCOPE_SUBTREE}, \
    {"branch_secretary", "decision", "read finish", SCOPE_SELF}, \
    {"branch_secretary", "ballot", "read create change remove export import", SCOPE_SUBTREE}, \
    {"branch_secretary", "planned_activity", "read create change remove export import", SCOPE_SUBTREE}, \
    {"handler", "decision", "read finish", SCOPE_SELF}, \
    {"member", "activity", "read", SCOPE_SUBTREE}, \
    {"member", "decision", "read", SCOPE_SUBTREE}, \
    {"member", "decision", "read finish", SCOPE_SELF}, \
    {"member", "ballot", "read", SCOPE_SUBTREE}, \
    {"member", "planned_activity", "read", SCOPE_SUBTREE}

/* The paper of one activity says what its page says, and like it is not journaled; a year's is an export. */
#define ACTIVITY_PAGES \
    {.method = "GET", .path = "/activity/:id/record.docx", .verb = "export", .entity = "activity", .label = "支部工作记录（Word）", \
     .flags = PAGE_NO_FORM, .model = record_paper_model}, \
    {.method = "GET", .path = "/activity/records.docx", .verb = "export", .entity = "activity", .label = "一年的支部工作记录（Word）", \
     .parameters = records_parameters, .flags = PAGE_NO_FORM | PAGE_JOURNALED, .model = records_paper_model}, \
    {.method = "GET", .path = "/activity/paste", .verb = "create", .entity = "activity", .label = "粘贴现成的记录", \
     .parameters = paste_form_parameters, .model = paste_model, .view = "life/paste", .offered_on = "activity"}, \
    {.method = "POST", .path = "/activity/paste", .verb = "create", .entity = "activity", .label = "粘贴现成的记录", \
     .parameters = paste_parameters, .prepare = paste_prepare, .model = paste_model, .apply = paste_apply, .view = "life/paste"}, \
    {.method = "GET", .path = "/plan", .verb = "read", .entity = "planned_activity", .label = "对照年度计划", \
     .parameters = plan_parameters, .model = plan_model, .view = "life/plan", .offered_on = "planned_activity"}, \
    {.method = "POST", .path = "/plan", .verb = "create", .entity = "planned_activity", .label = "排年度计划", \
     .parameters = plan_parameters, .model = plan_model, .apply = plan_apply, .view = "life/plan"}

#define ACTIVITY_PANELS \
    {"unit", "还没有办结的议定事项", decisions_panel, "life/decisions"}, \
    {"activity", "表决结果", ballots_panel, "life/ballots"}, \
    {"activity", "打印", record_paper_panel, "life/record_paper"}, \
    {"ballot", "结果怎么来的", ballot_panel, "life/ballots"}

#define ACTIVITY_LINES {"decision", "等我办的议定事项", 36, decisions_mine, "/decision?state=open"}

#define ACTIVITY_EVENTS {"measure", NULL, decision_measure_moved}

#define ACTIVITY_DUE_LINES {"decision", "议定事项", "decision", "", decisions_due, decision_people}

#define ACTIVITY_HANDOVER_LINES {"decision", "议定事项", "decision", decisions_of_person, decision_move}

#endif
