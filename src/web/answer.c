/* From request.answer to bytes on the wire. */
#include "web/server.h"

#include "base/base.h"
#include "web/header.h"
#include "web/template.h"

#include <fcntl.h>
#include <microhttpd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char HTML[] = "text/html; charset=utf-8", JSON[] = "application/json";

/* The bytes stay in the arena, which outlives the answer. */
static struct MHD_Response *response_bytes(const void *bytes, size_t n, const char *type)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(n, (void *)bytes, MHD_RESPMEM_PERSISTENT);
    if (response != NULL)
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    return response;
}

static struct MHD_Response *response_json(struct exchange *x)
{
    struct buffer out = buffer_in(x->arena);
    buffer_adds(&out, "{\"data\":");
    json_text(&out, x->request.answer.data);
    buffer_adds(&out, "}\n");
    return response_bytes(out.p, out.n, JSON);
}

static struct MHD_Response *response_view(struct exchange *x)
{
    const struct answer *answer = &x->request.answer;
    const struct page *row = x->request.page_row;
    const char *name = answer->view != NULL ? answer->view : row != NULL ? row->view : NULL;
    if (x->request.json || name == NULL)
        return response_json(x);
    struct buffer out = buffer_in(x->arena);
    const struct view *view = view_find(x->server->views, name);
    if (view == NULL) {
        log_error("no view “%s”", name);
        x->request.answer.status = MHD_HTTP_INTERNAL_SERVER_ERROR;
        return response_bytes("", 0, HTML);
    }
    json_t *model = json_object();
    if (answer->data != NULL)
        json_object_set(model, "data", answer->data);
    if (answer->page != NULL)
        json_object_set(model, "page", answer->page);
    view_render(view, model, !x->request.htmx, &out);
    return response_bytes(out.p, out.n, HTML);
}

/* A program gets the data and the address beside it; a fragment's asker is told to go there as a whole. */
static struct MHD_Response *response_redirect(struct exchange *x)
{
    struct answer *answer = &x->request.answer;
    bool json = x->request.json;
    struct MHD_Response *response = json ? response_json(x) : response_bytes("", 0, HTML);
    if (response == NULL)
        return NULL;
    MHD_add_response_header(response, x->request.htmx ? "HX-Redirect" : MHD_HTTP_HEADER_LOCATION, answer->location);
    answer->status = json || x->request.htmx ? MHD_HTTP_OK : MHD_HTTP_SEE_OTHER;
    return response;
}

static struct MHD_Response *response_file(struct exchange *x)
{
    struct answer *answer = &x->request.answer;
    struct stat about;
    int fd = open(answer->path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0 && answer->temporary)
        unlink(answer->path);
    if (fd < 0 || fstat(fd, &about) != 0) {
        if (fd >= 0)
            close(fd);
        log_error("a file to send cannot be opened");
        answer->status = MHD_HTTP_INTERNAL_SERVER_ERROR;
        return response_bytes("", 0, HTML);
    }
    struct MHD_Response *response = MHD_create_response_from_fd64((uint64_t)about.st_size, fd);
    if (response == NULL)
        close(fd);
    else
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE,
                                answer->content_type != NULL ? answer->content_type : "application/octet-stream");
    return response;
}

static struct MHD_Response *response_make(struct exchange *x)
{
    const struct answer *answer = &x->request.answer;
    switch (answer->kind) {
    case ANSWER_REDIRECT: return response_redirect(x);
    case ANSWER_FILE: return response_file(x);
    case ANSWER_BYTES:
        return response_bytes(answer->bytes, answer->n,
                              answer->content_type != NULL ? answer->content_type : "application/octet-stream");
    default: return response_view(x);
    }
}

static void headers_add(struct exchange *x, struct MHD_Response *response)
{
    const struct answer *answer = &x->request.answer;
    headers_add_common(response);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    if (answer->file_name != NULL && (answer->kind == ANSWER_BYTES || answer->kind == ANSWER_FILE))
        headers_add_attachment(response, &x->request, answer->file_name);
    if (answer->set_cookie != NULL)
        headers_add_cookie(response, &x->request, answer->set_cookie);
    if (x->allow != NULL)
        MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, x->allow);
    if (answer->status == MHD_HTTP_UNAUTHORIZED && x->request.json)
        MHD_add_response_header(response, MHD_HTTP_HEADER_WWW_AUTHENTICATE, "Bearer");
    if (answer->status == MHD_HTTP_SERVICE_UNAVAILABLE)
        MHD_add_response_header(response, MHD_HTTP_HEADER_RETRY_AFTER, "5");
    if (atomic_load_explicit(&x->server->stopping, memory_order_relaxed))
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
}

void answer_send(struct exchange *x)
{
    struct MHD_Response *response = response_make(x);
    x->stage = EXCHANGE_ANSWERED;
    if (response == NULL) {
        log_error("no memory for an answer");
        return;
    }
    headers_add(x, response);
    MHD_queue_response(x->mhd, (unsigned)x->request.answer.status, response);
    MHD_destroy_response(response);
}
