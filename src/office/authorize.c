/* Who asks, with which token, what was sent along, and whether the row lets him.
 *
 * The order matters: a session first (else everything is a login), the form token before anything is
 * read from the form, unknown parameters before rights (they say nothing about records). */
#include <string.h>

#include "office/inside.h"
#include "office/session.h"

static bool is_post(const struct request *request)
{
    return strcmp(request->method, "POST") == 0;
}

static int refuse(struct request *request, int status, int outcome, const char *message)
{
    request->answer.status = status;
    return fail(outcome, "%s", message);
}

/* The frame's own inputs, out of the page's sight. */
static void take_frame_inputs(struct request *request, const char **ret_token)
{
    int kept = 0;
    bool versioned = request->json && strcmp(request->method, "POST") == 0;
    *ret_token = "";
    for (int i = 0; i < request->input_count; i++) {
        const struct input *input = &request->inputs[i];
        const char *value = input->n ? input->values[0] : "";
        if (strcmp(input->name, "_token") == 0)
            *ret_token = value;
        else if (strcmp(input->name, "_key") == 0 && !request->idempotency_key)
            /* a form's key is good for its own address only: one page may hold several forms */
            request->idempotency_key = *value ? arena_printf(request->arena, "%s:%s", value, request->path) : NULL;
        else if (strcmp(input->name, "_version") == 0 || (versioned && strcmp(input->name, "version") == 0))
            request->version = strtoll(value, NULL, 10);
        else
            request->inputs[kept++] = *input;
    }
    request->input_count = kept;
}

static int find_session(struct request *request)
{
    const char *value = request->bearer ? request->bearer : request->cookie;
    if (!value || !*value || strlen(value) > 100)
        return DONE;
    int e = session_find(request->system, request->db, value, request->bearer != NULL, &request->session);
    if (e == NOT_FOUND && request->cookie)
        request->answer.set_cookie = "";
    return e == NOT_FOUND ? DONE : e;
}

static bool is_page_of_stage(enum session_stage stage, const char *path)
{
    static const char *const paths[SESSION_STAGE__COUNT] = {
        [SESSION_CODE] = "/login/code", [SESSION_PASSWORD] = "/me/password", [SESSION_ENROL] = "/me/totp",
    };
    return strcmp(path, paths[stage]) == 0 || strcmp(path, "/logout") == 0
        || (stage == SESSION_ENROL && strcmp(path, "/me/totp.svg") == 0);
}

/* Not logged in, or not yet all the way: a person is led there, a program is told. */
static int lead_to(struct request *request, const char *path, const char *message)
{
    if (request->json)
        return refuse(request, 401, DENIED, message);
    if (is_post(request) || strcmp(request->path, "/") == 0)
        return request_redirect(request, "%s", path);
    struct buffer next = buffer_in(request->arena);
    buffer_add_url(&next, request->path);
    return request_redirect(request, "%s?next=%s", path, next.p);
}

static int check_session(struct request *request)
{
    static const char *const stages[SESSION_STAGE__COUNT] = {
        [SESSION_CODE] = "/login/code", [SESSION_PASSWORD] = "/me/password", [SESSION_ENROL] = "/me/totp",
    };
    if (strcmp(request->page_row->verb, VERB_PUBLIC) == 0)
        return DONE;
    if (!request->session)
        return lead_to(request, "/login", "请先登录");
    enum session_stage stage = request->session->stage;
    if (stage != SESSION_FULL && !is_page_of_stage(stage, request->page_row->path))
        return lead_to(request, stages[stage], "登录还没有完成：请先修改一次性口令或验证动态口令");
    return DONE;
}

static int check_origin(struct request *request, const char *token)
{
    if (!is_post(request) || (request->session && request->session->bearer))
        return DONE;
    if (request->foreign)
        return refuse(request, 403, DENIED, "请求来自别的网站，已拒绝");
    if (!request->session)
        return DONE;
    size_t n = strlen(request->session->token);
    if (strlen(token) != n || !bytes_equal(token, request->session->token, n))
        return refuse(request, 403, DENIED, "页面已过期，请返回上一页刷新后重新提交");
    return DONE;
}

