/* A problem: the feedback's words, its symptom and root, who answers for it, until when. */
#include <string.h>

#include "feature/rectification/private.h"

const struct choice problem_kinds[] = {
    {"immediate", "立行立改"}, {"limited", "限期整改"}, {"lasting", "长期坚持"}, {0},
};
/* The three routes of analysis of the founding article: from the working guidance, from the
 * enforcement of rules, from the mechanism that similar problems share. */
const struct choice cause_routes[] = {
    {"guidance", "工作指导"}, {"enforcement", "制度执行"}, {"mechanism", "机理"}, {0},
};
/* 申请销号 is the act, 待本单位审核 the waiting that it begins (docs/decisions/0009). */
const struct choice problem_states[] = {
    {"unclaimed", "待认领"}, {"planning", "待审方案"}, {"rectifying", "整改中"}, {"closing_requested", "待本单位审核"},
    {"endorsed", "待上级复核"}, {"closed", "已销号"}, {"consolidated", "回头看已巩固"}, {"unfounded", "不属实"},
    {"transferred", "移交"}, {0},
};
static const struct choice exits[] = {
    {"closed", "销号"}, {"unfounded", "不属实"}, {"transferred", "移交"}, {0},
};
const struct choice recheck_ways[] = {
    {"on_site", "现场查看"}, {"visit", "走访"}, {"phone", "电话核实"}, {"records", "查阅资料"}, {"talk", "座谈"}, {0},
};
const struct choice commonness[] = {{"common", "共性"}, {"single", "个性"}, {0}};
static const struct choice progress[] = {
    {"ongoing", "正在整改"}, {"stage", "阶段性完成"}, {"finished", "已完成"}, {0},
};

