/* Warnings, not walls: what a reader of the lists would stop at.  Computed from what he may read, never stored; the only thing
 * kept is a number for each measure's text, so that the same words are found in an index. */
#include <string.h>

#include "feature/rectification/common/common.h"

enum { ALIKE_SHOWN = 50, ALIKE_ROWS = 200, PROBLEMS_SHOWN = 8, FILL_AT_ONCE = 2000,
       CROWD = 6, MARKS = 3 };      /* the setting is no less than CROWD - 1 */

/* Words alone: no white space, no punctuation, no difference of width or of traditional forms. */
int64_t measure_likeness(struct arena *arena, const char *text)
{
    struct buffer plain = buffer_in(arena);
    uint8_t digest[DIGEST_SIZE];
    int64_t number = 0;
    const char *at = text_fold(arena, text);
    buffer_adds(&plain, "");
    for (uint32_t c; (c = utf8_next(&at)); )
        if (utf8_is_han(c) || (c < 128 && ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))))
            buffer_addu(&plain, c);
    digest_sm3(plain.p, plain.n, digest);
    for (int i = 0; i < 7; i++)
        number = number << 8 | digest[i];
    return number ? number : 1;
}

/* What the list of warnings is found by: 1, the same words stand on many problems (a few of their measures carry the mark, so
 * that it outlives one that changes); 2, it is due after its problem.  Both are asked again when they are shown. */
#define LATE " + (CASE WHEN state <> 'done' AND EXISTS (SELECT 1 FROM problem p WHERE p.id = measure.problem" \
             " AND p.deadline < measure.deadline) THEN 2 ELSE 0 END)"

static int warned_set(struct db *db, int64_t measure, int64_t number)
{
    return db_run(db, "UPDATE measure SET warned = (CASE WHEN (SELECT count(*) FROM (SELECT DISTINCT m.problem FROM measure m"
        " WHERE m.likeness = ?1 LIMIT ?3) d) = ?3 AND (SELECT count(*) FROM (SELECT m.id FROM measure m WHERE m.warned IN (1, 3)"
        " AND m.likeness = ?1 AND m.id <> ?2 LIMIT ?4) e) < ?4 THEN 1 ELSE 0 END)" LATE " WHERE id = ?2",
        value_int(number), value_int(measure), value_int(CROWD), value_int(MARKS));
}

static int likeness_set(struct arena *arena, struct db *db, int64_t measure, const char *text)
{
    int64_t number = measure_likeness(arena, text);
    TRY(db_run(db, "UPDATE measure SET likeness = ?1 WHERE id = ?2", value_int(number), value_int(measure)));
    return warned_set(db, measure, number);
}

int measure_warned_keep(struct change *change)
{
    if (!change->after)
        return DONE;
    if (!change->before || change_touches(change, MEASURE_TEXT))
        return likeness_set(change->arena, change->db, change->after->id, record_text(change->after, MEASURE_TEXT));
    bool moved = change_touches(change, MEASURE_DEADLINE) || change_touches(change, MEASURE_STATE);
    return moved ? warned_set(change->db, change->after->id, record_int(change->before, MEASURE_LIKENESS)) : DONE;
}

int measures_follow_deadline(struct change *change)
{
    if (!change->after || !change->before || !change_touches(change, PROBLEM_DEADLINE))
        return DONE;
    return db_run(change->db, "UPDATE measure SET warned = COALESCE(warned, 0) - COALESCE(warned, 0) / 2 * 2" LATE
                              " WHERE problem = ?1", value_int(change->after->id));
}

/* Job: measures from before the number was kept. */
int measure_likeness_fill(struct change *change)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct waiting { int64_t id; const char *text; } *all = NULL;
    size_t n = 0, cap = 0;
    int step;
    TRY(db_query(change->db, &s, "SELECT id, text FROM measure WHERE likeness IS NULL LIMIT ?1", value_int(FILL_AT_ONCE)));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(change->arena, &all, &n, &cap) = (struct waiting){statement_int(s, 0), arena_strdup(change->arena, statement_text(s, 1))};
    TRY(step);
    for (size_t i = 0; i < n; i++)
        TRY(likeness_set(change->arena, change->db, all[i].id, all[i].text));
    return DONE;
}

