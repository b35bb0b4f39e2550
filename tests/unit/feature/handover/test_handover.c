#include "handover_world.h"

static void it_waits_in_the_offices_workbench(void)
{
    struct world w;
    hand_open(&w);
    commit(&w, tenure_end, "2026-06-30");
    struct request *page = world_ask(&w, (struct ask){.method = "GET", .row = "/", .cookie = world_session(&w, "hexiaolan")});
    CHECK(strstr(json_print(w.arena, page->answer.data), "待交接的工作"));
    request_finish(page);
    world_close(&w);
}

TESTS({"it waits in the office's workbench", it_waits_in_the_offices_workbench})
