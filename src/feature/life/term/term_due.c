/* Terms that end, for the ladder of reminders: the organisation itself, and the one above it by `parent`, whose duty it is to
 * remind (DOMAIN E-04, E-05). */
#include <string.h>

#include "feature/life/term/term.h"

const struct due_step term_steps[TERM_STEPS] = {
    {"离换届还有六个月", .months = 6, .secretary = true, .superior = true},
    {"离换届还有三个月", .months = 3, .secretary = true, .superior = true},
    {"离换届还有一个月", .months = 1, .secretary = true, .superior = true},
    {"逾期没有换届", .days = -1, .monthly = true, .secretary = true, .officers = true, .superior = true},
};

/* Current terms of what still stands: a re-election ends them, an extension moves their day. */
int terms_due(struct arena *arena, struct db *db, const char *until, int (*found)(void *, const struct due_item *), void *context)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    char today[DATE_TEXT];
    int e;
    (void)arena;
    TRY(db_query(db, &s, "SELECT t.id, t.unit, t.last_on FROM term t WHERE t.root IN (SELECT root FROM unit_place) AND t.last_on <= ?1"
                         " AND t.later = 0 AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.id = t.body AND u.dissolved <= ?2)",
                 value_text(until), value_text(date_print(clock_today(), today))));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        TRY(found(context, &(struct due_item){statement_int(s, 0), statement_int(s, 1), statement_text(s, 2)}));
    return e;
}

static int people_take(struct arena *arena, struct statement *s, int64_t **ids, size_t *n, size_t *cap)
{
    int e;
    while ((e = statement_step(s)) == STATEMENT_ROW)
        if (!statement_is_null(s, 0))
            *arena_push(arena, ids, n, cap) = statement_int(s, 0);
    return e;
}

/* Who holds the unit's leading posts today. */
static int leading_take(struct arena *arena, struct db *db, int64_t unit, const char *today, int64_t **ids, size_t *n, size_t *cap)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query(db, &s, "SELECT h.person FROM post o JOIN tenure h ON h.post = o.id WHERE o.post_unit = ?1 AND o.is_leading = 1"
                         " AND h.from_date <= ?2 AND (h.until_date IS NULL OR h.until_date > ?2)",
                 value_int(unit), value_text(today)));
    return people_take(arena, s, ids, n, cap);
}

/* Who keeps the unit's Party affairs: the officers whose grant stands at it. */
static int officers_take(struct arena *arena, struct db *db, int64_t unit, const char *today, int64_t **ids, size_t *n, size_t *cap)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query(db, &s, "SELECT a.person FROM role_grant g JOIN account a ON a.id = g.holder AND a.state = 'active' WHERE g.within = ?1"
                         " AND g.role IN ('organ_officer', 'working_committee_officer') AND g.starts <= ?2"
                         " AND (g.ends IS NULL OR g.ends >= ?2)",
                 value_int(unit), value_text(today)));
    return people_take(arena, s, ids, n, cap);
}

/* The organisation's own people are its secretary's step; nobody else is named in a term. */
int term_people(struct arena *arena, struct db *db, int64_t id, enum due_party party, int64_t **ret, int *ret_n)
{
    (void)arena, (void)db, (void)id, (void)party;
    *ret = NULL;
    *ret_n = 0;
    return DONE;
}

static int parent_of(struct db *db, int64_t unit, int64_t *ret)
{
    *ret = 0;
    int e = db_get_int(db, ret, "SELECT COALESCE(parent, 0) FROM unit WHERE id = ?1", value_int(unit));
    return e == NOT_FOUND ? DONE : e;
}

/* Up the line until somebody is there: a superior that nobody holds yet does not end the duty. */
int term_superior(struct arena *arena, struct db *db, int64_t unit, int64_t **ret, int *ret_n)
{
    char today[DATE_TEXT];
    int64_t *ids = NULL, upper;
    size_t n = 0, cap = 0;
    date_print(clock_today(), today);
    TRY(parent_of(db, unit, &upper));
    while (upper && !n) {
        TRY(leading_take(arena, db, upper, today, &ids, &n, &cap));
        TRY(officers_take(arena, db, upper, today, &ids, &n, &cap));
        TRY(parent_of(db, upper, &upper));
    }
    *ret = ids;
    *ret_n = (int)n;
    return DONE;
}
