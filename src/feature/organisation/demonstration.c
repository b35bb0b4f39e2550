/* A small province's organs, all invented: one working committee, three organs with their committees, branches,
 * departments and people, and an inspection office outside. */
#include <string.h>

#include "feature/organisation/private.h"

struct demo_unit {
    const char *code, *name, *short_name, *kind, *parent, *led_by, *founded;
};

static const struct demo_unit units[] = {
    {"GW", "中共云岭省直属机关工作委员会", "省直机关工委", "working_committee", NULL, NULL, "1990-06-01"},
    {"XCB", "中共云岭省委巡视工作领导小组办公室", "省委巡视办", "external_supervisor", NULL, NULL, "2004-03-01"},
    {"SJ", "云岭省审计厅派出审计组", "派出审计组", "external_supervisor", NULL, NULL, "2012-01-01"},

    {"SL-DZ", "中共云岭省水利厅党组", "水利厅党组", "leading_group", NULL, "GW", "1990-07-01"},
    {"SL-JW", "中共云岭省水利厅直属机关委员会", "水利厅机关党委", "organ_committee", "GW", "SL-DZ", "1990-07-01"},
    {"SL-JJ", "中共云岭省水利厅直属机关纪律检查委员会", "水利厅机关纪委", "discipline_committee", "SL-JW", NULL, "1992-01-01"},
    {"SL-Z1", "水利厅办公室党支部", "办公室支部", "branch", "SL-JW", NULL, "2003-05-01"},
    {"SL-Z2", "水利厅规划计划处党支部", "规划处支部", "branch", "SL-JW", NULL, "2003-05-01"},
    {"SL-Z3", "水利厅建设管理处党支部", "建管处支部", "branch", "SL-JW", NULL, "2003-05-01"},
    {"SL-ZZ", "水利厅水文中心党总支", "水文中心总支", "general_branch", "SL-JW", NULL, "2008-09-01"},
    {"SL-Z4", "水文中心机关党支部", "水文机关支部", "branch", "SL-ZZ", NULL, "2008-09-01"},
    {"SL-Z5", "水文中心测站党支部", "测站支部", "branch", "SL-ZZ", NULL, "2008-09-01"},
    {"SL-LS", "青石水库除险加固工程临时党支部", "青石工程临时支部", "temporary_branch", "SL-JW", NULL, "2026-03-10"},
    {"SL-C1", "水利厅办公室", "办公室", "department", "SL-DZ", NULL, NULL},
    {"SL-C2", "水利厅规划计划处", "规划处", "department", "SL-DZ", NULL, NULL},
    {"SL-C3", "水利厅建设管理处", "建管处", "department", "SL-DZ", NULL, NULL},
    {"SL-C4", "水利厅人事处", "人事处", "department", "SL-DZ", NULL, NULL},
    {"SL-C5", "水利厅财务处", "财务处", "department", "SL-DZ", NULL, NULL},
    {"SL-C6", "水利厅水文中心", "水文中心", "department", "SL-DZ", NULL, NULL},

    {"JY-DZ", "中共云岭省教育厅党组", "教育厅党组", "leading_group", NULL, "GW", "1990-07-01"},
    {"JY-JW", "中共云岭省教育厅直属机关委员会", "教育厅机关党委", "organ_committee", "GW", "JY-DZ", "1990-07-01"},
    {"JY-Z1", "教育厅机关第一党支部", "机关一支部", "branch", "JY-JW", NULL, "2010-04-01"},
    {"JY-Z2", "教育厅机关第二党支部", "机关二支部", "branch", "JY-JW", NULL, "2010-04-01"},
    {"JY-C1", "教育厅办公室", "教育厅办公室", "department", "JY-DZ", NULL, NULL},
    {"JY-C2", "教育厅基础教育处", "基础教育处", "department", "JY-DZ", NULL, NULL},

    {"MZ-DZ", "中共云岭省民政厅党组", "民政厅党组", "leading_group", NULL, "GW", "1990-07-01"},
    {"MZ-JW", "中共云岭省民政厅直属机关委员会", "民政厅机关党委", "organ_committee", "GW", "MZ-DZ", "1990-07-01"},
    {"MZ-Z1", "民政厅机关党支部", "民政机关支部", "branch", "MZ-JW", NULL, "2011-06-01"},
    {"MZ-C1", "民政厅办公室", "民政厅办公室", "department", "MZ-DZ", NULL, NULL},
};

