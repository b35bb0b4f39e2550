/* The handover of a post, and what became of each piece of work. */
#include <string.h>

#include "feature/handover/private.h"

static const struct choice states[] = {{"open", "待交接"}, {"finished", "已交接"}, {0}};
static const struct choice results[] = {{"moved", "移交"}, {"kept", "由原任继续办"}, {0}};

static const struct field fields[HANDOVER__COUNT] = {
    [HANDOVER_TITLE] = {"title", "交接", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM, .max = 200},
    [HANDOVER_POST] = {"post", "职务", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM, .ref = "post"},
    [HANDOVER_FROM] = {"from_person", "移交人", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM, .ref = "person"},
    [HANDOVER_TO] = {"to_person", "接手人", "接任的人；暂时没有接任的，填临时代管的人", FIELD_REF, 0, .ref = "person"},
    [HANDOVER_ON] = {"on_date", "免职日期", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_SYSTEM},
    [HANDOVER_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER, .choices = states,
                        .preset = "open"},
    [HANDOVER_NOTE] = {"note", "其他交接事项", "文件、印章、账号等，写在清单上", FIELD_LONG_TEXT, 0, .max = 2000},
};

static const char *const columns[] = {"title", "to_person", "on_date", "state", NULL};
static const struct list_view lists[] = {
    {"open", "待交接", columns, "on_date,id", "t.state = 'open'"},
    {"all", "全部交接", columns, "-on_date,id", NULL},
    {0},
};
static const char *const indexes[] = {"organ,state,on_date", "root,state,on_date", "unit,on_date", "post,state", NULL};

/* Nothing may be left lying between the two. */
static int finish_gate(struct change *change)
{
    const struct record *handover = change->after;
    struct open_item *items;
    size_t n;
    TRY(open_left(change->arena, change->db, handover, &items, &n));
    return n ? change_problem(change, NULL, "还有 %zu 件没有交接：请逐件选“移交”或“由原任继续办”", n) : DONE;
}

static const struct transition transitions[] = {
    {"finish", "办结交接", "open", "finished", "confirm", NULL, finish_gate, NULL, false},
};
static const struct flow flow = {"state", transitions, ARRAY_SIZE(transitions)};

static int handover_check(struct change *change)
{
    if (change->after && record_int(change->after, HANDOVER_TO) &&
        record_int(change->after, HANDOVER_TO) == record_int(change->after, HANDOVER_FROM))
        return change_problem(change, "to_person", "接手人不能是移交人本人");
    return DONE;
}

const struct entity handover_entity = {
    .name = "handover", .label = "工作交接", .note = "职务换人时，没办完的事跟着职务走；一件不漏，双方签字",
    .fields = fields, .field_count = HANDOVER__COUNT, .lists = lists, .indexes = indexes, .flow = &flow, .title = "title",
    .unit_from = "post", .check = handover_check,
    .scope_sql = {[SCOPE_SELF] = "t.from_person = ?person OR t.to_person = ?person"},
};

static const struct field item_fields[ITEM__COUNT] = {
    [ITEM_HANDOVER] = {"handover", "交接", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_KEY, .ref = "handover"},
    [ITEM_POSITION] = {"position", "序号", NULL, FIELD_INT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_KEY, .min = 1, .max = 99999},
    [ITEM_KIND] = {"kind", "类别", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM, .max = 40},
    [ITEM_TITLE] = {"title", "事项", NULL, FIELD_LONG_TEXT, FIELD_REQUIRED | FIELD_SYSTEM, .max = 4000},
    [ITEM_ROLE] = {"role", "担任", NULL, FIELD_TEXT, FIELD_SYSTEM, .max = 40},
    [ITEM_DUE] = {"due", "期限", NULL, FIELD_DATE, FIELD_SYSTEM},
    [ITEM_RESULT] = {"result", "办理", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM, .choices = results},
    [ITEM_PERSON] = {"person", "现由谁办", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM, .ref = "person"},
    [ITEM_HREF] = {"href", "地址", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_INNER, .max = 100},
};
static const char *const item_columns[] = {"position", "kind", "title", "role", "due", "result", "person", NULL};
static const struct list_view item_lists[] = {{"all", "已交接的事项", item_columns, "handover,position,id", NULL}, {0}};
static const char *const item_indexes[] = {"handover,position", "organ,handover", "root,handover", "unit", NULL};

const struct entity handover_item_entity = {
    .name = "handover_item", .label = "已交接的事项", .note = "每件没办完的事交给了谁",
    .fields = item_fields, .field_count = ITEM__COUNT, .lists = item_lists, .indexes = item_indexes, .title = "title",
    .unit_from = "handover", .parent = "handover",
    .scope_sql = {[SCOPE_SELF] = "t.handover IN (SELECT id FROM handover WHERE from_person = ?person OR to_person = ?person)"},
};
