#include "check.h"

#include "base/base.h"
#include "office/feature.h"
#include "web/router.h"

static const struct page pages[] = {
    { "GET", "/" }, { "GET", "/problem" }, { "POST", "/problem" }, { "GET", "/problem/new" },
    { "GET", "/problem/:id" }, { "POST", "/problem/:id" }, { "POST", "/problem/:id/:verb" },
    { "GET", "/openapi.json" }, { "GET", "/file/:digest" },
};

static struct arena *arena;
static struct router *router;
static struct route route;

static void built(void)
{
    arena = arena_create(1 << 20);
    router = router_create(arena);
    for (size_t i = 0; i < ARRAY_SIZE(pages); i++)
        CHECK_DONE(router_add(arena, router, &pages[i]));
    CHECK_OUTCOME(router_add(arena, router, &(struct page){ "GET", "/problem/:other" }), INVALID);
    CHECK_OUTCOME(router_add(arena, router, &(struct page){ "PUT", "/x" }), INVALID);
    CHECK_OUTCOME(router_add(arena, router, &(struct page){ "GET", "x" }), INVALID);
}

static void leads(const char *path, const struct page *get, const struct page *post)
{
    CHECK_DONE(router_find(router, arena, path, &route));
    CHECK(route.pages[ROUTE_GET] == get);
    CHECK(route.pages[ROUTE_POST] == post);
}

static void found(void)
{
    leads("/", &pages[0], NULL);
    leads("/problem", &pages[1], &pages[2]);
    leads("/problem/new", &pages[3], NULL);
    leads("/problem/0123456789AB", &pages[4], &pages[5]);
    CHECK(route.id != 0 && route.id == id_parse("0123456789AB"));
    leads("/problem/0123456789AB/close", NULL, &pages[6]);
}

static void json(void)
{
    leads("/problem.json", &pages[1], &pages[2]);
    CHECK_TEXT(route.path, "/problem");
    leads("/problem/0123456789AB.json", &pages[4], &pages[5]);
    CHECK_TEXT(route.path, "/problem/0123456789AB");
    leads("/openapi.json", &pages[7], NULL);
    CHECK_TEXT(route.path, "/openapi.json");
}

static void not_found(void)
{
    static const char *const paths[] = {
        "", "problem", "//", "/problem/", "/problem//new", "/./problem", "/../problem", "/nothing",
        "/problem/notanid", "/problem/0123456789AB/close/more", "/problem/new/close",
    };
    for (size_t i = 0; i < ARRAY_SIZE(paths); i++)
        CHECK_OUTCOME(router_find(router, arena, paths[i], &route), NOT_FOUND);
    struct buffer deep = buffer_in(arena);
    for (int i = 0; i < 1000; i++)
        buffer_adds(&deep, "/a");
    CHECK_OUTCOME(router_find(router, arena, deep.p, &route), NOT_FOUND);
}

TESTS({"rows are taken once", built}, {"literals go before parameters", found}, {"the JSON suffix", json},
      {"not found", not_found})
