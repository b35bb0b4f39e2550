/* The journal: who, when, what, field by field, chained by SM3 (GB/T 32905-2016).
 *
 * A row is written in the same transaction as its change: no journal row, no change.  Each row holds the
 * hash of the row before it in its chain (one chain per lane), so a change to the past shows, and the chain's
 * head stands in a row of its own, so a missing end shows too. */
#ifndef MINGZE_MODEL_JOURNAL_H
#define MINGZE_MODEL_JOURNAL_H

#include <jansson.h>
#include "model/record.h"

/* Makes the tables; in schema mode. */
int journal_setup(struct db *);
/* From now on this connection can only add to the journal. */
int journal_guard(struct db *);

/* The change that record_* made; called by them. */
int journal_change(struct change *);
/* Something that is not a record's change: login, failed login, export, reading of a sensitive object. */
int journal_event(struct change *, const char *what, const char *entity, int64_t id, json_t *details);

struct journal_report { int64_t rows; int chains; int64_t bad_seq; const char *bad_chain; char head[65]; };
/* Walks every chain; INVALID at the first row that does not fit, with its place in the report. */
int journal_verify(struct arena *, struct db *, void (*progress)(int64_t done, int64_t all), struct journal_report *ret);

/* What to read; 0 and NULL ask for everything. */
struct journal_request {
    const struct entity *entity; int64_t id;     /* of one record, or of one entity */
    const char *what;                            /* a verb: "create", "login" */
    int64_t actor;
    int64_t from_ms, before_ms;
    int64_t before_seq;                          /* next page: rows older than this */
    int limit;                                   /* ≤ 200 */
    bool no_values;                              /* for who keeps the journal but may see no business data */
    /* Only what happened to records of these entities that he may read; NULL = everything. */
    const struct access *access; const struct entity *const *entities; int entity_count;
};
/* The place of the row of this record (0: of none) with this hash: a mark for the next page that, unlike its number,
 * tells nothing about how much others did.  NOT_FOUND. */
int journal_seq(struct db *, int64_t record, const char *hash, int64_t *ret_seq);
/* Newest first: [{seq, hash, at, moment, who, actor, door, verb, verb_label, entity, entity_label, id, note,
 * diff:[{field,label,before,after}]}]. */
int journal_list(struct arena *, struct db *, const struct journal_request *, json_t **ret);
/* The same for one record. */
int journal_of(struct arena *, struct db *, const struct entity *, int64_t id, int limit, json_t **ret);

#endif
