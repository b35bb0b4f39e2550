/* What the records say, as papers need it. */
#include <string.h>

#include "feature/rectification/papers/papers.h"

static const char *shown(struct arena *arena, const struct record *record, int field)
{
    return value_print(arena, &record->entity->fields[field], &record->values[field]);
}

static int measures_read(struct paper_facts *facts, struct paper_problem *p)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct arena *a = facts->arena;
    struct paper_measure *measures = NULL;
    size_t cap = 0;
    int step;
    TRY(db_query(facts->db, &s, "SELECT text, person, deadline, state, result FROM measure WHERE problem = ?1 ORDER BY position, id",
                 value_int(p->record->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(a, &measures, &p->measure_count, &cap) = (struct paper_measure){
            .text = arena_strdup(a, statement_text(s, 0)),
            .person = statement_is_null(s, 1) ? "" : names_title(a, &person_entity, statement_int(s, 1)),
            .deadline = statement_is_null(s, 2) ? "" : arena_strdup(a, statement_text(s, 2)),
            .state = arena_strdup(a, statement_text(s, 3)),
            .result = statement_is_null(s, 4) ? "" : arena_strdup(a, statement_text(s, 4)),
        };
    p->measures = measures;
    return step;
}

static int category_read(struct paper_facts *facts, struct paper_problem *p)
{
    char *name = NULL;
    p->category = "";
    int outcome = db_get_text(facts->db, facts->arena, &name, "SELECT name FROM category WHERE id = ?1",
                              value_int(record_int(p->record, PROBLEM_CATEGORY)));
    if (name)
        p->category = name;
    return outcome == NOT_FOUND ? DONE : outcome;
}

static int problem_add(struct paper_facts *facts, int64_t id)
{
    struct record *r;
    struct arena *a = facts->arena;
    char today[DATE_TEXT];
    TRY(record_read(a, facts->db, &problem_entity, id, &r));
    const char *state = record_text(r, PROBLEM_STATE), *deadline = record_text(r, PROBLEM_DEADLINE);
    struct paper_problem *p = arena_push(a, &facts->problems, &facts->problem_count, &facts->problem_cap);
    bool in_hand = !strcmp(state, "unclaimed") || !strcmp(state, "planning") || !strcmp(state, "rectifying");
    *p = (struct paper_problem){
        .record = r,
        .number = shown(a, r, PROBLEM_NUMBER),
        .symptom = record_text(r, PROBLEM_SYMPTOM),
        .unit = names_title(a, &unit_entity, record_int(r, PROBLEM_ACCOUNTABLE)),
        .kind = shown(a, r, PROBLEM_KIND),
        .leaders = shown(a, r, PROBLEM_LEADERS),
        .departments = shown(a, r, PROBLEM_DEPARTMENTS),
        .persons = shown(a, r, PROBLEM_PERSONS),
        .deadline = deadline,
        .state = shown(a, r, PROBLEM_STATE),
        .effect = record_text(r, PROBLEM_EFFECT),
        .closed = !strcmp(state, "closed") || !strcmp(state, "consolidated"),
        .open = in_hand || !strcmp(state, "closing_requested") || !strcmp(state, "endorsed"),
        .overdue = in_hand && *deadline && strcmp(deadline, date_print(clock_today(), today)) < 0,
    };
    TRY(category_read(facts, p));
    return measures_read(facts, p);
}

/* Who has the next step of the open ones: the unit, or who reviews. */
static void open_split(struct paper_facts *facts)
{
    const struct figure_lines *states = &facts->figures.axes[AXIS_STATE];
    for (size_t i = 0; i < states->n; i++)
        if (!strcmp(states->items[i].name, "closing_requested") || !strcmp(states->items[i].name, "endorsed"))
            facts->reviewing += states->items[i].counts[FIGURE_ALL];
    facts->rectifying = facts->figures.counts[FIGURE_OPEN] - facts->reviewing;
}

static int facts_start(struct arena *arena, struct db *db, const struct list_request *request, struct paper_facts *ret)
{
    int64_t *ids;
    size_t n;
    char today[DATE_TEXT];
    *ret = (struct paper_facts){.arena = arena, .db = db, .title = "", .kind = "", .unit = "", .issuer = "", .number = "",
                                .feedback_on = "", .due = "", .reviewer = "", .first_responsible = "", .sender = ""};
    ret->today = date_words(arena, date_print(clock_today(), today));
    TRY(figures_read(arena, db, &(struct figures_request){.access = request->access, .verb = request->verb, .filters = request->filters,
                                                          .filter_count = request->filter_count}, &ret->figures));
    open_split(ret);
    TRY(list_ids(arena, db, request, &ids, &n));
    for (size_t i = 0; i < n; i++)
        TRY(problem_add(ret, ids[i]));
    return DONE;
}

int paper_facts_of_list(struct arena *arena, struct db *db, const struct list_request *request, struct paper_facts *ret)
{
    return facts_start(arena, db, request, ret);
}

static int responsible_read(struct paper_facts *facts, int64_t unit)
{
    char today[DATE_TEXT];
    int outcome = db_get_int(facts->db, &facts->first_responsible_id,
        "SELECT h.person FROM post o JOIN tenure h ON h.post = o.id WHERE o.post_unit = ?1 AND o.is_leading = 1"
        " AND h.from_date <= ?2 AND (h.until_date IS NULL OR h.until_date > ?2) ORDER BY h.from_date DESC LIMIT 1",
        value_int(unit), value_text(date_print(clock_today(), today)));
    if (outcome == DONE)
        facts->first_responsible = names_title(facts->arena, &person_entity, facts->first_responsible_id);
    return outcome == NOT_FOUND ? DONE : outcome;
}

int paper_facts_of_source(struct arena *arena, struct db *db, const struct access *access, int64_t id, struct paper_facts *ret)
{
    struct record *source;
    char text[ID_TEXT];
    const struct list_filter filter = {"source", "is", id_print(id, text)};
    struct list_request request = {.entity = &problem_entity, .access = access, .verb = "export", .filters = &filter,
                                   .filter_count = 1, .order = "source,number,id"};
    TRY(record_read(arena, db, &source_entity, id, &source));
    TRY(facts_start(arena, db, &request, ret));
    ret->source = source;
    ret->title = record_text(source, SOURCE_TITLE);
    ret->kind = shown(arena, source, SOURCE_KIND);
    ret->unit = names_title(arena, &unit_entity, record_int(source, SOURCE_ACCOUNTABLE));
    ret->issuer = record_text(source, SOURCE_ISSUER);
    ret->number = record_text(source, SOURCE_NUMBER);
    ret->feedback_on = record_text(source, SOURCE_DATE);
    ret->due = record_text(source, SOURCE_DUE);
    ret->reviewer = record_int(source, SOURCE_REVIEWER) ? names_title(arena, &unit_entity, record_int(source, SOURCE_REVIEWER)) : "";
    return responsible_read(ret, record_int(source, SOURCE_ACCOUNTABLE));
}
