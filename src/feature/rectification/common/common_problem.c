/* 共性问题: what several units have alike, taken up once above them (founding article: 同类问题联系起来深研机理).  Its members
 * are the problems that name it; each is closed by itself.  It is closed with a rule, or with a reason why none is needed. */
#include <string.h>

#include "feature/rectification/common/common.h"

static const struct choice states[] = {{"open", "整治中"}, {"closed", "已办结"}, {0}};

static const struct field fields[COMMON__COUNT] = {
    [COMMON_TITLE] = {"title", "共性问题", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SEARCH | FIELD_KEY, .max = 200},
    [COMMON_OWNER] = {"owner_unit", "牵头单位", "站在各有关单位之上、牵头整治的单位", FIELD_REF, FIELD_REQUIRED | FIELD_FIXED, .ref = "unit"},
    [COMMON_CATEGORY] = {"category", "问题类别", NULL, FIELD_REF, FIELD_FILTER, .ref = "category"},
    [COMMON_MECHANISM] = {"mechanism", "机理分析", "为什么各单位都有：体制、机制、制度上的原因", FIELD_LONG_TEXT, FIELD_SEARCH,
                          .max = 4000},
    [COMMON_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_FILTER, .choices = states,
                      .preset = "open"},
    [COMMON_NO_RULE] = {"no_rule", "无需建制的理由", "没有新建、修订或废止制度的，写明为什么不需要", FIELD_LONG_TEXT, FIELD_SYSTEM,
                        .max = 1000},
    [COMMON_CLOSED_ON] = {"closed_on", "办结日期", NULL, FIELD_DATE, FIELD_SYSTEM},
};

#define MEMBERS "FROM problem p WHERE p.common = t.id"
static const struct derived derived[] = {
    {"members", "问题数", FIELD_INT, "SELECT count(*) " MEMBERS},
    {"member_units", "涉及单位", FIELD_INT, "SELECT count(DISTINCT p.accountable) " MEMBERS},
    {"open_members", "未销号", FIELD_INT,
     "SELECT count(*) " MEMBERS " AND p.state IN ('unclaimed', 'planning', 'rectifying', 'closing_requested', 'endorsed')"},
    {"rules", "建章立制", FIELD_INT, "SELECT count(*) FROM rule_made r WHERE r.common = t.id"},
    {0},
};
static const char *const columns[] = {"title", "category", "owner_unit", "members", "member_units", "open_members", "rules", "state", NULL};
static const struct list_view lists[] = {{"all", "共性问题", columns, "state,id", NULL}, {0}};
static const char *const indexes[] = {"root,state", "organ,state", "unit,category,state", NULL};

static int close_gate(struct change *change)
{
    int64_t rules;
    char today[DATE_TEXT];
    TRY(db_get_int(change->db, &rules, "SELECT count(*) FROM rule_made WHERE common = ?1", value_int(change->before->id)));
    record_set_text(change->after, COMMON_CLOSED_ON, date_print(clock_today(), today));
    if (!*record_text(change->after, COMMON_MECHANISM))
        return change_problem(change, NULL, "还没有写机理分析，请先修改共性问题");
    if (!rules && !*text_trim(change->arena, record_text(change->after, COMMON_NO_RULE)))
        return change_problem(change, "no_rule", "还没有登记建章立制的成果：请先登记制度，或在这里写明无需建制的理由");
    return DONE;
}

static int reopen_gate(struct change *change)
{
    record_set_empty(change->after, COMMON_NO_RULE);
    return DONE;
}

static const char *const close_fields[] = {"no_rule", NULL};
static const struct transition transitions[] = {
    {"close", "办结", "open", "closed", NULL, close_fields, close_gate, NULL, false},
    {"reopen", "重新整治", "closed", "open", NULL, NULL, reopen_gate, NULL, true},
};
static const struct flow flow = {"state", transitions, ARRAY_SIZE(transitions)};