struct demo_person {
    const char *code, *name, *department, *branch, *post, *post_unit, *since;
    bool leading;
};

static const struct demo_person people[] = {
    {"GW001", "沈明远", "GW", NULL, "副书记", "GW", "2022-03-01", true},
    {"GW002", "贺小岚", "GW", NULL, "组织部干部", "GW", "2023-08-01", false},
    {"XC001", "严正清", "XCB", NULL, "联络员", "XCB", "2023-01-10", false},
    {"SL001", "陆长川", "SL-DZ", "SL-Z1", "党组书记", "SL-DZ", "2021-11-15", true},
    {"SL002", "程知秋", "SL-DZ", "SL-Z2", "党组成员", "SL-DZ", "2022-05-20", false},
    {"SL003", "方书敏", "SL-DZ", "SL-Z1", "机关党委书记", "SL-JW", "2022-06-30", true},
    {"SL004", "顾念安", "SL-C4", "SL-Z1", "机关党委专职副书记", "SL-JW", "2022-06-30", false},
    {"SL005", "叶知行", "SL-C4", "SL-Z1", "机关党委干事", "SL-JW", "2023-02-01", false},
    {"SL006", "孟凡一", "SL-C1", "SL-Z1", "支部书记", "SL-Z1", "2023-09-12", true},
    {"SL007", "白若谷", "SL-C2", "SL-Z2", "支部书记", "SL-Z2", "2023-09-12", true},
    {"SL008", "姚建平", "SL-C3", "SL-Z3", "支部书记", "SL-Z3", "2020-08-20", true},
    {"SL009", "温如玉", "SL-C6", "SL-Z4", "总支书记", "SL-ZZ", "2022-10-18", true},
    {"SL010", "石𠮷祥", "SL-C6", "SL-Z5", "支部书记", "SL-Z5", "2023-03-08", true},
    {"SL011", "岳小满", "SL-C3", "SL-Z3", NULL, NULL, NULL, false},
    {"SL012", "钟灵", "SL-C5", "SL-Z2", NULL, NULL, NULL, false},
    {"SL013", "闻溪", "SL-C1", "SL-Z1", NULL, NULL, NULL, false},
    {"SL014", "柳青禾", "SL-C6", "SL-Z5", NULL, NULL, NULL, false},
    {"JY001", "丁向阳", "JY-DZ", "JY-Z1", "党组书记", "JY-DZ", "2020-12-01", true},
    {"JY002", "林晚舟", "JY-C1", "JY-Z1", "机关党委专职副书记", "JY-JW", "2021-07-01", false},
    {"JY003", "唐诗", "JY-C2", "JY-Z2", "支部书记", "JY-Z2", "2024-01-15", true},
    {"MZ001", "梁稳", "MZ-DZ", "MZ-Z1", "党组书记", "MZ-DZ", "2023-04-01", true},
    {"MZ002", "许安然", "MZ-C1", "MZ-Z1", "机关党委专职副书记", "MZ-JW", "2023-05-10", false},
};

static int64_t unit_ids[ARRAY_SIZE(units)];

static int64_t unit_id(const char *code)
{
    for (size_t i = 0; code && i < ARRAY_SIZE(units); i++)
        if (!strcmp(units[i].code, code))
            return unit_ids[i];
    return 0;
}

static int unit_make(struct change *outer, size_t i)
{
    struct change change = change_within(outer, &unit_entity, "create");
    struct record *unit = record_new(change.arena, &unit_entity);
    record_set_text(unit, UNIT_CODE, units[i].code);
    record_set_text(unit, UNIT_NAME, units[i].name);
    record_set_text(unit, UNIT_SHORT_NAME, units[i].short_name);
    record_set_text(unit, UNIT_KIND, units[i].kind);
    record_set_text(unit, UNIT_SECTOR, "organ");
    if (units[i].parent)
        record_set_int(unit, UNIT_PARENT, unit_id(units[i].parent));
    if (units[i].led_by)
        record_set_int(unit, UNIT_LED_BY, unit_id(units[i].led_by));
    if (units[i].founded)
        record_set_text(unit, UNIT_FOUNDED, units[i].founded);
    TRY(record_create(&change, unit));
    unit_ids[i] = unit->id;
    return DONE;
}

