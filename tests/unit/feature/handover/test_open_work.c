#include "handover_world.h"

#include "feature/handover/private.h"

static void what_stays_with_him_does_not_wait_any_more(void)
{
    struct world w;
    struct record *handover;
    struct open_item *items;
    size_t n;
    hand_open(&w);
    commit(&w, tenure_end, "2026-06-30");
    int64_t id = world_number(&w, "SELECT id FROM handover");
    CHECK_INT(confirm(&w, id, world_session(&w, "hexiaolan"), "k1", "keep", href_of(&w, 0)), 303);
    CHECK_DONE(record_read(w.arena, w.system->reader, &handover_entity, id, &handover));
    CHECK_DONE(open_work(w.arena, w.system->reader, handover->organ, leaver, &items, &n));
    CHECK_INT((int64_t)n, THINGS);
    CHECK_TEXT(items[0].item.due, "2026-08-01");
    CHECK_DONE(open_left(w.arena, w.system->reader, handover, &items, &n));
    CHECK_INT((int64_t)n, THINGS - 1);
    CHECK_DONE(open_work(w.arena, w.system->reader, handover->organ, taker, &items, &n));
    CHECK_INT((int64_t)n, 0);
    world_close(&w);
}

TESTS({"what stays with him does not wait any more", what_stays_with_him_does_not_wait_any_more})
