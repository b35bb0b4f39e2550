/* The tree of units, kept as three tables: the lines upward, the closure of both, and each unit's place. */
#include <string.h>

#include "model/access.h"
#include "model/query.h"
#include "model/registry.h"

int scope_setup(struct db *db)
{
    TRY(db_run(db, "CREATE TABLE IF NOT EXISTS unit_line (unit BIGINT NOT NULL, upper BIGINT NOT NULL,"
                   " leads INTEGER NOT NULL, PRIMARY KEY (unit, leads))"));
    TRY(db_run(db, "CREATE TABLE IF NOT EXISTS unit_closure (ancestor BIGINT NOT NULL, unit BIGINT NOT NULL,"
                   " PRIMARY KEY (ancestor, unit))"));
    TRY(db_run(db, "CREATE INDEX IF NOT EXISTS unit_closure_unit ON unit_closure (unit, ancestor)"));
    return db_run(db, "CREATE TABLE IF NOT EXISTS unit_place (unit BIGINT PRIMARY KEY, organ BIGINT NOT NULL,"
                      " root BIGINT NOT NULL, above INTEGER NOT NULL)");
}

int scope_place(struct db *db, int64_t unit, struct unit_place *ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    TRY(db_query(db, &s, "SELECT organ, root, above FROM unit_place WHERE unit = ?1", value_int(unit)));
    int step = statement_step(s);
    if (step == DONE)
        return fail(NOT_FOUND, "没有找到这个单位");
    if (step != STATEMENT_ROW)
        return step;
    *ret = (struct unit_place){unit, statement_int(s, 0), statement_int(s, 1), statement_int(s, 2) != 0};
    return DONE;
}

int scope_holds(struct db *db, int64_t ancestor, int64_t unit, bool *ret)
{
    int64_t one = 0;
    int outcome = db_get_int(db, &one, "SELECT 1 FROM unit_closure WHERE ancestor = ?1 AND unit = ?2",
                             value_int(ancestor), value_int(unit));
    *ret = outcome == DONE;
    return outcome == NOT_FOUND ? DONE : outcome;
}

int scope_below(struct arena *arena, struct db *db, int64_t unit, int64_t **ret_ids, int *ret_n)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t *ids = NULL;
    size_t n = 0, cap = 0;
    int step;
    TRY(db_query(db, &s, "SELECT unit FROM unit_closure WHERE ancestor = ?1 ORDER BY unit", value_int(unit)));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(arena, &ids, &n, &cap) = statement_int(s, 0);
    *ret_ids = ids;
    *ret_n = (int)n;
    return step;
}

/* A line upward as it stands: 0 where there is none. */
static int line_read(struct db *db, int64_t unit, bool leads, int64_t *ret)
{
    *ret = 0;
    int outcome = db_get_int(db, ret, "SELECT upper FROM unit_line WHERE unit = ?1 AND leads = ?2", value_int(unit),
                             value_int(leads));
    return outcome == NOT_FOUND ? DONE : outcome;
}

static int line_write(struct db *db, int64_t unit, bool leads, int64_t upper)
{
    if (!upper)
        return db_run(db, "DELETE FROM unit_line WHERE unit = ?1 AND leads = ?2", value_int(unit), value_int(leads));
    return db_run(db, "INSERT INTO unit_line (unit, upper, leads) VALUES (?1, ?2, ?3)"
                      " ON CONFLICT (unit, leads) DO UPDATE SET upper = excluded.upper",
                  value_int(unit), value_int(upper), value_int(leads));
}

static int upper_checked(struct change *change, int64_t unit, int64_t upper, const char *field)
{
    bool circle = upper == unit;
    if (upper && !circle)
        TRY(scope_holds(change->db, unit, upper, &circle));
    return circle ? change_problem(change, field, "上级不能是本单位或本单位的下级，请另选") : DONE;
}

static int above_read(struct db *db, int64_t unit, bool *ret)
{
    struct unit_place place = {0};
    int outcome = scope_place(db, unit, &place);
    *ret = place.above;
    return outcome == NOT_FOUND ? DONE : outcome;
}

