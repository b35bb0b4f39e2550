/* What waits for whom: the lines of the workbench.  Each asks by the right to the act, and leaves out what its gate would refuse
 * him because he is the doer or the one who asked.  Each is one walk along an index: a state, by deadline. */
#include <string.h>

#include "feature/rectification/inbox.h"
#include "feature/rectification/review.h"

/* What to do with a row, and the part of its address that leads there. */
struct inbox_act {
    const char *label, *part;
};

static int rows_of(struct request *r, struct list_request *list, const char *due, struct inbox_act act, json_t **ret_rows,
                   int *ret_count)
{
    list->access = r->session->access;
    return inbox_acts_from_list(r, list, due, act.label, act.part, ret_rows, ret_count);
}

static const char *const problem_columns[] = {"deadline", NULL};

/* Problems of one state that wait for who has the right; `where` is SQL over t. */
static int state_rows(struct request *r, const char *verb, const char *state, const char *where, struct inbox_act act, int limit,
                      json_t **ret_rows, int *ret_count)
{
    const struct list_filter filter = {"state", "is", state};
    const struct list_view view = {.name = "inbox", .columns = problem_columns, .order = "deadline,id", .filter = where};
    struct list_request list = {.entity = &problem_entity, .verb = verb, .view = &view, .filters = &filter, .filter_count = 1,
                                .limit = limit};
    return rows_of(r, &list, "deadline", act, ret_rows, ret_count);
}

/* The same, due within some days and not late. */
static int soon_rows(struct request *r, const char *verb, const char *state, struct inbox_act act, int limit, json_t **ret_rows,
                     int *ret_count)
{
    enum { SOON_DAYS = 20 };
    char from[DATE_TEXT], until[DATE_TEXT];
    const struct list_filter filters[] = {{"state", "is", state}, {"deadline", "from", date_print(clock_today(), from)},
                                          {"deadline", "to", date_print(date_add_days(clock_today(), SOON_DAYS), until)}};
    const struct list_view view = {.name = "inbox", .columns = problem_columns, .order = "deadline,id"};
    struct list_request list = {.entity = &problem_entity, .verb = verb, .view = &view, .filters = filters,
                                .filter_count = ARRAY_SIZE(filters), .limit = limit};
    return rows_of(r, &list, "deadline", act, ret_rows, ret_count);
}

/* --- problems whose next step is the unit's own --- */

static const struct own_state { const char *state, *verb; struct inbox_act act; } own_states[] = {
    {"unclaimed", "claim", {"认领", "/claim"}},
    {"planning", "plan", {"报审方案", "/plan"}},
    {"rectifying", "request_closing", {"办理", ""}},
};

/* Of who does the work; else of who leads it and sees that it is done. */
static const char *own_verb(const struct request *r)
{
    return access_may(r->session->access, &problem_entity, "request_closing") ? "request_closing" : "claim";
}

