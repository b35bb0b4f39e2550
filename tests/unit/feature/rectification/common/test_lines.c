#include "asked.h"

/* How many things a line of somebody's workbench has. */
static int64_t waiting(struct world *w, const char *cookie, const char *name, const char **ret_act)
{
    struct request *r = asked_get(w, cookie, "/", 0);
    json_t *line;
    size_t i;
    CHECK_INT(r->answer.status, 200);
    *ret_act = "";
    json_array_foreach(json_object_get(r->answer.data, "lines"), i, line) {
        if (strcmp(json_string_value(json_object_get(line, "name")), name))
            continue;
        json_t *act = json_object_get(json_array_get(json_object_get(line, "rows"), 0), "act_href");
        *ret_act = json_is_string(act) ? json_string_value(act) : "";
        return asked_int(line, "count");
    }
    return 0;
}

static int late(struct change *change, void *context)
{
    (void)context;
    return db_run(change->db, "UPDATE catalogue SET answer_by = '2026-01-01'");
}

static void each_has_what_is_his(void)
{
    struct world w;
    const char *act;
    asked_open(&w);
    const char *officer = world_session(&w, "gunianan"), *committee = world_session(&w, "hexiaolan");
    const char *outside = world_session(&w, "yanzhengqing");
    CHECK_INT(waiting(&w, officer, "compare", &act), 1);
    CHECK(text_ends(act, "/answer"));
    CHECK_INT(waiting(&w, committee, "compare", &act), 0);
    CHECK_INT(waiting(&w, outside, "compare", &act), 0);
    CHECK_INT(waiting(&w, committee, "rules", &act), 1);
    CHECK(text_ends(act, "/observe"));
    CHECK_INT(waiting(&w, officer, "rules", &act), 0);
    CHECK_INT(waiting(&w, committee, "unanswered", &act), 0);
    CHECK_DONE(system_write(w.system, late, NULL, "command"));
    CHECK_INT(waiting(&w, committee, "unanswered", &act), 2);
    CHECK_INT(waiting(&w, officer, "unanswered", &act), 0);
    world_close(&w);
}

static int fewer(struct change *change, void *context)
{
    (void)context;
    return setting_put(change, "similar_units", "2");
}

/* The same category in as many units as the setting says is a line for who stands above them, and for nobody else. */
static void similar_problems_are_proposed_above(void)
{
    struct world w;
    const char *act;
    asked_open(&w);
    const char *officer = world_session(&w, "gunianan"), *committee = world_session(&w, "hexiaolan");
    CHECK_INT(waiting(&w, committee, "similar", &act), 0);
    CHECK_DONE(system_write(w.system, fewer, NULL, "command"));
    CHECK_INT(waiting(&w, committee, "similar", &act), 1);
    CHECK_TEXT(act, "/similar");
    CHECK_INT(waiting(&w, officer, "similar", &act), 0);
    world_close(&w);
}

TESTS({"each has what is his", each_has_what_is_his},
      {"similar problems are proposed above", similar_problems_are_proposed_above})