/* The next unit on the way to the organ: led_by first, never one that stands above organs. */
static int organ_next(struct db *db, int64_t unit, int64_t *ret)
{
    for (int leads = 1; leads >= 0; leads--) {
        bool above = true;
        TRY(line_read(db, unit, leads, ret));
        if (*ret)
            TRY(above_read(db, *ret, &above));
        if (!above)
            return DONE;
    }
    *ret = 0;
    return DONE;
}

static int root_next(struct db *db, int64_t unit, int64_t *ret)
{
    TRY(line_read(db, unit, false, ret));
    return *ret ? DONE : line_read(db, unit, true, ret);
}

static int climb(struct db *db, int64_t unit, int (*next)(struct db *, int64_t, int64_t *), int64_t *ret)
{
    for (int64_t up = unit; up; ) {
        *ret = up;
        TRY(next(db, up, &up));
    }
    return DONE;
}

/* The records of a unit follow it to its new organ and root. */
static int records_follow(struct change *change, const struct unit_place *place)
{
    for (int i = 0; registry_at(i); i++) {
        const struct entity *entity = registry_at(i);
        struct query q;
        if (!entity->unit_from || (entity->flags & ENTITY_GLOBAL))
            continue;
        query_start(&q, change->arena);
        query_addf(&q, "UPDATE %s SET organ = ", entity->name);
        query_int(&q, place->organ);
        query_add(&q, ", root = ");
        query_int(&q, place->root);
        query_add(&q, " WHERE unit = ");
        query_int(&q, place->unit);
        TRY(db_run_built(change->db, q.sql.p, q.values, q.n));
    }
    return DONE;
}

static int place_renew(struct change *change, int64_t unit)
{
    struct unit_place old = {0}, new = {.unit = unit};
    int outcome = scope_place(change->db, unit, &old);
    if (outcome != DONE)
        return outcome;
    new.above = old.above;
    new.organ = unit;
    if (!new.above)
        TRY(climb(change->db, unit, organ_next, &new.organ));
    TRY(climb(change->db, unit, root_next, &new.root));
    if (new.organ == old.organ && new.root == old.root)
        return DONE;
    TRY(db_run(change->db, "UPDATE unit_place SET organ = ?1, root = ?2 WHERE unit = ?3", value_int(new.organ),
               value_int(new.root), value_int(unit)));
    return records_follow(change, &new);
}

static int closure_renew(struct db *db, int64_t unit)
{
    TRY(db_run(db, "DELETE FROM unit_closure WHERE unit = ?1", value_int(unit)));
    return db_run(db, "WITH RECURSIVE up (unit) AS (SELECT CAST(?1 AS BIGINT) UNION"
                      " SELECT l.upper FROM up JOIN unit_line l ON l.unit = up.unit)"
                      " INSERT INTO unit_closure (ancestor, unit) SELECT unit, ?1 FROM up WHERE true", value_int(unit));
}

int scope_moved(struct change *change, int64_t unit, int64_t parent, int64_t led_by, bool above)
{
    int64_t *below;
    int n;
    TRY(upper_checked(change, unit, parent, "parent"));
    TRY(upper_checked(change, unit, led_by, "led_by"));
    TRY(line_write(change->db, unit, false, parent));
    TRY(line_write(change->db, unit, true, led_by));
    /* organ and root 0: the place is new, so that place_renew writes it. */
    TRY(db_run(change->db, "INSERT INTO unit_place (unit, organ, root, above) VALUES (?1, 0, 0, ?2)"
                           " ON CONFLICT (unit) DO UPDATE SET above = excluded.above",
               value_int(unit), value_int(above)));
    TRY(closure_renew(change->db, unit));
    TRY(scope_below(change->arena, change->db, unit, &below, &n));
    for (int i = 0; i < n; i++) {
        if (below[i] != unit)
            TRY(closure_renew(change->db, below[i]));
        TRY(place_renew(change, below[i]));
    }
    return DONE;
}
