#include "asked.h"

/* The three problems that the founding article names, and no other; one unit has answered, one is at it, one has not begun. */
static void three_items_three_units(void)
{
    struct world w;
    asked_open(&w);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM catalogue_item"), 3);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM catalogue WHERE state = 'issued'"), 1);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM comparison WHERE state = 'submitted' AND answered = 3"), 1);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM comparison WHERE state = 'open' AND answered = 1 AND meeting IS NOT NULL"), 1);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM comparison WHERE state = 'open' AND COALESCE(answered, 0) = 0"), 1);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM problem WHERE origin IS NOT NULL"), 2);
    world_close(&w);
}

/* What follows from it is there too: a decision that is a measure, members from two units, a rule of each kind of owner. */
static void the_chain_goes_on(void)
{
    struct world w;
    asked_open(&w);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM meeting_decision d JOIN measure m ON m.id = d.measure"), 1);
    CHECK_INT(world_number(&w, "SELECT count(DISTINCT accountable) FROM problem WHERE common IS NOT NULL"), 2);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM common_measure"), 3);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM rule_made"), 2);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM outcome"), 1);
    world_close(&w);
}

TESTS({"three items, three units", three_items_three_units}, {"the chain goes on", the_chain_goes_on})
