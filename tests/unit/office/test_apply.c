#include "administered.h"

static struct world w;
static const char *cookie;

static struct request *complain(const char *key, const char *text, bool json, const char *as)
{
    return asked(&w, as, (struct ask){.method = "POST", .row = "/complaint", .key = key, .token = world_token(&w, as), .json = json, .inputs = {"text", text}});
}

static int64_t complaints(void)
{
    return world_number(&w, "SELECT count(*) FROM complaint");
}

static void begin(void)
{
    world_open(&w);
    cookie = world_session(&w, "liuqinghe");
}

static void the_same_key_has_the_same_answer(void)
{
    begin();
    struct request *first = complain("k1", "表太多", true, cookie), *again = complain("k1", "表太多", true, cookie);
    CHECK_INT(first->answer.status, 201);
    CHECK_INT(again->answer.status, 201);
    CHECK_TEXT(json_string_value(json_object_get(again->answer.data, "id")), json_string_value(json_object_get(first->answer.data, "id")));
    CHECK_INT(complaints(), 1);
    first = complain("k2", "查询慢", false, cookie), again = complain("k2", "查询慢", false, cookie);
    CHECK_INT(again->answer.kind, ANSWER_REDIRECT);
    CHECK_TEXT(again->answer.location, first->answer.location);
    CHECK_INT(complaints(), 2);
    world_close(&w);
}

/* A key that comes with something else is a mistake of whoever asks: another content, another person, another address. */
static void a_key_is_for_one_thing(void)
{
    begin();
    const char *other = world_session(&w, "gunianan");
    CHECK_INT(complain("k1", "表太多", false, cookie)->answer.status, 303);
    struct request *r = complain("k1", "别的话", false, cookie);
    CHECK_INT(r->answer.status, 409);
    CHECK_INT(complain("k1", "表太多", false, other)->answer.status, 409);
    CHECK_INT(asked(&w, cookie, (struct ask){.method = "POST", .row = "/me", .key = "k1", .token = world_token(&w, cookie), .inputs = {"large_type", "1"}})->answer.status, 409);
    CHECK_INT(complaints(), 1);
    world_close(&w);
}

/* What failed is no answer to keep: corrected, it is sent again under the same key. */
static void what_failed_may_be_sent_again(void)
{
    begin();
    CHECK_INT(complain("k1", "", false, cookie)->answer.status, 422);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM answer"), 0);
    CHECK_INT(complain("k1", "表太多", false, cookie)->answer.status, 303);
    CHECK_INT(complaints(), 1);
    world_close(&w);
}

static void what_a_refused_act_wrote_is_not_there(void)
{
    begin();
    const char *officer = world_session(&w, "gunianan");
    int64_t people = world_number(&w, "SELECT count(*) FROM person"), journal = world_number(&w, "SELECT count(*) FROM journal");
    struct request *r = asked(&w, officer, (struct ask){.method = "POST", .row = "/person", .inputs = {"name", "水小川", "code", "SL005", "department", unit_id_text(&w, "SL-C1")}});
    CHECK_INT(r->answer.status, 422);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM person"), people);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM journal"), journal);
    world_close(&w);
}

static int clean(struct change *change, void *context)
{
    (void)context;
    return answer_clean(change);
}

/* More than a week: a resend after days still has one effect. */
static void keys_are_kept_for_eight_days(void)
{
    static const int64_t day = 24 * 60 * 60 * (int64_t)1000;
    begin();
    CHECK_INT(complain("k1", "表太多", false, cookie)->answer.status, 303);
    int64_t then = clock_now_ms();
    clock_set(then + 8 * day - 60000);
    CHECK_DONE(system_write(w.system, clean, NULL, "job"));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM answer"), 1);
    clock_set(then + 8 * day + 60000);
    CHECK_DONE(system_write(w.system, clean, NULL, "job"));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM answer"), 0);
    world_close(&w);
}

TESTS({"the same key has the same answer", the_same_key_has_the_same_answer}, {"a key is for one thing", a_key_is_for_one_thing},
      {"what failed may be sent again", what_failed_may_be_sent_again},
      {"what a refused act wrote is not there", what_a_refused_act_wrote_is_not_there}, {"keys are kept for eight days", keys_are_kept_for_eight_days})
