/* An activity: one event, entered once, however many duties it meets. */
#include <stdlib.h>
#include <string.h>

#include "feature/life/activity/activity.h"

const struct choice activity_kinds[] = {
    {"assembly", "党员大会"}, {"committee", "支委会"}, {"group", "党小组会"}, {"lecture", "党课"}, {"theme_day", "主题党日"},
    {"organisation_life", "组织生活会"}, {"appraisal", "民主评议党员"}, {"talk", "谈心谈话"}, {"study", "中心组学习"},
    {"life_meeting", "民主生活会"}, {"other", "其他"}, {0},
};

static const struct field fields[ACTIVITY__COUNT] = {
    [ACTIVITY_HELD_BY] = {"held_by", "党组织", "开展活动的支部、总支或党委；党小组会记在支部名下", FIELD_REF,
                          FIELD_REQUIRED | FIELD_KEY, .ref = "unit"},
    [ACTIVITY_KIND] = {"kind", "活动", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_KEY | FIELD_FILTER, .choices = activity_kinds},
    [ACTIVITY_ALSO] = {"also", "同时是", "一次活动兼有几项的，只记一次，如主题党日里上了党课", FIELD_ENUM, 0, .choices = activity_kinds},
    [ACTIVITY_ALSO_TOO] = {"also_too", "还是", NULL, FIELD_ENUM, 0, .choices = activity_kinds},
    [ACTIVITY_HELD_ON] = {"held_on", "日期", NULL, FIELD_DATE, FIELD_REQUIRED | FIELD_KEY | FIELD_FILTER, .preset = "today"},
    [ACTIVITY_FOR_YEAR] = {"for_year", "属于年度", "组织生活会、民主评议在次年初补开的，填上一年；不填就是当年", FIELD_INT, 0,
                           .min = 2000, .max = 2199},
    [ACTIVITY_TOPIC] = {"topic", "议题或内容", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_KEY | FIELD_SEARCH, .max = 300},
    [ACTIVITY_PLACE] = {"place", "地点", NULL, FIELD_TEXT, 0, .max = 60},
    [ACTIVITY_CHAIR] = {"chair", "主持人", NULL, FIELD_REF, 0, .ref = "person", .group = "参加"},
    [ACTIVITY_RECORDER] = {"recorder", "记录人", NULL, FIELD_REF, 0, .ref = "person"},
    [ACTIVITY_EXPECTED] = {"expected", "应到", "不填就按当天的党员关系计算", FIELD_INT, 0, .min = 0, .max = 100000},
    [ACTIVITY_ABSENT] = {"absent", "缺席", "只记缺席的人", FIELD_REFS, 0, .max = 200, .ref = "person"},
    [ACTIVITY_ABSENCE] = {"absence", "缺席原因", "都一样就写一个，如“出差”；各不相同就写“张三出差、李四病假”", FIELD_TEXT, 0, .max = 300},
    [ACTIVITY_OUTSIDE] = {"outside", "不计入应到的人", "经上级同意并由党员大会通过", FIELD_REFS, 0, .max = 200, .ref = "person"},
    [ACTIVITY_EXCLUDED] = {"excluded", "不计入应到的人数", "点了名的，按点名的人数；只知道人数的，填人数", FIELD_INT, 0, .min = 0, .max = 1000},
    [ACTIVITY_GROUND] = {"excluded_ground", "不计入的原因", "如年老体弱卧床、长期病不能自理、外出半年以上；各不相同就写“张三：长期病；李四：外出半年以上”", FIELD_TEXT, 0,
                         .max = 300},
    [ACTIVITY_PRESENT] = {"present", "实到", NULL, FIELD_INT, FIELD_SYSTEM},
    [ACTIVITY_MINUTES] = {"minutes", "记录", "发言、决议、表决", FIELD_LONG_TEXT, FIELD_SEARCH, .max = 20000, .group = "记录"},
    [ACTIVITY_LATE_DAYS] = {"late_days", "补录天数", "活动之后多少天录入", FIELD_INT, FIELD_SYSTEM},
};

/* What it counts as, in one text: lists of what counts for a rule ask it (kinds.has=lecture). */
static const struct derived derived[] = {
    {"kinds", "开展了", FIELD_TEXT, "t.kind || ' ' || COALESCE(t.also, '') || ' ' || COALESCE(t.also_too, '')"},
    {0},
};

static const char *const columns[] = {"held_on", "held_by", "kind", "topic", "expected", "present", NULL};
static const struct list_view lists[] = {{"all", "全部活动", columns, "-held_on,id"}, {0}};
static const char *const indexes[] = {"organ,held_on,id", "root,held_on,id", "unit,held_on,id", "held_by,held_on", "kind,held_on", NULL};

/* A record is late when it was not made in the month after the activity; nothing follows from it but the words. */
enum { LATE_FROM_DAYS = 31 };

/* Who is expected where nobody said: all members of that day; of a committee or a group the membership knows nothing. */
static bool expects_members(const char *kind)
{
    static const char *const all[] = {"assembly", "lecture", "theme_day", "organisation_life", "appraisal"};
    for (size_t i = 0; i < ARRAY_SIZE(all); i++)
        if (!strcmp(all[i], kind))
            return true;
    return false;
}

/* --- who was not there, who does not count, and why --- */

static bool named(const struct field_value *value, int64_t id)
{
    for (int i = 0; value->set && i < value->n; i++)
        if (value->ids[i] == id)
            return true;
    return false;
}

