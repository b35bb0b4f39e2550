#include "world.h"

static int add_amount(void *context, struct statement *s)
{
    *(int64_t *)context += statement_int(s, 1);
    return statement_text(s, 0) ? DONE : INVALID;
}

static int stop_at_once(void *context, struct statement *s)
{
    (void)s;
    ++*(int *)context;
    return CONFLICT;
}

static void what_he_may_read_is_walked(void)
{
    static const char *const columns[] = {"title", "amount"};
    struct world w;
    world_open(&w);
    for (int i = 0; i < 8; i++) {
        struct change change = world_change(&w, NULL, &ticket_entity);
        struct record *ticket = world_ticket(&w, arena_printf(w.arena, "事项%d", i), w.teams[i % 4]);
        record_set_int(ticket, TICKET_COUNT, 1 + i);
        CHECK_DONE(record_create(&change, ticket));
    }
    struct actor chief = world_actor(&w, "chief", w.teams[0]), below = world_actor(&w, "chief", w.teams[1]);
    int64_t sum = 0;
    struct list_request list = {.entity = &ticket_entity, .access = chief.access, .verb = "read"};
    CHECK_DONE(list_walk(w.arena, w.db, &list, columns, 2, add_amount, &sum));
    CHECK_INT(sum, 36);
    sum = 0;
    list.access = below.access;
    CHECK_DONE(list_walk(w.arena, w.db, &list, columns, 2, add_amount, &sum));
    CHECK_INT(sum, 2 + 6 + 4 + 8);                   /* of team 1 and of team 3 below it */
    struct list_filter filter = {"title", "is", "事项1"};
    list.filters = &filter;
    list.filter_count = 1;
    sum = 0;
    CHECK_DONE(list_walk(w.arena, w.db, &list, columns, 2, add_amount, &sum));
    CHECK_INT(sum, 2);
    int calls = 0;
    list.filter_count = 0;
    CHECK_OUTCOME(list_walk(w.arena, w.db, &list, columns, 2, stop_at_once, &calls), CONFLICT);
    CHECK_INT(calls, 1);
    world_close(&w);
}

TESTS({"what he may read is walked", what_he_may_read_is_walked})
