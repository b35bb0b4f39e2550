/* On a problem's page: its whole life on one line, from the feedback's sentence to what is due next.  Steps say who did what and
 * why; evidence stands where it was handed in, with the day of its fact; a refused extension is no step and stands beside them. */
#include <stdlib.h>
#include <string.h>

#include "feature/rectification/figures/life_panel.h"
#include "feature/rectification/private.h"

enum { STEPS_FROM = 1 << 20 };

struct event_line { int64_t at; int order; json_t *json; };
struct life {
    struct request *request;
    const struct record *problem;
    struct event_line *items;
    size_t n, cap;
};

/* Who made the record, as the journal says. */
static const char *maker(struct life *l, int64_t record)
{
    char *name = NULL;
    int outcome = db_get_text(l->request->db, l->request->arena, &name,
                              "SELECT name FROM journal WHERE record = ?1 ORDER BY seq LIMIT 1", value_int(record));
    return outcome == DONE ? name : "";
}

/* Behind all that has happened. */
static const int64_t ahead = INT64_MAX;

static void line_add(struct life *l, int64_t at, const char *kind, const char *title, const char *who, const char *words,
                     const char *paper)
{
    char day[DATE_TEXT];
    json_t *json = json_pack("{s:s,s:s,s:s,s:s?,s:s?,s:s?}", "kind", kind, "day", at == ahead ? "" : date_print(moment_date(at), day), "title", title,
                             "who", who && *who ? who : NULL, "words", words && *words ? words : NULL, "paper",
                             paper && *paper ? paper : NULL);
    *arena_push(l->request->arena, &l->items, &l->n, &l->cap) = (struct event_line){at, (int)l->n, json};
}

static int64_t day_ms(struct arena *arena, const char *text)
{
    struct date day;
    return date_parse(text, &day) == DONE ? past_of(arena, date_add_days(day, -1)).at_ms + 1 : 0;
}

/* "文号（日期）" */
static const char *paper_text(struct arena *arena, const char *number, const char *dated)
{
    return !*number ? dated : *dated ? arena_printf(arena, "%s（%s）", number, dated) : number;
}

static int step_take(void *context, const struct record *step)
{
    struct life *l = context;
    struct arena *arena = l->request->arena;
    const struct entity *e = step->entity;
    const char *to = value_print(arena, &e->fields[STEP_TO], &step->values[STEP_TO]);
    const char *verb = value_print(arena, &e->fields[STEP_VERB], &step->values[STEP_VERB]);
    bool moved = strcmp(record_text(step, STEP_FROM), record_text(step, STEP_TO)) != 0;
    const char *who = names_title(arena, &person_entity, record_int(step, STEP_PERSON));
    const char *reason = record_text(step, STEP_REASON), *note = record_text(step, STEP_NOTE);
    const char *words = *reason && *note && strcmp(reason, note) ? arena_printf(arena, "%s\n%s", reason, note) : *reason ? reason : note;
    line_add(l, step->created_at, record_text(step, STEP_VERB), moved ? arena_printf(arena, "%s → %s", verb, to) : verb,
             *who ? who : maker(l, step->id), arena_strdup(arena, words),
             paper_text(arena, arena_strdup(arena, record_text(step, STEP_NUMBER)), record_text(step, STEP_DATED)));
    /* Two acts of one moment stand as they were done, behind what else that moment holds. */
    l->items[l->n - 1].order = STEPS_FROM + (int)record_int(step, STEP_POSITION);
    return DONE;
}

static int evidence_take(void *context, const struct record *evidence)
{
    struct life *l = context;
    struct arena *arena = l->request->arena;
    line_add(l, evidence->created_at, "evidence", "提交佐证", maker(l, evidence->id),
             arena_printf(arena, "%s，事实发生在 %s", record_text(evidence, EVIDENCE_TITLE), record_text(evidence, EVIDENCE_FACT_ON)),
             arena_strdup(arena, record_text(evidence, EVIDENCE_NUMBER)));
    return DONE;
}

static int extension_take(void *context, const struct record *extension)
{
    struct life *l = context;
    if (strcmp(record_text(extension, EXTENSION_STATE), "refused"))
        return DONE;
    const char *who = names_title(l->request->arena, &person_entity, record_int(extension, EXTENSION_DECIDED_BY));
    line_add(l, extension->changed_at, "refused", "延期未批准", who,
             arena_strdup(l->request->arena, record_text(extension, EXTENSION_OPINION)), NULL);
    return DONE;
}

/* The problem's records of an entity that he may read. */
static int each_of(struct life *l, const struct entity *entity, int (*take)(void *, const struct record *))
{
    char id[ID_TEXT];
    struct list_filter filter = {"problem", "is", id_print(l->problem->id, id)};
    struct list_request list = {.entity = entity, .access = l->request->session->access, .verb = "read", .filters = &filter,
                                .filter_count = 1};
    return access_may(list.access, entity, "read") ? list_each(l->request->arena, l->request->db, &list, take, l) : DONE;
}

static int beginning_add(struct life *l)
{
    struct record *source;
    struct request *r = l->request;
    const char *words = record_text(l->problem, PROBLEM_WORDS);
    int outcome = access_read(r->session->access, r->arena, r->db, &source_entity, record_int(l->problem, PROBLEM_SOURCE), &source);
    if (outcome == DONE)
        line_add(l, day_ms(r->arena, record_text(source, SOURCE_DATE)), "feedback", "反馈", record_text(source, SOURCE_ISSUER),
                 *words ? words : record_text(l->problem, PROBLEM_SYMPTOM), record_text(source, SOURCE_NUMBER));
    else if (outcome != NOT_FOUND)
        return outcome;
    line_add(l, l->problem->created_at, "created", "列入问题清单", maker(l, l->problem->id), NULL, NULL);
    return DONE;
}

/* What is still ahead: the day by which it is to be done. */
static void end_add(struct life *l)
{
    struct arena *arena = l->request->arena;
    const char *deadline = record_text(l->problem, PROBLEM_DEADLINE), *state = record_text(l->problem, PROBLEM_STATE);
    if (!*deadline || (strcmp(state, "unclaimed") && strcmp(state, "planning") && strcmp(state, "rectifying")))
        return;
    json_t *left = due_json(arena, deadline);
    line_add(l, ahead, "ahead", "整改期限", NULL, json_string_value(json_object_get(left, "left")), NULL);
    json_object_set_new(l->items[l->n - 1].json, "day", json_string(deadline));
    json_object_set(l->items[l->n - 1].json, "late", json_object_get(left, "late"));
}

static int time_order(const void *a, const void *b)
{
    const struct event_line *x = a, *y = b;
    return x->at != y->at ? (x->at < y->at ? -1 : 1) : x->order - y->order;
}

int life_panel(struct request *r, const struct record *problem, json_t **ret)
{
    struct life l = {.request = r, .problem = problem};
    json_t *lines = json_array();
    TRY(beginning_add(&l));
    TRY(each_of(&l, &step_entity, step_take));
    TRY(each_of(&l, &evidence_entity, evidence_take));
    TRY(each_of(&l, &extension_entity, extension_take));
    end_add(&l);
    qsort(l.items, l.n, sizeof *l.items, time_order);
    for (size_t i = 0; i < l.n; i++)
        json_array_append_new(lines, l.items[i].json);
    *ret = json_pack("{s:o}", "lines", lines);
    return DONE;
}
