/* What the tests of faces share: looking into their JSON, and a ticket in which every sort of field is set. */
#ifndef MINGZE_TESTS_MODEL_FACES_H
#define MINGZE_TESTS_MODEL_FACES_H

#include "world.h"

__attribute__((unused)) static const char *text_of(json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

__attribute__((unused)) static json_t *row_of(json_t *rows, const char *name)
{
    size_t i;
    json_t *one;
    json_array_foreach(rows, i, one)
        if (!strcmp(text_of(one, "name"), name))
            return one;
    return NULL;
}

__attribute__((unused)) static struct record *full_ticket(struct world *w)
{
    struct record *ticket = world_ticket(w, "漏水", w->teams[1]);
    struct change change = world_change(w, NULL, &ticket_entity);
    record_set_text(ticket, TICKET_DUE, "2026-06-30");
    record_set_int(ticket, TICKET_SEEN, 1767225600000);
    record_set_int(ticket, TICKET_URGENT, 1);
    record_set_int(ticket, TICKET_COST, 123456);
    record_set_int(ticket, TICKET_HELD_BY, w->workers[1]);
    record_set_ids(ticket, TICKET_HELPERS, (int64_t[]){w->teams[2], w->teams[0]}, 2);
    record_set_text(ticket, TICKET_PIN, "1234");
    CHECK_DONE(record_create(&change, ticket));
    return ticket;
}

#endif