const struct entity common_problem_entity = {
    .name = "common_problem", .label = "共性问题", .note = "几个单位都有的问题，由上级牵头深研机理、举一反三",
    .fields = fields, .field_count = COMMON__COUNT, .derived = derived, .lists = lists, .indexes = indexes, .flow = &flow,
    .title = "title", .menu_order = 18, .unit_from = "owner_unit",
};

/* --- its measures --- */

static const struct choice scopes[] = {{"own", "本单位"}, {"similar", "同类单位"}, {"whole", "全系统"}, {0}};

static const struct field measure_fields[COMMON_MEASURE__COUNT] = {
    [COMMON_MEASURE_COMMON] = {"common", "共性问题", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_FIXED | FIELD_KEY, .ref = "common_problem"},
    [COMMON_MEASURE_POSITION] = {"position", "措施序号", NULL, FIELD_INT, FIELD_REQUIRED | FIELD_KEY, .min = 1, .max = 200},
    [COMMON_MEASURE_TEXT] = {"text", "整治措施", NULL, FIELD_LONG_TEXT, FIELD_REQUIRED | FIELD_SEARCH, .max = 4000},
    [COMMON_MEASURE_SCOPE] = {"extent", "适用范围", "本单位：牵头单位自己做；同类单位：有这个问题的单位；全系统：没有问题的也举一反三",
                              FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = scopes, .preset = "similar"},
    [COMMON_MEASURE_PERSON] = {"person", "责任人", NULL, FIELD_REF, 0, .ref = "person"},
    [COMMON_MEASURE_DEADLINE] = {"deadline", "完成时限", NULL, FIELD_DATE, FIELD_FILTER},
    [COMMON_MEASURE_STATE] = {"state", "措施状态", NULL, FIELD_ENUM, FIELD_REQUIRED | FIELD_FILTER, .choices = measure_states,
                              .preset = "planned"},
    [COMMON_MEASURE_RESULT] = {"result", "完成情况", NULL, FIELD_LONG_TEXT, FIELD_SEARCH, .max = 4000},
};
static const char *const measure_columns[] = {"position", "text", "extent", "deadline", "state", NULL};
static const struct list_view measure_lists[] = {{"all", "举一反三措施", measure_columns, "common,position,id", NULL}, {0}};
static const char *const measure_indexes[] = {"common,position", "root,extent,deadline", "organ", "unit", NULL};

static int measure_check(struct change *change)
{
    if (change->after && !strcmp(record_text(change->after, COMMON_MEASURE_STATE), "done") &&
        !*record_text(change->after, COMMON_MEASURE_RESULT))
        return change_problem(change, "result", "标为“已完成”的，请写明完成情况");
    return DONE;
}

const struct entity common_measure_entity = {
    .name = "common_measure", .label = "举一反三措施", .note = "针对共性问题的措施，适用于本单位、同类单位或全系统",
    .fields = measure_fields, .field_count = COMMON_MEASURE__COUNT, .lists = measure_lists, .indexes = measure_indexes,
    .title = "text", .unit_from = "common", .parent = "common", .flags = ENTITY_REMOVABLE, .check = measure_check,
    /* Whom it applies to: the whole tree, or the organs of its members.  What the owner does itself is its own. */
    .scope_sql = {[SCOPE_NAMED] =
        "(t.extent = 'whole' AND t.root = (SELECT o.root FROM unit_place o WHERE o.unit = ?unit))"
        " OR (t.extent = 'similar' AND t.common IN (SELECT p.common FROM problem p WHERE p.organ ="
        " (SELECT o.organ FROM unit_place o WHERE o.unit = ?unit)))"},
};

/* Of its list, which stands in the menu though it belongs to common problems: most readers see these measures alone. */
const char *const common_measure_parameters[] = {"*filters", "view", "order", "after", "limit", "total", "shared", NULL};

/* --- what was proposed and is none --- */

