/* What an approval is bound to: a digest over the very things that were approved, in a fixed form.  When one of them
 * changes the digest differs, and the approval is void without anybody having to notice. */
#include <string.h>

#include "feature/rectification/private.h"

/* Each part as length and bytes, so that no two different contents give the same form. */
static void add_text(struct digest *d, const char *text)
{
    uint64_t n = strlen(text);
    digest_add(d, &n, sizeof n);
    digest_add(d, text, n);
}

static void add_int(struct digest *d, int64_t i)
{
    digest_add(d, &i, sizeof i);
}

static void add_field(struct digest *d, const struct record *r, int field)
{
    const struct field_value *v = &r->values[field];
    if (r->entity->fields[field].kind != FIELD_REFS) {
        add_text(d, record_text(r, field));
        add_int(d, record_int(r, field));
        return;
    }
    add_int(d, v->set ? v->n : 0);
    for (int i = 0; v->set && i < v->n; i++)
        add_int(d, v->ids[i]);
}

/* Every cell of the rows that a statement gives. */
static int add_rows(struct digest *d, struct statement *s, int columns)
{
    int step, rows = 0;
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        rows++;
        for (int i = 0; i < columns; i++)
            add_text(d, statement_is_null(s, i) ? "" : statement_text(s, i));
    }
    add_int(d, rows);
    return step;
}

static int add_plan(struct digest *d, struct db *db, const struct record *problem)
{
    static const int parts[] = {
        PROBLEM_SYMPTOM, PROBLEM_KIND, PROBLEM_LEADERS, PROBLEM_DEPARTMENTS, PROBLEM_PERSONS, PROBLEM_DEADLINE,
        PROBLEM_CAUSE_ROUTE, PROBLEM_CAUSE, PROBLEM_GOAL, PROBLEM_STAGE_GOAL, PROBLEM_REVIEW_MONTHS,
    };
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
        add_field(d, problem, parts[i]);
    TRY(db_query(db, &s, "SELECT id, position, text, person, deadline FROM measure WHERE problem = ?1 ORDER BY position, id",
                 value_int(problem->id)));
    return add_rows(d, s, 5);
}

static int add_results(struct digest *d, struct db *db, const struct record *problem)
{
    static const int parts[] = {PROBLEM_EXIT, PROBLEM_EFFECT, PROBLEM_TRANSFER_TO};
    _cleanup_(statement_finish_p) struct statement *measures = NULL, *evidence = NULL;
    for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
        add_field(d, problem, parts[i]);
    TRY(db_query(db, &measures, "SELECT id, state, result FROM measure WHERE problem = ?1 ORDER BY position, id",
                 value_int(problem->id)));
    TRY(add_rows(d, measures, 3));
    TRY(db_query(db, &evidence, "SELECT id, measure, title, fact_on, number, file, note FROM evidence WHERE problem = ?1 ORDER BY id",
                 value_int(problem->id)));
    return add_rows(d, evidence, 7);
}

static int digest_of(struct arena *arena, struct db *db, const struct record *problem, bool results, const char **ret)
{
    uint8_t bytes[DIGEST_SIZE];
    char hex[DIGEST_TEXT];
    struct digest *d = digest_start();
    int outcome = add_plan(d, db, problem);
    if (outcome == DONE && results)
        outcome = add_results(d, db, problem);
    digest_finish(d, bytes);
    *ret = arena_strdup(arena, digest_hex(bytes, hex));
    return outcome;
}

int plan_digest(struct arena *arena, struct db *db, const struct record *problem, const char **ret)
{
    return digest_of(arena, db, problem, false, ret);
}

int closing_digest(struct arena *arena, struct db *db, const struct record *problem, const char **ret)
{
    return digest_of(arena, db, problem, true, ret);
}

const char *asking_verb(const struct record *problem)
{
    const char *exit = record_text(problem, PROBLEM_EXIT);
    return !strcmp(exit, "unfounded") ? "declare_unfounded" : !strcmp(exit, "transferred") ? "transfer" : "request_closing";
}

int closing_stands(struct arena *arena, struct db *db, const struct record *problem, const char *verb, bool *ret)
{
    char *then = NULL;
    const char *now;
    *ret = false;
    TRY(db_get_text(db, arena, &then,
        "SELECT coalesce((SELECT h.closing FROM step h WHERE h.problem = s.problem AND h.verb = 'hand_over'"
        " AND h.position > s.position AND h.closing IS NOT NULL ORDER BY h.position DESC LIMIT 1), s.digest, '')"
        " FROM step s WHERE s.problem = ?1 AND s.verb = ?2 ORDER BY s.position DESC LIMIT 1",
        value_int(problem->id), value_text(verb)));
    TRY(closing_digest(arena, db, problem, &now));
    *ret = !strcmp(then, now);
    return DONE;
}

/* Approved is what the last of these steps approved: the plan itself, a later deadline, other people after a handover. */
int plan_stands(struct arena *arena, struct db *db, const struct record *problem, bool *ret)
{
    char *approved = NULL;
    const char *now;
    *ret = false;
    int outcome = db_get_text(db, arena, &approved,
        "SELECT digest FROM step WHERE problem = ?1 AND verb IN ('start', 'extended', 'hand_over')"
        " ORDER BY position DESC LIMIT 1", value_int(problem->id));
    if (outcome != DONE)
        return outcome == NOT_FOUND ? DONE : outcome;
    TRY(plan_digest(arena, db, problem, &now));
    *ret = approved && !strcmp(approved, now);
    return DONE;
}
