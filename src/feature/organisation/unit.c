/* A unit: its kind decides what may stand above it, its dates when it was. */
#include <string.h>

#include "feature/organisation/private.h"

static const struct choice kinds[] = {
    {"working_committee", "工委"},
    {"leading_group", "党组（党委）"},
    {"organ_committee", "机关党委"},
    {"discipline_committee", "机关纪委"},
    {"general_branch", "党总支"},
    {"branch", "党支部"},
    {"group", "党小组"},
    {"temporary_branch", "临时党支部"},
    {"department", "处室（部门）"},
    {"external_supervisor", "外部监督"},
    {0},
};

static const struct choice sectors[] = {
    {"organ", "机关"}, {"village", "村、社区"}, {"enterprise", "国企"}, {"university", "高校"}, {0},
};

/* What may stand above a kind: by parent (隶属和审批) and by led_by (具体领导). */
struct unit_rule {
    const char *kind, *parents, *leaders;
};

static const struct unit_rule rules[] = {
    {"working_committee", "working_committee", ""},
    {"leading_group", "leading_group", "working_committee leading_group"},
    {"organ_committee", "working_committee organ_committee", "leading_group"},
    {"discipline_committee", "organ_committee", ""},
    {"general_branch", "organ_committee working_committee", "leading_group"},
    {"branch", "general_branch organ_committee working_committee", "leading_group"},
    {"group", "branch temporary_branch", ""},
    {"temporary_branch", "general_branch organ_committee working_committee", ""},
    {"department", "leading_group department working_committee", ""},
    {"external_supervisor", "external_supervisor", ""},
};

static const struct field fields[UNIT__COUNT] = {
    [UNIT_NAME] = {"name", "名称", "全称，如“中共某某厅直属机关委员会”", FIELD_TEXT,
                   FIELD_REQUIRED | FIELD_SEARCH, .max = 100},
    [UNIT_SHORT_NAME] = {"short_name", "简称", "列表和清单里用的短名", FIELD_TEXT, FIELD_SEARCH, .max = 30},
    [UNIT_CODE] = {"code", "单位编码", "本系统内不重复的编码，导入时凭它认出单位", FIELD_TEXT,
                   FIELD_REQUIRED | FIELD_KEY | FIELD_UNIQUE | FIELD_SEARCH, .max = 40},
    [UNIT_KIND] = {"kind", "类别", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = kinds},
    [UNIT_SECTOR] = {"sector", "领域", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = sectors,
                     .preset = "organ"},
    [UNIT_PARENT] = {"parent", "上级组织", "隶属和审批：工委、机关党委、总支、支部；处室填所在党组（党委）", FIELD_REF, 0,
                     .ref = "unit", .group = "两条上级线"},
    [UNIT_LED_BY] = {"led_by", "领导单位", "具体领导：机关党委填所在单位的党组（党委），党组填同级工委", FIELD_REF, 0,
                     .ref = "unit"},
    [UNIT_FOUNDED] = {"founded", "成立日期", NULL, FIELD_DATE, 0, .group = "沿革"},
    [UNIT_NAME_SINCE] = {"name_since", "现名启用日期", "更名时填，旧名自动留存", FIELD_DATE, 0},
    [UNIT_DISSOLVED] = {"dissolved", "撤销日期", NULL, FIELD_DATE, 0},
    [UNIT_MERGED_INTO] = {"merged_into", "并入单位", "合并撤销的，填并入哪个单位", FIELD_REF, 0, .ref = "unit"},
    [UNIT_NOTE] = {"note", "备注", NULL, FIELD_LONG_TEXT, 0, .max = 500},
};

static const struct derived derived[] = {
    {"people", "在岗人数", FIELD_INT, "SELECT count(*) FROM person p WHERE p.department = t.id AND p.state = 'active'"},
    {"existing", "现存", FIELD_BOOL, "t.dissolved IS NULL OR t.dissolved > ?today"},
    {0},
};

static const char *const list_columns[] = {"name", "kind", "parent", "led_by", "people", NULL};
static const struct list_view lists[] = {
    {"existing", "现有单位", list_columns, "code,id", "t.dissolved IS NULL OR t.dissolved > ?today"},
    {"all", "全部单位", list_columns, "code,id", NULL},
    {0},
};
static const char *const indexes[] = {"organ,code", "root,code", "parent", "led_by", NULL};

static bool words_hold(const char *words, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = words; (at = strstr(at, word)); at += n)
        if ((at == words || at[-1] == ' ') && (at[n] == ' ' || !at[n]))
            return true;
    return false;
}

static const struct unit_rule *rule_of(const char *kind)
{
    for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
        if (!strcmp(rules[i].kind, kind))
            return &rules[i];
    return NULL;
}

