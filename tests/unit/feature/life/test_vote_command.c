#include "check_tables.h"
#include "feature/life/pages.h"

#define ELECTION(...) SAY(vote_election_run, vote_election_options, __VA_ARGS__)

static json_t *object(struct said s)
{
    CHECK_INT(s.status, 0);
    json_t *o = json_loads(s.out, 0, NULL);
    CHECK(json_is_object(o));
    return o;
}

static int number(const json_t *o, const char *name)
{
    CHECK(json_is_integer(json_object_get(o, name)));
    return (int)json_integer_value(json_object_get(o, name));
}

static void as_json(void)
{
    arena = arena_create(16 << 20);
    json_t *o = object(ELECTION("entitled=10", "present=8", "yes=5", "seats=3", "candidates=4", "--json"));
    CHECK_INT(number(o, "quorum_needed"), 8);
    CHECK_INT(number(o, "yes_needed"), 5);
    CHECK_INT(number(o, "min_candidates"), 4);
    CHECK(json_is_true(json_object_get(o, "quorum")) && json_is_true(json_object_get(o, "passed")));
    json_decref(o);
    o = object(SAY(vote_resolution_run, vote_resolution_options, "entitled=10", "present=5", "yes=5", "--json"));
    CHECK(json_is_true(json_object_get(o, "quorum")) && json_is_false(json_object_get(o, "passed")));
    CHECK_INT(number(o, "yes_needed"), 6);
    json_decref(o);
    o = object(SAY(vote_admission_run, vote_admission_options, "entitled=10", "present=6", "written=2", "yes=8", "--json"));
    CHECK(json_is_true(json_object_get(o, "passed")));
    json_decref(o);
    arena_destroy(arena);
}

static void candidates(void)
{
    static const char *const results[] = {"elected", "tied", "tied", "not_elected"};
    arena = arena_create(16 << 20);
    json_t *o = object(ELECTION("entitled=20", "present=20", "seats=2", "votes=18, 11，11,3", "--json"));
    for (size_t i = 0; i < ARRAY_SIZE(results); i++)
        CHECK_TEXT(json_string_value(json_object_get(json_array_get(json_object_get(o, "results"), i), "result")), results[i]);
    CHECK_INT(number(o, "elected"), 1);
    CHECK_INT(number(o, "open"), 1);
    CHECK(json_is_false(json_object_get(o, "passed")));
    json_decref(o);
    struct said s = ELECTION("entitled=20", "present=20", "seats=2", "votes=18,11,11,3");
    CHECK_SAYS(s.out, "第 2 名候选人：11 票，末位相等，再投票");
    arena_destroy(arena);
}

static void refused(void)
{
    static const char *const lists[] = {"", ",", "1,", ",1", "1,,2", "1;2", "x", "1.5", "-1", "99999999999"};
    struct vote_question q;
    arena = arena_create(16 << 20);
    for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
        CHECK_OUTCOME(votes_parse(arena, lists[i], &q), INVALID);
    struct said s = ELECTION("entitled=10", "present=11", "yes=1", "--json");
    CHECK_INT(s.status, 2);
    CHECK_TEXT(s.out, "");
    CHECK_SAYS(s.err, "多于应到会 10 人");
    CHECK_INT(ELECTION("entitled=10", "present=8").status, 2);
    CHECK_INT(ELECTION("entitled=10", "present=8", "votes=3,2").status, 2);
    CHECK_INT(SAY(vote_resolution_run, vote_resolution_options, "entitled=10", "present=8", "yes=9").status, 2);
    CHECK_INT(SAY(vote_admission_run, vote_admission_options, "entitled=10", "present=6", "written=2", "yes=9").status, 2);
    arena_destroy(arena);
}

TESTS({"an object of numbers", as_json}, {"each candidate", candidates}, {"refused with status 2", refused})
