/* The feature as rows. */
#include "feature/life/life.h"

#include "base/base.h"
#include "feature/life/activity/rows.h"
#include "feature/life/commands.h"
#include "feature/life/election/rows.h"
#include "feature/life/findings/findings.h"
#include "feature/life/pages.h"
#include "feature/life/rulebook/local_rules.h"
#include "feature/life/suspicion/suspicion.h"
#include "feature/life/term/term.h"

static const struct entity *const entities[] = {ACTIVITY_ENTITIES, &term_entity, &suspicion_entity, &duty_reminder_entity, ELECTION_ENTITIES, &rule_setting_entity};

/* Branches write what they held; officers keep the terms; who only looks sees his own. */
static const struct right rights[] = {
    ACTIVITY_RIGHTS,
    {"working_committee_officer", "term", "read create change remove export import", SCOPE_SUBTREE},
    /* Who confirms a suspected problem makes a problem of it; of his own organisation only the superior dismisses it (decide.c). */
    {"working_committee_officer", "suspicion", "read decide remove export", SCOPE_SUBTREE},
    {"organ_officer", "suspicion", "read decide remove export", SCOPE_ORGAN},
    {"branch_secretary", "suspicion", "read", SCOPE_SUBTREE},
    {"working_committee_officer", "duty_reminder", "read create", SCOPE_SUBTREE},
    {"working_committee_officer", "rule_setting", "read export", SCOPE_SUBTREE},
    {"working_committee_officer", "rule_setting", "create change remove import", SCOPE_UNIT},
    {"leading_group_secretary", "*", "read export", SCOPE_ORGAN},
    {"organ_officer", "*", "read create change remove export import", SCOPE_ORGAN},
    ELECTION_RIGHTS,
    {"branch_secretary", "term", "read export", SCOPE_SUBTREE},
};

static const char *const record_parameters[] = {"held_by", "kind", "also", "held_on", "text", NULL};
static const char *const recorded_parameters[] = {"text", NULL};

static const char *const heat_parameters[] = {"unit", "year", "asof", "rule", "from", NULL};
static const char *const heat_sheet_parameters[] = {"unit", "year", "asof", "rule", NULL};
static const char *const missing_parameters[] = {"unit", "year", "asof", "rule", "period", "from", "reminded", "already", NULL};
static const char *const missing_sheet_parameters[] = {"unit", "year", "asof", "rule", "period", NULL};
static const char *const remind_parameters[] = {"unit", "rule", "period", NULL};

static const char *const vote_parameters[] = {
    "kind", "entitled", "present", "yes", "written", "seats", "candidates", "votes", "more_than", NULL,
};