static int row_order(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

/* Adds the rows of one to the other, both by day, and keeps the first `limit`. */
static json_t *merged(json_t *a, json_t *b, int limit)
{
    json_t *all = json_array();
    size_t i = 0, k = 0;
    while ((int)json_array_size(all) < limit && (i < json_array_size(a) || k < json_array_size(b))) {
        json_t *x = json_array_get(a, i), *y = json_array_get(b, k);
        const char *one = json_string_value(json_object_get(x, "due")), *other = json_string_value(json_object_get(y, "due"));
        bool first = x && (!y || row_order(one, other) <= 0);
        json_array_append(all, first ? x : y);
        *(first ? &i : &k) += 1;
    }
    return all;
}

/* With `where` NULL: what is due soon. */
static int own_rows(struct request *r, const char *where, int limit, json_t **ret_rows, int *ret_count)
{
    *ret_rows = json_array();
    *ret_count = 0;
    for (size_t i = 0; i < ARRAY_SIZE(own_states); i++) {
        const struct own_state *own = &own_states[i];
        bool may = access_may(r->session->access, &problem_entity, own->verb);
        struct inbox_act act = may ? own->act : (struct inbox_act){"查看", ""};
        json_t *rows;
        int count;
        TRY(where ? state_rows(r, own_verb(r), own->state, where, act, limit, &rows, &count)
                  : soon_rows(r, own_verb(r), own->state, act, limit, &rows, &count));
        *ret_rows = merged(*ret_rows, rows, limit);
        *ret_count += count;
    }
    if (*ret_count > INBOX_COUNT_MAX)
        *ret_count = INBOX_COUNT_MAX;
    return DONE;
}

int problems_overdue(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    return own_rows(r, "t.deadline < ?today", limit, ret_rows, ret_count);
}

int problems_due_soon(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    return own_rows(r, NULL, limit, ret_rows, ret_count);
}

/* Why it came back, beside each. */
static int say_why(struct request *r, json_t *rows)
{
    json_t *row;
    size_t i;
    json_array_foreach(rows, i, row) {
        const char *href = json_string_value(json_object_get(row, "href"));
        char *reason = NULL;
        int e = db_get_text(r->db, r->arena, &reason, "SELECT reason FROM step WHERE problem = ?1 AND verb = 'return'"
                                                      " ORDER BY position DESC LIMIT 1", value_int(id_parse(strrchr(href, '/') + 1)));
        if (e == DONE)
            json_object_set_new(row, "note", json_string(arena_printf(r->arena, "退回理由：%s", reason)));
        else if (e != NOT_FOUND)
            return e;
    }
    return DONE;
}

int problems_returned(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    *ret_rows = json_array();
    *ret_count = 0;
    if (!access_may(r->session->access, &problem_entity, "request_closing"))
        return DONE;
    TRY(own_rows(r, "(SELECT s.verb FROM step s WHERE s.problem = t.id ORDER BY s.position DESC LIMIT 1) = 'return'", limit,
                 ret_rows, ret_count));
    return say_why(r, *ret_rows);
}

int problems_to_claim(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    return state_rows(r, "claim", "unclaimed", NULL, (struct inbox_act){"认领", "/claim"}, limit, ret_rows, ret_count);
}

int plans_to_submit(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    return state_rows(r, "plan", "planning", "t.planned_on IS NULL", (struct inbox_act){"报审方案", "/plan"}, limit, ret_rows, ret_count);
}

int closings_to_request(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    return state_rows(r, "request_closing", "rectifying", "t.measure_count > 0 AND t.measures_done = t.measure_count",
                      (struct inbox_act){"申请销号", "/request_closing"}, limit, ret_rows, ret_count);
}

/* --- to review: never by the doer, nor by the one who asked (problem_gates.c says the same) --- */

#define NOT_DOER "NOT EXISTS (SELECT 1 FROM problem_persons d WHERE d.owner = t.id AND d.target = ?person)" \
    " AND NOT EXISTS (SELECT 1 FROM measure m WHERE m.problem = t.id AND m.person = ?person)"
/* The last step of these verbs was not his. */
#define NOT_HIS(verbs) "NOT EXISTS (SELECT 1 FROM step s WHERE s.problem = t.id AND s.person = ?person AND s.verb IN (" verbs ")" \
    " AND s.position = (SELECT max(z.position) FROM step z WHERE z.problem = t.id AND z.verb IN (" verbs ")))"
#define ASKING "'request_closing', 'declare_unfounded', 'transfer'"
/* He stands for the unit that reviews, or above it; where it is not in the system, whoever may accept. */
#define REVIEWS "EXISTS (SELECT 1 FROM source o WHERE o.id = t.source AND (o.reviewer IS NULL OR EXISTS (SELECT 1 FROM account a" \
    " JOIN role_grant g ON g.holder = a.id AND g.starts <= ?today AND (g.ends IS NULL OR g.ends >= ?today)" \
    " WHERE a.person = ?person AND (g.within IS NULL OR EXISTS (SELECT 1 FROM unit_closure c WHERE c.ancestor = g.within" \
    " AND c.unit = o.reviewer)))))"

int plans_to_approve(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    return state_rows(r, "start", "planning", "t.planned_on IS NOT NULL AND " NOT_HIS("'plan'"),
                      (struct inbox_act){"批准方案", "/start"}, limit, ret_rows, ret_count);
}

int closings_to_endorse(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    return state_rows(r, "endorse", "closing_requested", NOT_DOER " AND " NOT_HIS(ASKING), (struct inbox_act){"审核", "/endorse"},
                      limit, ret_rows, ret_count);
}

int closings_to_accept(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    return state_rows(r, "accept", "endorsed", NOT_DOER " AND " NOT_HIS(ASKING) " AND " NOT_HIS("'endorse'") " AND " REVIEWS,
                      (struct inbox_act){"复核", "/accept"}, limit, ret_rows, ret_count);
}

int extensions_to_approve(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const char *const columns[] = {"until_deadline", NULL};
    static const struct list_view view = {.name = "inbox", .columns = columns, .order = "id",
                                          .filter = "t.asked_by IS NULL OR t.asked_by <> ?person"};
    static const struct list_filter filter = {"state", "is", "requested"};
    struct list_request list = {.entity = &extension_entity, .verb = "approve", .view = &view, .filters = &filter,
                                .filter_count = 1, .limit = limit};
    return rows_of(r, &list, "until_deadline", (struct inbox_act){"批准延期", "/approve"}, ret_rows, ret_count);
}

/* --- feedback --- */

int sources_to_receive(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const struct list_filter filter = {"received_on", "empty", "1"};
    struct list_request list = {.entity = &source_entity, .verb = "receive", .view = source_entity.lists, .filters = &filter,
                                .filter_count = 1, .limit = limit};
    return rows_of(r, &list, "due", (struct inbox_act){"签收", "/receive"}, ret_rows, ret_count);
}

int sources_to_confirm(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const struct list_filter filters[] = {{"state", "is", "reviewing"}, {"waiting", "from", "1"}};
    struct list_request list = {.entity = &source_entity, .verb = "change", .view = source_entity.lists, .filters = filters,
                                .filter_count = 2, .limit = limit};
    return rows_of(r, &list, "due", (struct inbox_act){"去确认", "/review"}, ret_rows, ret_count);
}
