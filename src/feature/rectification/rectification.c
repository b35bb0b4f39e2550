/* The feature as rows: what it holds, who may do what, its pages, panels and inbox lines. */
#include "feature/rectification/common/rows.h"
#include "feature/rectification/due.h"
#include "feature/rectification/reading/extract_command.h"
#include "feature/rectification/figures/life_panel.h"
#include "feature/rectification/figures/page.h"
#include "feature/rectification/inbox.h"
#include "feature/rectification/lists/lists_command.h"
#include "feature/rectification/lists/lists_database.h"
#include "feature/rectification/lists/lists_import.h"
#include "feature/rectification/papers/papers.h"
#include "feature/rectification/recheck/draw_command.h"
#include "feature/rectification/recheck/recheck.h"
#include "feature/rectification/review.h"

static const struct entity *const entities[] = {
    &category_entity, COMMON_ENTITIES_FIRST, &source_entity, &proposal_entity, &problem_entity, &measure_entity, &evidence_entity,
    &extension_entity, &step_entity, COMMON_ENTITIES, &recheck_entity, &draw_entity, &draw_item_entity, &report_entity,
};

#define ASKS "claim plan request_closing extend declare_unfounded transfer"
#define HEADS "start endorse return"
#define REVIEWS "accept return recheck reopen"

#define OPEN "IN ('unclaimed', 'planning', 'rectifying')"
static const struct calendar_line calendar_lines[] = {
    {"problem", "整改到期", CALENDAR_DEADLINE, "problem", "deadline", "t.state " OPEN},
    {"measure", "措施到期", CALENDAR_DEADLINE, "measure", "deadline",
     "t.state <> 'done' AND EXISTS (SELECT 1 FROM problem p WHERE p.id = t.problem AND p.state " OPEN ")"},
    {"recheck", "回头看", CALENDAR_DEADLINE, "recheck", "due", "t.state = 'planned'"},
};