/* --- the same words on many problems --- */

/* Problems, of those he may read, that have a measure of this number: the first few, in an index's order. */
struct alike {
    const char *text;
    int64_t problems[ALIKE_ROWS];
    size_t n;
    bool more;                   /* than were looked at */
};

static const char *const alike_columns[] = {"text", NULL};
static const struct list_view alike_view = {"alike", "措施雷同", alike_columns, "problem,id", NULL, NULL};

static int alike_take(struct request *r, int64_t measure, struct alike *ret)
{
    struct record *record;
    TRY(record_read(r->arena, r->db, &measure_entity, measure, &record));
    int64_t problem = record_int(record, MEASURE_PROBLEM);
    ret->text = ret->text ? ret->text : record_text(record, MEASURE_TEXT);
    if (!ret->n || ret->problems[ret->n - 1] != problem)
        ret->problems[ret->n++] = problem;
    return DONE;
}

/* However many there are, no more are looked at than tell whether they are too many. */
static int alike_find(struct request *r, int64_t number, int64_t most, struct alike *ret)
{
    const struct list_filter filter = {"likeness", "is", arena_printf(r->arena, "%lld", (long long)number)};
    const struct list_request list = {.entity = &measure_entity, .access = r->session->access, .verb = "read", .view = &alike_view,
                                      .filters = &filter, .filter_count = 1,
                                      .limit = (int)(most * 2 + PROBLEMS_SHOWN < ALIKE_ROWS ? most * 2 + PROBLEMS_SHOWN : ALIKE_ROWS)};
    json_t *page, *row;
    size_t i;
    *ret = (struct alike){0};
    TRY(list_page(r->arena, r->db, &list, &page));
    json_array_foreach(json_object_get(page, "rows"), i, row)
        TRY(alike_take(r, id_parse(json_string_value(json_object_get(row, "id"))), ret));
    ret->more = !json_is_null(json_object_get(page, "next"));
    return DONE;
}

static int problem_json(struct request *r, int64_t id, json_t **ret)
{
    char text[ID_TEXT];
    struct record *problem;
    TRY(record_read(r->arena, r->db, &problem_entity, id, &problem));
    *ret = json_pack("{s:s, s:s, s:s}", "id", id_print(id, text), "symptom", record_text(problem, PROBLEM_SYMPTOM), "unit",
                     names_title(r->arena, &unit_entity, record_int(problem, PROBLEM_ACCOUNTABLE)));
    return DONE;
}

static int alike_json(struct request *r, const struct alike *a, json_t **ret)
{
    json_t *problems = json_array(), *one;
    for (size_t i = 0; i < a->n && i < PROBLEMS_SHOWN; i++) {
        TRY(problem_json(r, a->problems[i], &one));
        json_array_append_new(problems, one);
    }
    *ret = json_pack("{s:s, s:o, s:b}", "text", a->text, "problems", problems, "more", a->more || a->n > PROBLEMS_SHOWN);
    return DONE;
}

/* Numbers that stand on many problems anywhere; what he sees of them is asked of his rights, one by one. */
static int all_alike(struct request *r, int64_t most, json_t **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int step;
    *ret = json_array();
    TRY(db_query(r->db, &s, "SELECT DISTINCT likeness FROM measure WHERE warned IN (1, 3) ORDER BY likeness"));
    while ((step = statement_step(s)) == STATEMENT_ROW && json_array_size(*ret) < ALIKE_SHOWN) {
        struct alike a;
        json_t *one;
        TRY(alike_find(r, statement_int(s, 0), most, &a));
        if ((int64_t)a.n <= most)
            continue;
        TRY(alike_json(r, &a, &one));
        json_array_append_new(*ret, one);
    }
    return step == STATEMENT_ROW ? DONE : step;
}