static int check_key(struct request *request)
{
    if (!is_post(request) || !request->session)
        return DONE;
    if (!request->idempotency_key || !*request->idempotency_key)
        return refuse(request, 400, INVALID, "缺少 Idempotency-Key，每次提交须带一个新的、重试时不变的键");
    if (strlen(request->idempotency_key) > 300)
        return refuse(request, 400, INVALID, "Idempotency-Key 太长");
    return DONE;
}

/* parameters */

static bool name_in(const char *const *names, const char *name)
{
    for (; names && *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

/* Named in the row as "name*": it may come more than once. */
static bool name_repeats(const char *const *names, const char *name)
{
    size_t n = strlen(name);
    for (; names && *names; names++)
        if (strncmp(*names, name, n) == 0 && strcmp(*names + n, "*") == 0)
            return true;
    return false;
}

static bool is_filter(const struct entity *entity, const char *name)
{
    size_t n = strcspn(name, ".");
    if (strcmp(name, "q") == 0 || strcmp(name, "unit") == 0)
        return true;
    for (int i = 0; i < entity->field_count; i++)
        if (strlen(entity->fields[i].name) == n && strncmp(entity->fields[i].name, name, n) == 0)
            return true;
    for (const struct derived *d = entity->derived; d && d->name; d++)
        if (strlen(d->name) == n && strncmp(d->name, name, n) == 0)
            return true;
    return false;
}

static bool is_many(const struct entity *entity, const char *name)
{
    int i = entity ? entity_field(entity, name) : -1;
    return i >= 0 && entity->fields[i].kind == FIELD_REFS;
}

static bool is_known(const struct request *request, const struct entity *entity, const char *name)
{
    const struct page *row = request->page_row;
    if (name_in(row->parameters, name) || name_repeats(row->parameters, name))
        return true;
    if (entity && name_in(row->parameters, "*filters") && is_filter(entity, name))
        return true;
    int field = entity && is_post(request) ? entity_field(entity, name) : -1;
    return field >= 0 && !(entity->fields[field].flags & FIELD_SYSTEM) && entity->fields[field].kind != FIELD_FILE;
}

static int parameter_refused(struct request *request, const char *name, const char *message)
{
    request->answer.status = 400;
    return request_problem(request, name, "参数“%s”%s", name, message);
}

static int check_parameters(struct request *request, const struct entity *entity)
{
    for (int i = 0; i < request->input_count; i++) {
        const struct input *input = &request->inputs[i];
        if (!is_known(request, entity, input->name))
            return parameter_refused(request, input->name, "不认识，请检查地址或表单");
        if (input->n > 1 && !is_many(entity, input->name) && !name_repeats(request->page_row->parameters, input->name))
            return parameter_refused(request, input->name, "重复了");
    }
    return DONE;
}

static int check_right(struct request *request, const struct entity *entity)
{
    if (!entity || access_may(request->session->access, entity, request->page_row->verb))
        return DONE;
    return refuse(request, 403, DENIED, "您没有这项权限；需要时请联系安全管理员授权");
}

/* The members of a JSON body are inputs like a form's. */
static int body_inputs(struct request *request, const struct entity *entity)
{
    struct input *members, *all;
    int n;
    if (!request->body)
        return DONE;
    if (face_from_json(request->arena, entity, request->body, &members, &n) != DONE)
        return refuse(request, 400, INVALID, arena_strdup(request->arena, error_message()));
    all = arena_array(request->arena, struct input, request->input_count + n + 1);
    memcpy(all, request->inputs, sizeof *all * (size_t)request->input_count);
    memcpy(all + request->input_count, members, sizeof *all * (size_t)n);
    request->inputs = all;
    request->input_count += n;
    return DONE;
}

int request_authorize(struct request *request)
{
    const struct page *row = request->page_row;
    const struct entity *entity = row->entity ? registry_entity(row->entity) : NULL;
    const char *token;
    request->feature = office_page_feature(row);
    TRY(body_inputs(request, entity));
    take_frame_inputs(request, &token);
    TRY(find_session(request));
    TRY(check_session(request));
    if (request->answer.kind == ANSWER_REDIRECT)
        return DONE;
    TRY(check_origin(request, token));
    TRY(check_key(request));
    TRY(check_right(request, entity));
    TRY(check_parameters(request, entity));
    frame_fill(request);
    return DONE;
}