static const struct right rights[] = {
    {"working_committee_officer", "category", "read create change", SCOPE_ALL},
    {"working_committee_officer", "source", "read create change export import", SCOPE_SUBTREE},
    {"working_committee_officer", "proposal", "read create change", SCOPE_SUBTREE},
    {"working_committee_officer", "problem", "read create change claim export import " REVIEWS, SCOPE_SUBTREE},
    {"working_committee_officer", "measure", "read create change remove export import", SCOPE_SUBTREE},
    {"working_committee_officer", "evidence", "read export", SCOPE_SUBTREE},
    {"working_committee_officer", "extension", "read approve refuse", SCOPE_SUBTREE},
    {"working_committee_officer", "step", "read", SCOPE_SUBTREE},
    {"leading_group_secretary", "category", "read", SCOPE_ALL},
    {"leading_group_secretary", "source", "read export receive endorse_plan endorse_report", SCOPE_ORGAN},
    {"leading_group_secretary", "proposal", "read", SCOPE_ORGAN},
    {"leading_group_secretary", "problem", "read claim export " HEADS, SCOPE_ORGAN},
    {"leading_group_secretary", "measure", "read export", SCOPE_ORGAN},
    {"leading_group_secretary", "evidence", "read export", SCOPE_ORGAN},
    {"leading_group_secretary", "extension", "read approve refuse", SCOPE_ORGAN},
    {"leading_group_secretary", "step", "read", SCOPE_ORGAN},
    {"organ_officer", "category", "read create", SCOPE_ALL},
    {"organ_officer", "source", "read create change export import", SCOPE_ORGAN},
    {"organ_officer", "proposal", "read create change", SCOPE_ORGAN},
    {"organ_officer", "problem", "read create change export import " ASKS " " REVIEWS, SCOPE_ORGAN},
    {"organ_officer", "measure", "read create change remove export import", SCOPE_ORGAN},
    {"organ_officer", "evidence", "read create change remove export", SCOPE_ORGAN},
    {"organ_officer", "extension", "read", SCOPE_ORGAN},
    {"organ_officer", "step", "read", SCOPE_ORGAN},
    {"branch_secretary", "category", "read", SCOPE_ALL},
    {"branch_secretary", "source", "read", SCOPE_SUBTREE},
    {"branch_secretary", "problem", "read export " ASKS, SCOPE_SUBTREE},
    {"branch_secretary", "problem", HEADS, SCOPE_UNIT},
    {"branch_secretary", "problem", "read plan request_closing extend", SCOPE_SELF},
    {"branch_secretary", "measure", "read create change remove export", SCOPE_SUBTREE},
    {"branch_secretary", "measure", "read create change", SCOPE_SELF},
    {"branch_secretary", "evidence", "read create change remove", SCOPE_SUBTREE},
    {"branch_secretary", "evidence", "read create change remove", SCOPE_SELF},
    {"branch_secretary", "extension", "read", SCOPE_SUBTREE},
    {"branch_secretary", "extension", "read", SCOPE_SELF},
    {"branch_secretary", "step", "read", SCOPE_SUBTREE},
    {"branch_secretary", "step", "read", SCOPE_SELF},
    {"handler", "category", "read", SCOPE_ALL},
    {"handler", "problem", "read claim plan request_closing extend", SCOPE_SELF},
    {"handler", "measure", "read create change", SCOPE_SELF},
    {"handler", "evidence", "read create change remove", SCOPE_SELF},
    {"handler", "extension", "read", SCOPE_SELF},
    {"handler", "step", "read", SCOPE_SELF},
    {"outside_reviewer", "category", "read", SCOPE_ALL},
    {"outside_reviewer", "source", "read", SCOPE_NAMED},
    {"outside_reviewer", "problem", "read " REVIEWS, SCOPE_NAMED},
    {"outside_reviewer", "measure", "read", SCOPE_NAMED},
    {"outside_reviewer", "evidence", "read", SCOPE_NAMED},
    {"outside_reviewer", "extension", "read approve refuse", SCOPE_NAMED},
    {"outside_reviewer", "step", "read", SCOPE_NAMED},
    COMMON_RIGHTS,

    {"working_committee_officer", "recheck", "read look export", SCOPE_SUBTREE},
    {"leading_group_secretary", "recheck", "read export", SCOPE_ORGAN},
    {"organ_officer", "recheck", "read look export", SCOPE_ORGAN},
    {"branch_secretary", "recheck", "read", SCOPE_SUBTREE},
    {"branch_secretary", "recheck", "read", SCOPE_SELF},
    {"handler", "recheck", "read", SCOPE_SELF},
    {"outside_reviewer", "recheck", "read look", SCOPE_NAMED},
    /* What a drawing found, and who reported, is known to the reviewing side and to nobody else. */
    {"working_committee_officer", "draw", "read create change export", SCOPE_SUBTREE},
    {"working_committee_officer", "draw_item", "read confirm refute export", SCOPE_SUBTREE},
    {"outside_reviewer", "draw", "read create change export", SCOPE_UNIT},
    {"outside_reviewer", "draw_item", "read confirm refute export", SCOPE_UNIT},
    {"working_committee_officer", "report", "read create change note_answer export", SCOPE_SUBTREE},
    {"outside_reviewer", "report", "read create change note_answer export", SCOPE_UNIT},
    /* Whoever reported is asked himself. */
    {"working_committee_officer", "report", "read answer", SCOPE_SELF},
    {"leading_group_secretary", "report", "read answer", SCOPE_SELF},
    {"organ_officer", "report", "read answer", SCOPE_SELF},
    {"branch_secretary", "report", "read answer", SCOPE_SELF},
    {"handler", "report", "read answer", SCOPE_SELF},
    {"outside_reviewer", "report", "read answer", SCOPE_SELF},
    {"member", "report", "read answer", SCOPE_SELF},
};

static const char *const feedback_parameters[] = {"file", NULL};
static const char *const review_parameters[] = {
    "act", "proposal*", "symptom", "measures", "at", "places", "category", "kind", "units*", "departments*", "leaders*",
    "persons*", "deadline", NULL,
};

