#include "office_test.h"
#include "office/job.h"

static int64_t behind(struct world *w)
{
    return world_number(w, "SELECT (SELECT sum(seq) FROM journal_head) - COALESCE((SELECT sum(seq) FROM history_head), 0)");
}

static bool at_once(void *context)
{
    ++*(int *)context;
    return true;
}

static void the_histories_come_up_to_the_journal(void)
{
    struct world w;
    int asked = 0;
    world_open(&w);
    CHECK(behind(&w) > 0);
    CHECK_DONE(histories_follow(w.system, at_once, &asked));         /* the server stops: the rest waits */
    CHECK_INT(asked, 1);
    CHECK(behind(&w) > 0);
    CHECK_DONE(jobs_run(w.system));
    CHECK_INT(behind(&w), 0);
    world_close(&w);
}

TESTS({"the histories come up to the journal", the_histories_come_up_to_the_journal})
