#include "office_test.h"

static int64_t person(struct world *w, const char *code)
{
    int64_t id = 0;
    CHECK_DONE(db_get_int(w->system->reader, &id, "SELECT id FROM person WHERE code = ?1", value_text(code)));
    return id;
}

static const char *address(struct world *w, const char *format, int64_t id)
{
    char text[ID_TEXT];
    char *path = arena_alloc(w->arena, 80);
    id_print(id, text);
    snprintf(path, 80, "/person/%s%s", text, format);
    return path;
}

static struct ask change_note(struct world *w, const char *cookie, const char *key, int64_t id, int64_t version, const char *note)
{
    return (struct ask){.method = "POST", .row = "/person/:id", .path = address(w, "", id), .cookie = cookie, .key = key,
                        .token = world_token(w, cookie), .id = id, .version = version, .inputs = {"note", note}};
}

static const char *page_text(const struct request *request, const char *name)
{
    return json_string_value(json_object_get(request->answer.page, name));
}

static void lists_show_ones_own(void)
{
    struct world w;
    world_open(&w);
    const char *gu = world_session(&w, "gunianan"), *lin = world_session(&w, "linwanzhou");
    struct request *mine = world_ask(&w, (struct ask){.method = "GET", .row = "/person", .cookie = gu});
    struct request *other = world_ask(&w, (struct ask){.method = "GET", .row = "/person", .cookie = lin});
    CHECK_INT((int64_t)json_array_size(json_object_get(mine->answer.data, "rows")), 14);
    CHECK_INT((int64_t)json_array_size(json_object_get(other->answer.data, "rows")), 3);
    CHECK(!strstr(json_print(w.arena, other->answer.data), "水利"));
    request_finish(mine);
    request_finish(other);
    world_close(&w);
}

static void anothers_record_is_not_there(void)
{
    struct world w;
    world_open(&w);
    const char *lin = world_session(&w, "linwanzhou");
    int64_t id = person(&w, "SL011");
    struct request *read = world_ask(&w, (struct ask){.method = "GET", .row = "/person/:id", .path = address(&w, "", id),
                                                      .cookie = lin, .id = id});
    CHECK_INT(read->answer.status, 404);
    request_finish(read);
    struct request *write = world_ask(&w, change_note(&w, lin, "k", id, 1, "改"));
    CHECK_INT(write->answer.status, 404);
    request_finish(write);
    world_close(&w);
}

static void two_editors_one_wins_and_the_other_sees_both_texts(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    int64_t id = person(&w, "SL011");
    struct request *first = world_ask(&w, change_note(&w, cookie, "a", id, 1, "甲写的"));
    CHECK_INT(first->answer.status, 303);
    request_finish(first);
    struct request *second = world_ask(&w, change_note(&w, cookie, "b", id, 1, "乙写的"));
    CHECK_INT(second->answer.status, 409);
    json_t *both = json_array_get(json_object_get(second->answer.page, "conflict"), 0);
    CHECK_TEXT(json_string_value(json_object_get(both, "theirs")), "甲写的");
    CHECK_TEXT(json_string_value(json_object_get(both, "yours")), "乙写的");
    CHECK(strstr(json_print(w.arena, json_object_get(second->answer.page, "form")), "乙写的"));
    CHECK_INT(json_integer_value(json_object_get(second->answer.page, "version")), 2);
    request_finish(second);
    struct request *third = world_ask(&w, change_note(&w, cookie, "c", id, 2, "乙写的"));
    CHECK_INT(third->answer.status, 303);
    request_finish(third);
    world_close(&w);
}

static void a_wrong_form_comes_back_as_it_was_typed(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    struct request *request = world_ask(&w, (struct ask){.method = "POST", .row = "/person", .cookie = cookie, .key = "k",
        .token = world_token(&w, cookie), .inputs = {"name", "", "code", "SL777", "note", "没写姓名"}});
    CHECK_INT(request->answer.status, 422);
    const char *form = json_print(w.arena, json_object_get(request->answer.page, "form"));
    CHECK(strstr(form, "没写姓名") && strstr(form, "SL777") && strstr(form, "\"error\""));
    CHECK(page_text(request, "message"));
    request_finish(request);
    world_close(&w);
}

