#include "election_office.h"

static struct world w;

/* One done with, its term not entered twice, its posts written; one agreed to and ahead. */
static void two_elections(void)
{
    election_office(&w);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM election WHERE state = 'installed'"), 1);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM election WHERE state = 'approved' AND planned_on > '2026-11-26'"), 1);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM term t JOIN unit u ON u.id = t.body WHERE u.code = 'SL-JW'"), 1);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM tenure h JOIN post o ON o.id = h.post WHERE o.title = '机关党委委员'"), 3);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM candidate WHERE result = 'not_elected'"), 1);
    world_close(&w);
}

TESTS({"two elections", two_elections})
