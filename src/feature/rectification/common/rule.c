/* 建章立制: a rule that was made, revised or abolished because of a problem, and whether it is kept (落地见效): asked on a
 * day that was set when it was made, because a rule on paper is not yet a cure. */
#include <string.h>

#include "feature/rectification/common/common.h"

enum { ASK_MONTHS = 6 };

static const struct choice kinds[] = {{"made", "新建"}, {"revised", "修订"}, {"abolished", "废止"}, {0}};
static const struct choice states[] = {{"waiting", "待核查"}, {"seen", "已核查"}, {0}};
static const struct choice kept[] = {{"yes", "落实了"}, {"partly", "部分落实"}, {"no", "没有落实"}, {0}};

static const struct field fields[RULE__COUNT] = {
    [RULE_TITLE] = {"title", "制度名称", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SEARCH | FIELD_KEY, .max = 200},
    [RULE_MADE_BY] = {"made_by", "制定单位", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED, .ref = "unit"},
    [RULE_KIND] = {"kind", "方式", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = kinds, .preset = "made"},
    [RULE_NUMBER] = {"number", "文号", NULL, FIELD_TEXT, FIELD_SEARCH, .max = 60},
    [RULE_EFFECTIVE_ON] = {"effective_on", "生效日期", "废止的填废止日期", FIELD_DATE, FIELD_REQUIRED | FIELD_FILTER, .preset = "today"},
    [RULE_PROBLEM] = {"problem", "针对的问题", "由哪个问题引出；与共性问题至少选一个", FIELD_REF, 0, .ref = "problem"},
    [RULE_COMMON] = {"common", "针对的共性问题", NULL, FIELD_REF, 0, .ref = "common_problem"},
    [RULE_ASK_ON] = {"ask_on", "核查落实的日期", "到这天看制度有没有落地见效；不填为生效后六个月，废止的不核查", FIELD_DATE, FIELD_FILTER},
    [RULE_STATE] = {"state", "落地见效", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER, .choices = states,
                    .preset = "waiting"},
    [RULE_KEPT] = {"kept", "核查结论", NULL, FIELD_ENUM, FIELD_SYSTEM | FIELD_FILTER, .choices = kept},
    [RULE_SEEN] = {"seen", "看到的情况", "查了什么、问了谁、看到什么", FIELD_LONG_TEXT, FIELD_SYSTEM, .max = 2000},
    [RULE_SEEN_ON] = {"seen_on", "核查日期", NULL, FIELD_DATE, FIELD_SYSTEM},
};

#define DUE "t.state = 'waiting' AND t.ask_on <= ?today"
static const struct derived derived[] = {{"due", "该核查了", FIELD_BOOL, DUE}, {0}};
static const char *const columns[] = {"title", "kind", "number", "made_by", "effective_on", "ask_on", "kept", NULL};
static const struct list_view lists[] = {{"all", "建章立制", columns, "-effective_on,id", NULL, DUE}, {0}};
static const char *const indexes[] = {
    "organ,effective_on", "root,effective_on", "organ,state,ask_on", "root,state,ask_on", "problem", "common", "unit", NULL,
};

static void ask_on_fill(struct record *rule, struct arena *arena)
{
    struct date effective;
    char text[DATE_TEXT];
    if (*record_text(rule, RULE_ASK_ON) || !strcmp(record_text(rule, RULE_KIND), "abolished") ||
        date_parse(record_text(rule, RULE_EFFECTIVE_ON), &effective))
        return;
    record_set_text(rule, RULE_ASK_ON, arena_strdup(arena, date_print(date_add_months(effective, ASK_MONTHS), text)));
}

static int rule_check(struct change *change)
{
    if (!change->after)
        return DONE;
    if (!record_int(change->after, RULE_PROBLEM) && !record_int(change->after, RULE_COMMON) && !change->preview)
        return change_problem(change, "problem", "请选由哪个问题或共性问题引出");
    ask_on_fill(change->after, change->arena);
    if (*record_text(change->after, RULE_ASK_ON) &&
        strcmp(record_text(change->after, RULE_ASK_ON), record_text(change->after, RULE_EFFECTIVE_ON)) < 0)
        return change_problem(change, "ask_on", "核查日期早于生效日期，请核对");
    return DONE;
}

static int observe_gate(struct change *change)
{
    char today[DATE_TEXT];
    int outcome = DONE;
    record_set_text(change->after, RULE_SEEN_ON, date_print(clock_today(), today));
    if (!*record_text(change->after, RULE_KEPT))
        outcome = change_problem(change, "kept", "请选核查结论");
    if (!*text_trim(change->arena, record_text(change->after, RULE_SEEN)))
        outcome = change_problem(change, "seen", "请写看到的情况：查了什么、问了谁、看到什么");
    return outcome;
}

/* What is not kept yet is asked again. */
static int again_gate(struct change *change)
{
    const char *ask_on = record_text(change->after, RULE_ASK_ON);
    if (!*ask_on || strcmp(ask_on, record_text(change->after, RULE_SEEN_ON)) <= 0)
        return change_problem(change, "ask_on", "请填再次核查的日期，要晚于上次核查");
    return DONE;
}

static const char *const observe_fields[] = {"kept", "seen", NULL}, *const again_fields[] = {"ask_on", NULL};
static const struct transition transitions[] = {
    {"observe", "核查落实", "waiting", "seen", NULL, observe_fields, observe_gate, NULL, false},
    {"ask_again", "再次核查", "seen", "waiting", "observe", again_fields, again_gate, NULL, false},
};
static const struct flow flow = {"state", transitions, ARRAY_SIZE(transitions)};

const struct entity rule_made_entity = {
    .name = "rule_made", .label = "建章立制", .note = "因问题新建、修订或废止的制度，以及它落实得怎样",
    .fields = fields, .field_count = RULE__COUNT, .derived = derived, .lists = lists, .indexes = indexes, .flow = &flow,
    .title = "title", .menu_order = 19, .unit_from = "made_by", .check = rule_check,
};
