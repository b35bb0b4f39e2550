#include "office_test.h"

static struct request *journal(struct world *w, const char *login)
{
    const char *cookie = world_session(w, login);
    struct request *request = world_ask(w, (struct ask){.method = "GET", .row = "/journal", .cookie = cookie});
    CHECK_INT(request->answer.status, 200);
    return request;
}

static int auditor(struct change *change, void *context)
{
    int64_t id;
    (void)context;
    return account_open(change, "audit", "审计", 0, "audit_administrator", 0, &id);
}

static void the_keeper_sees_that_and_not_what(void)
{
    struct world w;
    world_open(&w);
    CHECK_DONE(system_write(w.system, auditor, NULL, "command"));
    struct request *request = journal(&w, "audit");
    json_t *rows = json_object_get(request->answer.data, "rows"), *row;
    size_t i;
    bool login = false;
    CHECK(json_array_size(rows) > 10);
    json_array_foreach(rows, i, row) {
        const char *entity = json_string_value(json_object_get(row, "entity"));
        login |= !strcmp(json_string_value(json_object_get(row, "verb")), "login");
        if (!strcmp(entity, "person") || !strcmp(entity, "tenure"))
            CHECK(!json_object_get(row, "diff"));
    }
    CHECK(login);
    request_finish(request);
    world_close(&w);
}

static void others_see_what_happened_to_their_records(void)
{
    struct world w;
    world_open(&w);
    struct request *request = journal(&w, "linwanzhou");
    char *text = json_print(w.arena, request->answer.data);
    CHECK(strstr(text, "教育厅"));
    CHECK(!strstr(text, "水利厅"));
    CHECK(!strstr(text, "\"login\""));
    CHECK(!strstr(text, "\"seq\""));       /* a number would tell how much others did */
    request_finish(request);
    world_close(&w);
}

TESTS({"the keeper sees that and not what", the_keeper_sees_that_and_not_what},
      {"others see what happened to their records", others_see_what_happened_to_their_records})
