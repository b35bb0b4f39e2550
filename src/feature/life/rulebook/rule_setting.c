/* A local setting of a rule: what an organ, or a committee over organs, asks in the place of the file's value, from which day, and
 * by which document.  Who set it and when are the record's own columns and its journal. */
#include <string.h>

#include "base/base.h"
#include "feature/life/records.h"
#include "feature/life/rulebook/local_rules.h"

enum { COUNT_MAX = 99, BOUND_MAX = 100000 };

static const struct choice uses[] = {{"value", "按下面的数"}, {"off", "不检查"}, {"withdrawn", "不再另行设置"}, {0}};
static const struct choice periods[] = {{"month", "每月"}, {"quarter", "每季度"}, {"year", "每年"}, {0}};
static const struct choice bounds[] = {{"at_least", "不少于"}, {"more_than", "超过"}, {0}};
static const struct choice unit_kinds[] = {{"all", "各类党组织"}, {"organ_committee", "机关党委"}, {"general_branch", "党总支"}, {"branch", "党支部"},
                                           {"temporary_branch", "临时党支部"}, {0}};

static const struct field fields[RULE_SETTING__COUNT] = {
    [RULE_SETTING_PLACE] = {"place", "由谁设置", "机关党委的设置管本机关全部党组织，工委的设置管所属各机关；两级都设了的，按机关的", FIELD_REF,
                            FIELD_REQUIRED | FIELD_FIXED, .ref = "unit"},
    [RULE_SETTING_RULE] = {"rule", "规则编号", "“规则和依据”里标着“可设置”的，如 L-04", FIELD_TEXT, FIELD_REQUIRED | FIELD_KEY | FIELD_FIXED,
                           .max = 20},
    [RULE_SETTING_UNIT_KIND] = {"unit_kind", "对哪类", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_KEY, .choices = unit_kinds,
                                .preset = "all"},
    [RULE_SETTING_FROM] = {"from_on", "从哪天起", "这一天以前的组织生活，仍按当时的要求核对", FIELD_DATE, FIELD_REQUIRED | FIELD_KEY,
                           .preset = "today"},
    [RULE_SETTING_USE] = {"effect", "怎样执行", "“不再另行设置”：从这天起恢复上级的设置或原来的值", FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER,
                          .choices = uses, .preset = "value"},
    [RULE_SETTING_PERIOD] = {"period", "周期", "次数的规则才填；不选就不变", FIELD_ENUM, 0, .choices = periods, .group = "改成多少"},
    [RULE_SETTING_AT_LEAST] = {"at_least", "至少", "不填就不变", FIELD_INT, 0, .min = 1, .max = BOUND_MAX},
    [RULE_SETTING_AT_MOST] = {"at_most", "最多", "有上限的规则才填", FIELD_INT, 0, .min = 1, .max = BOUND_MAX},
    [RULE_SETTING_BOUND] = {"bound", "到会要求", "选举到会（V-01）才填", FIELD_ENUM, 0, .choices = bounds},
    [RULE_SETTING_GROUND] = {"ground", "依据", "文号或文件名称，如 水机党〔2026〕9号", FIELD_TEXT, FIELD_REQUIRED | FIELD_SEARCH, .max = 100,
                             .group = "依据"},
};

static const char *const columns[] = {"rule", "place", "unit_kind", "from_on", "effect", "period", "at_least", "at_most", "bound", "ground", NULL};
static const struct list_view lists[] = {{"all", "全部本地设置", columns, "rule,from_on,id", NULL, NULL}, {0}};

/* --- what may be set --- */

/* The version that a setting from that day changes; *ret_several when kinds of unit are asked differently. */
static const struct rule *rule_of(const char *id, int unit_kind, const char *from, bool *ret_several)
{
    const struct rulebook *book = rulebook();
    const struct rule *found = NULL;
    struct date day;
    *ret_several = false;
    if (date_parse(from, &day))
        return NULL;
    for (uint32_t i = 0; i < book->rule_count; i++) {
        const struct rule *rule = &book->rules[i];
        if (strcmp(rule->id, id) || !rule_in_force(rule, day) || (unit_kind >= 0 && !rule_is_for(rule, (enum unit_kind)unit_kind, SECTOR_ORGAN)))
            continue;
        *ret_several = found != NULL;
        found = rule;
    }
    return found;
}

static const char *configurable_list(struct arena *arena)
{
    const struct rulebook *book = rulebook();
    struct buffer out = buffer_in(arena);
    const char *last = "";
    for (uint32_t i = 0; i < book->rule_count; i++) {
        if (book->rules[i].configurable && strcmp(book->rules[i].id, last))
            buffer_addf(&out, "%s%s", *last ? "、" : "", book->rules[i].id);
        if (book->rules[i].configurable)
            last = book->rules[i].id;
    }
    return out.p;
}

