/* What follows a closing and a reopening, as the feature's rows of events have it. */
#ifndef MINGZE_TESTS_AFTER_H
#define MINGZE_TESTS_AFTER_H

#include "life.h"

static int after_happened(struct change *change)
{
    for (int i = 0; i < rectification_feature.event_count; i++) {
        const struct event *event = &rectification_feature.events[i];
        if (!strcmp(event->entity, change->entity->name) && (!event->verb || !strcmp(event->verb, change->verb)))
            TRY(event->happened(change));
    }
    return DONE;
}

__attribute__((unused)) static void after_open(struct ledger *l)
{
    ledger_open(l);
    life_people(l);
    record_observe(after_happened);
}

__attribute__((unused)) static void after_close(struct ledger *l)
{
    record_observe(NULL);
    clock_set(0);
    world_close(&l->w);
}

/* One number of the database; 0 when there is none. */
#define COUNT(sql, ...)                                                                                                \
    ({                                                                                                                 \
        int64_t n_ = 0;                                                                                                \
        (void)!db_get_int(l.w.db, &n_, sql, __VA_ARGS__);                                                              \
        n_;                                                                                                            \
    })

/* The record of an entity that SQL picks. */
#define PICK(entity, sql, ...) ledger_read(&l, entity, COUNT(sql, __VA_ARGS__))

#endif