static const struct field fields[PROBLEM__COUNT] = {
    [PROBLEM_SOURCE] = {"source", "来源", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED | FIELD_KEY | FIELD_FILTER, .ref = "source",
                        .group = "问题"},
    [PROBLEM_NUMBER] = {"number", "序号", "在本次反馈中的序号", FIELD_INT, FIELD_REQUIRED | FIELD_KEY, .min = 1, .max = 9999},
    [PROBLEM_SYMPTOM] = {"symptom", "问题表现", NULL, FIELD_LONG_TEXT, FIELD_REQUIRED | FIELD_SEARCH, .max = 4000},
    [PROBLEM_CATEGORY] = {"category", "问题类别", NULL, FIELD_REF, FIELD_FILTER, .ref = "category"},
    [PROBLEM_COMMONNESS] = {"commonness", "共性/个性", "多个单位都有的是共性问题", FIELD_ENUM, FIELD_FILTER,
                            .choices = commonness},
    [PROBLEM_ORIGIN] = {"origin", "目录条目", "逐一对照突出问题目录发现的，是目录的哪一条", FIELD_REF, FIELD_FIXED, .ref = "catalogue_item"},
    [PROBLEM_COMMON] = {"common", "共性问题", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "common_problem"},
    [PROBLEM_ACCOUNTABLE] = {"accountable", "整改主体", "被反馈的单位，承担主体责任", FIELD_REF, FIELD_REQUIRED, .ref = "unit",
                             .group = "责任"},
    [PROBLEM_UNITS] = {"units", "责任单位", NULL, FIELD_REFS, FIELD_SHARES, .ref = "unit", .max = 20},
    [PROBLEM_COOPERATING] = {"cooperating", "配合单位", NULL, FIELD_REFS, FIELD_SHARES, .ref = "unit", .max = 20},
    [PROBLEM_KIND] = {"kind", "整改类型", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = problem_kinds,
                      .preset = "limited"},
    [PROBLEM_LEADERS] = {"leaders", "责任领导", "至少一名", FIELD_REFS, 0, .ref = "person", .max = 20},
    [PROBLEM_DEPARTMENTS] = {"departments", "责任部门", NULL, FIELD_REFS, 0, .ref = "unit", .max = 20},
    [PROBLEM_PERSONS] = {"persons", "责任人", "至少一名", FIELD_REFS, 0, .ref = "person", .max = 20},
    [PROBLEM_DEADLINE] = {"deadline", "整改期限", NULL, FIELD_DATE, FIELD_FILTER},
    [PROBLEM_CAUSE_ROUTE] = {"cause_route", "原因归类", "从工作指导、制度执行或机理上找根源", FIELD_ENUM, FIELD_FILTER,
                             .choices = cause_routes, .group = "整改"},
    [PROBLEM_CAUSE] = {"cause", "原因分析", NULL, FIELD_LONG_TEXT, FIELD_SEARCH, .max = 4000},
    [PROBLEM_GOAL] = {"goal", "整改目标", NULL, FIELD_LONG_TEXT, 0, .max = 2000},
    [PROBLEM_STAGE_GOAL] = {"stage_goal", "阶段目标", "长期坚持的，写明每个阶段做到什么程度", FIELD_LONG_TEXT, 0, .max = 1000},
    [PROBLEM_REVIEW_MONTHS] = {"review_months", "复查周期（月）", "长期坚持的，每几个月复查一次", FIELD_INT, 0, .min = 1, .max = 24},
    [PROBLEM_PROGRESS] = {"progress", "进展", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = progress,
                          .preset = "ongoing"},
    [PROBLEM_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER,
                       .choices = problem_states, .preset = "unclaimed"},
    [PROBLEM_EXIT] = {"exit", "申请结论", NULL, FIELD_ENUM, FIELD_SYSTEM | FIELD_INNER, .choices = exits},
    [PROBLEM_EFFECT] = {"effect", "整改成效", "问题现在是什么样：写事实和结果，不写“已开会、已发文”", FIELD_LONG_TEXT,
                        FIELD_SYSTEM | FIELD_SEARCH, .max = 4000, .group = "销号"},
    [PROBLEM_TRANSFER_TO] = {"transfer_to", "移交给", "接收单位全称", FIELD_TEXT, FIELD_SYSTEM, .max = 100},
    [PROBLEM_PLANNED_ON] = {"planned_on", "方案报审日", NULL, FIELD_DATE, FIELD_SYSTEM},
    [PROBLEM_REQUESTED_ON] = {"requested_on", "申请销号日", NULL, FIELD_DATE, FIELD_SYSTEM},
    [PROBLEM_CLOSED_ON] = {"closed_on", "销号日", "重新整改后仍保留，直到再次销号", FIELD_DATE, FIELD_SYSTEM},
    [PROBLEM_RELAPSES] = {"relapses", "反弹次数", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_INNER, .preset = "0"},
    [PROBLEM_FALSE_CLOSINGS] = {"false_closings", "虚假整改次数", NULL, FIELD_INT,
                                FIELD_SYSTEM | FIELD_INNER, .preset = "0"},
    [PROBLEM_EXTEND_UNTIL] = {"extend_until", "延期到", NULL, FIELD_DATE, FIELD_SYSTEM | FIELD_INNER},
    [PROBLEM_REVIEW_NUMBER] = {"review_number", "复核文号", "复核单位的文件号；复核单位不在本系统的必填", FIELD_TEXT,
                               FIELD_SYSTEM, .max = 60},
    [PROBLEM_REVIEW_DATED] = {"review_dated", "复核文件日期", NULL, FIELD_DATE, FIELD_SYSTEM},
    [PROBLEM_RECHECK_HOW] = {"recheck_how", "回头看方式", NULL, FIELD_ENUM, FIELD_SYSTEM, .choices = recheck_ways},
    [PROBLEM_RECHECK_FINDING] = {"recheck_finding", "回头看情况", "看到了什么、问了谁", FIELD_LONG_TEXT, FIELD_SYSTEM, .max = 2000},
    [PROBLEM_HANDED_FROM] = {"handed_from", "移交人", NULL, FIELD_REF, FIELD_SYSTEM | FIELD_INNER, .ref = "person"},
    [PROBLEM_HANDED_TO] = {"handed_to", "接手人", NULL, FIELD_REF, FIELD_SYSTEM | FIELD_INNER, .ref = "person"},
    [PROBLEM_ORIGINAL_DEADLINE] = {"original_deadline", "最初期限", "确定后永久保留", FIELD_DATE, FIELD_SYSTEM},
    [PROBLEM_DEADLINE_WORDS] = {"deadline_words", "原文时限", NULL, FIELD_TEXT, FIELD_SYSTEM, .max = 200, .group = "原文"},
    [PROBLEM_RESPONSIBLE_WORDS] = {"responsible_words", "原文责任方", NULL, FIELD_TEXT, FIELD_SYSTEM, .max = 500},
    [PROBLEM_SECTION] = {"section", "所在部分", NULL, FIELD_TEXT, FIELD_SYSTEM, .max = 1000},
    [PROBLEM_WORDS] = {"words", "反馈原文", NULL, FIELD_LONG_TEXT, FIELD_SYSTEM | FIELD_SEARCH | FIELD_INNER, .max = 8000},
    [PROBLEM_PLACES] = {"places", "原文位置", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_INNER, .max = 2000},
    [PROBLEM_MEASURE_COUNT] = {"measure_count", "措施数", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_TALLY | FIELD_INNER},
    [PROBLEM_MEASURES_DONE] = {"measures_done", "已完成措施", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_TALLY | FIELD_INNER},
};