static const struct page pages[] = {
    ACTIVITY_PAGES,
    {.method = "GET", .path = "/activity/record", .verb = "create", .entity = "activity", .label = "记一次活动",
     .parameters = record_parameters, .flags = PAGE_MENU, .menu_order = 21, .model = record_form, .view = "life/record", .offered_on = "activity"},
    {.method = "POST", .path = "/activity/record", .verb = "create", .entity = "activity", .label = "记一次活动",
     .parameters = recorded_parameters, .model = record_form, .apply = record_apply, .view = "life/record"},
    {.method = "GET", .path = "/compliance", .verb = "read", .entity = "activity", .label = "组织生活一览", .parameters = heat_parameters,
     .flags = PAGE_MENU, .menu_order = 19, .model = heat_page, .view = "life/heat"},
    {.method = "GET", .path = "/compliance.xlsx", .verb = "export", .entity = "activity", .label = "导出组织生活一览",
     .parameters = heat_sheet_parameters, .model = heat_sheet},
    {.method = "GET", .path = "/missing", .verb = "read", .entity = "activity", .label = "本月缺什么",
     .parameters = missing_parameters, .flags = PAGE_MENU, .menu_order = 20, .model = missing_page, .view = "life/missing"},
    {.method = "GET", .path = "/missing.xlsx", .verb = "export", .entity = "activity", .label = "导出缺什么",
     .parameters = missing_sheet_parameters, .model = missing_sheet},
    {.method = "POST", .path = "/missing/remind", .verb = "create", .entity = "duty_reminder", .label = "提醒补开",
     .parameters = remind_parameters, .prepare = remind_prepare, .apply = remind_apply, .model = missing_page, .view = "life/missing"},
    ELECTION_PAGES,
    {.method = "GET", .path = "/findings", .verb = "read", .entity = "term", .label = "设置和班子", .parameters = findings_parameters,
     .flags = PAGE_MENU, .menu_order = 25, .model = findings_page, .view = "life/findings"},
    {.method = "GET", .path = "/rulebook", .verb = "read", .entity = "activity", .label = "规则和依据", .flags = PAGE_MENU,
     .menu_order = 26, .model = rulebook_page, .view = "life/rulebook"},
    {.method = "GET", .path = "/vote", .verb = "read", .entity = "activity", .label = "表决计算", .parameters = vote_parameters,
     .flags = PAGE_MENU, .menu_order = 24, .model = vote_page, .view = "life/vote"},
    {.method = "GET", .path = "/term/unrecorded", .verb = "read", .entity = "term", .label = "任期未录入的", .parameters = unrecorded_parameters,
     .model = unrecorded_page, .view = "life/unrecorded", .offered_on = "term"},
    {.method = "GET", .path = "/suspicion/open", .verb = "read", .entity = "suspicion", .label = "疑似问题", .parameters = suspects_parameters,
     .flags = PAGE_MENU, .menu_order = 25, .model = suspects_page, .view = "life/suspects"},
    {.method = "POST", .path = "/suspicion/open", .verb = "decide", .entity = "suspicion", .label = "疑似问题", .parameters = suspects_parameters,
     .model = suspects_page, .apply = suspects_apply, .view = "life/suspects"},
};

static const struct panel panels[] = {
    {"unit", "今年的组织生活", strip_panel, "life/strip"},
    {"unit", "任期", unit_term_panel, "life/unit_term"},
    {"term", "前后两届", term_panel, "life/term"},
    {"term", "疑似问题", term_suspicion_panel, "life/suspicion_panel"},
    {"unit", "提示和疑似问题", unit_suspicion_panel, "life/suspicion_panel"},
    {"problem", "由来：核对发现", problem_suspicion_panel, "life/problem_suspicion"},
    ACTIVITY_PANELS,
    ELECTION_PANELS,
    {"unit", "设置和班子", findings_panel, "life/findings_panel"},
};

/* What the sums in memory depend on. */
static const struct event events[] = {
    {"unit", NULL, unit_touched}, {"membership", NULL, membership_touched}, {"term", NULL, term_touched},
    ACTIVITY_EVENTS,
};

static const struct inbox_line inbox_lines[] = {
    {"duties", "待开展的组织生活", 50, duties_waiting, NULL},
    {"terms", "六个月内到期和逾期的任期", 55, terms_waiting, "/term"},
    {"suspicions", "待确认的疑似问题", 22, suspects_waiting, "/suspicion/open"},
    {"unrecorded", "任期未录入的党组织", 56, terms_unrecorded, "/term/unrecorded"},
    ACTIVITY_LINES,
    ELECTION_LINES,
};

static const struct due_line due_lines[] = {
    {.name = "term", .label = "换届", .entity = "term", .part = "", .each = terms_due, .people = term_people, .superior = term_superior,
     .steps = term_steps, .step_count = TERM_STEPS},
    ACTIVITY_DUE_LINES,
    /* What a superior asked to be reminded of. */
    {.name = "duties", .label = "待补开的组织生活", .entity = "unit", .part = "", .each = duties_due, .people = duties_people, .once = true},
};

static const struct handover_line handover_lines[] = {
    ACTIVITY_HANDOVER_LINES,
};

static const char *const calendar_words[] = {"kind", "topic", NULL};

static const struct calendar_line calendar_lines[] = {
    {"duty", "组织生活", CALENDAR_DEADLINE, .each = duties_calendar},
    {"activity", "已开展", CALENDAR_HELD, "activity", "held_on", .words = calendar_words, .own_unit = true},
    {"planned_activity", "计划", CALENDAR_PLANNED, "planned_activity", "planned_on", "t.planned_on >= ?today", .words = calendar_words, .own_unit = true},
    {"term", "任期届满", CALENDAR_DEADLINE, "term", "last_on", "t.later = 0 AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.id = t.body AND u.dissolved IS NOT NULL)"},
    {"term_warn", "六个月后届满", CALENDAR_PLANNED, "term", "warn_on",
     "t.later = 0 AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.id = t.body AND u.dissolved IS NOT NULL)"},
};

