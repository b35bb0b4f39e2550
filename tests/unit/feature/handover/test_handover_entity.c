#include "handover_world.h"

static int finish(struct world *w, int64_t id, const char *key)
{
    const char *officer = world_session(w, "hexiaolan");
    struct request *request = world_ask(w, (struct ask){.method = "POST", .row = "/handover/:id/finish", .cookie = officer, .key = key,
                                                        .id = id, .token = world_token(w, officer)});
    int status = request->answer.status;
    request_finish(request);
    return status;
}

/* Nothing is left lying between the two: it ends when nothing is open, whoever moved it. */
static void it_ends_when_nothing_is_open(void)
{
    struct world w;
    hand_open(&w);
    commit(&w, tenure_end, "2026-06-30");
    int64_t id = world_number(&w, "SELECT id FROM handover");
    CHECK_INT(finish(&w, id, "f1"), 422);
    for (int i = 0; i < THINGS; i++)
        things[i].open = false;
    CHECK_INT(finish(&w, id, "f2"), 303);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover WHERE state = 'finished'"), 1);
    world_close(&w);
}

TESTS({"it ends when nothing is open", it_ends_when_nothing_is_open})
