#include "administered.h"

static struct world w;
static const char *cookie;

static struct request *page(const char *as, bool json, const char *name, const char *value)
{
    return asked(&w, as, (struct ask){.method = "GET", .row = "/person/:id", .id = world_number(&w, "SELECT id FROM person WHERE code = 'SL005'"),
                                      .json = json, .inputs = {name, value}});
}

static void begin(void)
{
    world_open(&w);
    cookie = world_session(&w, "gunianan");
}

static void what_one_record_s_page_holds(void)
{
    begin();
    struct request *r = page(cookie, false, NULL, NULL);
    CHECK_INT(r->answer.status, 200);
    CHECK_TEXT(page_text(r, "title"), "叶知行");
    CHECK_TEXT(page_text(r, "entity_label"), "人员");
    CHECK_TEXT(page_text(r, "edit_href"), arena_printf(w.arena, "%s/edit", page_text(r, "href")));
    CHECK(json_array_size(json_object_get(r->answer.page, "groups")) >= 1);
    CHECK(json_array_size(json_object_get(r->answer.page, "history")) >= 1);
    CHECK_INT((int64_t)json_array_size(json_object_get(r->answer.page, "files")), 0);
    json_t *child;
    size_t i;
    bool member = false;
    json_array_foreach(json_object_get(r->answer.page, "children"), i, child)
        member |= !strcmp(json_string_value(json_object_get(child, "entity")), "membership") && json_array_size(json_object_get(child, "rows")) == 1;
    CHECK(member);
    world_close(&w);
}

/* What he may not do is not offered. */
static void only_what_he_may_is_offered(void)
{
    begin();
    struct request *r = page(world_session(&w, "yuexiaoman"), false, NULL, NULL);
    CHECK_INT(r->answer.status, 200);
    CHECK(!json_object_get(r->answer.page, "edit_href") && !json_object_get(r->answer.page, "remove_href"));
    r = page(world_session(&w, "linwanzhou"), false, NULL, NULL);
    CHECK_INT(r->answer.status, 404);                                     /* a neighbour learns not even that there is one */
    world_close(&w);
}

/* A program gets the record; what could be done with it only when it asks, since that asks each gate. */
static void a_program_asks_for_acts(void)
{
    begin();
    struct request *r = page(cookie, true, NULL, NULL);
    CHECK_TEXT(json_string_value(json_object_get(r->answer.data, "name")), "叶知行");
    CHECK(!json_object_get(r->answer.data, "actions"));
    asked(&w, world_session(&w, "liuqinghe"), (struct ask){.method = "POST", .row = "/complaint", .inputs = {"text", "表太多"}});
    int64_t id = world_number(&w, "SELECT id FROM complaint");
    r = asked(&w, cookie, (struct ask){.method = "GET", .row = "/complaint/:id", .id = id, .json = true, .inputs = {"actions", "1"}});
    CHECK_INT((int64_t)json_array_size(json_object_get(r->answer.data, "actions")), 1);
    r = asked(&w, cookie, (struct ask){.method = "GET", .row = "/complaint/:id", .id = id});
    CHECK_INT((int64_t)json_array_size(json_object_get(r->answer.page, "actions")), 1);
    CHECK(json_is_true(json_object_get(json_array_get(json_object_get(r->answer.page, "actions"), 0), "next")));
    world_close(&w);
}

TESTS({"what one record's page holds", what_one_record_s_page_holds}, {"only what he may is offered", only_what_he_may_is_offered},
      {"a program asks for acts", a_program_asks_for_acts})