static const char *const import_parameters[] = {"file", "workbook", "seen", NULL};
static const char *const lists_parameters[] = {"*filters", "title1", "title2", "title3", "paper", NULL};

static const char *const table_parameters[] = {"*filters", "view", "order", "after", "limit", "total", "shared", NULL};
static const char *const letter_parameters[] = {"*filters", NULL};

static const struct page pages[] = {
    {.method = "GET", .path = "/feedback", .verb = "create", .entity = "source", .label = "读反馈文件", .flags = PAGE_MENU, .menu_order = 14,
     .model = feedback_form, .view = "rectification/feedback.html", .icon = "file-upload"},
    {.method = "POST", .path = "/feedback", .verb = "create", .entity = "source", .label = "读反馈文件",
     .parameters = feedback_parameters, .flags = PAGE_UPLOAD, .prepare = feedback_prepare, .model = feedback_form,
     .apply = feedback_apply, .view = "rectification/feedback.html"},
    {.method = "GET", .path = "/lists.xlsx", .verb = "export", .entity = "problem", .label = "三张清单（Excel）",
     .parameters = lists_parameters, .flags = PAGE_NO_FORM | PAGE_JOURNALED, .model = lists_workbook_model,
     .offered_on = "problem"},
    {.method = "GET", .path = "/lists.docx", .verb = "export", .entity = "problem", .label = "三张清单（Word）",
     .parameters = lists_parameters, .flags = PAGE_NO_FORM | PAGE_JOURNALED, .model = lists_paper_model,
     .offered_on = "problem"},
    {.method = "GET", .path = "/lists/import", .verb = "import", .entity = "problem", .label = "导回改好的清单",
     .model = lists_import_form, .view = "rectification/lists_import.html", .offered_on = "problem"},
    {.method = "POST", .path = "/lists/import", .verb = "import", .entity = "problem", .label = "导回改好的清单",
     .parameters = import_parameters, .flags = PAGE_UPLOAD, .prepare = lists_import_prepare, .model = lists_import_form,
     .apply = lists_import_apply, .view = "rectification/lists_import.html"},
    {.method = "GET", .path = "/figures", .verb = "read", .entity = "problem", .label = "看板", .flags = PAGE_MENU, .menu_order = 11,
     .parameters = figures_parameters, .model = figures_page, .view = "rectification/figures.html"},
    {.method = "GET", .path = "/source/:id/review", .verb = "read", .entity = "source", .label = "逐条确认",
     .model = review_model, .view = "rectification/review.html"},
    {.method = "POST", .path = "/source/:id/review", .verb = "change", .entity = "source", .label = "逐条确认",
     .parameters = review_parameters, .model = review_model, .apply = review_apply,
     .view = "rectification/review.html"},
    COMMON_PAGES,

    {.method = "GET", .path = "/recheck", .verb = "read", .entity = "recheck", .label = "回头看", .flags = PAGE_MENU, .menu_order = 26,
     .parameters = table_parameters, .model = generic_list, .view = "office/list"},
    {.method = "GET", .path = "/report", .verb = "note_answer", .entity = "report", .label = "反映", .flags = PAGE_MENU,
     .menu_order = 29, .parameters = table_parameters, .model = generic_list, .view = "office/list"},
    {.method = "POST", .path = "/report", .verb = "create", .entity = "report", .label = "新增反映", .apply = report_create,
     .model = generic_new, .view = "office/form"},
    {.method = "GET", .path = "/report/:id/answer", .verb = "answer", .entity = "report", .label = "真的改好了吗",
     .model = report_answer_model, .view = "rectification/report_answer.html"},
    {.method = "GET", .path = "/draw/:id/verify.json", .verb = "read", .entity = "draw", .label = "导出供核对",
     .flags = PAGE_NO_FORM | PAGE_JOURNALED, .model = draw_export_model},

    {.method = "GET", .path = "/source/:id/papers", .verb = "export", .entity = "source", .label = "公文草稿",
     .model = source_papers_model, .view = "rectification/papers.html"},
    {.method = "GET", .path = "/source/:id/plan.docx", .verb = "export", .entity = "source", .label = "整改方案",
     .flags = PAGE_NO_FORM | PAGE_JOURNALED, .model = source_paper_model},
    {.method = "GET", .path = "/source/:id/progress.docx", .verb = "export", .entity = "source", .label = "整改进展情况报告",
     .flags = PAGE_NO_FORM | PAGE_JOURNALED, .model = source_paper_model},
    {.method = "GET", .path = "/source/:id/leader.docx", .verb = "export", .entity = "source", .label = "主要负责人组织落实情况报告",
     .flags = PAGE_NO_FORM | PAGE_JOURNALED, .model = source_paper_model},
    {.method = "GET", .path = "/source/:id/notice.docx", .verb = "export", .entity = "source", .label = "公开通报",
     .flags = PAGE_NO_FORM | PAGE_JOURNALED, .model = source_paper_model},
    {.method = "GET", .path = "/analysis_meeting/:id/minutes.docx", .verb = "export", .entity = "analysis_meeting", .label = "专题分析会纪要",
     .flags = PAGE_NO_FORM | PAGE_JOURNALED, .model = meeting_paper_model},
    {.method = "GET", .path = "/papers/urge.docx", .verb = "accept", .entity = "problem", .label = "督办函（超期的）",
     .parameters = letter_parameters, .flags = PAGE_NO_FORM | PAGE_JOURNALED, .model = list_paper_model, .offered_on = "problem"},
    {.method = "GET", .path = "/papers/remind.docx", .verb = "accept", .entity = "problem", .label = "提示函（快到期的）",
     .parameters = letter_parameters, .flags = PAGE_NO_FORM | PAGE_JOURNALED, .model = list_paper_model, .offered_on = "problem"},
};