static void who_may_not_create_may_not(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "liuqinghe");
    struct request *form = world_ask(&w, (struct ask){.method = "GET", .row = "/person/new", .cookie = cookie});
    CHECK_INT(form->answer.status, 403);
    request_finish(form);
    struct request *post = world_ask(&w, (struct ask){.method = "POST", .row = "/person", .cookie = cookie, .key = "k",
        .token = world_token(&w, cookie), .inputs = {"name", "某人"}});
    CHECK_INT(post->answer.status, 403);
    request_finish(post);
    world_close(&w);
}

static void exports_are_journaled_files(void)
{
    struct world w;
    world_open(&w);
    const char *cookie = world_session(&w, "gunianan");
    struct request *request = world_ask(&w, (struct ask){.method = "GET", .row = "/person.xlsx", .cookie = cookie});
    CHECK_INT(request->answer.status, 200);
    CHECK_INT(request->answer.kind, ANSWER_FILE);
    CHECK(request->answer.temporary);
    CHECK(request->page_row->flags & PAGE_JOURNALED);
    CHECK_INT(remove(request->answer.path), 0);
    request_finish(request);
    world_close(&w);
}

static int bearer_open(struct change *change, void *context)
{
    char hash[DIGEST_TEXT];
    struct record *bearer = record_new(change->arena, &bearer_entity);
    struct change made = change_within(change, &bearer_entity, "create");
    record_set_int(bearer, BEARER_HOLDER, *(int64_t *)context);
    record_set_text(bearer, BEARER_PURPOSE, "试验");
    record_set_text(bearer, BEARER_HASH, digest_sm3_hex("mz_token", 8, hash));
    return record_create(&made, bearer);
}

/* A program: no cookie, no form token, JSON in and out. */
static struct request *program(struct world *w, const char *key, int64_t id, const char *body)
{
    return world_ask(w, (struct ask){.method = "POST", .row = "/person/:id", .path = address(w, "", id), .bearer = "mz_token",
                                     .key = key, .id = id, .json = true, .body = body});
}

static void a_program_changes_what_it_has_seen(void)
{
    struct world w;
    world_open(&w);
    int64_t account = world_account(&w, "gunianan"), id = person(&w, "SL011");
    CHECK_DONE(system_write(w.system, bearer_open, &account, "command"));
    struct request *first = program(&w, "a", id, "{\"note\":\"甲\",\"version\":1}");
    CHECK_INT(first->answer.status, 200);
    CHECK_TEXT(json_string_value(json_object_get(first->answer.data, "note")), "甲");
    request_finish(first);
    struct request *late = program(&w, "b", id, "{\"note\":\"乙\",\"version\":1}");
    CHECK_INT(late->answer.status, 409);
    CHECK(memmem(late->answer.bytes, late->answer.n, "\"current\"", 9) && memmem(late->answer.bytes, late->answer.n, "甲", 3));
    request_finish(late);
    struct request *wrong = program(&w, "c", id, "{\"colour\":\"red\"}");
    CHECK_INT(wrong->answer.status, 400);
    CHECK(memmem(wrong->answer.bytes, wrong->answer.n, "colour", 6));
    request_finish(wrong);
    world_close(&w);
}

TESTS({"a program changes what it has seen", a_program_changes_what_it_has_seen}, {"lists show one's own", lists_show_ones_own}, {"another's record is not there", anothers_record_is_not_there},
      {"two editors: one wins and the other sees both texts", two_editors_one_wins_and_the_other_sees_both_texts},
      {"a wrong form comes back as it was typed", a_wrong_form_comes_back_as_it_was_typed},
      {"who may not create may not", who_may_not_create_may_not}, {"exports are journaled files", exports_are_journaled_files})
