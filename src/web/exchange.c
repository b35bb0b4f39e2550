/* One request from its first header to its answer.  Runs on the worker of its
 * connection, but for operation_run and operation_done, which the lane calls. */
#include "web/server.h"

#include "base/base.h"
#include "web/asset.h"
#include "web/header.h"
#include "web/router.h"

#include <assert.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { UNKNOWN_BODY_MAX = 64 << 10 };      /* of somebody who does not even show a cookie */

static struct arena *arena_take(struct worker *worker)
{
    return worker->n > 0 ? worker->arenas[--worker->n] : arena_create(EXCHANGE_MEMORY);
}

static void arena_give(struct worker *worker, struct arena *arena)
{
    if (worker->n == ARRAY_SIZE(worker->arenas)) {
        arena_destroy(arena);
        return;
    }
    arena_reset(arena);
    worker->arenas[worker->n++] = arena;
}

struct exchange *exchange_create(struct server *server, struct connection *connection, const char *address)
{
    struct worker *worker;
    if (worker_get(server, &worker) != DONE)
        return NULL;
    struct arena *arena = arena_take(worker);
    struct exchange *x = arena_new(arena, struct exchange);
    x->server = server;
    x->worker = worker;
    x->connection = connection;
    x->arena = arena;
    x->address = arena_strndup(arena, address, ADDRESS_MAX + 1);
    x->form.arena = arena;
    x->request.arena = arena;
    x->request.system = server->system;
    x->request.method = x->request.path = "";
    return x;
}

void exchange_release(struct exchange *x)
{
    struct server *server = x->server;
    bool running = x->running;
    multipart_release(x->multipart);
    if (x->started)
        request_finish(&x->request);
    arena_give(x->worker, x->arena);
    if (running)
        atomic_fetch_sub(&server->running, 1);
}

static int status_of(int outcome)
{
    switch (outcome) {
    case NOT_FOUND: return MHD_HTTP_NOT_FOUND;
    case DENIED: return MHD_HTTP_UNAUTHORIZED;
    case INVALID: return MHD_HTTP_BAD_REQUEST;
    case TOO_LARGE: return MHD_HTTP_CONTENT_TOO_LARGE;
    case UNSUPPORTED: return MHD_HTTP_UNSUPPORTED_MEDIA_TYPE;
    case UNAVAILABLE: return MHD_HTTP_SERVICE_UNAVAILABLE;
    default: return MHD_HTTP_INTERNAL_SERVER_ERROR;
    }
}

/* Keeps the first reason; the message is this thread's. */
static void refuse(struct exchange *x, int outcome, int status)
{
    if (x->refused != DONE)
        return;
    x->refused = outcome;
    x->refused_status = status;
    x->refusal = arena_strdup(x->arena, error_message());
}

static int address_split(struct exchange *x, char **ret_path, const char **ret_query)
{
    const char *mark = strchr(x->address, '?');
    size_t n = mark != NULL ? (size_t)(mark - x->address) : strlen(x->address);
    *ret_query = mark != NULL ? mark + 1 : "";
    return percent_decode(x->arena, x->address, n, ret_path);
}

static const char *allowed(const struct route *route)
{
    bool get = route->pages[ROUTE_GET] != NULL, post = route->pages[ROUTE_POST] != NULL;
    return get && post ? "GET, HEAD, POST" : get ? "GET, HEAD" : "POST";
}

static void method_refuse(struct exchange *x, const char *allow)
{
    x->allow = allow;
    fail(UNSUPPORTED, "这个地址不接受 %s 请求", x->request.method);
    refuse(x, UNSUPPORTED, MHD_HTTP_METHOD_NOT_ALLOWED);
}

static int route_find(struct exchange *x, const char *path)
{
    struct route route;
    enum route_method method = strcmp(x->request.method, "POST") == 0 ? ROUTE_POST : ROUTE_GET;
    TRY(router_find(x->server->router, x->arena, path, &route));
    x->request.path = route.path;
    x->request.id = route.id;
    x->request.page_row = route.pages[method];
    if (x->request.page_row == NULL)
        method_refuse(x, allowed(&route));
    return DONE;
}

