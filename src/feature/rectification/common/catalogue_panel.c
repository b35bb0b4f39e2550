/* On a catalogue's page: for who issued it, who has met and answered, what was found where and what is common; for who
 * answers it, his own units.  Everything here comes out of the comparisons that he may read. */
#include <stdlib.h>
#include <string.h>

#include "feature/rectification/common/common.h"

enum { UNITS_SHOWN = 300 };

struct board_cell { const char *answer; int64_t problem; };

/* One unit that compares itself: a row of the table. */
struct board_row {
    int64_t id, unit, meeting;
    const char *state;
    int64_t answered, found;
    struct board_cell *cells;
};

struct board_item { int64_t id; int position; const char *symptom; int counts[4]; };   /* by answer_choices; last: none yet */

struct board {
    struct request *request;
    const struct record *catalogue;
    struct board_item *items;
    size_t item_count, item_cap;
    struct board_row *rows;
    size_t row_count, row_cap;
};

static int items_read(struct board *b)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int step;
    TRY(db_query(b->request->db, &s, "SELECT id, position, symptom FROM catalogue_item WHERE catalogue = ?1 ORDER BY position, id",
                 value_int(b->catalogue->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(b->request->arena, &b->items, &b->item_count, &b->item_cap) =
            (struct board_item){statement_int(s, 0), (int)statement_int(s, 1), arena_strdup(b->request->arena, statement_text(s, 2)), {0}};
    return step;
}

static int id_order(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Units as the tree has them: each behind what it belongs to, by code; never by what they answered. */
static int rows_read(struct board *b)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    char id[ID_TEXT];
    int64_t *seen;
    size_t n;
    int step;
    struct request *r = b->request;
    const struct list_filter filter = {"catalogue", "is", id_print(b->catalogue->id, id)};
    const struct list_request list = {.entity = &comparison_entity, .access = r->session->access, .verb = "read",
                                      .filters = &filter, .filter_count = 1};
    TRY(list_ids(r->arena, r->db, &list, &seen, &n));
    qsort(seen, n, sizeof *seen, id_order);
    TRY(db_query(r->db, &s, "SELECT k.id, k.answering, k.meeting, k.state, k.answered, k.found,"
        " (SELECT string_agg(x.code, '/' ORDER BY (SELECT count(*) FROM unit_closure d WHERE d.unit = x.id))"
        " FROM unit_closure c JOIN unit x ON x.id = c.ancestor WHERE c.unit = k.answering) AS path"
        " FROM comparison k WHERE k.catalogue = ?1 ORDER BY path, k.id", value_int(b->catalogue->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        const int64_t key = statement_int(s, 0);
        if (!bsearch(&key, seen, n, sizeof *seen, id_order))
            continue;
        *arena_push(r->arena, &b->rows, &b->row_count, &b->row_cap) = (struct board_row){
            key, statement_int(s, 1), statement_int(s, 2), arena_strdup(r->arena, statement_text(s, 3)), statement_int(s, 4),
            statement_int(s, 5), arena_array(r->arena, struct board_cell, b->item_count + 1)};
    }
    return step;
}

static int item_index(const struct board *b, int64_t item)
{
    for (size_t i = 0; i < b->item_count; i++)
        if (b->items[i].id == item)
            return (int)i;
    return -1;
}

static struct board_row *row_find(struct board *b, int64_t comparison)
{
    for (size_t i = 0; i < b->row_count; i++)
        if (b->rows[i].id == comparison)
            return &b->rows[i];
    return NULL;
}

/* Answers that have been handed in; what is still a draft stays with its unit. */
static int cells_read(struct board *b)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int step;
    struct board_row *row = NULL;
    TRY(db_query(b->request->db, &s, "SELECT a.comparison, a.item, a.answer, a.problem FROM comparison k"
        " JOIN comparison_answer a ON a.comparison = k.id WHERE k.catalogue = ?1 AND k.state = 'submitted' ORDER BY a.comparison",
        value_int(b->catalogue->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW) {
        int item = item_index(b, statement_int(s, 1));
        if (!row || row->id != statement_int(s, 0))
            row = row_find(b, statement_int(s, 0));
        if (row && item >= 0)
            row->cells[item] = (struct board_cell){arena_strdup(b->request->arena, statement_text(s, 2)), statement_int(s, 3)};
    }
    return step;
}

static int choice_index(const char *answer)
{
    int i = 0;
    while (answer_choices[i].name && strcmp(answer_choices[i].name, answer))
        i++;
    return i;
}

static void items_count(struct board *b)
{
    for (size_t i = 0; i < b->item_count; i++)
        for (size_t k = 0; k < b->row_count; k++)
            b->items[i].counts[b->rows[k].cells[i].answer ? choice_index(b->rows[k].cells[i].answer) : 3]++;
}

static json_t *item_json(const struct board *b, const struct board_item *item)
{
    int64_t least = setting_int(b->request->system, "similar_units");
    return json_pack("{s:i, s:s, s:i, s:i, s:i, s:i, s:b}", "number", item->position, "symptom", item->symptom, "yes", item->counts[0],
                     "no", item->counts[1], "not_applicable", item->counts[2], "waiting", item->counts[3], "common",
                     item->counts[0] >= least);
}

static json_t *cell_json(const struct board *b, const struct board_cell *cell, const struct board_item *item)
{
    char id[ID_TEXT];
    struct request *r = b->request;
    json_t *one = json_pack("{s:s, s:s, s:b}", "label", arena_printf(r->arena, "第%d条", item->position), "text",
                            cell->answer ? choice_find(answer_choices, cell->answer)->label : "—", "found",
                            cell->answer && !strcmp(cell->answer, "yes"));
    if (cell->problem && access_record(r->session->access, r->db, &problem_entity, "read", cell->problem) == DONE)
        json_object_set_new(one, "problem", json_string(id_print(cell->problem, id)));
    return one;
}

static json_t *row_json(const struct board *b, const struct board_row *row)
{
    char id[ID_TEXT], meeting[ID_TEXT], today[DATE_TEXT];
    struct request *r = b->request;
    bool open = !strcmp(row->state, "open"), out = !strcmp(record_text(b->catalogue, CATALOGUE_STATE), "issued");
    bool late = open && out && strcmp(record_text(b->catalogue, CATALOGUE_ANSWER_BY), date_print(clock_today(), today)) < 0;
    json_t *cells = json_array();
    for (size_t i = 0; i < b->item_count; i++)
        json_array_append_new(cells, cell_json(b, &row->cells[i], &b->items[i]));
    json_t *one = json_pack("{s:s, s:s, s:b, s:I, s:i, s:b, s:b, s:o}", "id", id_print(row->id, id), "unit",
                            names_title(r->arena, &unit_entity, row->unit), "submitted", !open, "answered",
                            (json_int_t)row->answered, "items", (int)b->item_count, "late", late, "met", row->meeting != 0,
                            "cells", cells);
    if (row->meeting && access_record(r->session->access, r->db, &analysis_meeting_entity, "read", row->meeting) == DONE)
        json_object_set_new(one, "meeting", json_string(id_print(row->meeting, meeting)));
    if (open && out && access_record(r->session->access, r->db, &comparison_entity, "answer", row->id) == DONE)
        json_object_set_new(one, "may_answer", json_true());
    return one;
}

static int counted(const struct board *b, bool met)
{
    int n = 0;
    for (size_t i = 0; i < b->row_count; i++)
        n += met ? b->rows[i].meeting != 0 : !strcmp(b->rows[i].state, "submitted");
    return n;
}

/* Whom a draft is to be sent to: its record's page leaves that to this panel. */
static json_t *named_json(const struct board *b)
{
    const struct field_value *units = &b->catalogue->values[CATALOGUE_UNITS];
    json_t *names = json_array();
    for (int i = 0; i < units->n && i < UNITS_SHOWN; i++)
        json_array_append_new(names, json_string(names_title(b->request->arena, &unit_entity, units->ids[i])));
    return names;
}

static json_t *board_json(struct board *b, bool issuing)
{
    char id[ID_TEXT];
    struct request *r = b->request;
    json_t *items = json_array(), *rows = json_array();
    for (size_t i = 0; i < b->item_count; i++)
        json_array_append_new(items, item_json(b, &b->items[i]));
    for (size_t i = 0; i < b->row_count && i < UNITS_SHOWN; i++)
        json_array_append_new(rows, row_json(b, &b->rows[i]));
    int64_t named = b->catalogue->values[CATALOGUE_UNITS].n;
    json_t *all = json_pack("{s:s, s:b, s:b, s:o, s:o, s:i, s:i, s:i, s:o}", "id", id_print(b->catalogue->id, id), "issuing", issuing,
                            "draft", !strcmp(record_text(b->catalogue, CATALOGUE_STATE), "draft"), "items", items, "units", rows,
                            "met", counted(b, true), "submitted", counted(b, false), "all", (int)b->row_count, "burden",
                            burden_json(r->arena, catalogue_burden((int64_t)b->item_count, issuing ? named : 1)));
    if (b->row_count > UNITS_SHOWN)
        json_object_set_new(all, "more", json_true());
    if (issuing)
        json_object_set_new(all, "named", named_json(b));
    return all;
}

int catalogue_panel(struct request *r, const struct record *catalogue, json_t **ret)
{
    struct board b = {.request = r, .catalogue = catalogue};
    bool issuing = access_record(r->session->access, r->db, &catalogue_entity, "issue", catalogue->id) == DONE;
    TRY(items_read(&b));
    TRY(rows_read(&b));
    TRY(cells_read(&b));
    items_count(&b);
    *ret = board_json(&b, issuing);
    return DONE;
}

/* On a comparison's page: the way to the answers. */
int comparison_panel(struct request *r, const struct record *comparison, json_t **ret)
{
    char id[ID_TEXT];
    int64_t items;
    bool open;
    TRY(catalogue_items(r->db, record_int(comparison, COMPARISON_CATALOGUE), &items));
    TRY(catalogue_open(r->arena, r->db, record_int(comparison, COMPARISON_CATALOGUE), &open));
    bool may = access_record(r->session->access, r->db, &comparison_entity, "answer", comparison->id) == DONE;
    *ret = json_pack("{s:s, s:I, s:I, s:b, s:b, s:b}", "id", id_print(comparison->id, id), "items", (json_int_t)items, "answered",
                     (json_int_t)record_int(comparison, COMPARISON_ANSWERED), "met", record_int(comparison, COMPARISON_MEETING) != 0,
                     "submitted", !strcmp(record_text(comparison, COMPARISON_STATE), "submitted"), "may_answer", may && open);
    return DONE;
}
