/* Suspected problems as a page: what is found today, one by one to confirm or to dismiss; and the line of the workbench. */
#include <string.h>

#include "feature/life/suspicion/suspicion.h"

enum { SHOWN = 50 };

/* Which of them: about, finding, rule, period. */
const char *const suspects_parameters[] = {
    "about", "finding", "rule", "period", "act", "reason", "symptom", "category", "kind", "cause_route", "deadline", NULL,
};
static const char *const offered[] = {"symptom", "category", "kind", "cause_route", "deadline", NULL};

static const char *citation_of(struct arena *arena, const struct suspect *s)
{
    const char *rule = s->finding == FINDING_LATE_TERM ? "E-01" : s->rule;
    const struct rule *r = rulebook_any(rulebook(), rule, clock_today());
    const char *cited = rule_citation(arena, rulebook(), r);
    return *cited ? cited : rule_strength_ids[r->strength];
}

static json_t *suspect_json(struct arena *arena, const struct suspect *s)
{
    char id[ID_TEXT], term[ID_TEXT];
    json_t *one = json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "facts", s->facts, "about", id_print(s->unit, id), "finding",
                            finding_choices[s->finding].name, "label", finding_choices[s->finding].label, "rule", s->rule, "period",
                            s->period, "since", s->since, "href", suspect_href(arena, s), "citation", citation_of(arena, s));
    if (s->term)
        json_object_set_new(one, "term", json_string(id_print(s->term, term)));
    return one;
}

/* The one that the parameters name, of a unit of which he may see it; NOT_FOUND. */
static int named(struct request *r, struct db *db, const char *verb, struct suspect *ret)
{
    const struct choice *finding = choice_find(finding_choices, request_text(r, "finding"));
    int64_t about = request_id(r, "about");
    bool may = false;
    if (finding && about)
        TRY(access_holds_at(r->session->access, db, &suspicion_entity, verb, about, &may));
    if (!may)
        return NOT_FOUND;
    return suspect_find(r->arena, db, about, (enum finding)(finding - finding_choices), request_text(r, "rule"), request_text(r, "period"), ret);
}

/* The fields that may be mended before it becomes a problem; so few need no headings. */
static json_t *form_json(struct request *r, const struct record *problem)
{
    json_t *form = face_form_of(r->arena, r->db, problem, offered, r->inputs, r->input_count, r->problems, (int)r->problem_count,
                                r->session->access), *field;
    size_t i;
    json_array_foreach(form, i, field)
        json_object_del(field, "group");
    return form;
}

static int one_show(struct request *r, const struct suspect *s)
{
    struct record *problem;
    bool may_decide, may_dismiss = false;
    TRY(access_holds_at(r->session->access, r->db, &suspicion_entity, "decide", s->unit, &may_decide));
    if (may_decide)
        TRY(suspect_may_dismiss(r->session->access, r->db, s->unit, &may_dismiss));
    TRY(suspect_problem(r->arena, r->db, s, setting_int(r->system, "similar_units"), &problem));
    request_set(r, "one", suspect_json(r->arena, s));
    request_page(r, "may_decide", json_boolean(may_decide));
    request_page(r, "may_dismiss", json_boolean(may_dismiss));
    request_page(r, "reason", json_string(request_text(r, "reason")));
    if (may_decide)
        request_page(r, "form", form_json(r, problem));
    return DONE;
}

static int all_show(struct request *r)
{
    struct suspects found = {0};
    json_t *rows = json_array();
    struct suspect_search search = {.access = r->session->access, .verb = "read", .unit = *request_text(r, "finding") ? 0 : request_id(r, "about"), .limit = SHOWN + 1};
    TRY(suspects_search(r->arena, r->db, &search, &found));
    for (size_t i = 0; i < found.n && i < SHOWN; i++)
        json_array_append_new(rows, suspect_json(r->arena, &found.items[i]));
    request_set(r, "rows", rows);
    request_page(r, "more", json_boolean(found.n > SHOWN));
    if (search.unit)
        request_page(r, "below", json_string(request_text(r, "about")));
    request_page(r, "may_decide", json_boolean(access_may(r->session->access, &suspicion_entity, "decide")));
    return DONE;
}

int suspects_page(struct request *r)
{
    struct suspect one;
    bool asked = *request_text(r, "finding") != 0;
    int e = asked ? named(r, r->db, "read", &one) : NOT_FOUND;
    if (e == DONE)
        return one_show(r, &one);
    if (e != NOT_FOUND)
        return e;
    request_page(r, "gone", json_boolean(asked));
    return all_show(r);
}

/* --- decided --- */

static int confirm(struct request *r, struct db *db, const struct suspect *s)
{
    struct change *change = request_change(r, db, &problem_entity, "create");
    struct input *inputs = arena_array(r->arena, struct input, (size_t)r->input_count + 1);
    struct record *problem;
    char id[ID_TEXT];
    int n = 0;
    for (int i = 0; i < r->input_count; i++)
        for (int k = 0; offered[k]; k++)
            if (!strcmp(r->inputs[i].name, offered[k]))
                inputs[n++] = r->inputs[i];
    TRY(access_create_at(r->session->access, db, &problem_entity, s->unit, NULL));
    TRY(suspect_problem(r->arena, db, s, setting_int(r->system, "similar_units"), &problem));
    TRY(record_fill(change, problem, inputs, n));
    TRY(suspect_confirm(change, s, problem));
    request_set(r, "problem", json_string(id_print(problem->id, id)));
    return request_redirect(r, "/problem/%s", id);
}

int suspects_apply(struct request *r, struct db *db)
{
    struct suspect s;
    const char *act = request_text(r, "act");
    struct change *change = request_change(r, db, &suspicion_entity, "decide");
    int e = named(r, db, "decide", &s);
    if (e == NOT_FOUND)
        return fail(CONFLICT, "这条疑似问题已经处理，或者已经消除，请看现在的");
    TRY(e);
    if (!strcmp(act, "confirm"))
        return confirm(r, db, &s);
    if (strcmp(act, "dismiss"))
        return change_problem(change, "act", "请选“确认为问题”或者“排除”");
    TRY(suspect_dismiss(change, &s, text_trim(r->arena, request_text(r, "reason"))));
    return request_redirect(r, "/suspicion/open");
}

/* --- the workbench --- */

int suspects_waiting(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    struct suspects found = {0};
    struct suspect_search search = {.access = r->session->access, .verb = "decide", .near = true, .limit = INBOX_COUNT_MAX};
    *ret_rows = json_array();
    *ret_count = 0;
    if (!access_may(r->session->access, &suspicion_entity, "decide"))
        return DONE;
    TRY(suspects_search(r->arena, r->db, &search, &found));
    for (size_t i = 0; i < found.n && i < (size_t)limit; i++) {
        const char *href = suspect_href(r->arena, &found.items[i]);
        json_array_append_new(*ret_rows, json_pack("{s:s,s:s,s:s,s:s}", "title", found.items[i].facts, "href", href, "act", "去处理",
                                                   "act_href", href));
    }
    *ret_count = found.n < INBOX_COUNT_MAX ? (int)found.n : INBOX_COUNT_MAX;
    return DONE;
}