const char *unit_upper_refused(struct arena *arena, const char *kind, enum unit_field line, const char *upper_kind)
{
    const struct unit_rule *rule = rule_of(kind);
    if (words_hold(line == UNIT_PARENT ? rule->parents : rule->leaders, upper_kind))
        return NULL;
    return arena_printf(arena, "%s的%s不能是%s，请另选", choice_find(kinds, kind)->label, fields[line].label,
                        choice_find(kinds, upper_kind)->label);
}

/* The unit above, by one line, is of a kind that may stand there. */
static int upper_check(struct change *change, enum unit_field line)
{
    int64_t upper = record_int(change->after, line);
    struct record *record;
    if (!upper || change->preview)
        return DONE;
    TRY(record_read(change->arena, change->db, &unit_entity, upper, &record));
    const char *refused = unit_upper_refused(change->arena, record_text(change->after, UNIT_KIND), line,
                                             record_text(record, UNIT_KIND));
    return refused ? change_problem(change, fields[line].name, "%s", refused) : DONE;
}

static int dates_check(struct change *change)
{
    const char *founded = record_text(change->after, UNIT_FOUNDED);
    const char *dissolved = record_text(change->after, UNIT_DISSOLVED);
    if (*founded && *dissolved && strcmp(dissolved, founded) < 0)
        return change_problem(change, "dissolved", "撤销日期早于成立日期，请核对");
    if (record_int(change->after, UNIT_MERGED_INTO) && !*dissolved)
        return change_problem(change, "dissolved", "并入其他单位的，请填撤销日期");
    return DONE;
}

static int unit_check(struct change *change)
{
    if (!change->after)
        return DONE;
    int parent = upper_check(change, UNIT_PARENT);
    int leader = upper_check(change, UNIT_LED_BY);
    int dates = dates_check(change);
    return parent ? parent : leader ? leader : dates;
}

/* A unit that gets another name keeps the old one with its last day. */
static int name_keep(struct change *change)
{
    const char *old = record_text(change->before, UNIT_NAME), *since = record_text(change->after, UNIT_NAME_SINCE);
    char today[DATE_TEXT];
    if (!strcmp(old, record_text(change->after, UNIT_NAME)))
        return DONE;
    struct record *former = record_new(change->arena, &unit_name_entity);
    record_set_int(former, UNIT_NAME_UNIT, change->after->id);
    record_set_text(former, UNIT_NAME_FORMER, old);
    record_set_text(former, UNIT_NAME_FROM, record_text(change->before, UNIT_NAME_SINCE));
    record_set_text(former, UNIT_NAME_UNTIL, *since ? since : date_print(clock_today(), today));
    struct change follow = change_within(change, &unit_name_entity, "create");
    return record_create(&follow, former);
}

static int unit_follow(struct change *change)
{
    if (!change->after)
        return DONE;
    const char *kind = record_text(change->after, UNIT_KIND);
    TRY(scope_moved(change, change->after->id, record_int(change->after, UNIT_PARENT),
                    record_int(change->after, UNIT_LED_BY), !strcmp(kind, "working_committee")));
    return change->before ? name_keep(change) : DONE;
}

const struct entity unit_entity = {
    .name = "unit", .label = "单位", .note = "党组织、处室和外部监督单位，分隶属与领导两条上级线",
    .fields = fields, .field_count = UNIT__COUNT, .derived = derived, .lists = lists, .indexes = indexes,
    .title = "name", .menu_order = 30, .unit_from = "id", .flags = ENTITY_NAMES, .check = unit_check, .follow = unit_follow,
    .check_rows = unit_check_rows,
    /* Whom he can turn to: the units above his, by both lines, and those that review from outside. */
    .scope_sql = {
        [SCOPE_NAMED] = "t.kind = 'external_supervisor' OR t.id IN (SELECT ancestor FROM unit_closure WHERE unit = ?unit)",
    },
};

static const struct field name_fields[UNIT_NAME__COUNT] = {
    [UNIT_NAME_UNIT] = {"unit_ref", "单位", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_KEY, .ref = "unit"},
    [UNIT_NAME_FORMER] = {"former", "曾用名", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_KEY | FIELD_SEARCH, .max = 100},
    [UNIT_NAME_FROM] = {"from_date", "启用日期", NULL, FIELD_DATE, 0},
    [UNIT_NAME_UNTIL] = {"until_date", "停用日期", NULL, FIELD_DATE, FIELD_REQUIRED},
};
static const char *const name_columns[] = {"former", "from_date", "until_date", NULL};
static const struct list_view name_lists[] = {{"all", "曾用名", name_columns, "until_date,id", NULL}, {0}};
static const char *const name_indexes[] = {"unit_ref", NULL};

const struct entity unit_name_entity = {
    .name = "unit_name", .label = "曾用名", .note = "单位更名前的名称，更名时自动留存",
    .fields = name_fields, .field_count = UNIT_NAME__COUNT, .lists = name_lists, .indexes = name_indexes,
    .title = "former", .unit_from = "unit_ref", .parent = "unit_ref", .flags = ENTITY_HIDDEN,
};