static const struct panel panels[] = {
    {"problem", "期限和进度", standing_panel, "rectification/standing.html"},
    {"problem", "从反馈到现在", life_panel, "rectification/life.html"},
    {"problem", "反馈原文", sentence_panel, "rectification/sentence.html"},
    {"source", "逐条确认与清单", review_panel, "rectification/source_panel.html"},
    COMMON_PANELS,
    {"source", "公文草稿", papers_panel, "rectification/papers_panel.html"},
    {"analysis_meeting", "会议纪要", meeting_paper_panel, "rectification/meeting_paper_panel.html"},
    {"draw", "谁都可以重抽一遍", draw_panel, "rectification/draw_panel.html"},
    {"draw_item", "抽到的问题", draw_item_panel, "rectification/draw_item_panel.html"},
};

static const struct inbox_line inbox_lines[] = {
    {"overdue", "已经超期的问题", 10, problems_overdue, "/problem?overdue=1"},
    {"returned", "退回的问题", 12, problems_returned, NULL},
    {"start", "待批准的方案", 14, plans_to_approve, "/problem?state=planning"},
    {"endorse", "待审核的销号申请", 15, closings_to_endorse, "/problem?state=closing_requested"},
    {"accept", "待复核的销号申请", 16, closings_to_accept, "/problem?state=endorsed"},
    {"extension", "待批准的延期", 17, extensions_to_approve, "/extension?state=requested"},
    {"receive", "待签收的反馈", 18, sources_to_receive, "/source?received_on.empty=1"},
    {"confirm", "待确认的反馈", 20, sources_to_confirm, "/source?state=reviewing"},
    {"claim", "待认领的问题", 30, problems_to_claim, "/problem?state=unclaimed"},
    {"plan", "待报审的方案", 32, plans_to_submit, "/problem?state=planning"},
    {"request", "可以申请销号的问题", 34, closings_to_request, "/problem?state=rectifying"},
    {"due", "二十天内到期的问题", 40, problems_due_soon, "/problem?overdue=0"},
    COMMON_LINES,
    {"recheck", "回头看到期", 60, rechecks_due, "/recheck?state=planned"},
    {"not_better", "反映人说没有改好的", 62, reports_not_better, "/report?not_better=1"},
    {"draw", "抽到还没有核实的", 64, draws_to_ask, "/draw_item?state=pending"},
    {"report", "该回访的反映", 66, reports_to_ask, "/report?state=open"},
    {"better", "您反映的问题改好了吗", 68, reports_to_answer, NULL},
};