static int refused(struct change *change, const struct rule *rule)
{
    const char *cited = rule_citation(change->arena, rulebook(), rule);
    return change_problem(change, "rule", "%s“%s”%s%s，不能在本地改；可以设置的有：%s", rule->id, rule->name,
                          *cited ? "是规定的要求，依据" : "不在可设置之列", cited, configurable_list(change->arena));
}

static int place_check(struct change *change)
{
    struct record *unit;
    if (change->preview)
        return DONE;
    TRY(record_read(change->arena, change->db, &unit_entity, record_int(change->after, RULE_SETTING_PLACE), &unit));
    int kind = vocabulary_find(unit_kind_words, UNIT_KIND__COUNT, record_text(unit, UNIT_KIND));
    if (kind == UNIT_WORKING_COMMITTEE || kind == UNIT_ORGAN_COMMITTEE || kind == UNIT_LEADING_GROUP)
        return DONE;
    return change_problem(change, "place", "本地设置由机关党委、党组（党委）或者工委作出，请选其中一个");
}

/* --- which numbers belong to which kind of rule --- */

struct part { int field; bool belongs; const char *message; };

static int parts_check(struct change *change, const struct rule *rule)
{
    const struct record *s = change->after;
    bool value = !strcmp(record_text(s, RULE_SETTING_USE), "value");
    const struct part parts[] = {
        {RULE_SETTING_PERIOD, rule->kind == RULE_COUNT, "这条规则不按周期算，请留空"},
        {RULE_SETTING_AT_LEAST, rule->kind == RULE_COUNT || rule->kind == RULE_THRESHOLD, "这条规则没有可改的次数或人数，请留空"},
        {RULE_SETTING_AT_MOST, rule->kind == RULE_THRESHOLD, "这条规则没有上限，请留空"},
        {RULE_SETTING_BOUND, rule->kind == RULE_RATIO, "这条规则没有“不少于”“超过”之分，请留空"},
    };
    int given = 0, outcome = DONE;
    for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
        if (!s->values[parts[i].field].set)
            continue;
        given++;
        if (!value || !parts[i].belongs)
            outcome = change_problem(change, fields[parts[i].field].name, "%s", value ? parts[i].message : "选了“按下面的数”才填，请留空");
    }
    if (value && !given)
        outcome = change_problem(change, rule->kind == RULE_RATIO ? "bound" : "at_least", "还没有填改成多少");
    return outcome;
}

static int numbers_check(struct change *change, const struct rule *rule)
{
    const struct record *s = change->after;
    int64_t least = record_int(s, RULE_SETTING_AT_LEAST), most = record_int(s, RULE_SETTING_AT_MOST);
    if (rule->kind == RULE_COUNT && least > COUNT_MAX)
        return change_problem(change, "at_least", "次数最多填 %d", COUNT_MAX);
    if (rule->kind == RULE_THRESHOLD && (least ? least : rule->at_least) > (most ? most : rule->at_most))
        return change_problem(change, most ? "at_most" : "at_least", "最多少于最少，请核对");
    if (rule->kind == RULE_RATIO && !strcmp(record_text(s, RULE_SETTING_USE), "off"))
        return change_problem(change, "effect", "表决的到会要求不能不检查，可以选“不少于”或“超过”");
    return DONE;
}

static int rule_setting_check(struct change *change)
{
    const struct record *s = change->after;
    bool several;
    if (!s)
        return DONE;
    const char *id = record_text(s, RULE_SETTING_RULE);
    int unit_kind = vocabulary_find(unit_kind_words, UNIT_KIND__COUNT, record_text(s, RULE_SETTING_UNIT_KIND));      /* -1: all */
    const struct rule *rule = rule_of(id, unit_kind, record_text(s, RULE_SETTING_FROM), &several);
    const struct rule *any = rulebook_any(rulebook(), id, clock_today());
    if (!any)
        return change_problem(change, "rule", "没有规则“%s”；可以设置的有：%s", id, configurable_list(change->arena));
    if (!any->configurable)
        return refused(change, any);
    if (!rule)
        return change_problem(change, "unit_kind", "这条规则不管这类党组织，请改选“各类党组织”");
    if (several)
        return change_problem(change, "unit_kind", "这条规则对几类党组织的要求不同，请选只对哪一类");
    int place = place_check(change), parts = parts_check(change, rule), numbers = numbers_check(change, rule);
    return place ? place : parts ? parts : numbers;
}

/* What was added up is added up anew. */
static int rule_setting_follow(struct change *change)
{
    return duties_touch(change->db, 0);
}

const struct entity rule_setting_entity = {
    .name = "rule_setting", .label = "本地规则", .note = "本机关或工委对可设置的规则另作的规定：改成多少，从哪天起，依据哪个文件",
    .fields = fields, .field_count = RULE_SETTING__COUNT, .lists = lists, .title = "rule", .menu_order = 27, .unit_from = "place",
    .flags = ENTITY_REMOVABLE, .check = rule_setting_check, .follow = rule_setting_follow,
};
