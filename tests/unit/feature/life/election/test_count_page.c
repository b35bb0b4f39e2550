#include "election_office.h"

static struct world w;

static int64_t candidate(const char *code)
{
    int64_t id;
    CHECK_DONE(db_get_int(w.system->reader, &id, "SELECT c.id FROM candidate c JOIN person p ON p.id = c.person JOIN election e ON e.id = c.election"
                                                 " JOIN unit u ON u.id = e.body WHERE p.code = ?1 AND u.code = 'SL-Z1' AND c.seat = 'member'",
                          value_text(code)));
    return id;
}

/* POST as a program does; fields are JSON. */
static struct request *post(const char *login, const char *fields)
{
    static int key;
    const char *cookie = world_session(&w, login);
    int64_t ballot = ballot_of(&w, election_of_unit(&w, "SL-Z1"), "member");
    struct request *r = world_ask(&w, (struct ask){.method = "POST", .row = "/election_round/:id/count", .cookie = cookie, .token = world_token(&w, cookie),
                                                   .key = arena_printf(w.arena, "count-%d", ++key), .id = ballot, .json = true, .body = fields});
    return r;
}

/* 叶知行 孟凡一 闻溪 顾念安 have these. */
static const char *fields(const char *votes, const char *more)
{
    static const char *const codes[] = {"SL005", "SL006", "SL013", "SL004"};
    struct buffer ids = buffer_in(w.arena);
    char id[ID_TEXT];
    for (size_t i = 0; i < ARRAY_SIZE(codes); i++)
        buffer_addf(&ids, "%s\"%s\"", i ? ", " : "", id_print(candidate(codes[i]), id));
    return arena_printf(w.arena, "{\"held_on\": \"2026-11-25\", \"present\": \"6\", \"issued\": \"6\", \"returned\": \"6\", \"scrutineers\": [\"陆长川\"],"
                                 " \"candidate\": [%s], \"got\": %s%s}", ids.p, votes, more);
}

static int status(const char *login, const char *votes, const char *more)
{
    struct request *r = post(login, fields(votes, more));
    int got = r->answer.status;
    request_finish(r);
    return got;
}

static void form(void)
{
    election_office(&w);
    int64_t ballot = ballot_of(&w, election_of_unit(&w, "SL-Z1"), "member");
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/election_round/:id/count", .cookie = world_session(&w, "mengfanyi"), .id = ballot});
    CHECK_INT(r->answer.status, 200);
    CHECK_INT((int64_t)json_array_size(json_object_get(r->answer.page, "candidates")), 4);
    CHECK_INT((int64_t)json_array_size(json_object_get(r->answer.page, "form")), 8);
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(json_object_get(r->answer.page, "form"), 1), "value")), "6");
    request_finish(r);
    world_close(&w);
}

static void saved(void)
{
    election_office(&w);
    CHECK_INT(status("mengfanyi", "[\"2\", \"6\", \"5\", \"5\"]", ""), 200);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM candidate c JOIN election e ON e.id = c.election WHERE e.state = 'approved' AND c.result = 'elected'"), 3);
    world_close(&w);
}

static void refused(void)
{
    election_office(&w);
    CHECK_INT(status("mengfanyi", "[\"两\", \"6\", \"5\", \"5\"]", ""), 422);
    CHECK_INT(status("mengfanyi", "[\"7\", \"6\", \"5\", \"5\"]", ""), 422);
    CHECK_INT(status("mengfanyi", "[\"\", \"6\", \"5\", \"5\"]", ""), 422);
    CHECK_INT(status("hexiaolan", "[\"2\", \"6\", \"5\", \"5\"]", ""), 403);
    CHECK_INT(status("linwanzhou", "[\"2\", \"6\", \"5\", \"5\"]", ""), 404);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM candidate c JOIN election e ON e.id = c.election WHERE e.state = 'approved' AND c.votes IS NOT NULL"), 0);
    world_close(&w);
}

/* Whom the ballots name though he did not stand. */
static void written_in(void)
{
    election_office(&w);
    const char *votes = "[\"1\", \"6\", \"5\", \"2\"]";
    CHECK_INT(status("mengfanyi", votes, ", \"write_in\": [\"白若谷\"], \"write_in_got\": [\"4\"]"), 422);     /* of another branch */
    CHECK_INT(status("mengfanyi", votes, ", \"write_in\": [\"闻溪\"], \"write_in_got\": [\"4\"]"), 422);       /* stands already */
    CHECK_INT(status("mengfanyi", votes, ", \"write_in\": [\"方书敏\"], \"write_in_got\": [\"4\"]"), 200);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM candidate WHERE standing = 'write_in' AND votes = 4 AND result = 'elected'"), 1);
    world_close(&w);
}

TESTS({"the form", form}, {"saved", saved}, {"refused, and nothing is changed", refused}, {"written in", written_in})
