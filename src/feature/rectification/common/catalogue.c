/* A catalogue of prominent problems: an upper unit names symptoms and ways out, the units it is issued to compare
 * themselves with it (founding article: 逐一对照).  Before it is issued nobody below knows of it: it is read
 * below through the comparisons that issuing makes, not through the list of units. */
#include <string.h>

#include "feature/rectification/common/common.h"

enum { UNITS_MAX = 4000, ITEMS_MAX = 50 };

static const struct choice states[] = {{"draft", "起草中"}, {"issued", "已印发"}, {"ended", "已结束"}, {0}};

static const struct field fields[CATALOGUE__COUNT] = {
    [CATALOGUE_TITLE] = {"title", "目录名称", "如“机关党建突出问题目录”", FIELD_TEXT, FIELD_REQUIRED | FIELD_SEARCH | FIELD_KEY,
                         .max = 100},
    [CATALOGUE_ISSUER] = {"issuer", "印发单位", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED, .ref = "unit"},
    [CATALOGUE_BASIS] = {"basis", "依据", "根据什么列出这些问题，如巡视、督查反馈的梳理排查", FIELD_LONG_TEXT, FIELD_SEARCH,
                         .max = 1000},
    [CATALOGUE_ANSWER_BY] = {"answer_by", "对照完成日期", "各单位最迟哪天报送对照结果", FIELD_DATE, FIELD_FILTER},
    [CATALOGUE_UNITS] = {"units", "发至单位", "由这些单位召开专题分析会、逐条对照", FIELD_REFS, FIELD_INNER, .ref = "unit",
                         .max = UNITS_MAX},
    [CATALOGUE_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER, .choices = states,
                         .preset = "draft"},
    [CATALOGUE_ISSUED_ON] = {"issued_on", "印发日期", NULL, FIELD_DATE, FIELD_SYSTEM | FIELD_FILTER},
    [CATALOGUE_NOTE] = {"note", "备注", NULL, FIELD_LONG_TEXT, 0, .max = 1000},
};
static const char *const columns[] = {"title", "issuer", "issued_on", "answer_by", "state", NULL};
static const struct list_view lists[] = {{"all", "突出问题目录", columns, "-answer_by,id", NULL}, {0}};
static const char *const indexes[] = {"root,answer_by", "organ,answer_by", "unit", NULL};

static bool is_draft(const struct record *catalogue)
{
    return !strcmp(record_text(catalogue, CATALOGUE_STATE), "draft");
}

int catalogue_items(struct db *db, int64_t catalogue, int64_t *ret)
{
    return db_get_int(db, ret, "SELECT count(*) FROM catalogue_item WHERE catalogue = ?1", value_int(catalogue));
}

int catalogue_open(struct arena *arena, struct db *db, int64_t catalogue, bool *ret)
{
    struct record *record;
    TRY(record_read(arena, db, &catalogue_entity, catalogue, &record));
    *ret = !strcmp(record_text(record, CATALOGUE_STATE), "issued");
    return DONE;
}

static bool names(const struct record *record, int field, int64_t id)
{
    for (int i = 0; i < record->values[field].n; i++)
        if (record->values[field].ids[i] == id)
            return true;
    return false;
}

/* Only to those that stand below who issues it. */
static int units_check(struct change *change)
{
    const struct record *after = change->after;
    for (int i = 0; i < after->values[CATALOGUE_UNITS].n; i++) {
        int64_t unit = after->values[CATALOGUE_UNITS].ids[i], issuer = record_int(after, CATALOGUE_ISSUER);
        bool below;
        TRY(scope_holds(change->db, issuer, unit, &below));
        if (!below || unit == issuer)
            return change_problem(change, "units", "“%s”不在印发单位之下，请去掉", names_title(change->arena, &unit_entity, unit));
    }
    return DONE;
}

/* What was issued stands: units may be added, none is taken out. */
static int issued_check(struct change *change)
{
    const struct field_value *before = &change->before->values[CATALOGUE_UNITS];
    for (int i = 0; i < before->n; i++)
        if (!names(change->after, CATALOGUE_UNITS, before->ids[i]))
            return change_problem(change, "units", "已经印发，可以增加单位，不能去掉单位");
    if (!*record_text(change->after, CATALOGUE_ANSWER_BY))
        return change_problem(change, "answer_by", "已经印发，对照完成日期可以改期，不能清空");
    return DONE;
}

static int catalogue_check(struct change *change)
{
    if (!change->after)
        return DONE;
    TRY(units_check(change));
    return change->before && !is_draft(change->before) ? issued_check(change) : DONE;
}

/* Whoever is named has a comparison as soon as the catalogue is out, in the same transaction. */
static int catalogue_follow(struct change *change)
{
    bool issued = change->after && !strcmp(record_text(change->after, CATALOGUE_STATE), "issued");
    return issued ? comparisons_make(change, change->after) : DONE;
}