/* DOMAIN V-17: who is outside the denominator is not absent, and there is a ground for it. */
static int outside_check(struct change *change)
{
    struct record *activity = change->after;
    const struct field_value *outside = &activity->values[ACTIVITY_OUTSIDE];
    for (int i = 0; outside->set && i < outside->n; i++)
        if (named(&activity->values[ACTIVITY_ABSENT], outside->ids[i]))
            return change_problem(change, "absent", "%s不计入应到，不用再记缺席", names_title(change->arena, &person_entity, outside->ids[i]));
    if (outside->set && outside->n)
        record_set_int(activity, ACTIVITY_EXCLUDED, outside->n);
    bool touched = change_touches(change, ACTIVITY_EXCLUDED) || change_touches(change, ACTIVITY_GROUND);
    if (touched && record_int(activity, ACTIVITY_EXCLUDED) && !*record_text(activity, ACTIVITY_GROUND))
        return change_problem(change, "excluded_ground", "有人不计入应到的，请写明原因");
    return DONE;
}

static int expected_fill(struct change *change, struct date on)
{
    struct record *activity = change->after;
    int full = 0, probationary = 0;
    if (!activity->values[ACTIVITY_EXPECTED].set && expects_members(record_text(activity, ACTIVITY_KIND))) {
        TRY(branch_members(change->db, record_int(activity, ACTIVITY_HELD_BY), on, &full, &probationary));
        int64_t expected = full + probationary - record_int(activity, ACTIVITY_EXCLUDED);
        if (full + probationary > 0)
            record_set_int(activity, ACTIVITY_EXPECTED, expected > 0 ? expected : 0);
    }
    if (!activity->values[ACTIVITY_EXPECTED].set) {
        record_set_empty(activity, ACTIVITY_PRESENT);
        return DONE;
    }
    int64_t present = record_int(activity, ACTIVITY_EXPECTED) - activity->values[ACTIVITY_ABSENT].n;
    if (present < 0)
        return change_problem(change, "absent", "缺席的人比应到的还多，请核对");
    record_set_int(activity, ACTIVITY_PRESENT, present);
    return DONE;
}

/* Who holds activities: Party organisations, not departments and not supervisors from outside. */
int activity_holder_check(struct change *change, const char *field, int64_t id)
{
    struct record *unit;
    if (change->preview)
        return DONE;
    TRY(record_read(change->arena, change->db, &unit_entity, id, &unit));
    int kind = vocabulary_find(unit_kind_words, UNIT_KIND__COUNT, record_text(unit, UNIT_KIND));
    if (kind == UNIT_DEPARTMENT || kind == UNIT_EXTERNAL_SUPERVISOR)
        return change_problem(change, field, "处室和外部单位不开展组织生活，请选所在的党支部");
    if (kind == UNIT_GROUP)
        return change_problem(change, field, "党小组会记在所属支部名下，请选支部");
    return DONE;
}

static int year_check(struct change *change, struct date on)
{
    struct record *activity = change->after;
    if (!activity->values[ACTIVITY_FOR_YEAR].set)
        record_set_int(activity, ACTIVITY_FOR_YEAR, on.year);
    int64_t year = record_int(activity, ACTIVITY_FOR_YEAR);
    if (year != on.year && year != on.year - 1)
        return change_problem(change, "for_year", "年度只能是活动当年或上一年");
    return DONE;
}

static int kinds_check(struct change *change)
{
    const char *kind = record_text(change->after, ACTIVITY_KIND), *also = record_text(change->after, ACTIVITY_ALSO),
               *too = record_text(change->after, ACTIVITY_ALSO_TOO);
    if ((*also && !strcmp(also, kind)) || (*too && (!strcmp(too, kind) || !strcmp(too, also))))
        return change_problem(change, *too ? "also_too" : "also", "同一项写了两次，请改选或者留空");
    return DONE;
}

static int activity_check(struct change *change)
{
    struct date on;
    if (!change->after || date_parse(record_text(change->after, ACTIVITY_HELD_ON), &on))
        return DONE;
    struct date today = moment_date(change->now);
    if (date_compare(on, today) > 0)
        return change_problem(change, "held_on", "日期晚于今天：开过之后再记");
    if (on.year < 2000)
        return change_problem(change, "held_on", "日期早于 2000 年，请核对");
    int late = date_days(today) - date_days(on);
    if (!change->before && late > LATE_FROM_DAYS)
        record_set_int(change->after, ACTIVITY_LATE_DAYS, late);
    int holder = activity_holder_check(change, "held_by", record_int(change->after, ACTIVITY_HELD_BY)), year = year_check(change, on), same = kinds_check(change);
    int outside = outside_check(change), expected = expected_fill(change, on);
    return holder ? holder : year ? year : same ? same : outside ? outside : expected;
}

/* The years that a record counts for. */
static int refresh(struct change *change, const struct record *activity)
{
    struct date on;
    int64_t unit = record_int(activity, ACTIVITY_HELD_BY), year = record_int(activity, ACTIVITY_FOR_YEAR);
    if (date_parse(record_text(activity, ACTIVITY_HELD_ON), &on))
        return DONE;
    TRY(tally_refresh(change->db, unit, on.year));
    return year && year != on.year ? tally_refresh(change->db, unit, (int)year) : DONE;
}

static int activity_follow(struct change *change)
{
    if (change->before)
        TRY(refresh(change, change->before));
    return change->after ? refresh(change, change->after) : DONE;
}

const struct entity activity_entity = {
    .name = "activity", .label = "组织生活", .note = "一次活动记一次，兼有几项的同时算数；只记缺席的人",
    .fields = fields, .field_count = ACTIVITY__COUNT, .derived = derived, .lists = lists, .indexes = indexes, .title = "topic",
    .menu_order = 20, .unit_from = "held_by", .flags = ENTITY_REMOVABLE, .check = activity_check, .follow = activity_follow,
};
