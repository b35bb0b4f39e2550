/* Where a suspected problem shows: on the unit's page, on the term's, and on the problem that it became. */
#include <string.h>

#include "feature/life/suspicion/suspicion.h"

static json_t *open_json(struct arena *arena, const struct suspects *found, int64_t term)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < found->n; i++)
        if (!term || found->items[i].term == term)
            json_array_append_new(rows, json_pack("{s:s,s:s}", "facts", found->items[i].facts, "href", suspect_href(arena, &found->items[i])));
    return rows;
}

/* A decision as people read it, with the way to its problem where he may read that. */
static int decision_json(struct request *r, const struct record *d, json_t **ret)
{
    char id[ID_TEXT];
    struct record *problem;
    bool confirmed = !strcmp(record_text(d, SUSPICION_DECISION), "confirmed");
    *ret = json_pack("{s:s,s:s,s:b,s:s,s:s,s:s}", "id", id_print(d->id, id), "facts", record_text(d, SUSPICION_FACTS), "confirmed", confirmed,
                     "reason", record_text(d, SUSPICION_REASON), "on", record_text(d, SUSPICION_DECIDED_ON), "by",
                     names_title(r->arena, &person_entity, record_int(d, SUSPICION_DECIDED_BY)));
    if (!record_int(d, SUSPICION_PROBLEM))
        return DONE;
    int e = access_read(r->session->access, r->arena, r->db, &problem_entity, record_int(d, SUSPICION_PROBLEM), &problem);
    if (e != DONE)
        return e == NOT_FOUND ? DONE : e;
    json_object_set_new(*ret, "problem", json_string(id_print(problem->id, id)));
    json_object_set_new(*ret, "state", json_string(value_print(r->arena, &problem_entity.fields[PROBLEM_STATE], &problem->values[PROBLEM_STATE])));
    return DONE;
}

struct decided { struct request *r; json_t *rows; };

static int decided_take(void *context, const struct record *d)
{
    struct decided *decided = context;
    json_t *row;
    TRY(decision_json(decided->r, d, &row));
    json_array_append_new(decided->rows, row);
    return DONE;
}

static int decided_read(struct request *r, const struct list_filter *filters, int n, json_t **ret)
{
    const struct list_request list = {.entity = &suspicion_entity, .access = r->session->access, .verb = "read",
                                      .view = suspicion_entity.lists, .filters = filters, .filter_count = n};
    struct decided decided = {r, json_array()};
    *ret = decided.rows;
    return list_each(r->arena, r->db, &list, decided_take, &decided);
}

static int panel_make(struct request *r, json_t *open, json_t *hints, json_t *decided, json_t **ret)
{
    bool any = json_array_size(open) || json_array_size(hints) || json_array_size(decided);
    bool may_decide = access_may(r->session->access, &suspicion_entity, "decide");
    *ret = any ? json_pack("{s:o,s:o,s:o,s:b}", "open", open, "hints", hints, "decided", decided, "may_decide", may_decide) : NULL;
    return DONE;
}

static int is_seen(struct request *r, int64_t unit, bool *ret)
{
    return access_holds_at(r->session->access, r->db, &suspicion_entity, "read", unit, ret);
}

/* What was decided of it within a year. */
int unit_suspicion_panel(struct request *r, const struct record *unit, json_t **ret)
{
    char id[ID_TEXT];
    struct suspects found = {0};
    char year_ago[DATE_TEXT];
    const struct list_filter of[] = {{"about", "is", id_print(unit->id, id)},
                                     {"decided_on", "from", date_print(date_add_months(clock_today(), -12), year_ago)}};
    json_t *hints = json_array(), *decided;
    bool seen;
    *ret = NULL;
    TRY(is_seen(r, unit->id, &seen));
    if (!seen || *record_text(unit, UNIT_DISSOLVED))
        return DONE;
    TRY(suspects_of(r->arena, r->db, unit->id, &found));
    TRY(hints_of(r->arena, r->db, unit->id, hints));
    TRY(decided_read(r, of, ARRAY_SIZE(of), &decided));
    return panel_make(r, open_json(r->arena, &found, 0), hints, decided, ret);
}

int term_suspicion_panel(struct request *r, const struct record *term, json_t **ret)
{
    char id[ID_TEXT];
    int64_t unit = record_int(term, TERM_BODY);
    struct suspects found = {0};
    const struct list_filter of[] = {{"about", "is", id_print(unit, id)}, {"finding", "is", finding_choices[FINDING_LATE_TERM].name},
                                     {"period", "is", record_text(term, TERM_ELECTED)}};
    json_t *decided;
    bool seen;
    *ret = NULL;
    TRY(is_seen(r, unit, &seen));
    if (!seen)
        return DONE;
    TRY(late_term_of(r->arena, r->db, unit, &found));
    TRY(decided_read(r, of, ARRAY_SIZE(of), &decided));
    return panel_make(r, open_json(r->arena, &found, term->id), json_array(), decided, ret);
}

static int term_find(struct request *r, const struct record *d, json_t *panel)
{
    int64_t term;
    char id[ID_TEXT];
    struct record *record;
    if (strcmp(record_text(d, SUSPICION_FINDING), finding_choices[FINDING_LATE_TERM].name))
        return DONE;
    int e = db_get_int(r->db, &term, "SELECT id FROM term WHERE body = ?1 AND elected_on = ?2", value_int(record_int(d, SUSPICION_ABOUT)),
                       value_text(record_text(d, SUSPICION_PERIOD)));
    if (e == DONE)
        e = access_read(r->session->access, r->arena, r->db, &term_entity, term, &record);
    if (e == DONE)
        json_object_set_new(panel, "term", json_string(id_print(term, id)));
    return e == NOT_FOUND ? DONE : e;
}

/* On a problem's page: from which finding it came, and the term or the unit's year that it was found in. */
int problem_suspicion_panel(struct request *r, const struct record *problem, json_t **ret)
{
    int64_t decision;
    char id[ID_TEXT];
    struct record *d;
    *ret = NULL;
    int e = db_get_int(r->db, &decision, "SELECT id FROM suspicion WHERE problem = ?1 LIMIT 1", value_int(problem->id));
    if (e == DONE)
        e = access_read(r->session->access, r->arena, r->db, &suspicion_entity, decision, &d);
    if (e != DONE)
        return e == NOT_FOUND ? DONE : e;
    *ret = json_pack("{s:s,s:s,s:s,s:s}", "facts", record_text(d, SUSPICION_FACTS), "on", record_text(d, SUSPICION_DECIDED_ON), "by",
                     names_title(r->arena, &person_entity, record_int(d, SUSPICION_DECIDED_BY)), "unit", id_print(record_int(d, SUSPICION_ABOUT), id));
    return term_find(r, d, *ret);
}
