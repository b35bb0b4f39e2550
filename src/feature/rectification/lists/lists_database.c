#include "feature/rectification/lists/lists_database.h"

#include "feature/rectification/common/common.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct lists_query {
    struct arena *arena, *one;           /* the picked ids; the problem at hand */
    struct db *db;
    int64_t *ids;
    size_t n, position;
    struct lists_problem problem;
};

int lists_query_create(struct arena *arena, struct db *db, const struct list_request *request, struct lists_query **ret)
{
    struct lists_query *query = arena_new(arena, struct lists_query);
    *query = (struct lists_query){.arena = arena, .db = db};
    TRY(list_ids(arena, db, request, &query->ids, &query->n));
    query->one = arena_create(64 << 20);
    *ret = query;
    return DONE;
}

void lists_query_destroy(struct lists_query *query)
{
    if (query)
        arena_destroy(query->one);
}

size_t lists_query_count(const struct lists_query *query)
{
    return query->n;
}

static const char *shown(struct arena *arena, const struct record *record, int field)
{
    return value_print(arena, &record->entity->fields[field], &record->values[field]);
}

static const char *id_shown(struct arena *arena, int64_t id)
{
    char text[ID_TEXT];
    return arena_strdup(arena, id_print(id, text));
}

static int measures_read(struct lists_query *query, const struct record *problem)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct lists_measure *rows = NULL;
    size_t n = 0, cap = 0;
    int step;
    TRY(db_query(query->db, &s, "SELECT id, text, person, deadline, state, result FROM measure WHERE problem = ?1"
                                " ORDER BY position, id", value_int(problem->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        struct lists_measure *m = arena_push(query->one, &rows, &n, &cap);
        const struct choice *state = choice_find(measure_states, statement_text(s, 4));
        *m = (struct lists_measure){
            .id = id_shown(query->one, statement_int(s, 0)),
            .text = arena_strdup(query->one, statement_text(s, 1)),
            .person = statement_is_null(s, 2) ? "" : names_title(query->one, &person_entity, statement_int(s, 2)),
            .deadline = statement_is_null(s, 3) ? "" : arena_strdup(query->one, statement_text(s, 3)),
            .state = state ? state->label : "",
            .result = statement_is_null(s, 5) ? "" : arena_strdup(query->one, statement_text(s, 5)),
        };
    }
    query->problem.measures = rows;
    query->problem.measure_count = n;
    return step;
}

/* Title, kind and date of the source, and who leads the accountable unit today. */
static int surroundings_read(struct lists_query *query, const struct record *problem)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct lists_problem *p = &query->problem;
    char today[DATE_TEXT];
    TRY(db_query(query->db, &s,
        "SELECT s.title, s.kind, s.feedback_on, (SELECT h.person FROM post o JOIN tenure h ON h.post = o.id"
        " WHERE o.post_unit = ?2 AND o.is_leading = 1 AND h.from_date <= ?3 AND (h.until_date IS NULL OR h.until_date > ?3)"
        " ORDER BY h.from_date DESC LIMIT 1) FROM source s WHERE s.id = ?1",
        value_int(record_int(problem, PROBLEM_SOURCE)), value_int(record_int(problem, PROBLEM_ACCOUNTABLE)),
        value_text(date_print(clock_today(), today))));
    int step = statement_step(s);
    if (step != STATEMENT_ROW)
        return step;
    const struct choice *kind = choice_find(source_kinds, statement_text(s, 1));
    p->source = arena_printf(query->one, "%s（%s）", statement_text(s, 0), kind ? kind->label : "");
    p->feedback_date = arena_strdup(query->one, statement_text(s, 2));
    p->first_responsible =
        statement_is_null(s, 3) ? "" : names_title(query->one, &person_entity, statement_int(s, 3));
    return DONE;
}

