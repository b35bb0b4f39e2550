#include "handover_world.h"

static void who_follows_becomes_the_taker(void)
{
    struct world w;
    hand_open(&w);
    commit(&w, tenure_end, "2026-06-30");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover WHERE state = 'open' AND to_person IS NULL"), 1);
    commit(&w, tenure_begin, "2026-07-01");
    CHECK_INT(world_number(&w, "SELECT to_person FROM handover"), taker);
    world_close(&w);
    hand_open(&w);                                       /* the other way round */
    commit(&w, tenure_begin, "2026-07-01");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover"), 0);
    commit(&w, tenure_end, "2026-07-01");
    CHECK_INT(world_number(&w, "SELECT to_person FROM handover"), taker);
    world_close(&w);
}

static void nothing_to_hand_over_makes_no_paper(void)
{
    struct world w;
    hand_open(&w);
    commit(&w, tenure_end, "2026-01-31");                 /* entered long afterwards */
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover"), 0);
    for (int i = 0; i < THINGS; i++)
        things[i].open = false;
    commit(&w, tenure_end, "2026-06-30");
    CHECK_INT(world_number(&w, "SELECT count(*) FROM handover"), 0);
    world_close(&w);
}

TESTS({"who follows becomes the taker", who_follows_becomes_the_taker},
      {"nothing to hand over makes no paper", nothing_to_hand_over_makes_no_paper})
