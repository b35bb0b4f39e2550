/* What a change of a tenure means for the work: somebody left a post, or somebody came to it. */
#include <string.h>

#include "feature/handover/private.h"

/* An old appointment that is entered later (an import of former holders) hands nothing over. */
enum { PAST_DAYS = 60 };

static int handover_open_of(struct db *db, int64_t post, int64_t from, int64_t *ret)
{
    *ret = 0;
    int e = db_get_int(db, ret, "SELECT id FROM handover WHERE post = ?1 AND from_person = ?2 AND state = 'open' LIMIT 1",
                       value_int(post), value_int(from));
    return e == NOT_FOUND ? DONE : e;
}

/* Another who holds the post on the day or later; 0 when nobody is known yet. */
static int successor(struct db *db, int64_t post, int64_t from, const char *day, int64_t *ret)
{
    *ret = 0;
    int e = db_get_int(db, ret, "SELECT person FROM tenure WHERE post = ?1 AND person <> ?2 AND (until_date IS NULL OR until_date > ?3)"
                                " ORDER BY from_date DESC LIMIT 1", value_int(post), value_int(from), value_text(day));
    return e == NOT_FOUND ? DONE : e;
}

static int holds_on(struct db *db, int64_t post, int64_t person, const char *day, bool *ret)
{
    int64_t there;
    int e = db_get_int(db, &there, "SELECT 1 FROM tenure WHERE post = ?1 AND person = ?2 AND (until_date IS NULL OR until_date > ?3)"
                                   " LIMIT 1", value_int(post), value_int(person), value_text(day));
    *ret = e == DONE;
    return e == NOT_FOUND ? DONE : e;
}

static int handover_save(struct change *outer, int64_t id, int field, int64_t person, const char *day)
{
    struct record *handover;
    TRY(record_read(outer->arena, outer->db, &handover_entity, id, &handover));
    if (day)
        record_set_text(handover, field, day);
    else
        record_set_int(handover, field, person);
    struct change change = change_within(outer, &handover_entity, "change");
    return record_change(&change, handover, 0);
}

static int handover_make(struct change *outer, int64_t post, int64_t from, const char *day)
{
    struct change change = change_within(outer, &handover_entity, "create");
    struct record *handover = record_new(outer->arena, &handover_entity), *of;
    int64_t to;
    TRY(successor(outer->db, post, from, day, &to));
    TRY(record_read(outer->arena, outer->db, &post_entity, post, &of));
    record_set_text(handover, HANDOVER_TITLE,
                    arena_printf(outer->arena, "%s%s：%s", names_title(outer->arena, &unit_entity, record_int(of, POST_UNIT)),
                                 record_text(of, POST_TITLE), names_title(outer->arena, &person_entity, from)));
    record_set_int(handover, HANDOVER_POST, post);
    record_set_int(handover, HANDOVER_FROM, from);
    record_set_text(handover, HANDOVER_ON, day);
    if (to)
        record_set_int(handover, HANDOVER_TO, to);
    return record_create(&change, handover);
}

/* Only where there is something to hand over: an empty list for two signatures is paper for its own sake. */
static int holder_left(struct change *change, const struct record *tenure)
{
    int64_t post = record_int(tenure, TENURE_POST), from = record_int(tenure, TENURE_PERSON), open;
    const char *until = record_text(tenure, TENURE_UNTIL);
    struct open_item *items;
    struct date day;
    bool stays;
    size_t n;
    if (date_parse(until, &day) || date_days(clock_today()) - date_days(day) > PAST_DAYS)
        return DONE;
    TRY(handover_open_of(change->db, post, from, &open));
    if (open)
        return handover_save(change, open, HANDOVER_ON, 0, until);
    TRY(holds_on(change->db, post, from, until, &stays));
    if (stays)
        return DONE;
    TRY(open_work(change->arena, change->db, tenure->organ, from, &items, &n));
    return n ? handover_make(change, post, from, until) : DONE;
}

static int holder_came(struct change *change, const struct record *tenure)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t *ids = NULL, person = record_int(tenure, TENURE_PERSON);
    size_t n = 0, cap = 0;
    int e;
    TRY(db_query(change->db, &s, "SELECT id FROM handover WHERE post = ?1 AND state = 'open' AND to_person IS NULL AND from_person <> ?2",
                 value_int(record_int(tenure, TENURE_POST)), value_int(person)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        *arena_push(change->arena, &ids, &n, &cap) = statement_int(s, 0);
    TRY(e);
    for (size_t i = 0; i < n; i++)
        TRY(handover_save(change, ids[i], HANDOVER_TO, person, NULL));
    return DONE;
}

int tenure_changed(struct change *change)
{
    const struct record *after = change->after, *before = change->before;
    char today[DATE_TEXT];
    if (!after)
        return DONE;
    const char *until = record_text(after, TENURE_UNTIL);
    if (*until && (!before || strcmp(until, record_text(before, TENURE_UNTIL))))
        TRY(holder_left(change, after));
    if (!*until || strcmp(until, date_print(clock_today(), today)) > 0)
        return holder_came(change, after);
    return DONE;
}
