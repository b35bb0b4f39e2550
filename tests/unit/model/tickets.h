/* Six tickets, "a" to "f", with and without a due date, at the three teams below the first. */
#ifndef MINGZE_TESTS_MODEL_TICKETS_H
#define MINGZE_TESTS_MODEL_TICKETS_H

#include "world.h"

static void ticket_due(struct world *w, const char *title, const char *due, int64_t team)
{
    struct change change = world_change(w, NULL, &ticket_entity);
    struct record *ticket = world_ticket(w, title, team);
    record_set_text(ticket, TICKET_DUE, due);
    record_set_ids(ticket, TICKET_HELPERS, &w->teams[0], 1);
    CHECK_DONE(record_create(&change, ticket));
}

__attribute__((unused)) static void some_tickets(struct world *w)
{
    static const char *const dues[] = {"2026-03-01", NULL, "2026-01-01", "2026-02-01", NULL, "2026-02-01"};
    char title[] = "a";
    for (size_t i = 0; i < ARRAY_SIZE(dues); i++, title[0]++)
        ticket_due(w, title, dues[i], w->teams[1 + i % 3]);
}

#endif
