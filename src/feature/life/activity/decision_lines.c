/* Where a decision waits: on the workbench of who does it, in the morning's reminders, in its unit's page, with a post that
 * changes hands. */
#include <string.h>

#include "feature/life/activity/activity.h"

enum { PANEL_ROWS = 20 };

/* One that became a measure is done there; its own act would be refused. */
static int row_finish(struct request *r, json_t *row)
{
    const char *href = json_string_value(json_object_get(row, "href"));
    int64_t measure;
    char id[ID_TEXT];
    int outcome = db_get_int(r->db, &measure, "SELECT COALESCE(measure, 0) FROM decision WHERE id = ?1", value_int(id_parse(strrchr(href, '/') + 1)));
    if (outcome != DONE)
        return outcome == NOT_FOUND ? DONE : outcome;
    bool may = measure && access_record(r->session->access, r->db, &measure_entity, "change", measure) == DONE;
    json_object_set_new(row, "act", json_string(!measure ? "办结" : may ? "填完成情况" : "查看"));
    json_object_set_new(row, "act_href", json_string(!measure ? arena_printf(r->arena, "%s/finish", href)
                                                     : may ? arena_printf(r->arena, "/measure/%s/edit", id_print(measure, id)) : href));
    return DONE;
}

int decisions_mine(struct request *r, int limit, json_t **ret_rows, int *ret_count)
{
    static const char *const columns[] = {"due_on", NULL};
    static const struct list_view view = {.name = "inbox", .columns = columns, .order = "due_on,id", .filter = "t.person = ?person"};
    static const struct list_filter filter = {"state", "is", "open"};
    struct list_request list = {.entity = &decision_entity, .access = r->session->access, .verb = "finish", .view = &view,
                                .filters = &filter, .filter_count = 1, .limit = limit};
    json_t *row;
    size_t i;
    TRY(inbox_from_list(r, &list, "due_on", "", ret_rows, ret_count));
    json_array_foreach(*ret_rows, i, row)
        TRY(row_finish(r, row));
    return DONE;
}

/* --- the unit's page --- */

static json_t *panel_row(struct request *r, struct statement *s)
{
    char id[ID_TEXT];
    const char *due = statement_is_null(s, 2) ? "" : statement_text(s, 2);
    json_t *row = json_pack("{s:s,s:s,s:s,s:s,s:b}", "id", id_print(statement_int(s, 0), id), "text", statement_text(s, 1), "due", due,
                            "person", statement_is_null(s, 3) ? "" : names_title(r->arena, &person_entity, statement_int(s, 3)), "measure",
                            !statement_is_null(s, 4));
    json_t *left = due_json(r->arena, due);
    if (left)
        json_object_update_missing(row, left);
    return row;
}

int decisions_panel(struct request *r, const struct record *unit, json_t **ret)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    json_t *rows = json_array();
    char id[ID_TEXT];
    bool seen;
    int e;
    *ret = NULL;
    TRY(access_holds_at(r->session->access, r->db, &decision_entity, "read", unit->id, &seen));
    if (!seen)
        return DONE;
    TRY(db_query(r->db, &s, "SELECT id, text, due_on, person, measure FROM decision WHERE unit = ?1 AND state = 'open'"
                            " ORDER BY due_on IS NULL, due_on, id LIMIT ?2", value_int(unit->id), value_int(PANEL_ROWS)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        json_array_append_new(rows, panel_row(r, s));
    TRY(e);
    if (json_array_size(rows))
        *ret = json_pack("{s:o,s:s}", "rows", rows, "unit", id_print(unit->id, id));
    return DONE;
}

/* --- the ladder --- */

/* Those that became measures are told of as measures. */
int decisions_due(struct arena *arena, struct db *db, const char *until, int (*found)(void *, const struct due_item *), void *context)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    (void)arena;
    TRY(db_query(db, &s, "SELECT id, unit, due_on FROM decision WHERE state = 'open' AND due_on <= ?1 AND measure IS NULL", value_text(until)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        TRY(found(context, &(struct due_item){statement_int(s, 0), statement_int(s, 1), statement_text(s, 2)}));
    return e;
}

/* Nobody leads a decision; where nobody does it either, the office is told. */
int decision_people(struct arena *arena, struct db *db, int64_t id, enum due_party party, int64_t **ret, int *ret_n)
{
    int64_t person = 0;
    *ret = NULL;
    *ret_n = 0;
    if (party == DUE_LEADER)
        return DONE;
    TRY(db_get_int(db, &person, "SELECT COALESCE(person, 0) FROM decision WHERE id = ?1", value_int(id)));
    if (!person)
        return DONE;
    *ret = arena_array(arena, int64_t, 1);
    **ret = person;
    *ret_n = 1;
    return DONE;
}

/* --- a post changes hands --- */

int decisions_of_person(struct arena *arena, struct db *db, int64_t organ, int64_t person,
                        int (*found)(void *, const struct handover_item *), void *context)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    (void)arena;
    TRY(db_query(db, &s, "SELECT id, text, due_on FROM decision WHERE person = ?1 AND state = 'open' AND organ = ?2 AND measure IS NULL"
                         " ORDER BY due_on, id", value_int(person), value_int(organ)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        TRY(found(context, &(struct handover_item){statement_int(s, 0), statement_text(s, 1), "责任人",
                                                   statement_is_null(s, 2) ? "" : statement_text(s, 2)}));
    return e;
}

int decision_move(struct change *outer, int64_t id, int64_t from, int64_t to)
{
    struct change change = change_within(outer, &decision_entity, "change");
    struct record *decision;
    TRY(record_read(outer->arena, outer->db, &decision_entity, id, &decision));
    if (record_int(decision, DECISION_PERSON) != from)
        return DONE;
    record_set_int(decision, DECISION_PERSON, to);
    return record_change(&change, decision, 0);
}