static const struct field dismissal_fields[DISMISSAL__COUNT] = {
    [DISMISSAL_OWNER] = {"owner_unit", "牵头单位", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_KEY, .ref = "unit"},
    [DISMISSAL_CATEGORY] = {"category", "问题类别", NULL, FIELD_REF, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_KEY, .ref = "category"},
    [DISMISSAL_REASON] = {"reason", "不作为共性问题的理由", NULL, FIELD_LONG_TEXT, FIELD_REQUIRED, .min = 2, .max = 1000},
};
static const char *const dismissal_columns[] = {"category", "owner_unit", "reason", NULL};
static const struct list_view dismissal_lists[] = {{"all", "不作为共性问题", dismissal_columns, "id", NULL}, {0}};
static const char *const dismissal_indexes[] = {"unit", NULL};

const struct entity common_dismissal_entity = {
    .name = "common_dismissal", .label = "不作为共性问题", .note = "提示过、经研究不作为共性问题的类别和理由",
    .fields = dismissal_fields, .field_count = DISMISSAL__COUNT, .lists = dismissal_lists, .indexes = dismissal_indexes,
    .title = "reason", .unit_from = "owner_unit", .flags = ENTITY_HIDDEN,
};

/* --- panels --- */

/* On a common problem's page: its members, as a list. */
int common_members_panel(struct request *r, const struct record *common, json_t **ret)
{
    char id[ID_TEXT];
    const struct access *access = r->session->access;
    const struct list_filter filter = {"common", "is", id_print(common->id, id)};
    const struct list_request list = {.entity = &problem_entity, .access = access, .verb = "read", .filters = &filter,
                                      .filter_count = 1, .limit = 50};
    json_t *page;
    TRY(list_page(r->arena, r->db, &list, &page));
    json_object_set_new(page, "entity", json_string("problem"));
    json_object_set_new(page, "linked", json_true());
    json_object_set_new(page, "id", json_string(id));
    if (!json_is_null(json_object_get(page, "next")))
        json_object_set_new(page, "all_href", json_string(arena_printf(r->arena, "/problem?common=%s", id)));
    if (access_record(access, r->db, &common_problem_entity, "link", common->id) == DONE)
        json_object_set_new(page, "may_link", json_true());
    *ret = page;
    return DONE;
}

static int measures_json(struct request *r, int64_t common, json_t **ret)
{
    char id[ID_TEXT];
    const struct list_filter filters[] = {{"common", "is", id_print(common, id)}};
    const struct list_request list = {.entity = &common_measure_entity, .access = r->session->access, .verb = "read",
                                      .filters = filters, .filter_count = 1, .limit = 50};
    TRY(list_page(r->arena, r->db, &list, ret));
    json_object_set_new(*ret, "entity", json_string("common_measure"));
    json_object_set_new(*ret, "linked", json_true());
    return DONE;
}

/* On a problem's page: which common problem it is a case of, why it is common, and what is to be done about it here too.  Not
 * where else it was found. */
int problem_common_panel(struct request *r, const struct record *problem, json_t **ret)
{
    char id[ID_TEXT];
    struct record *common;
    json_t *measures;
    const struct access *access = r->session->access;
    int64_t of = record_int(problem, PROBLEM_COMMON);
    *ret = NULL;
    if (!of || !access_may(access, &common_measure_entity, "read") ||
        access_record(access, r->db, &problem_entity, "export", problem->id) != DONE)
        return DONE;
    TRY(record_read(r->arena, r->db, &common_problem_entity, of, &common));
    TRY(measures_json(r, of, &measures));
    *ret = json_pack("{s:s, s:s, s:s, s:o}", "title", record_text(common, COMMON_TITLE), "owner",
                     names_title(r->arena, &unit_entity, record_int(common, COMMON_OWNER)), "mechanism",
                     record_text(common, COMMON_MECHANISM), "measures", measures);
    if (access_record(access, r->db, &common_problem_entity, "read", of) == DONE)
        json_object_set_new(*ret, "id", json_string(id_print(of, id)));
    return DONE;
}
