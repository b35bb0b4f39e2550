#include "asked.h"

static struct world w;
static const char *cookie;
static int64_t comparison;
static int keys;

static const char *answer_id(size_t item)
{
    struct record **answers;
    size_t n;
    char id[ID_TEXT];
    CHECK_DONE(answers_read(w.arena, w.system->reader, comparison, &answers, &n));
    CHECK_INT(n, 3);
    return arena_strdup(w.arena, id_print(answers[item]->id, id));
}

static struct request *post(const char *set, size_t item, const char *facts, const char *was)
{
    char id[ID_TEXT];
    struct ask ask = {.method = "POST", .row = "/comparison/:id/answer", .cookie = cookie, .id = comparison,
                      .key = arena_printf(w.arena, "k%d", keys++), .token = world_token(&w, cookie), .json = true};
    ask.path = arena_printf(w.arena, "/comparison/%s/answer", id_print(comparison, id));
    const char *const inputs[] = {"set", set, "answer", answer_id(item), "facts", facts, "was", was};
    for (int i = 0; i < (facts ? 8 : 2); i++)
        ask.inputs[i] = inputs[i];
    struct request *r = world_ask(&w, ask);
    request_finish(r);
    return r;
}

static const char *stands(size_t item, int field)
{
    struct record **answers;
    size_t n;
    CHECK_DONE(answers_read(w.arena, w.system->reader, comparison, &answers, &n));
    return record_text(answers[item], field);
}

static const char *pressed(size_t item, const char *choice)
{
    return arena_printf(w.arena, "%s:%s", answer_id(item), choice);
}

static void begin(void)
{
    asked_open(&w);
    cookie = world_session(&w, "gunianan");
    comparison = asked_comparison(&w, "SL-DZ");
}

/* A button saves its choice and what was typed beside it. */
static void each_press_is_saved(void)
{
    begin();
    struct request *r = post(pressed(0, "yes"), 0, " 测站支部超期 ", "");
    CHECK_INT(r->answer.kind, ANSWER_REDIRECT);
    CHECK(strstr(r->answer.location, answer_id(0)));
    CHECK_TEXT(stands(0, ANSWER_ANSWER), "yes");
    CHECK_TEXT(stands(0, ANSWER_FACTS), "测站支部超期");
    post(pressed(0, "no"), 0, NULL, NULL);
    CHECK_TEXT(stands(0, ANSWER_ANSWER), "no");
    CHECK_TEXT(stands(0, ANSWER_FACTS), "测站支部超期");
    CHECK_INT(post(pressed(0, "maybe"), 0, NULL, NULL)->answer.status, 422);
    world_close(&w);
}

/* Whoever has an older page keeps what a colleague wrote, unless he wrote there himself: then he is told. */
static void a_colleague_is_not_overwritten(void)
{
    begin();
    post("save", 1, "甲写的", "");
    CHECK_INT(post("save", 1, "", "")->answer.status, 303);
    CHECK_TEXT(stands(1, ANSWER_FACTS), "甲写的");
    CHECK_INT(post("save", 1, "乙写的", "")->answer.status, 409);
    CHECK_TEXT(stands(1, ANSWER_FACTS), "甲写的");
    CHECK_INT(post("save", 1, "乙改的", "甲写的")->answer.status, 303);
    CHECK_TEXT(stands(1, ANSWER_FACTS), "乙改的");
    world_close(&w);
}

/* What was typed stands on the page that says why it is not handed in; nothing of a refused submit is saved. */
static void a_refused_submit_loses_nothing(void)
{
    begin();
    struct request *r = post("submit", 2, "三季度没有党课", "");
    CHECK_INT(r->answer.status, 422);
    CHECK_TEXT(stands(2, ANSWER_FACTS), "");
    CHECK(strstr(r->change.problems[0].message, "还有3条"));
    world_close(&w);
}

static void another_units_is_not_found(void)
{
    begin();
    comparison = asked_comparison(&w, "JY-DZ");
    CHECK_INT(post("save", 0, "不该写进去", "")->answer.status, 404);
    CHECK_INT(asked_get(&w, cookie, "/comparison/:id/answer", comparison)->answer.status, 404);
    CHECK_TEXT(stands(0, ANSWER_FACTS), "");
    world_close(&w);
}

TESTS({"each press is saved", each_press_is_saved},
      {"a colleague is not overwritten", a_colleague_is_not_overwritten},
      {"a refused submit loses nothing", a_refused_submit_loses_nothing},
      {"another unit's is not found", another_units_is_not_found})
