/* What an officer decided of a suspected problem: the only part of it that is kept. */
#include <string.h>

#include "feature/life/suspicion/suspicion.h"

const struct choice finding_choices[FINDING__COUNT + 1] = {
    [FINDING_LATE_TERM] = {"late_term", "不按期换届"},
    [FINDING_MISSED_QUARTERS] = {"missed_quarters", "连续两个季度没有开展"},
};
static const struct choice decisions[] = {{"confirmed", "确认为问题"}, {"dismissed", "排除"}, {0}};

static const struct field fields[SUSPICION__COUNT] = {
    [SUSPICION_FACTS] = {"facts", "疑似问题", "处理当时记录里的情况", FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_SEARCH, .max = 300},
    [SUSPICION_ABOUT] = {"about", "党组织", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_KEY, .ref = "unit"},
    [SUSPICION_FINDING] = {"finding", "类别", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_KEY | FIELD_FILTER,
                           .choices = finding_choices},
    [SUSPICION_RULE] = {"rule", "规则", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_KEY, .max = 10},
    [SUSPICION_PERIOD] = {"period", "哪一届或者哪个季度", "选举日期，或者最后一个季度", FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_KEY, .max = 10},
    [SUSPICION_DECISION] = {"decision", "处理", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER, .choices = decisions},
    [SUSPICION_REASON] = {"reason", "排除理由", NULL, FIELD_LONG_TEXT, FIELD_SYSTEM, .max = 500},
    [SUSPICION_DECIDED_ON] = {"decided_on", "处理日期", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_SYSTEM},
    [SUSPICION_DECIDED_BY] = {"decided_by", "处理人", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "person"},
    [SUSPICION_PROBLEM] = {"problem", "成为的问题", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "problem"},
};

static const char *const columns[] = {"facts", "about", "finding", "decision", "decided_on", NULL};
static const struct list_view lists[] = {{"all", "处理过的疑似问题", columns, "-decided_on,id", NULL}, {0}};
static const char *const indexes[] = {"about,finding,rule,period", "problem", "organ,decided_on,id", "root,decided_on,id", "unit", NULL};

/* What became a problem goes on there. */
static int suspicion_check(struct change *change)
{
    if (!change->after && !strcmp(record_text(change->before, SUSPICION_DECISION), "confirmed"))
        return change_problem(change, NULL, "已经确认为问题，不能撤回；查明没有的，在问题里按“不属实”办理");
    return DONE;
}

const struct entity suspicion_entity = {
    .name = "suspicion", .label = "疑似问题的处理", .note = "疑似问题由工作人员确认或者排除；排除错了的，删除这一条就重新提出",
    .fields = fields, .field_count = SUSPICION__COUNT, .lists = lists, .indexes = indexes, .title = "facts", .unit_from = "about",
    .menu_order = 27, .flags = ENTITY_REMOVABLE, .check = suspicion_check,
};
