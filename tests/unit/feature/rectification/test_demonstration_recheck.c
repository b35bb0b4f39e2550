#include "demonstrated.h"

static int64_t number(struct demonstrated *d, const char *what)
{
    int64_t n = -1;
    if (!strcmp(what, "draw"))
        CHECK_DONE(db_get_int(d->system->reader, &n, "SELECT count(*) FROM draw WHERE candidates > sample"));
    else if (!strcmp(what, "item"))
        CHECK_DONE(db_get_int(d->system->reader, &n, "SELECT count(*) FROM draw_item WHERE state = 'pending'"));
    else
        CHECK_DONE(db_get_int(d->system->reader, &n, "SELECT count(*) FROM report r JOIN account a ON a.person = r.reporter"
                                                     " WHERE r.state = 'open' AND r.ask_on IS NOT NULL AND r.reviewer = r.unit"));
    return n;
}

/* One draw with something to ask about, and a member who is asked. */
static void shows_a_draw_and_a_question(void)
{
    struct demonstrated d;
    demonstrated_open(&d);
    CHECK_INT(number(&d, "draw"), 1);
    CHECK_INT(number(&d, "item"), 1);
    CHECK_INT(number(&d, "report"), 1);
    demonstrated_close(&d);
}

TESTS({"shows a draw and a question", shows_a_draw_and_a_question})
