/* OpenAPI 3.1: a walk over the entities and the page rows; nothing is written by hand here. */
#include <string.h>

#include "office/inside.h"
#include "office/pages.h"

static json_t *reference(const char *entity)
{
    char path[128];
    snprintf(path, sizeof path, "#/components/schemas/%s", entity);
    return json_pack("{s:s}", "$ref", path);
}

/* "/unit/:id" → "/unit/{id}" */
static void path_braced(const char *path, char *out, size_t n)
{
    size_t at = 0;
    for (; *path && at + 3 < n; path++) {
        if (*path != ':') {
            out[at++] = *path;
            continue;
        }
        size_t name = strcspn(path + 1, "/");
        at += (size_t)snprintf(out + at, n - at, "{%.*s}", (int)name, path + 1);
        path += name;
    }
    out[at < n ? at : n - 1] = '\0';
}

static json_t *parameter(const char *name, const char *in, const char *note)
{
    return json_pack("{s:s,s:s,s:b,s:s,s:{s:s}}", "name", name, "in", in, "required", strcmp(in, "path") == 0, "description",
                     note, "schema", "type", "string");
}

static void filter_parameters(json_t *all, const struct entity *entity)
{
    json_array_append_new(all, parameter("q", "query", "搜索"));
    for (int i = 0; i < entity->field_count; i++) {
        const struct field *field = &entity->fields[i];
        if (!(field->flags & (FIELD_SECRET | FIELD_SENSITIVE)))
            json_array_append_new(all, parameter(field->name, "query", field->label));
    }
}

static json_t *parameters_json(const struct page *row, const struct entity *entity)
{
    json_t *all = json_array();
    bool post = strcmp(row->method, "POST") == 0;
    for (const char *at = row->path; (at = strchr(at, ':')); at++) {
        char name[32];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(at + 1, "/"), at + 1);
        json_array_append_new(all, parameter(name, "path", "公开编号"));
    }
    for (const char *const *name = post ? NULL : row->parameters; name && *name; name++) {
        if (strcmp(*name, "*filters") == 0 && entity)
            filter_parameters(all, entity);
        else if (**name != '*')
            json_array_append_new(all, parameter(*name, "query", *name));
    }
    if (post)
        json_array_append_new(all, parameter("Idempotency-Key", "header", "每次提交一个新的键，重试时不变"));
    return all;
}

/* What the POST takes: the entity's own schema for create and change, else the row's names. */
static json_t *body_schema(const struct page *row, const struct entity *entity)
{
    bool whole = strcmp(row->verb, "create") == 0 || strcmp(row->verb, "change") == 0;
    if (entity && whole)
        return reference(entity->name);
    json_t *properties = json_object();
    for (const char *const *name = row->parameters; name && *name; name++)
        if (strchr(*name, '*') > *name)
            json_object_setn_new(properties, *name, strlen(*name) - 1, json_pack("{s:s,s:{s:s}}", "type", "array", "items", "type", "string"));
        else if (**name != '*')
            json_object_set_new(properties, *name, json_pack("{s:s}", "type", "string"));
    json_object_set_new(properties, "version", json_pack("{s:s,s:s}", "type", "integer", "description", "修改的是哪一版"));
    return json_pack("{s:s,s:o}", "type", "object", "properties", properties);
}

static json_t *rows_schema(const struct entity *entity)
{
    return json_pack("{s:s,s:{s:{s:s,s:o},s:{s:[s,s]}}}", "type", "object", "properties", "rows", "type", "array", "items",
                     reference(entity->name), "next", "type", "string", "null");
}

static json_t *answer_schema(const struct page *row, const struct entity *entity)
{
    bool record = entity && (strstr(row->path, "/:id") || strcmp(row->method, "POST") == 0);
    json_t *data = record ? reference(entity->name) : entity ? rows_schema(entity) : json_object();
    return json_pack("{s:s,s:{s:o}}", "type", "object", "properties", "data", data);
}

static json_t *operation_json(const struct page *row)
{
    const struct entity *entity = row->entity ? registry_entity(row->entity) : NULL;
    bool post = strcmp(row->method, "POST") == 0;
    json_t *problem = json_pack("{s:s,s:{s:{s:{s:s}}}}", "description", "出错", "content", "application/problem+json", "schema",
                                "$ref", "#/components/schemas/_error");
    json_t *good = json_pack("{s:s,s:{s:{s:o}}}", "description", "成功", "content", "application/json", "schema",
                             answer_schema(row, entity));
    json_t *one = json_pack("{s:s,s:[s],s:o,s:{s:o,s:o}}", "summary", row->label ? row->label : "", "tags",
                            office_page_feature(row)->name, "parameters", parameters_json(row, entity), "responses", "200",
                            good, "default", problem);
    if (post)
        json_object_set_new(one, "requestBody", json_pack("{s:{s:{s:o}}}", "content", "application/json", "schema",
                                                          body_schema(row, entity)));
    return one;
}

/* Login and what belongs to it: programs come with a token. */
static bool browser_only(const struct page *row)
{
    static const char *const own[] = {"/me", "/login", "/logout"};
    for (size_t i = 0; i < ARRAY_SIZE(own); i++) {
        size_t n = strlen(own[i]);
        if (strncmp(row->path, own[i], n) == 0 && (row->path[n] == '/' || !row->path[n]))
            return true;
    }
    return strcmp(row->verb, VERB_PUBLIC) == 0;
}

static json_t *paths_json(void)
{
    json_t *paths = json_object();
    const struct page *row;
    char path[256], method[8];
    for (int i = 0; (row = office_page_at(i)); i++) {
        if (browser_only(row))
            continue;
        path_braced(row->path, path, sizeof path);
        if (!json_object_get(paths, path))
            json_object_set_new(paths, path, json_object());
        snprintf(method, sizeof method, "%s", strcmp(row->method, "POST") == 0 ? "post" : "get");
        json_object_set_new(json_object_get(paths, path), method, operation_json(row));
    }
    return paths;
}

static json_t *problem_schema(void)
{
    return json_pack("{s:s,s:{s:{s:s},s:{s:s},s:{s:s},s:{s:s,s:{s:s,s:{s:{s:s},s:{s:s}}}}}}", "type", "object", "properties",
                     "title", "type", "string", "status", "type", "integer", "detail", "type", "string", "errors", "type",
                     "array", "items", "type", "object", "properties", "field", "type", "string", "message", "type", "string");
}

json_t *openapi_json(void)
{
    json_t *schemas = json_object();
    const struct entity *entity;
    for (int i = 0; (entity = registry_at(i)); i++)
        json_object_set_new(schemas, entity->name, face_schema(entity));
    json_object_set_new(schemas, "_error", problem_schema());      /* an entity may be called problem */
    json_t *all = json_pack("{s:s,s:{s:s,s:s},s:o,s:{s:o,s:{s:{s:s,s:s}}},s:[{s:[]}]}", "openapi", "3.1.0", "info", "title",
                            "明责 Mingze", "version", MINGZE_VERSION, "paths", paths_json(), "components", "schemas", schemas,
                            "securitySchemes", "bearer", "type", "http", "scheme", "bearer", "security", "bearer");
    return all;
}

int openapi_page(struct request *request)
{
    size_t n;
    json_t *all = openapi_json();
    n = json_dumpb(all, NULL, 0, JSON_COMPACT);
    char *bytes = arena_alloc(request->arena, n + 1);
    json_dumpb(all, bytes, n, JSON_COMPACT);
    request->answer.kind = ANSWER_BYTES;
    request->answer.content_type = "application/json";
    request->answer.bytes = bytes;
    request->answer.n = n;
    return DONE;
}