static int body_kind_find(struct exchange *x)
{
    static const struct { const char *type; enum body_kind kind; } kinds[] = {
        { "application/x-www-form-urlencoded", BODY_FORM },
        { "multipart/form-data", BODY_MULTIPART },
        { "application/json", BODY_JSON },
    };
    const char *type = MHD_lookup_connection_value(x->mhd, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_TYPE);
    for (size_t i = 0; type != NULL && i < ARRAY_SIZE(kinds); i++) {
        size_t n = strlen(kinds[i].type);
        if (strncasecmp(type, kinds[i].type, n) == 0 && (type[n] == '\0' || type[n] == ';' || type[n] == ' '))
            x->body_kind = kinds[i].kind;
    }
    if (x->body_kind == BODY_NONE)
        return fail(UNSUPPORTED, "不支持这种内容类型，请用表单、multipart/form-data 或 application/json");
    if (x->body_kind == BODY_JSON)
        x->request.json = true;
    if (x->body_kind == BODY_MULTIPART)
        return multipart_create(x->arena, type, &x->form, &x->multipart);
    return DONE;
}

/* Bytes that are announced; 0 when none, SIZE_MAX when they come in chunks. */
static size_t body_announced(struct exchange *x)
{
    const char *length = MHD_lookup_connection_value(x->mhd, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
    if (MHD_lookup_connection_value(x->mhd, MHD_HEADER_KIND, MHD_HTTP_HEADER_TRANSFER_ENCODING) != NULL)
        return SIZE_MAX;
    return length != NULL ? strtoull(length, NULL, 10) : 0;
}

static int body_open(struct exchange *x, size_t announced)
{
    const struct page *row = x->request.page_row;
    x->body = buffer_in(x->arena);
    if (announced == 0)
        return DONE;
    if (strcmp(x->request.method, "POST") != 0)
        return fail(INVALID, "GET 请求不能带内容");
    TRY(body_kind_find(x));
    x->body_max = x->body_kind == BODY_MULTIPART && (row->flags & PAGE_UPLOAD) ? UPLOAD_MAX : FORM_MAX;
    bool stranger = x->request.cookie == NULL && x->request.bearer == NULL && strcmp(row->verb, VERB_PUBLIC) != 0;
    if (stranger && announced > UNKNOWN_BODY_MAX)
        return fail(DENIED, "请先登录");
    if (announced != SIZE_MAX && announced > x->body_max)
        return fail(TOO_LARGE, "提交的内容超过 %zu MB，请拆分后再提交", x->body_max >> 20);
    return DONE;
}

static int exchange_read_head(struct exchange *x, const char *method, size_t announced)
{
    char *path;
    const char *query;
    struct request *request = &x->request;
    request->method = strcmp(method, "HEAD") == 0 ? "GET" : arena_strdup(x->arena, method);
    TRY(headers_read(x->mhd, x->server->proxy, request));
    if (atomic_load(&x->server->stopping))
        return fail(UNAVAILABLE, "服务正在停止，请稍后再试");
    if (strlen(x->address) > ADDRESS_MAX)
        return fail(TOO_LARGE, "地址太长");
    TRY(address_split(x, &path, &query));
    request->path = path;
    if (text_ends(path, ".json"))
        request->json = true;
    if (strcmp(request->method, "GET") != 0 && strcmp(request->method, "POST") != 0) {
        method_refuse(x, "GET, HEAD, POST");
        return DONE;
    }
    if (announced == 0 && strcmp(request->method, "GET") == 0 &&
        asset_find(x->server->assets, x->mhd, path, &x->asset, &x->asset_status) == DONE)
        return DONE;
    TRY(route_find(x, path));
    if (x->refused != DONE)
        return DONE;
    TRY(form_add_encoded(&x->form, query, strlen(query)));
    return body_open(x, announced);
}

void exchange_open(struct exchange *x, const char *method)
{
    size_t announced = body_announced(x);
    int e = exchange_read_head(x, method, announced);
    if (e != DONE)
        refuse(x, e, strlen(x->address) > ADDRESS_MAX ? MHD_HTTP_URI_TOO_LONG : status_of(e));
    /* A small body of a refused request is swallowed, so that the connection can go on. */
    x->stage = x->refused != DONE && announced > OVERRUN_MAX ? EXCHANGE_HEAD : EXCHANGE_BODY;
    connection_turn(x->connection, CONNECTION_BODY);
}

static int body_add(struct exchange *x, const char *bytes, size_t n)
{
    if (x->received > x->body_max)
        return fail(TOO_LARGE, "提交的内容超过 %zu MB，请拆分后再提交", x->body_max >> 20);
    if (x->body_kind == BODY_MULTIPART)
        return multipart_feed(x->multipart, bytes, n);
    buffer_add(&x->body, bytes, n);
    return DONE;
}

void exchange_feed(struct exchange *x, const char *bytes, size_t n)
{
    x->received += n;
    atomic_store_explicit(&x->connection->received, (int64_t)x->received, memory_order_relaxed);
    if (x->refused != DONE)
        return;
    int e = body_add(x, bytes, n);
    if (e != DONE)
        refuse(x, e, status_of(e));
}

static int body_json(struct exchange *x)
{
    json_error_t error;
    x->request.body = json_loadb(x->body.p, x->body.n, JSON_REJECT_DUPLICATES, &error);
    if (x->request.body == NULL)
        return fail(INVALID, "JSON 第 %d 行第 %d 列有误：%s", error.line, error.column, error.text);
    return json_is_object(x->request.body) ? DONE : fail(INVALID, "JSON 的最外层应是一个对象");
}

static int body_take(struct exchange *x)
{
    if (x->body_kind == BODY_MULTIPART)
        TRY(multipart_finish(x->multipart, &x->request.uploads, &x->request.upload_count));
    if (x->body_kind == BODY_FORM)
        TRY(form_add_encoded(&x->form, x->body.p, x->body.n));
    if (x->body_kind == BODY_JSON)
        TRY(body_json(x));
    form_inputs(&x->form, &x->request.inputs, &x->request.input_count);
    return DONE;
}

/* What a GET reads is one state of the database. */
static int page_read(struct exchange *x)
{
    struct request *request = &x->request;
    TRY(db_read_begin(request->db));
    int e = request_authorize(request);
    if (e == DONE && request->answer.kind != ANSWER_REDIRECT) {
        e = request_read(request);
        if (e == DONE && (request->page_row->flags & PAGE_JOURNALED) && request->session != NULL)
            x->stage = EXCHANGE_LANE;
    }
    db_read_end(request->db);
    return e;
}

static int page_write(struct exchange *x)
{
    struct request *request = &x->request;
    TRY(request_authorize(request));
    if (request->answer.kind == ANSWER_REDIRECT)
        return DONE;
    TRY(request_prepare(request));
    if (request->page_row->apply != NULL)
        x->stage = EXCHANGE_LANE;
    return DONE;
}

static int page_run(struct exchange *x)
{
    if (x->refused == DONE) {
        int e = body_take(x);
        if (e != DONE)
            refuse(x, e, status_of(e));
    }
    if (x->refused != DONE) {
        x->request.answer.status = x->refused_status;
        return fail(x->refused, "%s", x->refusal);
    }
    if (x->worker->db == NULL)
        TRY(system_reader(x->server->system, &x->worker->db));
    x->request.db = x->worker->db;
    return strcmp(x->request.method, "POST") == 0 ? page_write(x) : page_read(x);
}

static int operation_run(struct operation *operation, struct db *db)
{
    struct exchange *x = (struct exchange *)operation;
    return request_apply(&x->request, db);
}

/* Nothing of the exchange is touched once its connection is resumed. */
static void operation_done(struct operation *operation, int outcome)
{
    struct exchange *x = (struct exchange *)operation;
    struct server *server = x->server;
    request_done(&x->request, outcome);
    x->outcome = outcome;
    MHD_resume_connection(x->mhd);
    atomic_fetch_sub(&server->suspended, 1);
}

/* The connection sleeps before the lane can see the operation, else it might be woken before it sleeps. */
static void lane_enter(struct exchange *x)
{
    struct server *server = x->server;
    static_assert(offsetof(struct exchange, operation) == 0, "an operation is cast to its exchange");
    x->operation.run = operation_run;
    x->operation.done = operation_done;
    atomic_fetch_add(&server->suspended, 1);
    MHD_suspend_connection(x->mhd);
    int e = lane_submit(server->system->lane, &x->operation);
    if (e == DONE)
        return;
    snprintf(x->operation.message, sizeof x->operation.message, "%s", error_message());
    x->outcome = e;
    MHD_resume_connection(x->mhd);
    atomic_fetch_sub(&server->suspended, 1);
}

void exchange_run(struct exchange *x)
{
    connection_turn(x->connection, CONNECTION_BUSY);
    atomic_fetch_add(&x->server->running, 1);
    x->running = true;
    if (x->asset != NULL) {
        MHD_queue_response(x->mhd, (unsigned)x->asset_status, x->asset);
        x->stage = EXCHANGE_ANSWERED;
        return;
    }
    json_begin(x->arena);
    x->started = true;
    request_start(&x->request);
    int e = page_run(x);
    if (e != DONE) {
        x->stage = EXCHANGE_BODY;
        request_fail(&x->request, e, error_message());
    }
    if (x->stage != EXCHANGE_LANE)
        answer_send(x);
    json_end();
    if (x->stage == EXCHANGE_LANE)
        lane_enter(x);
}

void exchange_resume(struct exchange *x)
{
    json_begin(x->arena);
    if (x->outcome != DONE)
        request_fail(&x->request, x->outcome, x->operation.message);
    answer_send(x);
    json_end();
}
