/* Outcomes as answers.  A form comes back with everything that was typed; nothing tells more than the
 * outcome itself does (RFC 9457 for programs). */
#include <string.h>
#include <unistd.h>

#include "office/inside.h"

static const struct { int status; const char *title, *advice; } outcomes[] = {
    [NOT_FOUND] = {404, "没有找到", "没有这个页面，或者它不在您的范围内。请从菜单重新进入。"},
    [DENIED] = {403, "没有权限", "您没有这项权限；需要时请联系安全管理员授权。"},
    [INVALID] = {422, "填写有误", "请按提示改正后重新提交。"},
    [CONFLICT] = {409, "有人先改了", "您打开之后，别人已经改过这条记录。请对照两份内容后再提交。"},
    [TOO_LARGE] = {413, "内容太大", "请拆分后再提交。"},
    [UNSUPPORTED] = {415, "不支持这种文件", "请另存为 .docx、.xlsx、.csv 或 .txt 后再上传。"},
    [UNAVAILABLE] = {503, "暂时不能办理", "系统正忙或磁盘已满，没有保存。请稍后再试，或联系系统管理员。"},
    [UNKNOWN] = {500, "结果未知", "保存时出了故障，不能确定是否已保存。请稍后刷新查看，不要换一个页面重复提交。"},
};

static int outcome_row(int outcome)
{
    return outcome > DONE && (size_t)outcome < ARRAY_SIZE(outcomes) ? outcome : UNKNOWN;
}

static const char *field_label(const struct request *request, const char *field)
{
    const struct entity *entity = request->page_row && request->page_row->entity ? registry_entity(request->page_row->entity) : NULL;
    int i = entity && field ? entity_field(entity, field) : -1;
    return i >= 0 ? entity->fields[i].label : NULL;
}

/* Of the record's change and of the page itself. */
static json_t *problems_json(struct request *request)
{
    json_t *all = json_array();
    for (size_t i = 0; i < request->change.problem_count; i++) {
        const struct field_problem *p = &request->change.problems[i];
        *arena_push(request->arena, &request->problems, &request->problem_count, &request->problem_cap) = *p;
    }
    request->change.problem_count = 0;
    for (size_t i = 0; i < request->problem_count; i++) {
        const struct field_problem *p = &request->problems[i];
        json_array_append_new(all, json_pack("{s:s?,s:s?,s:s}", "field", p->field, "label", field_label(request, p->field),
                                             "message", p->message));
    }
    return all;
}

static void answer_bytes(struct request *request, const char *type, json_t *body)
{
    struct answer *answer = &request->answer;
    size_t n = json_dumpb(body, NULL, 0, JSON_COMPACT);
    char *bytes = arena_alloc(request->arena, n + 1);
    json_dumpb(body, bytes, n, JSON_COMPACT);
    answer->kind = ANSWER_BYTES;
    answer->content_type = type;
    answer->bytes = bytes;
    answer->n = n;
}

/* Who was overtaken needs what stands there now; NULL where that cannot be told. */
static json_t *standing_json(struct request *request)
{
    const struct page *row = request->page_row;
    const struct entity *entity = row && row->entity ? registry_entity(row->entity) : NULL;
    struct record *record;
    if (request->answer.status != 409 || !entity || !request->id || !request->session || !request->db)
        return NULL;
    if (access_read(request->session->access, request->arena, request->db, entity, request->id, &record) != DONE)
        return NULL;
    return face_json(request->arena, record);
}

static void fail_json(struct request *request, const char *title, const char *message, json_t *problems)
{
    json_t *standing = standing_json(request);
    json_t *body = json_pack("{s:s,s:s,s:i,s:s}", "type", "about:blank", "title", title, "status", request->answer.status,
                             "detail", message);
    if (json_array_size(problems))
        json_object_set_new(body, "errors", problems);
    if (standing)
        json_object_set_new(body, "current", standing);
    answer_bytes(request, "application/problem+json", body);
}

/* The form once more: the row's model reads request->inputs and request->problems. */
static bool fail_form(struct request *request, int outcome)
{
    const struct page *row = request->page_row;
    if ((outcome != INVALID && outcome != CONFLICT) || !row || !row->model || !row->view || !request->session)
        return false;
    if (strcmp(request->method, "POST") != 0 || request->answer.status == 400)
        return false;
    request->answer.view = NULL;
    return row->model(request) == DONE;
}

static void fail_page(struct request *request, const char *title, const char *message, json_t *problems)
{
    if (!json_object_get(request->answer.page, "site"))
        frame_fill(request);         /* refused before it was framed */
    request_page(request, "title", json_string(title));
    request_page(request, "status", json_integer(request->answer.status));
    request_page(request, "message", json_string(message));
    request_page(request, "problems", problems);
    request->answer.view = "office/error";
}

void request_fail(struct request *request, int outcome, const char *message)
{
    int row = outcome_row(outcome);
    struct answer *answer = &request->answer;
    const char *place = outcome < 0 ? arena_strdup(request->arena, error_place()) : NULL;
    message = arena_strdup(request->arena, outcome > 0 && message && *message ? message : outcomes[row].advice);
    if (outcome < 0)
        log_error("%s %s: fatal at %s", request->method, request->page_row ? request->page_row->path : "?", place);
    if (!answer->page)
        request_start(request);
    if (answer->kind == ANSWER_FILE && answer->temporary)
        unlink(answer->path);
    if (answer->status < 400)
        answer->status = outcomes[row].status;
    answer->kind = ANSWER_VIEW;
    answer->data = json_object();
    json_t *problems = problems_json(request);
    if (request->json) {
        fail_json(request, outcomes[row].title, message, problems);
        return;
    }
    request_page(request, "problems", problems);
    if (json_array_size(problems))      /* which ones, the list beneath says */
        message = arena_printf(request->arena, "有 %zu 处需要改正，没有保存：", json_array_size(problems));
    request_page(request, "message", json_string(message));
    if (fail_form(request, outcome))
        return;
    answer->kind = ANSWER_VIEW;
    fail_page(request, outcomes[row].title, message, problems);
}
