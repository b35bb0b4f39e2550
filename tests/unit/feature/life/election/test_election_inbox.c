#include "election_office.h"

static struct world w;

static json_t *line(const char *login, const char *name)
{
    struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/", .cookie = world_session(&w, login)});
    json_t *one, *found = NULL;
    size_t i;
    json_array_foreach(json_object_get(r->answer.data, "lines"), i, one)
        if (!strcmp(json_string_value(json_object_get(one, "name")), name))
            found = one;
    request_finish(r);
    return found;
}

static int back(struct change *change, void *state)
{
    (void)state;
    return db_run(change->db, "UPDATE election SET state = 'requested' WHERE state = 'approved'");
}

static void go_on(void)
{
    election_office(&w);
    json_t *elections = line("mengfanyi", "elections");
    CHECK_INT(json_integer_value(json_object_get(elections, "count")), 1);
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(json_object_get(elections, "rows"), 0), "act")), "办理");     /* not counted yet */
    CHECK(!line("linwanzhou", "elections"));
    CHECK(!line("gunianan", "elections_to_answer"));
    world_close(&w);
}

/* A branch's request waits for its 机关党委, not for the branch. */
static void to_answer(void)
{
    election_office(&w);
    CHECK_DONE(system_write(w.system, back, NULL, "command"));
    json_t *waiting = line("gunianan", "elections_to_answer");
    CHECK_INT(json_integer_value(json_object_get(waiting, "count")), 1);
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(json_object_get(waiting, "rows"), 0), "act")), "登记批复");
    CHECK(!line("mengfanyi", "elections_to_answer"));
    world_close(&w);
}

TESTS({"what may go on", go_on}, {"what waits for an answer", to_answer})
