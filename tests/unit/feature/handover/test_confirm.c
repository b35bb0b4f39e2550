#include "handover_world.h"

static void piece_by_piece_or_all(void)
{
    struct world w;
    hand_open(&w);
    commit(&w, tenure_end, "2026-06-30");
    int64_t id = world_number(&w, "SELECT id FROM handover");
    const char *officer = world_session(&w, "hexiaolan");
    CHECK_INT(confirm(&w, id, officer, "k1", "all", NULL), 422);              /* nobody to take it */
    commit(&w, tenure_begin, "2026-07-01");
    CHECK_INT(confirm(&w, id, officer, "k2", "move", NULL), 422);             /* nothing chosen */
    CHECK_INT(confirm(&w, id, world_session(&w, "yuexiaoman"), "k3", "all", NULL), 403);
    CHECK_INT(confirm(&w, id, officer, "k4", "move", href_of(&w, 1)), 303);
    CHECK_INT(things[1].person, taker);
    CHECK_INT(things[0].person, leaver);
    CHECK_INT(confirm(&w, id, officer, "k5", "keep", href_of(&w, 0)), 303);
    CHECK_INT(things[0].person, leaver);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover WHERE state = 'open'"), 1);
    CHECK_INT(confirm(&w, id, officer, "k6", "all", NULL), 303);
    CHECK_INT(things[2].person, taker);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover WHERE state = 'finished'"), 1);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover_item"), 3);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover_item WHERE result = 'kept'"), 1);
    CHECK_INT(confirm(&w, id, officer, "k7", "all", NULL), 409);
    world_close(&w);
}

TESTS({"piece by piece, or all", piece_by_piece_or_all})
