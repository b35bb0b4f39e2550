#include "handover_world.h"

static void the_sheet_is_for_both_signatures(void)
{
    struct world w;
    hand_open(&w);
    commit(&w, tenure_end, "2026-06-30");
    commit(&w, tenure_begin, "2026-07-01");
    int64_t id = world_number(&w, "SELECT id FROM handover");
    const char *officer = world_session(&w, "hexiaolan");
    CHECK_INT(confirm(&w, id, officer, "k1", "move", href_of(&w, 0)), 303);
    struct request *page = world_ask(&w, (struct ask){.method = "GET", .row = "/handover/:id/sheet", .cookie = officer, .id = id});
    CHECK_INT(page->answer.status, 200);
    CHECK(strstr(json_print(w.arena, page->answer.data), "共3件"));
    CHECK(strstr(json_print(w.arena, page->answer.data), "待确认"));
    struct request *paper = world_ask(&w, (struct ask){.method = "GET", .row = "/handover/:id/sheet.docx", .cookie = officer, .id = id});
    CHECK_INT(paper->answer.kind, ANSWER_FILE);
    CHECK(paper->answer.temporary && !remove(paper->answer.path));
    request_finish(page);
    request_finish(paper);
    world_close(&w);
}

TESTS({"the sheet is for both signatures", the_sheet_is_for_both_signatures})
