/* What this part of the feature adds to its rows (rectification.c): one feature, because a problem names the item it came from
 * and the common problem it is a case of, and these name problems. */
#ifndef MINGZE_RECTIFICATION_COMMON_ROWS_H
#define MINGZE_RECTIFICATION_COMMON_ROWS_H

#include "feature/rectification/common/common.h"

/* Before problems, which refer to them. */
#define COMMON_ENTITIES_FIRST &catalogue_entity, &catalogue_item_entity, &common_problem_entity
#define COMMON_ENTITIES \
    &analysis_meeting_entity, &meeting_decision_entity, &comparison_entity, &comparison_answer_entity, &common_measure_entity, \
    &common_dismissal_entity, &rule_made_entity, &outcome_entity

/* Who issues sees what was handed in; who answers sees his own; who only reviews from outside sees none of it. */
#define COMMON_RIGHTS \
    {"working_committee_officer", "catalogue", "read create change issue end export", SCOPE_SUBTREE}, \
    {"working_committee_officer", "catalogue_item", "read create change remove export", SCOPE_SUBTREE}, \
    {"working_committee_officer", "comparison", "read return", SCOPE_SUBTREE}, \
    {"working_committee_officer", "comparison_answer", "read", SCOPE_NAMED}, \
    {"working_committee_officer", "analysis_meeting", "read export", SCOPE_SUBTREE}, \
    {"working_committee_officer", "meeting_decision", "read export", SCOPE_SUBTREE}, \
    {"working_committee_officer", "common_problem", "read create change link close reopen export", SCOPE_SUBTREE}, \
    {"working_committee_officer", "common_measure", "read create change remove export import", SCOPE_SUBTREE}, \
    {"working_committee_officer", "common_dismissal", "read", SCOPE_SUBTREE}, \
    {"working_committee_officer", "rule_made", "read create change observe export import", SCOPE_SUBTREE}, \
    {"working_committee_officer", "outcome", "read export", SCOPE_SUBTREE}, \
    {"leading_group_secretary", "catalogue", "read", SCOPE_NAMED}, \
    {"leading_group_secretary", "catalogue_item", "read", SCOPE_NAMED}, \
    {"leading_group_secretary", "comparison", "read submit", SCOPE_ORGAN}, \
    {"leading_group_secretary", "comparison_answer", "read", SCOPE_ORGAN}, \
    {"leading_group_secretary", "analysis_meeting", "read export", SCOPE_ORGAN}, \
    {"leading_group_secretary", "meeting_decision", "read export", SCOPE_ORGAN}, \
    {"leading_group_secretary", "common_measure", "read", SCOPE_NAMED}, \
    {"leading_group_secretary", "rule_made", "read export", SCOPE_ORGAN}, \
    {"leading_group_secretary", "outcome", "read export", SCOPE_ORGAN}, \
    {"organ_officer", "catalogue", "read", SCOPE_NAMED}, \
    {"organ_officer", "catalogue", "read create change issue end export", SCOPE_ORGAN}, \
    {"organ_officer", "catalogue_item", "read", SCOPE_NAMED}, \
    {"organ_officer", "catalogue_item", "read create change remove export", SCOPE_ORGAN}, \
    {"organ_officer", "comparison", "read answer submit", SCOPE_ORGAN}, \
    {"organ_officer", "comparison_answer", "read", SCOPE_ORGAN}, \
    {"organ_officer", "analysis_meeting", "read create change export import", SCOPE_ORGAN}, \
    {"organ_officer", "meeting_decision", "read create change remove export import", SCOPE_ORGAN}, \
    {"organ_officer", "common_measure", "read", SCOPE_NAMED}, \
    {"organ_officer", "rule_made", "read create change observe export import", SCOPE_ORGAN}, \
    {"organ_officer", "outcome", "read create change remove export import", SCOPE_ORGAN}, \
    {"branch_secretary", "catalogue", "read", SCOPE_UNIT}, \
    {"branch_secretary", "catalogue_item", "read", SCOPE_UNIT}, \
    {"branch_secretary", "comparison", "read answer submit", SCOPE_SUBTREE}, \
    {"branch_secretary", "comparison_answer", "read", SCOPE_SUBTREE}, \
    {"branch_secretary", "analysis_meeting", "read create change", SCOPE_SUBTREE}, \
    {"branch_secretary", "meeting_decision", "read create change remove", SCOPE_SUBTREE}, \
    {"branch_secretary", "common_measure", "read", SCOPE_NAMED}, \
    {"branch_secretary", "rule_made", "read create change observe", SCOPE_SUBTREE}, \
    {"branch_secretary", "outcome", "read create change remove", SCOPE_SUBTREE}