/* Past its day while the next step is the unit's own; computed, never stored.  What waits for a reviewer is not late. */
#define LATE "t.deadline < ?today AND t.state IN ('unclaimed', 'planning', 'rectifying')"
/* Not yet at an end of any kind. */
#define OPEN "t.state IN ('unclaimed', 'planning', 'rectifying', 'closing_requested', 'endorsed')"

/* The source as it was known then. */
#define SOURCE_THEN(column) \
    "SELECT h." column " FROM source_history h WHERE h.record = t.source AND h.from_ms <= ?asof AND h.until_ms > ?asof"

static const struct derived derived[] = {
    {"overdue", "超期", FIELD_BOOL, LATE},
    {"open", "未了结", FIELD_BOOL, OPEN},
    {"source_kind", "来源类别", FIELD_ENUM, "SELECT s.kind FROM source s WHERE s.id = t.source", SOURCE_THEN("kind")},
    {"feedback_on", "反馈日期", FIELD_DATE, "SELECT s.feedback_on FROM source s WHERE s.id = t.source", SOURCE_THEN("feedback_on")},
    {"first_responsible", "第一责任人", FIELD_TEXT,
     "SELECT p.name FROM post o JOIN tenure h ON h.post = o.id JOIN person p ON p.id = h.person"
     " WHERE o.post_unit = t.accountable AND o.is_leading = 1 AND h.from_date <= ?today"
     " AND (h.until_date IS NULL OR h.until_date > ?today) ORDER BY h.from_date DESC LIMIT 1"},
    {0},
};

static const char *const problem_columns[] = {"number", "symptom", "source", "category", "accountable", "kind", "deadline",
                                              "state", NULL};
static const char *const responsibility_columns[] = {"number", "symptom", "accountable", "units", "leaders", "departments",
                                                     "persons", "cooperating", "deadline", NULL};
static const char *const rectification_columns[] = {"number", "symptom", "cause_route", "goal", "measure_count",
                                                    "measures_done", "deadline", "progress", "state", NULL};
static const struct list_view lists[] = {
    {"problems", "问题清单", problem_columns, "deadline,id", NULL, LATE},
    {"responsibility", "责任清单", responsibility_columns, "deadline,id", NULL, LATE},
    {"rectification", "整改清单", rectification_columns, "deadline,id", NULL, LATE},
    {0},
};

/* What counts are made from: asked of any past day. */
static const char *const history[] = {
    "source", "category", "accountable", "kind", "deadline", "progress", "state", "closed_on", "relapses", "false_closings", NULL,
};

