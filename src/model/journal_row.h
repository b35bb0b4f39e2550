/* A row of the journal and its hash; shared by writing and verifying. */
#ifndef MINGZE_MODEL_JOURNAL_ROW_H
#define MINGZE_MODEL_JOURNAL_ROW_H

#include "base/base.h"

struct journal_row {
    const char *chain;
    int64_t seq, at, actor, person;
    const char *name, *door, *entity;
    int64_t record;
    const char *verb, *note, *diff;      /* diff is JSON text */
    const char *previous;                /* hex; "" for the first of a chain */
};

/* SM3 over every member in this order, each as "<bytes>:<text>,", so that no two rows give the same bytes. */
void journal_hash(struct arena *, const struct journal_row *, char out[DIGEST_TEXT]);

#endif
