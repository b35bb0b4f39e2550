/* 投诉建议: in everybody's menu.  Who writes one sees what became of it; his organ's officers answer. */
#include "office/inside.h"

static const struct choice complaint_states[] = {{"new", "待答复"}, {"answered", "已答复"}, {"finished", "已办结"}, {0}};

static const struct field complaint_fields[COMPLAINT__COUNT] = {
    [COMPLAINT_TEXT] = {"text", "内容", "哪项工作增加了负担、哪里不好用、有什么建议，都可以写", FIELD_LONG_TEXT,
                        FIELD_REQUIRED | FIELD_FIXED | FIELD_SEARCH, 1, 4000},
    [COMPLAINT_CONTACT] = {"contact", "联系方式", "可以不填", FIELD_TEXT, FIELD_FIXED | FIELD_SENSITIVE, 0, 80},
    [COMPLAINT_UNIT] = {"from_unit", "所在单位", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "unit"},
    [COMPLAINT_PERSON] = {"person", "提出人", NULL, FIELD_REF, FIELD_SYSTEM, .ref = "person"},
    [COMPLAINT_STATE] = {"state", "状态", NULL, FIELD_ENUM, FIELD_SYSTEM | FIELD_FILTER, .choices = complaint_states,
                         .preset = "new"},
    [COMPLAINT_REPLY] = {"reply", "答复", NULL, FIELD_LONG_TEXT, FIELD_SYSTEM, 0, 4000},
};

static int complaint_needs_reply(struct change *change)
{
    if (!*record_text(change->after, COMPLAINT_REPLY))
        return change_problem(change, "reply", "请写答复内容");
    return DONE;
}

static const struct transition complaint_transitions[] = {
    {"answer", "答复", "new", "answered", .fields = (const char *const[]){"reply", NULL}, .gate = complaint_needs_reply},
    {"finish", "办结", "answered", "finished"},
};
static const struct flow complaint_flow = {"state", complaint_transitions, ARRAY_SIZE(complaint_transitions)};

static const struct list_view complaint_lists[] = {
    {"all", "全部", (const char *const[]){"text", "from_unit", "state", NULL}, "-id", NULL},
    {0},
};

const struct entity complaint_entity = {
    .name = "complaint", .label = "投诉建议", .note = "对本系统和工作安排的投诉、建议，人人可提",
    .fields = complaint_fields, .field_count = COMPLAINT__COUNT,
    .lists = complaint_lists, .flow = &complaint_flow, .title = "text", .unit_from = "from_unit",
    .indexes = (const char *const[]){"organ,state", NULL},
    .scope_sql = {[SCOPE_SELF] = "t.person = ?person"},
};

/* Whose it is; who has no unit (an administrator) complains to the root of the tree. */
static int complaint_unit(struct request *request, struct db *db, int64_t *ret)
{
    *ret = request->session->unit;
    if (*ret)
        return DONE;
    int e = db_get_int(db, ret, "SELECT id FROM unit WHERE parent IS NULL ORDER BY id LIMIT 1");
    return e == NOT_FOUND ? DONE : e;
}

/* POST /complaint: not the generic page, because the reply is a field of the answer, never of the question. */
int complaint_apply(struct request *request, struct db *db)
{
    struct change *change = request_change(request, db, &complaint_entity, "create");
    struct record *record = record_new(request->arena, &complaint_entity);
    int64_t unit;
    TRY(complaint_unit(request, db, &unit));
    record_set_text(record, COMPLAINT_TEXT, request_text(request, "text"));
    record_set_text(record, COMPLAINT_CONTACT, request_text(request, "contact"));
    if (unit)
        record_set_int(record, COMPLAINT_UNIT, unit);
    if (request->session->person)
        record_set_int(record, COMPLAINT_PERSON, request->session->person);
    TRY(record_create(change, record));
    if (!request->json)
        return request_redirect(request, "/complaint/new?sent=1");
    request->answer.status = 201;
    request->answer.data = face_json(request->arena, record);
    return DONE;
}

/* Who waits for an answer is a line of the workbench. */
int complaint_waiting(struct request *request, int limit, json_t **ret_rows, int *ret_count)
{
    struct list_request list = {.entity = &complaint_entity, .access = request->session->access, .verb = "answer",
                                .filters = &(struct list_filter){"state", "is", "new"}, .filter_count = 1, .limit = limit};
    return inbox_from_list(request, &list, NULL, "", ret_rows, ret_count);
}