static const struct command commands[] = {
    {"check", NULL, 0, 0, false, "核对组织生活和任期",
     "对每个单位、每条规则、这一年的每个时段打印一行：unit rule period state due_on regulation。"
     "state：met 已做到，missed 时段已过而没有，due 时段未过还没有，na 不适用，late 任期逾期，unknown 没有选举日期。"
     "默认核对数据目录里的单位。--activities 和 --units 给两个 CSV 文件，就不需要数据目录；列按名称认，次序不限，其他列不看。"
     "退出码：0 没有缺的，3 有 missed 或 late，1 没有做成，2 用法不对。每条规则对谁、怎样算，见 docs/check.md。",
     check_options, COMMAND_READS, true, life_check_run, .instead = "activities units"},
    {"rulebook check", "FILE", 1, 1, true, "检查一个规则文件",
     "检查一个规则文件（YAML）：错在第几行、哪个字段、怎么改。没有错误时退出码是 0。", NULL, COMMAND_NO_DATA, false,
     rulebook_check_run},
    {"rulebook show", "[ID]", 0, 1, false, "列出规则和依据",
     "列出程序依据的规则：要求、强度（应当、一般、惯例、地方）、依据的条款和起止日期。只列出已经核实的条款。", NULL,
     COMMAND_NO_DATA, true, rulebook_show_run},
    ELECTION_COMMANDS,
    {"tally rebuild", NULL, 0, 0, false, "重算组织生活的月份表",
     "从活动记录重算每个单位每年的月份表，并说有几个与原来不同。平时它随每条记录在同一次保存里更新，不需要重算。", NULL,
     COMMAND_WRITES, true, tally_rebuild_run},
    {"vote election", NULL, 0, 0, false, "选举的计算",
     "委员、代表的选举：到会不少于应到会的五分之四，赞成超过实到会的一半。给出至少到会几人、至少几票、差额候选人至少几名；"
     "写了 --votes，就给出每名候选人是否当选、末位是否要再投票。数字不可能的，退出码是 2。",
     vote_election_options, COMMAND_NO_DATA, true, vote_election_run},
    {"vote resolution", NULL, 0, 0, false, "党员大会表决的计算",
     "支部党员大会表决：半数以上有表决权的党员到会，赞成超过应到会的一半。数字不可能的，退出码是 2。",
     vote_resolution_options, COMMAND_NO_DATA, true, vote_resolution_run},
    {"vote admission", NULL, 0, 0, false, "接收、转正表决的计算",
     "接收预备党员和转正：到会超过应到会的一半，赞成超过应到会的一半，缺席者会前的书面意见计入票数。数字不可能的，退出码是 2。",
     vote_admission_options, COMMAND_NO_DATA, true, vote_admission_run},
};

const struct feature life_feature = {
    .name = "life",
    .label = "组织生活和任期",
    .entities = entities,
    .entity_count = ARRAY_SIZE(entities),
    .rights = rights,
    .right_count = ARRAY_SIZE(rights),
    .tables = tally_tables,
    .demonstrate = life_demonstrate,
    .pages = pages,
    .page_count = ARRAY_SIZE(pages),
    .panels = panels,
    .panel_count = ARRAY_SIZE(panels),
    .inbox_lines = inbox_lines,
    .inbox_line_count = ARRAY_SIZE(inbox_lines),
    .due_lines = due_lines,
    .due_line_count = ARRAY_SIZE(due_lines),
    .events = events,
    .event_count = ARRAY_SIZE(events),
    .handover_lines = handover_lines,
    .handover_line_count = ARRAY_SIZE(handover_lines),
    .calendar_lines = calendar_lines,
    .calendar_line_count = ARRAY_SIZE(calendar_lines),
    .commands = commands,
    .command_count = ARRAY_SIZE(commands),
};
