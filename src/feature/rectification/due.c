/* What of this feature has a day by which it must be done, and who is told of it: rows for the ladder of reminders. */
#include "feature/rectification/due.h"

#include "feature/rectification/private.h"

static int each_found(struct statement *s, int (*found)(void *, const struct due_item *), void *context)
{
    int e;
    while ((e = statement_step(s)) == STATEMENT_ROW)
        TRY(found(context, &(struct due_item){statement_int(s, 0), statement_int(s, 1), statement_text(s, 2)}));
    return e;
}

static int people_of(struct arena *arena, struct statement *s, int64_t **ret, int *ret_n)
{
    size_t n = 0, cap = 0;
    int e;
    *ret = NULL;
    while ((e = statement_step(s)) == STATEMENT_ROW)
        if (!statement_is_null(s, 0))
            *arena_push(arena, ret, &n, &cap) = statement_int(s, 0);
    *ret_n = (int)n;
    return e;
}

/* By tree, so that each is one walk along an index. */
int problems_due(struct arena *arena, struct db *db, const char *until, int (*found)(void *, const struct due_item *), void *context)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    (void)arena;
    TRY(db_query(db, &s, "SELECT p.id, p.unit, p.deadline FROM problem p WHERE p.root IN (SELECT root FROM unit_place)"
                         " AND p.deadline <= ?1 AND p.state IN ('unclaimed', 'planning', 'rectifying')", value_text(until)));
    return each_found(s, found, context);
}

int problem_people(struct arena *arena, struct db *db, int64_t id, enum due_party party, int64_t **ret, int *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    if (party == DUE_LEADER)
        TRY(db_query(db, &s, "SELECT target FROM problem_leaders WHERE owner = ?1 ORDER BY position", value_int(id)));
    else
        TRY(db_query(db, &s, "SELECT target FROM problem_persons WHERE owner = ?1 ORDER BY position", value_int(id)));
    return people_of(arena, s, ret, ret_n);
}

int measures_due(struct arena *arena, struct db *db, const char *until, int (*found)(void *, const struct due_item *), void *context)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    (void)arena;
    TRY(db_query(db, &s, "SELECT m.id, m.unit, m.deadline FROM problem p JOIN measure m ON m.problem = p.id"
                         " WHERE p.root IN (SELECT root FROM unit_place) AND p.state IN ('unclaimed', 'planning', 'rectifying')"
                         " AND m.state <> 'done' AND m.deadline <= ?1", value_text(until)));
    return each_found(s, found, context);
}

/* A measure that names nobody is of those who answer for the problem. */
int measure_people(struct arena *arena, struct db *db, int64_t id, enum due_party party, int64_t **ret, int *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    if (party == DUE_LEADER)
        TRY(db_query(db, &s, "SELECT l.target FROM measure m JOIN problem_leaders l ON l.owner = m.problem WHERE m.id = ?1"
                             " ORDER BY l.position", value_int(id)));
    else
        TRY(db_query(db, &s, "SELECT COALESCE(m.person, h.target) FROM measure m LEFT JOIN problem_persons h"
                             " ON h.owner = m.problem AND m.person IS NULL WHERE m.id = ?1", value_int(id)));
    return people_of(arena, s, ret, ret_n);
}

/* A unit against a catalogue: nobody is named, so it is the office's that answers. */
int comparisons_due(struct arena *arena, struct db *db, const char *until, int (*found)(void *, const struct due_item *), void *context)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    (void)arena;
    TRY(db_query(db, &s, "SELECT m.id, m.unit, c.answer_by FROM catalogue c JOIN comparison m ON m.catalogue = c.id"
                         " WHERE c.state = 'issued' AND c.answer_by <= ?1 AND m.state = 'open'", value_text(until)));
    return each_found(s, found, context);
}

/* 回头看 that is planned: never the doer's, so nobody of the problem is told, but the office. */
int rechecks_planned(struct arena *arena, struct db *db, const char *until, int (*found)(void *, const struct due_item *), void *context)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    (void)arena;
    TRY(db_query(db, &s, "SELECT r.id, r.unit, r.due FROM recheck r WHERE r.root IN (SELECT root FROM unit_place)"
                         " AND r.state = 'planned' AND r.due <= ?1", value_text(until)));
    return each_found(s, found, context);
}

int nobody(struct arena *arena, struct db *db, int64_t id, enum due_party party, int64_t **ret, int *ret_n)
{
    (void)arena, (void)db, (void)id, (void)party;
    *ret = NULL;
    *ret_n = 0;
    return DONE;
}
