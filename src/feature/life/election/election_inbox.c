/* Elections in the workbench: what waits for the superior's answer, and what may go on. */
#include <string.h>

#include "feature/life/election/pages.h"

struct waiting {
    struct request *r;
    const char *verb, *act;
    int limit, count;
    bool unready;                        /* what is blocked too */
    json_t *rows;
};

static void row_add(struct waiting *w, const struct record *election, bool ready)
{
    char id[ID_TEXT];
    const char *href = arena_printf(w->r->arena, "/election/%s", id_print(election->id, id));
    if (w->count++ >= w->limit)
        return;
    json_array_append_new(w->rows, json_pack("{s:s, s:s, s:s, s:s, s:s}", "title", record_text(election, ELECTION_TITLE), "href", href, "due",
                                             record_text(election, ELECTION_PLANNED), "act", ready ? w->act : "办理", "act_href",
                                             ready ? arena_printf(w->r->arena, "%s/%s", href, w->verb) : href));
}

/* What he may do now; his own request is not his to answer.  What still lacks its candidates or its count is his to go on with. */
static int take(void *context, const struct record *election)
{
    struct waiting *w = context;
    json_t *actions = flow_actions(w->r->arena, w->r->db, w->r->session->access, election), *one;
    size_t i;
    json_array_foreach(actions, i, one) {
        bool ready = !json_object_get(one, "blocked");
        if (!strcmp(json_string_value(json_object_get(one, "verb")), w->verb) && (ready || w->unready))
            row_add(w, election, ready);
    }
    return DONE;
}

static int gather(struct waiting *w, const char *state)
{
    const struct list_filter filter = {"state", "is", state};
    const struct list_request list = {.entity = &election_entity, .access = w->r->session->access, .verb = w->verb, .view = election_entity.lists,
                                      .filters = &filter, .filter_count = 1, .limit = INBOX_COUNT_MAX};
    if (!access_may(w->r->session->access, &election_entity, w->verb))
        return DONE;
    return list_each(w->r->arena, w->r->db, &list, take, w);
}

static int lines(struct request *r, int limit, const char *const rows[][3], int n, bool unready, json_t **ret_rows, int *ret_count)
{
    struct waiting w = {.r = r, .limit = limit, .unready = unready, .rows = json_array()};
    *ret_rows = w.rows;
    *ret_count = 0;
    for (int i = 0; i < n; i++) {
        w.verb = rows[i][1];
        w.act = rows[i][2];
        TRY(gather(&w, rows[i][0]));
    }
    *ret_count = w.count < INBOX_COUNT_MAX ? w.count : INBOX_COUNT_MAX;
    return DONE;
}

int elections_to_answer(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const char *const rows[][3] = {{"requested", "approve", "登记批复"}, {"reported", "confirm", "登记批准备案"}};
    return lines(r, limit, rows, ARRAY_SIZE(rows), false, ret_rows, ret_count);
}

int elections_to_go_on(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const char *const rows[][3] = {{"preparing", "request", "请示"}, {"approved", "elect", "登记选举结果"}, {"elected", "report", "报批备案"},
                                             {"confirmed", "install", "写入任职"}};
    return lines(r, limit, rows, ARRAY_SIZE(rows), true, ret_rows, ret_count);
}
