#include "ledger.h"

#include "feature/rectification/figures/tally.h"

static void lines_are_found_again(void)
{
    struct arena *arena = arena_create(16 << 20);
    struct tally t = {.arena = arena};
    for (int round = 0; round < 3; round++)
        for (int64_t id = 0; id < 1000; id++)
            ++*tally_id(&t, id * 1000003);
    CHECK_INT((int64_t)t.lines.n, 1000);
    for (size_t i = 0; i < t.lines.n; i++)
        CHECK_INT(t.lines.items[i].counts[0], 3);
    CHECK_TEXT(t.lines.items[0].name, "");           /* of what has none */
    struct tally names = {.arena = arena};
    ++*tally_named(&names, "closed");
    ++*tally_named(&names, "open");
    ++*tally_named(&names, "closed");
    CHECK_INT((int64_t)names.lines.n, 2);
    CHECK_INT(*tally_named(&names, "closed"), 2);
    arena_destroy(arena);
}

static void states_stand_in_the_order_of_a_life(void)
{
    struct ledger l;
    struct sources sources;
    struct figure_lines lines;
    ledger_open(&l);
    struct tally t = {.arena = l.w.arena};
    ++*tally_named(&t, "transferred");
    ++*tally_named(&t, "");
    ++*tally_named(&t, "unclaimed");
    CHECK_DONE(sources_read(l.w.arena, l.w.db, NULL, &sources));
    CHECK_DONE(tally_lines(&t, l.w.db, AXIS_STATE, &sources, &lines));
    CHECK_TEXT(lines.items[0].label, "待认领");
    CHECK_TEXT(lines.items[1].label, "移交");
    CHECK_TEXT(lines.items[2].label, "未填");
    CHECK_TEXT(source_find(&sources, l.source->id)->feedback_on, "2026-07-06");
    CHECK_TEXT(source_find(&sources, 1)->kind, "");
    world_close(&l.w);
}

TESTS({"lines are found again", lines_are_found_again}, {"states stand in the order of a life", states_stand_in_the_order_of_a_life})