static int issue_gate(struct change *change)
{
    int64_t items;
    char today[DATE_TEXT];
    int outcome = DONE;
    date_print(clock_today(), today);
    TRY(catalogue_items(change->db, change->before->id, &items));
    if (!items)
        outcome = change_problem(change, NULL, "目录里还没有问题，请先添加条目");
    if (!change->after->values[CATALOGUE_UNITS].n)
        outcome = change_problem(change, NULL, "还没有选发至单位，请先修改目录");
    if (strcmp(record_text(change->after, CATALOGUE_ANSWER_BY), today) < 0)
        outcome = change_problem(change, NULL, "对照完成日期没有填或已经过去，请先修改目录");
    record_set_text(change->after, CATALOGUE_ISSUED_ON, today);
    return outcome;
}

static const struct transition transitions[] = {
    {"issue", "印发", "draft", "issued", NULL, NULL, issue_gate, NULL, false},
    {"end", "结束对照", "issued", "ended", NULL, NULL, NULL, NULL, true},
};
static const struct flow flow = {"state", transitions, ARRAY_SIZE(transitions)};

/* Read below by whoever has a comparison in his organ (NAMED), or at or below his unit (UNIT). */
#define OF_ORGAN "(SELECT k.catalogue FROM comparison k WHERE k.organ = (SELECT o.organ FROM unit_place o WHERE o.unit = ?unit))"
#define OF_UNIT "(SELECT k.catalogue FROM comparison k WHERE k.unit IN (SELECT c.unit FROM unit_closure c WHERE c.ancestor = ?unit))"

const struct entity catalogue_entity = {
    .name = "catalogue", .label = "突出问题目录", .note = "上级列出的突出问题，各单位召开专题分析会逐一对照",
    .fields = fields, .field_count = CATALOGUE__COUNT, .lists = lists, .indexes = indexes, .flow = &flow,
    .title = "title", .menu_order = 16, .unit_from = "issuer", .check = catalogue_check, .follow = catalogue_follow,
    .scope_sql = {[SCOPE_NAMED] = "t.id IN " OF_ORGAN, [SCOPE_UNIT] = "t.id IN " OF_UNIT},
};

static const struct field item_fields[ITEM__COUNT] = {
    [ITEM_CATALOGUE] = {"catalogue", "目录", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED | FIELD_KEY, .ref = "catalogue"},
    [ITEM_POSITION] = {"position", "条目序号", NULL, FIELD_INT, FIELD_REQUIRED | FIELD_KEY, .min = 1, .max = ITEMS_MAX},
    [ITEM_SYMPTOM] = {"symptom", "问题表现", NULL, FIELD_LONG_TEXT, FIELD_REQUIRED | FIELD_SEARCH, .max = 1000},
    [ITEM_WAY_OUT] = {"way_out", "解决路径", "怎么改，给基层指出路子", FIELD_LONG_TEXT, FIELD_SEARCH, .max = 2000},
    [ITEM_BASIS] = {"rule_basis", "对照依据", "对照哪条规定", FIELD_LONG_TEXT, 0, .max = 500},
    [ITEM_CATEGORY] = {"category", "问题类别", "对照出的问题归入此类", FIELD_REF, 0, .ref = "category"},
};
static const char *const item_columns[] = {"position", "symptom", "way_out", "category", NULL};
static const struct list_view item_lists[] = {{"all", "目录条目", item_columns, "catalogue,position,id", NULL}, {0}};
static const char *const item_indexes[] = {"catalogue,position", "unit", NULL};

/* Answers stand against each item: once issued, wording may be corrected, items neither come nor go. */
static int item_check(struct change *change)
{
    struct record *catalogue;
    const struct record *item = change->after ? change->after : change->before;
    TRY(record_read(change->arena, change->db, &catalogue_entity, record_int(item, ITEM_CATALOGUE), &catalogue));
    if (is_draft(catalogue))
        return DONE;
    if (!strcmp(record_text(catalogue, CATALOGUE_STATE), "ended"))
        return change_problem(change, NULL, "这个目录的对照已经结束，条目不再改动");
    return change->before && change->after ? DONE : change_problem(change, NULL, "目录已经印发，条目只能改文字，不能增减");
}

const struct entity catalogue_item_entity = {
    .name = "catalogue_item", .label = "目录条目", .note = "一条突出问题：问题表现和解决路径",
    .fields = item_fields, .field_count = ITEM__COUNT, .lists = item_lists, .indexes = item_indexes, .title = "symptom",
    .unit_from = "catalogue", .parent = "catalogue", .flags = ENTITY_REMOVABLE, .check = item_check,
    .scope_sql = {[SCOPE_NAMED] = "t.catalogue IN " OF_ORGAN, [SCOPE_UNIT] = "t.catalogue IN " OF_UNIT},
};
