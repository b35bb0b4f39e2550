/* 年度计划: what a branch means to hold and when.  A row of the plan, moved and removed freely; that it was held is never
 * written here but seen in the activities (plan.c). */
#include "feature/life/activity/activity.h"

static const struct field fields[PLANNED__COUNT] = {
    [PLANNED_HELD_BY] = {"held_by", "党组织", "党小组会的计划也排在支部名下", FIELD_REF, FIELD_REQUIRED | FIELD_KEY, .ref = "unit"},
    [PLANNED_KIND] = {"kind", "活动", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_KEY | FIELD_FILTER, .choices = activity_kinds},
    [PLANNED_ALSO] = {"also", "同时是", "一次活动兼有两项的，只排一次", FIELD_ENUM, 0, .choices = activity_kinds},
    [PLANNED_ON] = {"planned_on", "计划日期", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_KEY | FIELD_FILTER},
    [PLANNED_TOPIC] = {"topic", "议题或内容", "到时记活动，直接带过去", FIELD_TEXT, FIELD_SEARCH, .max = 300},
    [PLANNED_NOTE] = {"note", "备注", NULL, FIELD_TEXT, 0, .max = 300},
};

static const char *const columns[] = {"planned_on", "held_by", "kind", "also", "topic", NULL};
static const struct list_view lists[] = {{"all", "年度计划", columns, "planned_on,id"}, {0}};
static const char *const indexes[] = {"organ,planned_on,id", "root,planned_on,id", "unit,planned_on,id", "held_by,planned_on", NULL};

static int planned_check(struct change *change)
{
    struct record *planned = change->after;
    if (!planned)
        return DONE;
    if (text_equal(record_text(planned, PLANNED_KIND), record_text(planned, PLANNED_ALSO)))
        return change_problem(change, "also", "同一项写了两次，请改选或者留空");
    return activity_holder_check(change, "held_by", record_int(planned, PLANNED_HELD_BY));
}

const struct entity planned_activity_entity = {
    .name = "planned_activity", .label = "年度计划", .note = "打算哪天开什么；可以随时改期、增减，计划不算开过",
    .fields = fields, .field_count = PLANNED__COUNT, .lists = lists, .indexes = indexes, .title = "planned_on", .menu_order = 23,
    .unit_from = "held_by", .flags = ENTITY_REMOVABLE, .check = planned_check,
};

int plan_item_create(struct change *change, int64_t unit, const struct plan_item *item)
{
    char day[DATE_TEXT];
    struct record *planned = record_new(change->arena, &planned_activity_entity);
    record_set_int(planned, PLANNED_HELD_BY, unit);
    record_set_text(planned, PLANNED_KIND, activity_kind_words[item->kind].id);
    if (item->also != ACTIVITY_KIND__COUNT)
        record_set_text(planned, PLANNED_ALSO, activity_kind_words[item->also].id);
    record_set_text(planned, PLANNED_ON, date_print(item->on, day));
    return record_create(change, planned);
}