static const struct job jobs[] = {
    COMMON_JOBS,
};

/* One row a problem: with it go the measures that are not done. */
static const struct handover_line handover_lines[] = {
    {"problem", "问题整改", "problem", problems_of_person, problem_move},
};

static const struct due_line due_lines[] = {
    {"problem", "问题整改", "problem", "", problems_due, problem_people},
    {"measure", "整改措施", "measure", "", measures_due, measure_people},
    {"comparison", "逐一对照", "comparison", "/answer", comparisons_due, nobody},
    {"recheck", "回头看", "recheck", "", rechecks_planned, nobody},
};

static const struct command commands[] = {
    {"extract", "FILE…", 1, -1, true, "读出反馈文件里的问题",
     "读反馈或整改文件（.docx .xlsx .pdf .txt .csv），一行一个问题，连同整改措施、责任、时限和原文位置，不需要数据目录。"
     "文件自称的问题数与读出的不一致时，在标准错误上说明。有文件没读成时退出码是 1。",
     extract_command_options, COMMAND_NO_DATA, false, extract_run},
    {"lists", "FILE…", 1, -1, true, "从反馈文件直接生成三张清单",
     "读反馈或整改文件（.docx .xlsx .pdf .txt .csv），写出问题清单、责任清单、整改清单，不需要数据目录。"
     "每行注明原文在第几段；文件没有写的格子留空。几个文件合成一份清单。",
     lists_command_options, COMMAND_NO_DATA, false, lists_run},
    {"paper", "KIND", 1, 1, false, "从整改记录生成公文草稿",
     "KIND 是 plan（整改方案）、progress（整改进展情况报告）、leader（主要负责人组织落实情况报告）、notice（公开通报）、"
     "urge（督办函）、remind（提示函），或 meeting（专题分析会纪要，写 --meeting）。按 GB/T 9704-2012 排版；记录里没有的写成【待填：…】，在标准错误上列出。",
     paper_command_options, COMMAND_READS, false, paper_command_run},
    {"draw verify", "FILE…", 1, -1, false, "把公布的随机复核重抽一遍",
     "读抽取页面上“导出供核对”的文件，从名单和随机数重新算出摘要、种子和抽到的问题，与公布的逐个比较，不需要数据目录。"
     "写了 --data DIR 时，FILE 是这个数据目录里抽取的编号。有不一致的，退出码是 1。",
     draw_verify_options, COMMAND_NO_DATA, false, draw_verify_run},
};

static const struct event events[] = {
    COMMON_EVENTS,
    {"problem", "accept", recheck_problem_closed},
    {"problem", "recheck", recheck_problem_seen},
    {"problem", "reopen", recheck_problem_reopened},
    {"problem", "accept", report_problem_closed},
    {"problem", "reopen", report_problem_reopened},
};

const struct feature rectification_feature = {
    .name = "rectification",
    .label = "整改",
    .entities = entities,
    .entity_count = ARRAY_SIZE(entities),
    .rights = rights,
    .right_count = ARRAY_SIZE(rights),
    .pages = pages,
    .page_count = ARRAY_SIZE(pages),
    .commands = commands,
    .command_count = ARRAY_SIZE(commands),
    .panels = panels,
    .panel_count = ARRAY_SIZE(panels),
    .inbox_lines = inbox_lines,
    .inbox_line_count = ARRAY_SIZE(inbox_lines),
    .handover_lines = handover_lines,
    .handover_line_count = ARRAY_SIZE(handover_lines),
    .calendar_lines = calendar_lines,
    .calendar_line_count = ARRAY_SIZE(calendar_lines),
    .due_lines = due_lines,
    .due_line_count = ARRAY_SIZE(due_lines),
    .jobs = jobs,
    .job_count = ARRAY_SIZE(jobs),
    .events = events,
    .event_count = ARRAY_SIZE(events),
    .demonstrate = rectification_demonstrate,
};