static int tenure_make(struct change *outer, const struct demo_person *p, int64_t person)
{
    struct change change = change_within(outer, &post_entity, "create");
    struct record *post = record_new(change.arena, &post_entity);
    record_set_text(post, POST_TITLE, p->post);
    record_set_int(post, POST_UNIT, unit_id(p->post_unit));
    record_set_int(post, POST_LEADING, p->leading);
    TRY(record_create(&change, post));
    change = change_within(outer, &tenure_entity, "create");
    struct record *tenure = record_new(change.arena, &tenure_entity);
    record_set_int(tenure, TENURE_POST, post->id);
    record_set_int(tenure, TENURE_PERSON, person);
    record_set_text(tenure, TENURE_FROM, p->since);
    return record_create(&change, tenure);
}

static int membership_make(struct change *outer, const struct demo_person *p, int64_t person)
{
    struct change change = change_within(outer, &membership_entity, "create");
    struct record *membership = record_new(change.arena, &membership_entity);
    record_set_int(membership, MEMBERSHIP_PERSON, person);
    record_set_int(membership, MEMBERSHIP_BRANCH, unit_id(p->branch));
    record_set_text(membership, MEMBERSHIP_KIND, "full");
    record_set_text(membership, MEMBERSHIP_FROM, "2019-07-01");
    return record_create(&change, membership);
}

/* Who logs in: one of each role, and a neighbour who must see nothing of it. */
static const struct { const char *person, *login, *role, *unit; } accounts[] = {
    {"GW002", "hexiaolan", "working_committee_officer", "GW"},
    {"SL001", "luchangchuan", "leading_group_secretary", "SL-DZ"},
    {"SL004", "gunianan", "organ_officer", "SL-JW"},
    {"SL006", "mengfanyi", "branch_secretary", "SL-Z1"},
    {"SL011", "yuexiaoman", "handler", "SL-C3"},
    {"SL014", "liuqinghe", "member", "SL-Z5"},
    {"XC001", "yanzhengqing", "outside_reviewer", "XCB"},
    {"JY002", "linwanzhou", "organ_officer", "JY-JW"},
};

static int account_make(struct change *outer, const struct demo_person *p, int64_t person)
{
    int64_t made;
    if (!registry_entity("account"))
        return DONE;             /* a world of units and people alone */
    for (size_t i = 0; i < ARRAY_SIZE(accounts); i++)
        if (!strcmp(accounts[i].person, p->code))
            return account_open(outer, accounts[i].login, p->name, person, accounts[i].role, unit_id(accounts[i].unit), &made);
    return DONE;
}

static int person_make(struct change *outer, const struct demo_person *p, int number)
{
    struct change change = change_within(outer, &person_entity, "create");
    struct record *person = record_new(change.arena, &person_entity);
    record_set_text(person, PERSON_CODE, p->code);
    record_set_text(person, PERSON_NAME, p->name);
    record_set_int(person, PERSON_DEPARTMENT, unit_id(p->department));
    record_set_text(person, PERSON_PHONE, arena_printf(change.arena, "139000010%02d", number));
    TRY(record_create(&change, person));
    if (p->branch)
        TRY(membership_make(outer, p, person->id));
    TRY(account_make(outer, p, person->id));
    return p->post ? tenure_make(outer, p, person->id) : DONE;
}

int organisation_demonstrate(struct change *change, struct folder *folder)
{
    for (size_t i = 0; i < ARRAY_SIZE(units); i++)
        TRY(unit_make(change, i));
    for (size_t i = 0; i < ARRAY_SIZE(people); i++)
        TRY(person_make(change, &people[i], (int)i));
    return DONE;
}
