#include "office_test.h"
#include "office/job.h"

static struct ask complaint(struct world *w, const char *cookie, const char *key, const char *text)
{
    return (struct ask){.method = "POST", .row = "/complaint", .cookie = cookie, .key = key, .token = world_token(w, cookie),
                        .inputs = {"text", text}};
}

static int ask_status(struct world *w, struct ask ask)
{
    struct request *request = world_ask(w, ask);
    int status = request->answer.status;
    request_finish(request);
    return status;
}

static void a_form_needs_its_token(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "liuqinghe"), *other = world_session(&w, "gunianan");
    struct ask ask = complaint(&w, cookie, "k", "表太多");
    ask.token = NULL;
    CHECK_INT(ask_status(&w, ask), 403);
    ask.token = world_token(&w, other);
    CHECK_INT(ask_status(&w, ask), 403);
    ask.token = world_token(&w, cookie);
    ask.foreign = true;
    CHECK_INT(ask_status(&w, ask), 403);
    ask.foreign = false;
    CHECK_INT(ask_status(&w, ask), 303);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint"), 1);
    world_close(&w);
}

static void a_key_has_one_effect(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "liuqinghe");
    struct ask ask = complaint(&w, cookie, "one", "表太多");
    CHECK_INT(ask_status(&w, ask), 303);
    CHECK_INT(ask_status(&w, ask), 303);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint"), 1);
    ask.key = "two";
    CHECK_INT(ask_status(&w, ask), 303);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint"), 2);
    world_close(&w);
}

static void a_program_gets_the_same_answer_again(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "liuqinghe");
    struct ask ask = complaint(&w, cookie, "one", "表太多");
    ask.json = true;
    struct request *first = world_ask(&w, ask), *again = world_ask(&w, ask);
    CHECK_INT(first->answer.status, 201);
    CHECK_INT(again->answer.status, 201);
    CHECK_TEXT(json_print(w.arena, again->answer.data), json_print(w.arena, first->answer.data));
    request_finish(first);
    request_finish(again);
    world_close(&w);
}

static void a_key_is_not_for_something_else(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "liuqinghe"), *other = world_session(&w, "gunianan");
    CHECK_INT(ask_status(&w, complaint(&w, cookie, "one", "表太多")), 303);
    CHECK_INT(ask_status(&w, complaint(&w, cookie, "one", "会太多")), 409);
    CHECK_INT(ask_status(&w, complaint(&w, other, "one", "表太多")), 409);
    CHECK_INT(ask_status(&w, (struct ask){.method = "POST", .row = "/me", .cookie = cookie, .key = "one",
                                          .token = world_token(&w, cookie)}), 409);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM complaint"), 1);
    world_close(&w);
}

static void a_refused_form_leaves_no_key(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "liuqinghe");
    struct request *empty = world_ask(&w, complaint(&w, cookie, "one", ""));
    CHECK_INT(empty->answer.status, 422);
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(json_object_get(empty->answer.page, "problems"), 0), "field")),
               "text");
    request_finish(empty);
    CHECK_INT(ask_status(&w, complaint(&w, cookie, "one", "表太多")), 303);
    world_close(&w);
}

static void every_post_has_a_key(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "liuqinghe");
    CHECK_INT(ask_status(&w, complaint(&w, cookie, NULL, "表太多")), 400);
    world_close(&w);
}

static void old_keys_are_cleaned_after_a_week(void)
{
    struct world w;
    int64_t now = (int64_t)1790000000 * 1000, day = 24 * 60 * 60 * (int64_t)1000;
    clock_set(now);
    world_open(&w);
    clock_set(now);
    const char *cookie = world_session(&w, "liuqinghe");
    CHECK_INT(ask_status(&w, complaint(&w, cookie, "one", "表太多")), 303);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM answer"), 1);
    clock_set(now + 9 * day);
    CHECK_DONE(jobs_run(w.system));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM answer"), 0);
    world_close(&w);
}

static void unknown_and_repeated_parameters_are_refused(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    CHECK_INT(ask_status(&w, (struct ask){.method = "GET", .row = "/unit", .cookie = cookie, .inputs = {"kind", "branch"}}), 200);
    CHECK_INT(ask_status(&w, (struct ask){.method = "GET", .row = "/unit", .cookie = cookie, .inputs = {"colour", "red"}}), 400);
    CHECK_INT(ask_status(&w, (struct ask){.method = "GET", .row = "/unit", .cookie = cookie, .inputs = {"limit", "0"}}), 400);
    CHECK_INT(ask_status(&w, (struct ask){.method = "GET", .row = "/unit", .cookie = cookie, .inputs = {"view", "none"}}), 400);
    struct request *twice = world_ask(&w, (struct ask){.method = "GET", .row = "/me", .cookie = cookie, .inputs = {"a", "1"}});
    CHECK_INT(twice->answer.status, 400);
    request_finish(twice);
    world_close(&w);
}

static void a_program_is_told_as_a_problem(void)
{
    struct world w;
    world_open(&w);
    struct request *nobody = world_ask(&w, (struct ask){.method = "GET", .row = "/unit", .json = true});
    CHECK_INT(nobody->answer.status, 401);
    CHECK_TEXT(nobody->answer.content_type, "application/problem+json");
    json_t *problem = json_loadb(nobody->answer.bytes, nobody->answer.n, 0, NULL);
    CHECK_INT(json_integer_value(json_object_get(problem, "status")), 401);
    json_decref(problem);
    request_finish(nobody);
    world_close(&w);
}

static void path_names_are_found(void)
{
    struct arena *arena = arena_create(1 << 16);
    static const struct page row = {.method = "GET", .path = "/source/:id/file/:field"};
    struct request request = {.arena = arena, .page_row = &row, .path = "/source/0123456789AB/file/original"};
    const char *text;
    CHECK_DONE(request_path_text(&request, "field", &text));
    CHECK_TEXT(text, "original");
    CHECK_DONE(request_path_text(&request, "id", &text));
    CHECK_TEXT(text, "0123456789AB");
    CHECK_OUTCOME(request_path_text(&request, "other", &text), NOT_FOUND);
    arena_destroy(arena);
}

TESTS({"a form needs its token", a_form_needs_its_token}, {"a key has one effect", a_key_has_one_effect},
      {"a program gets the same answer again", a_program_gets_the_same_answer_again},
      {"a key is not for something else", a_key_is_not_for_something_else},
      {"a refused form leaves no key", a_refused_form_leaves_no_key}, {"every post has a key", every_post_has_a_key},
      {"old keys are cleaned after a week", old_keys_are_cleaned_after_a_week},
      {"unknown and repeated parameters are refused", unknown_and_repeated_parameters_are_refused},
      {"a program is told as a problem", a_program_is_told_as_a_problem}, {"path names are found", path_names_are_found})
