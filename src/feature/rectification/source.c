/* A source of problems: one feedback, by whom, when, reviewed by whom. */
#include <string.h>

#include "feature/rectification/private.h"

const struct choice source_kinds[] = {
    {"central_inspection", "巡视"}, {"inspection", "巡察"}, {"supervision", "督查"}, {"audit", "审计"},
    {"research", "调研"}, {"life_meeting", "民主生活会"}, {"self_check", "自查"}, {"other", "其他"}, {0},
};
static const struct choice states[] = {
    {"reviewing", "待确认"}, {"confirmed", "已确认"}, {0},
};

static const struct field fields[SOURCE__COUNT] = {
    [SOURCE_TITLE] = {"title", "来源名称", "如“省委第三巡视组反馈意见”", FIELD_TEXT, FIELD_REQUIRED | FIELD_SEARCH | FIELD_KEY,
                      .max = 200},
    [SOURCE_KIND] = {"kind", "来源类别", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = source_kinds},
    [SOURCE_ACCOUNTABLE] = {"accountable", "被反馈单位", "承担整改主体责任的单位", FIELD_REF, FIELD_REQUIRED, .ref = "unit"},
    [SOURCE_ISSUER] = {"issuer", "反馈机关", "谁反馈的，如“省委第三巡视组”", FIELD_TEXT, FIELD_SEARCH, .max = 100},
    [SOURCE_NUMBER] = {"number", "文号", NULL, FIELD_TEXT, FIELD_SEARCH, .max = 60},
    [SOURCE_DATE] = {"feedback_on", "反馈日期", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_KEY | FIELD_FILTER, .preset = "today"},
    [SOURCE_REVIEWER] = {"reviewer", "复核单位", "由谁复核销号：上级单位或外部监督单位；不在本系统的留空", FIELD_REF, 0,
                         .ref = "unit"},
    [SOURCE_DUE] = {"due", "整改期限", "2024年2月8日起巡视集中整改期限为6个月，自动算出；其他以通知为准", FIELD_DATE, FIELD_FILTER},
    [SOURCE_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER, .choices = states,
                      .preset = "reviewing"},
    [SOURCE_RECEIVED_ON] = {"received_on", "签收日期", NULL, FIELD_DATE, FIELD_SYSTEM, .group = "签收和签字"},
    [SOURCE_RECEIVED_BY] = {"received_by", "签收人", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "person"},
    [SOURCE_PLAN_ENDORSED_ON] = {"plan_endorsed_on", "方案签字日期", NULL, FIELD_DATE, FIELD_SYSTEM},
    [SOURCE_PLAN_ENDORSED_BY] = {"plan_endorsed_by", "方案签字人", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "person"},
    [SOURCE_REPORT_ENDORSED_ON] = {"report_endorsed_on", "报告签字日期", NULL, FIELD_DATE, FIELD_SYSTEM},
    [SOURCE_REPORT_ENDORSED_BY] = {"report_endorsed_by", "报告签字人", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "person"},
    [SOURCE_FILE] = {"file", "原件", NULL, FIELD_FILE, FIELD_SYSTEM},
    [SOURCE_FILE_NAME] = {"file_name", "原件名", NULL, FIELD_TEXT, FIELD_SYSTEM, .max = 255},
    [SOURCE_WARNING] = {"warning", "核对提示", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_INNER, .max = 500},
    [SOURCE_NOTE] = {"note", "备注", NULL, FIELD_LONG_TEXT, 0, .max = 1000},
};

static const struct derived derived[] = {
    {"problems", "问题数", FIELD_INT, "SELECT count(*) FROM problem p WHERE p.source = t.id"},
    {"waiting", "待确认", FIELD_INT,
     "SELECT count(*) FROM proposal p WHERE p.source = t.id AND p.state = 'proposed'"},
    {0},
};
static const char *const columns[] = {"title", "kind", "accountable", "feedback_on", "due", "problems", "waiting", "state", NULL};
static const struct list_view lists[] = {{"all", "反馈来源", columns, "-feedback_on,id", NULL}, {0}};
static const char *const history[] = {"kind", "accountable", "feedback_on", "due", "state", NULL};
static const char *const indexes[] = {"organ,feedback_on", "root,feedback_on", "reviewer", NULL};

/* 巡视集中整改 6 months from 2024-02-08, 2 months before (巡视工作条例 2024 修订；2017 第二十七条; DOMAIN ). */
struct date source_due(const char *kind, struct date feedback)
{
    static const struct date revised = {2024, 2, 8};
    if (strcmp(kind, "central_inspection") || !feedback.year)
        return (struct date){0};
    return date_add_months(feedback, date_compare(feedback, revised) >= 0 ? 6 : 2);
}

static int source_check(struct change *change)
{
    struct date feedback, due;
    char text[DATE_TEXT];
    if (change->after && record_int(change->after, SOURCE_REVIEWER) &&
        record_int(change->after, SOURCE_REVIEWER) == record_int(change->after, SOURCE_ACCOUNTABLE))
        return change_problem(change, "reviewer", "复核单位不能是被反馈单位自己，请选上级或外部监督单位");
    if (!change->after || date_parse(record_text(change->after, SOURCE_DATE), &feedback))
        return DONE;
    if (date_compare(feedback, clock_today()) > 0)
        return change_problem(change, "feedback_on", "反馈日期晚于今天，请核对");
    due = source_due(record_text(change->after, SOURCE_KIND), feedback);
    if (!*record_text(change->after, SOURCE_DUE) && due.year)
        record_set_text(change->after, SOURCE_DUE, arena_strdup(change->arena, date_print(due, text)));
    const char *until = record_text(change->after, SOURCE_DUE);
    if (*until && strcmp(until, record_text(change->after, SOURCE_DATE)) < 0)
        return change_problem(change, "due", "整改期限早于反馈日期，请核对");
    return DONE;
}

const struct entity source_entity = {
    .name = "source", .label = "反馈来源", .note = "一次反馈：谁、何时、什么文件、谁来复核",
    .fields = fields, .field_count = SOURCE__COUNT, .derived = derived, .lists = lists, .indexes = indexes, .history = history,
    .flow = &source_flow, .title = "title", .menu_order = 12, .unit_from = "accountable", .flags = ENTITY_NAMES, .check = source_check,
    .scope_sql = {[SCOPE_NAMED] = "t.reviewer = ?unit"},
};