/* --- the page --- */

static const char *const late_columns[] = {"text", "problem", "deadline", "person", NULL};
static const struct list_view late_view = {
    "late", "措施期限晚于问题期限", late_columns, "problem,position,id",
    "t.warned IN (2, 3) AND t.state <> 'done' AND EXISTS (SELECT 1 FROM problem p WHERE p.id = t.problem AND p.deadline < t.deadline"
    " AND p.state IN ('unclaimed', 'planning', 'rectifying'))", NULL,
};

static int listed(struct request *r, struct list_request list, json_t **ret)
{
    list.access = r->session->access;
    list.verb = "read";
    list.limit = ALIKE_SHOWN;
    TRY(list_page(r->arena, r->db, &list, ret));
    json_object_set_new(*ret, "entity", json_string(list.entity->name));
    json_object_set_new(*ret, "linked", json_true());
    return DONE;
}

int warnings_model(struct request *r)
{
    static const struct list_filter lasting[] = {{"kind", "is", "lasting"}, {"stage_goal", "empty", "1"}, {"open", "is", "1"}};
    json_t *alike, *goals, *late;
    int64_t most = setting_int(r->system, "similar_measures");
    TRY(all_alike(r, most, &alike));
    TRY(listed(r, (struct list_request){.entity = &problem_entity, .filters = lasting, .filter_count = ARRAY_SIZE(lasting)}, &goals));
    TRY(listed(r, (struct list_request){.entity = &measure_entity, .view = &late_view}, &late));
    request_set(r, "most", json_integer(most));
    request_set(r, "alike", alike);
    request_set(r, "goals", goals);
    request_set(r, "late", late);
    return DONE;
}

/* --- on a problem's page --- */

static int problem_alike(struct request *r, const struct record *problem, json_t *words)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t most = setting_int(r->system, "similar_measures");
    int step;
    TRY(db_query(r->db, &s, "SELECT likeness FROM measure WHERE problem = ?1 AND likeness IS NOT NULL ORDER BY position",
                 value_int(problem->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        struct alike a;
        TRY(alike_find(r, statement_int(s, 0), most, &a));
        if ((int64_t)a.n > most)
            json_array_append_new(words, json_string(arena_printf(r->arena, "措施“%s”用在了%lld个以上的问题上，请写出针对这个问题的措施",
                                                                  a.text, (long long)most)));
    }
    return step;
}

static int problem_late(struct request *r, const struct record *problem, json_t *words)
{
    int64_t late;
    const char *deadline = record_text(problem, PROBLEM_DEADLINE);
    TRY(db_get_int(r->db, &late, "SELECT count(*) FROM measure WHERE problem = ?1 AND deadline > ?2 AND state <> 'done'",
                   value_int(problem->id), value_text(deadline)));
    if (*deadline && late)
        json_array_append_new(words, json_string(arena_printf(r->arena, "有%lld条措施的完成时限晚于问题的整改期限 %s", (long long)late,
                                                              deadline)));
    return DONE;
}

int problem_warning_panel(struct request *r, const struct record *problem, json_t **ret)
{
    json_t *words = json_array();
    *ret = NULL;
    if (problem_ended(problem) || access_record(r->session->access, r->db, &problem_entity, "export", problem->id) != DONE)
        return DONE;
    if (!strcmp(record_text(problem, PROBLEM_KIND), "lasting") && !*record_text(problem, PROBLEM_STAGE_GOAL))
        json_array_append_new(words, json_string("长期坚持的问题还没有阶段目标，请写明每个阶段做到什么程度"));
    TRY(problem_late(r, problem, words));
    TRY(problem_alike(r, problem, words));
    if (json_array_size(words))
        *ret = json_pack("{s:o}", "words", words);
    return DONE;
}
