#include "activity_office.h"

static struct world w;
static const char *cookie;

static struct request *read_text(const char *text)
{
    return office_post(&w, cookie, "/activity/paste", 0, (struct ask){.inputs = {"held_by", unit_text(&w, "SL-Z1"), "act", "read", "year", "2026", "text", text}});
}

/* The rows as the page sent them, with one thing changed in each. */
struct typed { const char *kind, *held_on, *topic, *absent; bool picked; };

static struct request *save(const struct typed *rows, int n)
{
    static const char *const empty[8] = {"", "", "", "", "", "", "", ""}, *const numbers[] = {"0", "1", "2", "3"};
    const char *kinds[8], *days[8], *topics[8], *absent[8], *picks[8], *unit = unit_text(&w, "SL-Z1"), *act = "save", *text = "原文", *token = world_token(&w, cookie);
    int picked = 0;
    for (int i = 0; i < n; i++) {
        kinds[i] = rows[i].kind, days[i] = rows[i].held_on, topics[i] = rows[i].topic, absent[i] = rows[i].absent;
        if (rows[i].picked)
            picks[picked++] = numbers[i];
    }
    struct input inputs[] = {{"held_by", &unit, 1}, {"act", &act, 1}, {"text", &text, 1}, {"_token", &token, 1}, {"kind", kinds, n}, {"held_on", days, n},
                             {"topic", topics, n}, {"absent", absent, n}, {"words", topics, n}, {"also", empty, n}, {"place", empty, n},
                             {"chair", empty, n}, {"recorder", empty, n}, {"expected", empty, n}, {"for_year", empty, n}, {"pick", picks, picked}};
    return office_post(&w, cookie, "/activity/paste", 0, (struct ask){.more = inputs, .more_count = (int)ARRAY_SIZE(inputs) - !picked});
}

static void read_and_shown(void)
{
    life_office(&w);
    cookie = world_session(&w, "mengfanyi");
    struct request *r = read_text("11月4日支委会，研究党费。\n11月10日主题党日，学习讨论。\n");
    CHECK_INT(r->answer.status, 200);
    json_t *rows = json_object_get(r->answer.data, "rows"), *first = json_array_get(rows, 0);
    CHECK_INT((int64_t)json_array_size(rows), 2);
    CHECK_TEXT(json_string_value(json_object_get(first, "kind")), "committee");
    CHECK_TEXT(json_string_value(json_object_get(first, "held_on")), "2026-11-04");
    CHECK_TEXT(json_string_value(json_object_get(first, "topic")), "研究党费");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM activity"), 0);       /* looking saves nothing */
    CHECK_INT(read_text("  ")->answer.status, 422);
    r = office_post(&w, world_session(&w, "liuqinghe"), "/activity/paste", 0, (struct ask){
        .inputs = {"held_by", unit_text(&w, "SL-Z1"), "act", "read", "text", "11月4日支委会"}});
    CHECK(r->answer.status >= 400);
    world_close(&w);
}

static void saved_together(void)
{
    life_office(&w);
    cookie = world_session(&w, "mengfanyi");
    const struct typed rows[] = {{"committee", "2026-11-04", "研究党费", "闻溪（出差）、叶知行", true}, {"theme_day", "2026-11-10", "学习讨论", "", true},
                                 {"other", "2026-11-11", "不要的", "", false}};
    CHECK_INT(save(rows, 3)->answer.status, 303);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM activity"), 2);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM activity_absent"), 2);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM activity WHERE absence = '闻溪：出差' AND minutes = '研究党费'"), 1);
    world_close(&w);
}

static void all_or_nothing(void)
{
    life_office(&w);
    cookie = world_session(&w, "mengfanyi");
    const struct typed rows[] = {{"committee", "2026-11-04", "研究党费", "", true}, {"theme_day", "2026-11-10", "学习讨论", "赵六", true},
                                 {"", "2026-11-12", "什么会", "", true}};
    struct request *r = save(rows, 3);
    CHECK_INT(r->answer.status, 422);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM activity"), 0);
    CHECK_INT((int64_t)r->problem_count, 2);                               /* both are named at once */
    CHECK(strstr(r->problems[0].message, "第 2 条") && strstr(r->problems[1].message, "第 3 条"));
    json_t *again = json_object_get(r->answer.data, "rows");
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(again, 1), "absent")), "赵六");       /* what was typed is there */
    CHECK(json_is_true(json_object_get(json_array_get(again, 0), "picked")));
    const struct typed none[] = {{"committee", "2026-11-04", "研究党费", "", false}};
    CHECK_INT(save(none, 1)->answer.status, 422);
    world_close(&w);
}

TESTS({"read and shown", read_and_shown}, {"saved together", saved_together}, {"all or nothing", all_or_nothing})
