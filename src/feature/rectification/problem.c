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
const struct choice problem_states[] = {
    {"unclaimed", "待认领"}, {"rectifying", "整改中"}, {0},
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
    [PROBLEM_PROGRESS] = {"progress", "进展", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = progress,
                          .preset = "ongoing"},
    [PROBLEM_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER,
                       .choices = problem_states, .preset = "unclaimed"},
    [PROBLEM_ORIGINAL_DEADLINE] = {"original_deadline", "最初期限", "确定后永久保留", FIELD_DATE, FIELD_SYSTEM},
    [PROBLEM_DEADLINE_WORDS] = {"deadline_words", "原文时限", NULL, FIELD_TEXT, FIELD_SYSTEM, .max = 200, .group = "原文"},
    [PROBLEM_RESPONSIBLE_WORDS] = {"responsible_words", "原文责任方", NULL, FIELD_TEXT, FIELD_SYSTEM, .max = 500},
    [PROBLEM_SECTION] = {"section", "所在部分", NULL, FIELD_TEXT, FIELD_SYSTEM, .max = 1000},
    [PROBLEM_WORDS] = {"words", "反馈原文", NULL, FIELD_LONG_TEXT, FIELD_SYSTEM | FIELD_SEARCH | FIELD_INNER, .max = 8000},
    [PROBLEM_PLACES] = {"places", "原文位置", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_INNER, .max = 2000},
    [PROBLEM_MEASURE_COUNT] = {"measure_count", "措施数", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_TALLY | FIELD_INNER},
    [PROBLEM_MEASURES_DONE] = {"measures_done", "已完成措施", NULL, FIELD_INT, FIELD_SYSTEM | FIELD_TALLY | FIELD_INNER},
};

/* Past its day and not finished; computed, never stored. */
#define LATE "t.deadline < ?today AND t.progress <> 'finished'"

static const struct derived derived[] = {
    {"overdue", "超期", FIELD_BOOL, LATE},
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

/* With progress, so that who is late is told from the index alone; an organ's few hundred are told by state there
 * too, the whole tree's have an index for it. */
static const char *const indexes[] = {
    "organ,deadline,id,progress,state", "root,deadline,id,progress", "root,state,deadline,id", "unit,deadline,id",
    "source,number", NULL,
};

static const char *const claim_fields[] = {"leaders", "departments", "persons", "deadline", NULL};

/* Who takes a problem up names who answers for it (DOMAIN §3.2: at least one leader and one person). */
static int claim_gate(struct change *change)
{
    int outcome = DONE;
    if (!change->after->values[PROBLEM_LEADERS].n)
        outcome = change_problem(change, "leaders", "请至少指定一名责任领导");
    if (!change->after->values[PROBLEM_PERSONS].n)
        outcome = change_problem(change, "persons", "请至少指定一名责任人");
    if (!*record_text(change->after, PROBLEM_DEADLINE))
        outcome = change_problem(change, "deadline", "请填写整改期限");
    return outcome;
}

static const struct transition transitions[] = {
    {"claim", "认领", "unclaimed", "rectifying", NULL, claim_fields, claim_gate, NULL, false},
};
static const struct flow flow = {"state", transitions, ARRAY_SIZE(transitions)};

static int problem_check(struct change *change)
{
    if (!change->after)
        return DONE;
    /* The first deadline that is set stays beside every later one. */
    if (!*record_text(change->after, PROBLEM_ORIGINAL_DEADLINE) && *record_text(change->after, PROBLEM_DEADLINE))
        record_set_text(change->after, PROBLEM_ORIGINAL_DEADLINE, record_text(change->after, PROBLEM_DEADLINE));
    if (change->before && !*record_text(change->after, PROBLEM_DEADLINE) &&
        *record_text(change->before, PROBLEM_DEADLINE))
        return change_problem(change, "deadline", "整改期限定了就不能清空，可以改为新的日期");
    return DONE;
}

const struct entity problem_entity = {
    .name = "problem", .label = "问题", .note = "一条问题一个记录，三张清单由它印出",
    .fields = fields, .field_count = PROBLEM__COUNT, .derived = derived, .lists = lists, .indexes = indexes,
    .flow = &flow, .menu_order = 10, .title = "symptom", .unit_from = "accountable", .check = problem_check,
    .scope_sql = {
        [SCOPE_NAMED] = "t.source IN (SELECT id FROM source WHERE reviewer = ?unit)",
        [SCOPE_SELF] = "t.id IN (SELECT owner FROM problem_persons WHERE target = ?person)"
                       " OR t.id IN (SELECT owner FROM problem_leaders WHERE target = ?person)"
                       " OR t.id IN (SELECT problem FROM measure WHERE person = ?person)",
    },
};