/* "换届批复（水利机党〔2026〕9号）；选举结果报告" */
static int evidence_read(struct lists_query *query, const struct record *problem)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct buffer text = buffer_in(query->one);
    int step;
    TRY(db_query(query->db, &s, "SELECT title, number FROM evidence WHERE problem = ?1 ORDER BY fact_on, id",
                 value_int(problem->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        buffer_addf(&text, "%s%s", text.n ? "；" : "", statement_text(s, 0));
        if (!statement_is_null(s, 1))
            buffer_addf(&text, "（%s）", statement_text(s, 1));
    }
    query->problem.evidence = text.n ? text.p : "";
    return step;
}

/* "《支部换届台账管理办法》（新建，水利机党〔2026〕12号）" */
static int rules_read(struct lists_query *query, const struct record *problem)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct buffer text = buffer_in(query->one);
    const struct field *kind = &rule_made_entity.fields[entity_field(&rule_made_entity, "kind")];
    int step;
    TRY(db_query(query->db, &s, "SELECT title, kind, number FROM rule_made WHERE problem = ?1 ORDER BY effective_on, id",
                 value_int(problem->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        const struct choice *made = choice_find(kind->choices, statement_text(s, 1));
        buffer_addf(&text, "%s%s（%s", text.n ? "；" : "", statement_text(s, 0), made ? made->label : "");
        if (!statement_is_null(s, 2))
            buffer_addf(&text, "，%s", statement_text(s, 2));
        buffer_adds(&text, "）");
    }
    query->problem.rules_made = text.n ? text.p : "";
    return step;
}

/* Who reviewed it from above, and what the last look back found. */
static int steps_read(struct lists_query *query, const struct record *problem)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    char day[DATE_TEXT];
    int step;
    TRY(db_query(query->db, &s, "SELECT verb, person, number, created_at FROM step WHERE problem = ?1"
                                " AND verb IN ('accept', 'recheck', 'reopen') ORDER BY position", value_int(problem->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        const char *verb = statement_text(s, 0);
        if (!strcmp(verb, "accept")) {
            query->problem.reviewer = statement_is_null(s, 1) ? arena_strdup(query->one, statement_text(s, 2))
                                                              : names_title(query->one, &person_entity, statement_int(s, 1));
            continue;
        }
        query->problem.rechecked = arena_strdup(query->one, date_print(moment_date(statement_int(s, 3)), day));
        query->problem.recheck_result = !strcmp(verb, "recheck") ? "巩固" : "反弹";
    }
    return step;
}

/* Nothing of its life is there to read before somebody took it up. */
static int life_read(struct lists_query *query, const struct record *problem)
{
    if (!strcmp(record_text(problem, PROBLEM_STATE), "unclaimed"))
        return DONE;
    TRY(evidence_read(query, problem));
    TRY(rules_read(query, problem));
    return steps_read(query, problem);
}

static const char *place_shown(struct arena *arena, const struct record *problem)
{
    struct place *places;
    size_t n = places_parse(arena, record_text(problem, PROBLEM_PLACES), &places);
    return n ? arena_printf(arena, "第%d段", places[0].paragraph) : "";
}

static int category_read(struct lists_query *query, const struct record *problem)
{
    char *name = NULL;
    query->problem.category = "";
    if (!record_int(problem, PROBLEM_CATEGORY))
        return DONE;
    int outcome = db_get_text(query->db, query->one, &name, "SELECT name FROM category WHERE id = ?1",
                              value_int(record_int(problem, PROBLEM_CATEGORY)));
    query->problem.category = name ? name : "";
    return outcome == NOT_FOUND ? DONE : outcome;
}

static void fields_show(struct lists_query *query, const struct record *r)
{
    struct arena *a = query->one;
    query->problem = (struct lists_problem){
        .id = id_shown(a, r->id),
        .seq = arena_printf(a, "%lld", (long long)record_int(r, PROBLEM_NUMBER)),
        .words = record_text(r, PROBLEM_WORDS),
        .symptom = record_text(r, PROBLEM_SYMPTOM),
        .units = shown(a, r, r->values[PROBLEM_UNITS].n ? PROBLEM_UNITS : PROBLEM_ACCOUNTABLE),
        .common = shown(a, r, PROBLEM_COMMONNESS),
        .kind = shown(a, r, PROBLEM_KIND),
        .section = record_text(r, PROBLEM_SECTION),
        .place = place_shown(a, r),
        .leaders = shown(a, r, PROBLEM_LEADERS),
        .departments = shown(a, r, PROBLEM_DEPARTMENTS),
        .persons = shown(a, r, PROBLEM_PERSONS),
        .cooperating = shown(a, r, PROBLEM_COOPERATING),
        .cause_route = shown(a, r, PROBLEM_CAUSE_ROUTE),
        .cause = record_text(r, PROBLEM_CAUSE),
        .goal = record_text(r, PROBLEM_GOAL),
        .deadline = record_text(r, PROBLEM_DEADLINE),
        .progress = shown(a, r, PROBLEM_PROGRESS),
        .state = shown(a, r, PROBLEM_STATE),
        .requested = record_text(r, PROBLEM_REQUESTED_ON),
        .closed = record_text(r, PROBLEM_CLOSED_ON),
        .evidence = "", .rules_made = "", .reviewer = "", .rechecked = "", .recheck_result = "",
    };
}

static int query_next(void *of, const struct lists_problem **ret)
{
    struct lists_query *query = of;
    struct record *record;
    *ret = NULL;
    if (query->position == query->n)
        return DONE;
    arena_reset(query->one);
    TRY(record_read(query->one, query->db, &problem_entity, query->ids[query->position++], &record));
    fields_show(query, record);
    TRY(surroundings_read(query, record));
    TRY(category_read(query, record));
    TRY(measures_read(query, record));
    TRY(life_read(query, record));
    *ret = &query->problem;
    return DONE;
}

static int query_rewind(void *of)
{
    ((struct lists_query *)of)->position = 0;
    return DONE;
}

struct lists_rows lists_query_rows(struct lists_query *query)
{
    return (struct lists_rows){query_next, query_rewind, query};
}
