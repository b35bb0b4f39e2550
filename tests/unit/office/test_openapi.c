/* The description is a walk over the rows: nothing of them may be missing from it. */
#include "check.h"
#include "base/base.h"
#include "office/inside.h"
#include "office/pages.h"

extern const struct feature *const features[];
extern const int feature_count;

static void every_entity_has_a_schema(void)
{
    CHECK_DONE(office_setup(features, feature_count));
    json_t *all = openapi_json(), *schemas = json_object_get(json_object_get(all, "components"), "schemas");
    const struct entity *entity;
    for (int i = 0; (entity = registry_at(i)); i++)
        CHECK(json_is_object(json_object_get(json_object_get(schemas, entity->name), "properties")));
    CHECK(json_object_get(schemas, "_error"));
    json_decref(all);
    office_clear();
}

static void every_page_of_an_entity_is_described(void)
{
    CHECK_DONE(office_setup(features, feature_count));
    json_t *all = openapi_json(), *paths = json_object_get(all, "paths");
    const struct page *page;
    struct arena *arena = arena_create(1 << 20);
    for (int i = 0; (page = office_page_at(i)); i++) {
        if (!page->entity)
            continue;
        const char *path = text_replace(arena, text_replace(arena, page->path, ":id", "{id}"), ":field", "{field}");
        json_t *operation = json_object_get(json_object_get(paths, path), strcmp(page->method, "POST") ? "get" : "post");
        if (!operation)
            check_fail(__FILE__, __LINE__, "%s %s is not described", page->method, path);
        CHECK((json_object_get(operation, "requestBody") != NULL) == !strcmp(page->method, "POST"));
    }
    json_decref(all);
    arena_destroy(arena);
    office_clear();
}

static bool holds(json_t *value, const char *text)
{
    struct arena *arena = arena_create(16 << 20);
    bool there = strstr(json_print(arena, value), text) != NULL;
    arena_destroy(arena);
    return there;
}

static void no_secret_is_described(void)
{
    CHECK_DONE(office_setup(features, feature_count));
    json_t *all = openapi_json(), *schemas = json_object_get(json_object_get(all, "components"), "schemas");
    CHECK(!holds(json_object_get(schemas, "bearer"), "\"hash\""));
    json_decref(all);
    office_clear();
}

TESTS({"every entity has a schema", every_entity_has_a_schema},
      {"every page of an entity is described", every_page_of_an_entity_is_described},
      {"no secret is described", no_secret_is_described})
