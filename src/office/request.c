/* One request: what came, by name; what goes, by verb. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "office/inside.h"
#include "office/session.h"

void request_start(struct request *request)
{
    request->answer = (struct answer){.kind = ANSWER_VIEW, .status = 200, .data = json_object(), .page = json_object()};
}

void request_finish(struct request *request)
{
    session_release(request->system, request->session);
    request->session = NULL;
}

static const struct input *input_find(const struct request *request, const char *name)
{
    for (int i = 0; i < request->input_count; i++)
        if (strcmp(request->inputs[i].name, name) == 0)
            return &request->inputs[i];
    return NULL;
}

const char *request_text(const struct request *request, const char *name)
{
    const struct input *input = input_find(request, name);
    return input && input->n ? input->values[0] : "";
}

int64_t request_id(const struct request *request, const char *name)
{
    return id_parse(request_text(request, name));
}

/* The segment of the path that stands where the row has ":name". */
int request_path_text(const struct request *request, const char *name, const char **ret)
{
    const char *row = request->page_row->path, *path = request->path;
    while (*row && *path) {
        size_t r = strcspn(row + 1, "/"), p = strcspn(path + 1, "/");
        if (row[1] == ':' && strlen(name) == r - 1 && strncmp(row + 2, name, r - 1) == 0) {
            char *text = arena_strndup(request->arena, path + 1, p);
            if (request->json && path[1 + p] == '\0' && text_ends(text, ".json"))
                text[p - strlen(".json")] = '\0';
            *ret = text;
            return DONE;
        }
        row += 1 + r;
        path += 1 + p;
    }
    return fail(NOT_FOUND, "没有这个地址");
}

static void problem_add(struct request *request, const char *field, const char *message)
{
    *arena_push(request->arena, &request->problems, &request->problem_count, &request->problem_cap) =
        (struct field_problem){field, message};
}

int request_problem(struct request *request, const char *field, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = arena_vprintf(request->arena, format, arguments);
    va_end(arguments);
    problem_add(request, field ? arena_strdup(request->arena, field) : NULL, message);
    return fail(INVALID, "%s", message);
}

int request_file(struct request *request, const char *file_name, const char *content_type, const char **ret_path)
{
    char *path = arena_printf(request->arena, "%s/part/answer-XXXXXX", folder_path(request->system->folder, FOLDER_FILES));
    int fd = mkstemp(path);
    if (fd < 0)
        return fail(UNAVAILABLE, "不能写临时文件，请检查磁盘空间");
    close(fd);
    request->answer.kind = ANSWER_FILE;
    request->answer.path = path;
    request->answer.temporary = true;
    request->answer.content_type = content_type;
    request->answer.file_name = file_name;
    *ret_path = path;
    return DONE;
}

int request_redirect(struct request *request, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    request->answer.location = arena_vprintf(request->arena, format, arguments);
    va_end(arguments);
    request->answer.kind = ANSWER_REDIRECT;
    request->answer.status = 303;
    return DONE;
}

int request_record(struct request *request, struct record **ret)
{
    const struct entity *entity = registry_entity(request->page_row->entity);
    return access_read_to(request->session->access, request->arena, request->db, entity, request->page_row->verb,
                          request->id, ret);
}

void request_set(struct request *request, const char *name, json_t *value)
{
    json_object_set_new(request->answer.data, name, value);
}

void request_page(struct request *request, const char *name, json_t *value)
{
    json_object_set_new(request->answer.page, name, value);
}

static const struct actor *request_actor(struct request *request)
{
    struct actor *actor = arena_new(request->arena, struct actor);
    const struct session *session = request->session;
    actor->door = request->json ? "api" : "page";
    if (session) {
        actor->user = session->user;
        actor->person = session->person;
        actor->name = session->name;
        actor->access = session->access;
    }
    return actor;
}

struct change *request_change(struct request *request, struct db *db, const struct entity *entity, const char *verb)
{
    if (!request->change.actor)
        request->change = (struct change){.arena = request->arena, .actor = request_actor(request), .now = clock_now_ms()};
    request->change.db = db;
    request->change.entity = entity;
    request->change.verb = verb;
    request->change.before = request->change.after = NULL;
    return &request->change;
}