#define COMMON_PAGES \
    {.method = "GET", .path = "/comparison/:id/answer", .verb = "answer", .entity = "comparison", .label = "逐一对照", \
     .model = answer_model, .view = "rectification/answer.html"}, \
    {.method = "POST", .path = "/comparison/:id/answer", .verb = "answer", .entity = "comparison", .label = "逐一对照", \
     .parameters = answer_parameters, .model = answer_model, .apply = answer_apply, .view = "rectification/answer.html"}, \
    {.method = "GET", .path = "/similar", .verb = "create", .entity = "common_problem", .label = "同类问题", \
     .model = similar_model, .view = "rectification/similar.html", .offered_on = "common_problem"}, \
    {.method = "POST", .path = "/similar", .verb = "create", .entity = "common_problem", .label = "同类问题", \
     .parameters = similar_parameters, .model = similar_model, .apply = similar_apply, .view = "rectification/similar.html"}, \
    {.method = "GET", .path = "/common_problem/:id/link", .verb = "link", .entity = "common_problem", .label = "联系同类问题", \
     .parameters = common_link_parameters, .model = common_link_model, .view = "rectification/common_link.html"}, \
    {.method = "POST", .path = "/common_problem/:id/link", .verb = "link", .entity = "common_problem", .label = "联系同类问题", \
     .parameters = common_link_parameters, .model = common_link_model, .apply = common_link_apply, .view = "rectification/common_link.html"}, \
    {.method = "GET", .path = "/warnings", .verb = "export", .entity = "problem", .label = "核对提示", \
     .model = warnings_model, .view = "rectification/warnings.html", .offered_on = "problem"}, \
    {.method = "GET", .path = "/common_measure", .verb = "read", .entity = "common_measure", .label = "举一反三", \
     .parameters = common_measure_parameters, .flags = PAGE_MENU, .menu_order = 20, .model = generic_list, .view = "office/list"}

#define COMMON_PANELS \
    {"catalogue", "对照情况", catalogue_panel, "rectification/catalogue.html", "comparison"}, \
    {"comparison", "对照进度", comparison_panel, "rectification/comparison.html"}, \
    {"common_problem", "各单位的问题", common_members_panel, "rectification/common_members.html"}, \
    {"problem", "核对提示", problem_warning_panel, "rectification/problem_warnings.html"}, \
    {"problem", "共性问题", problem_common_panel, "rectification/problem_common.html"}, \
    {"problem", "成果汇总", problem_outcome_panel, "rectification/problem_outcome.html"}, \
    {"source", "成果汇总", source_outcome_panel, "rectification/problem_outcome.html"}, \
    {"measure", "由来", measure_decision_panel, "rectification/measure_decision.html"}

#define COMMON_LINES \
    {"compare", "待报送的逐一对照", 25, comparisons_to_answer, "/comparison?waiting=1"}, \
    {"unanswered", "逾期未报送对照结果的单位", 26, comparisons_missing, "/comparison?late=1"}, \
    {"similar", "可以联系起来的同类问题", 50, similar_to_link, "/similar"}, \
    {"rules", "该核查落实的制度", 55, rules_to_ask, "/rule_made?due=1"}

#define COMMON_EVENTS {"problem", NULL, measures_follow_deadline}

#define COMMON_JOBS {"measure_likeness", 60 * 60, measure_likeness_fill}

#endif
