#include "life_office.h"

#include "feature/life/rulebook/local_rules.h"

static struct world w;

static struct request *ask(const char *login)
{
    return world_ask(&w, (struct ask){.method = "GET", .row = "/rulebook", .cookie = world_session(&w, login)});
}

/* The n-th entry of that number. */
static json_t *entry(struct request *r, const char *id, int n)
{
    json_t *part, *rule;
    size_t i, k;
    json_array_foreach(json_object_get(r->answer.data, "parts"), i, part)
        json_array_foreach(json_object_get(part, "rules"), k, rule)
            if (!strcmp(json_string_value(json_object_get(rule, "id")), id) && !n--)
                return rule;
    return NULL;
}

static void every_rule(void)
{
    json_t *part;
    size_t n = 0, i;
    life_office(&w);
    struct request *r = ask("mengfanyi");
    CHECK_INT(r->answer.status, 200);
    json_array_foreach(json_object_get(r->answer.data, "parts"), i, part)
        n += json_array_size(json_object_get(part, "rules"));
    CHECK_INT((int64_t)n, rulebook()->rule_count);       /* none is left out */
    CHECK(!json_object_get(entry(r, "L-04", 0), "set_href"));
    CHECK(!json_object_get(entry(r, "L-01", 0), "local"));
    request_finish(r);
    world_close(&w);
}

static int set_post(const char *login, const char *place, const char *rule, const char *use)
{
    const char *cookie = world_session(&w, login);
    struct request *r = world_ask(&w, (struct ask){
        .method = "POST", .row = "/rule_setting", .cookie = cookie, .token = world_token(&w, cookie), .key = arena_printf(w.arena, "%s-%s", login, rule),
        .inputs = {"place", unit_text(&w, place), "rule", rule, "from_on", "2026-07-01", "effect", use, "ground", "水机党〔2026〕12号"},
    });
    int status = r->answer.status;
    request_finish(r);
    return status;
}

/* Who set it, and when, is seen by those it holds for. */
static void beside_the_shipped(void)
{
    life_office(&w);
    CHECK_INT(set_post("gunianan", "SL-JW", "L-04", "off"), 303);
    CHECK(set_post("mengfanyi", "SL-JW", "O-10", "off") >= 403);
    CHECK(set_post("hexiaolan", "SL-JW", "O-10", "off") >= 403);           /* over it, but not its own */
    CHECK_INT(set_post("hexiaolan", "GW", "O-10", "off"), 303);
    struct request *r = ask("mengfanyi");
    json_t *local = json_array_get(json_object_get(entry(r, "L-04", 0), "local"), 0);
    CHECK_TEXT(json_string_value(json_object_get(entry(r, "L-04", 0), "requirement")), "每季度至少 1 次");
    CHECK_TEXT(json_string_value(json_object_get(local, "requirement")), "不检查");
    CHECK_TEXT(json_string_value(json_object_get(local, "ground")), "水机党〔2026〕12号");
    CHECK_TEXT(json_string_value(json_object_get(local, "set_by")), "顾念安");
    CHECK_TEXT(json_string_value(json_object_get(local, "set_on")), "2026-11-26");
    CHECK(json_is_true(json_object_get(local, "in_force")));
    CHECK_INT((int64_t)json_array_size(json_object_get(entry(r, "O-10", 0), "local")), 1);
    request_finish(r);
    r = ask("gunianan");
    CHECK(strstr(json_string_value(json_object_get(entry(r, "L-12", 1), "set_href")), "rule=L-12"));
    CHECK(strstr(json_string_value(json_object_get(entry(r, "L-12", 1), "set_href")), "unit_kind=general_branch"));
    request_finish(r);
    world_close(&w);
}

TESTS({"every rule is on the page", every_rule}, {"what is set stands beside what is shipped", beside_the_shipped})