/* With the state, so that who is late is told from the index alone. */
static const char *const indexes[] = {
    "organ,deadline,id,state", "root,deadline,id,state", "root,state,deadline,id", "unit,deadline,id",
    "source,number", "category,unit,state,common", "common", NULL,
};

/* What the life of a problem settles: after its end it is changed by an act only, never by an edit. */
static const int settled[] = {
    PROBLEM_NUMBER, PROBLEM_SYMPTOM, PROBLEM_ACCOUNTABLE, PROBLEM_UNITS, PROBLEM_COOPERATING, PROBLEM_KIND, PROBLEM_LEADERS,
    PROBLEM_DEPARTMENTS, PROBLEM_PERSONS, PROBLEM_DEADLINE, PROBLEM_CAUSE_ROUTE, PROBLEM_CAUSE, PROBLEM_GOAL,
    PROBLEM_STAGE_GOAL, PROBLEM_REVIEW_MONTHS, PROBLEM_PROGRESS,
};

static int ended_check(struct change *change)
{
    for (size_t i = 0; i < ARRAY_SIZE(settled); i++)
        if (change_touches(change, settled[i]))
            return change_problem(change, problem_entity.fields[settled[i]].name,
                                  "这个问题已经了结，不能再改；确有反弹的，用“反弹重开”");
    return DONE;
}

static int deadline_check(struct change *change)
{
    const char *before = record_text(change->before, PROBLEM_DEADLINE);
    const char *state = record_text(change->before, PROBLEM_STATE);
    if (!*before || !change_touches(change, PROBLEM_DEADLINE))
        return DONE;
    if (!*record_text(change->after, PROBLEM_DEADLINE))
        return change_problem(change, "deadline", "整改期限定了就不能清空，可以改为新的日期");
    if (strcmp(state, "unclaimed") && strcmp(state, "planning"))
        return change_problem(change, "deadline", "方案批准后的期限不能直接改，请用“申请延期”，批准后自动更新");
    return DONE;
}

int problem_open_check(struct change *change, int64_t problem)
{
    char *state = NULL;
    int outcome = db_get_text(change->db, change->arena, &state, "SELECT state FROM problem WHERE id = ?1", value_int(problem));
    if (outcome != DONE)
        return outcome == NOT_FOUND ? DONE : outcome;
    return problem_state_ended(state) ? change_problem(change, NULL, "这个问题已经了结，措施和佐证不能再改；确有反弹的，先“反弹重开”") : DONE;
}

static int problem_check(struct change *change)
{
    if (!change->after)
        return DONE;
    /* The first deadline that is set stays beside every later one. */
    if (!*record_text(change->after, PROBLEM_ORIGINAL_DEADLINE) && *record_text(change->after, PROBLEM_DEADLINE))
        record_set_text(change->after, PROBLEM_ORIGINAL_DEADLINE, record_text(change->after, PROBLEM_DEADLINE));
    if (!change->before)
        return DONE;
    if (strcmp(change->verb, "change"))
        return problem_stamp(change);
    if (problem_ended(change->before))
        return ended_check(change);
    return deadline_check(change);
}

const struct entity problem_entity = {
    .name = "problem", .label = "问题", .note = "一条问题一个记录，三张清单由它印出",
    .fields = fields, .field_count = PROBLEM__COUNT, .derived = derived, .lists = lists, .indexes = indexes,
    .history = history, .flow = &problem_flow, .menu_order = 10, .title = "symptom", .unit_from = "accountable", .check = problem_check,
    .scope_sql = {
        [SCOPE_NAMED] = "t.source IN (SELECT id FROM source WHERE reviewer = ?unit)",
        [SCOPE_SELF] = "t.id IN (SELECT owner FROM problem_persons WHERE target = ?person)"
                       " OR t.id IN (SELECT owner FROM problem_leaders WHERE target = ?person)"
                       " OR t.id IN (SELECT problem FROM measure WHERE person = ?person)",
    },
};
