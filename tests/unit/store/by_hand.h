/* A lane without its thread: the test calls what the thread would call, step by step. */
#ifndef MINGZE_TESTS_BY_HAND_H
#define MINGZE_TESTS_BY_HAND_H

#include "fresh.h"
#include "store/lane_internal.h"

static void lane_by_hand(struct lane *lane, const char *name)
{
    *lane = (struct lane){
        .options = {.batch_limit = 256, .batch_us = 10000000, .log_pages = 32000},
        .mutex = PTHREAD_MUTEX_INITIALIZER,
        .copier = {.mutex = PTHREAD_MUTEX_INITIALIZER, .asked = PTHREAD_COND_INITIALIZER, .finished = PTHREAD_COND_INITIALIZER},
        .db = fresh(name),
    };
    queue_init(&lane->queue);
}

static int64_t count_units(struct db *db)
{
    int64_t n;
    CHECK_DONE(db_get_int(db, &n, "SELECT count(*) FROM unit"));
    return n;
}

#endif
