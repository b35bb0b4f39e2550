/* A wrong row is found at start. */
#include "check.h"
#include "base/base.h"
#include "office/inside.h"
#include "feature/organisation/organisation.h"

static int model(struct request *request)
{
    (void)request;
    return DONE;
}

static int setup(const struct feature *wrong)
{
    const struct feature *const features[] = {&organisation_feature, wrong};
    return office_setup(features, 2);
}

static void a_page_needs_a_right(void)
{
    static const struct page no_verb[] = {{.method = "GET", .path = "/x", .model = model}};
    static const struct page no_entity[] = {{.method = "GET", .path = "/x", .verb = "read", .model = model}};
    static const struct page unknown[] = {{.method = "GET", .path = "/x", .verb = "read", .entity = "dragon", .model = model}};
    static const struct page twice[] = {{.method = "GET", .path = "/login", .verb = VERB_PUBLIC, .model = model}};
    CHECK_OUTCOME(setup(&(struct feature){.name = "x", .pages = no_verb, .page_count = 1}), INVALID);
    CHECK_OUTCOME(setup(&(struct feature){.name = "x", .pages = no_entity, .page_count = 1}), INVALID);
    CHECK_OUTCOME(setup(&(struct feature){.name = "x", .pages = unknown, .page_count = 1}), INVALID);
    CHECK_OUTCOME(setup(&(struct feature){.name = "x", .pages = twice, .page_count = 1}), INVALID);
    office_clear();
}

static void a_right_needs_role_and_entity(void)
{
    static const struct right role[] = {{"emperor", "unit", "read", SCOPE_ALL}};
    static const struct right entity[] = {{"member", "dragon", "read", SCOPE_ALL}};
    CHECK_OUTCOME(setup(&(struct feature){.name = "x", .rights = role, .right_count = 1}), INVALID);
    CHECK_OUTCOME(setup(&(struct feature){.name = "x", .rights = entity, .right_count = 1}), INVALID);
    office_clear();
}

static const struct page *page_at(const char *method, const char *path)
{
    const struct page *page;
    for (int i = 0; (page = office_page_at(i)); i++)
        if (!strcmp(page->method, method) && !strcmp(page->path, path))
            return page;
    return NULL;
}

static void a_features_row_goes_before_the_generic_one(void)
{
    static const struct page own[] = {{.method = "GET", .path = "/post", .verb = "read", .entity = "post", .model = model}};
    static const struct feature feature = {.name = "x", .label = "某", .pages = own, .page_count = 1};
    CHECK_DONE(setup(&feature));
    CHECK(page_at("GET", "/post") == own);
    CHECK(page_at("GET", "/post/:id"));
    CHECK(!page_at("GET", "/bearer"));           /* hidden */
    CHECK(office_page_feature(own) == &feature);
    CHECK(office_page_feature(page_at("GET", "/post/:id")) == &organisation_feature);
    CHECK(office_page_feature(page_at("GET", "/login")) == office_feature());
    CHECK(office_feature_at(0) == office_feature() && !office_feature_at(3));
    office_clear();
}

static void a_star_is_the_features_own_entities(void)
{
    static const struct feature feature = {.name = "x"};
    struct arena *arena = arena_create(1 << 20);
    struct access *access;
    CHECK_DONE(setup(&feature));
    CHECK_DONE(access_create(arena, NULL, 1, 1, &(struct grant){"organ_officer", 0}, 1, &access));
    CHECK(access_may(access, registry_entity("tenure"), "create"));
    CHECK(!access_may(access, registry_entity("account"), "read"));
    office_clear();
    arena_destroy(arena);
}

TESTS({"a page needs a right", a_page_needs_a_right}, {"a right needs role and entity", a_right_needs_role_and_entity},
      {"a feature's row goes before the generic one", a_features_row_goes_before_the_generic_one},
      {"a star is the feature's own entities", a_star_is_the_features_own_entities})
