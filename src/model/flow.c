/* Acts: a verb moves a record from a state to a state through its gate. */
#include "model/flow.h"

#include <string.h>

#include "model/access.h"
#include "model/kinds.h"
#include "model/record_private.h"

static const char *const no_fields[] = {NULL};

const struct transition *flow_find(const struct flow *flow, const char *state, const char *verb)
{
    for (int i = 0; flow && i < flow->count; i++)
        if (!strcmp(flow->rows[i].verb, verb) && (!flow->rows[i].from || !strcmp(flow->rows[i].from, state)))
            return &flow->rows[i];
    return NULL;
}

static const char *state_of(const struct record *record)
{
    return record_text(record, entity_field(record->entity, record->entity->flow->state));
}

static bool verb_known(const struct flow *flow, const char *verb)
{
    for (int i = 0; flow && i < flow->count; i++)
        if (!strcmp(flow->rows[i].verb, verb))
            return true;
    return false;
}

/* The right is the same for every row of a verb, or the row's own; asked before the state is told. */
static const char *right_of(const struct flow *flow, const char *verb)
{
    for (int i = 0; i < flow->count; i++)
        if (!strcmp(flow->rows[i].verb, verb))
            return flow->rows[i].right ? flow->rows[i].right : verb;
    return verb;
}

static int state_refused(const struct entity *entity, const char *state, const char *verb)
{
    const struct field *field = &entity->fields[entity_field(entity, entity->flow->state)];
    const struct choice *choice = choice_find(field->choices, state);
    const char *label = verb;
    for (int i = 0; i < entity->flow->count; i++)
        if (!strcmp(entity->flow->rows[i].verb, verb))
            label = entity->flow->rows[i].label;
    return fail(CONFLICT, "这条%s现在是“%s”，不能%s，请刷新后再看", entity->label, choice ? choice->label : state, label);
}

static void state_move(struct change *change, const struct transition *row)
{
    const char *to = row->leads_to ? row->leads_to(change) : row->to;
    if (to)
        record_set_text(change->after, entity_field(change->entity, change->entity->flow->state), to);
}

static int act_gate(struct change *change, const struct transition *row)
{
    if (row->gate)
        TRY(row->gate(change));
    return change->problem_count ? fail(INVALID, "%s", change->problems[0].message) : DONE;
}

int record_act(struct change *change, int64_t id, const char *verb, const struct input *inputs, int n,
               int64_t expected_version)
{
    const struct entity *entity = change->entity;
    if (!verb_known(entity->flow, verb))
        return fail(NOT_FOUND, "%s没有这项操作", entity->label);
    TRY(change_open(change, entity, id, verb, right_of(entity->flow, verb), expected_version));
    const struct transition *row = flow_find(entity->flow, state_of(change->before), verb);
    if (!row)
        return state_refused(entity, state_of(change->before), verb);
    change->verb = row->verb;
    change->after = record_copy(change->arena, change->before);
    struct fill_rule rule = {.only = row->fields ? row->fields : no_fields};
    TRY(record_fill_by(change, change->after, inputs, n, &rule));
    if (row->reason && (!change->note || !*text_trim(change->arena, change->note)))
        return change_problem(change, "note", "请填写理由");
    state_move(change, row);
    TRY(act_gate(change, row));
    TRY(change_save(change, true));
    return row->follow ? row->follow(change) : DONE;
}

/* --- the buttons --- */

/* What stands in the way of an act, apart from what the act itself still asks for; NULL when nothing does. */
static const char *obstacle(const struct change *change, const struct transition *row)
{
    for (size_t i = 0; i < change->problem_count; i++) {
        const char *field = change->problems[i].field;
        bool asked = field && !strcmp(field, "note");
        for (const char *const *name = row->fields; field && name && *name; name++)
            asked |= !strcmp(*name, field);
        if (!asked)
            return change->problems[i].message;
    }
    return NULL;
}

static int gate_try(struct arena *arena, struct db *db, const struct access *access, const struct record *record,
                    const struct transition *row, const char **ret_obstacle)
{
    struct actor actor = {.user = access_user(access), .person = access_person(access), .name = "", .door = "page",
                          .access = access};
    struct record *before = record_copy(arena, record), *after = record_copy(arena, record);
    struct change change = {.arena = arena, .db = db, .actor = &actor, .entity = record->entity, .verb = row->verb,
                            .now = clock_now_ms(), .before = before, .after = after};
    *ret_obstacle = NULL;
    if (!row->gate || !db)
        return DONE;
    state_move(&change, row);
    int outcome = row->gate(&change);
    if (outcome < 0)
        return outcome;
    *ret_obstacle = obstacle(&change, row);
    if (outcome && !change.problem_count)
        *ret_obstacle = arena_strdup(arena, error_message());
    return DONE;
}

static json_t *action_json(const struct entity *entity, const struct transition *row, const char *blocked)
{
    json_t *action = json_object(), *fields = json_array();
    json_object_set_new_nocheck(action, "verb", json_string_nocheck(row->verb));
    json_object_set_new_nocheck(action, "label", json_string_nocheck(row->label));
    json_object_set_new_nocheck(action, "reason", json_boolean(row->reason));
    for (const char *const *name = row->fields; name && *name; name++)
        json_array_append_new(fields, json_string_nocheck(*name));
    json_object_set_new_nocheck(action, "fields", fields);
    if (blocked)
        json_object_set_new_nocheck(action, "blocked", json_string_nocheck(blocked));
    return action;
}

json_t *flow_actions(struct arena *arena, struct db *db, const struct access *access, const struct record *record)
{
    const struct flow *flow = record->entity->flow;
    json_t *actions = json_array();
    for (int i = 0; flow && i < flow->count; i++) {
        const struct transition *row = &flow->rows[i];
        const char *blocked = NULL;
        if (flow_find(flow, state_of(record), row->verb) != row ||
            access_record(access, db, record->entity, row->right ? row->right : row->verb, record->id) != DONE ||
            gate_try(arena, db, access, record, row, &blocked) != DONE)
            continue;
        json_array_append_new(actions, action_json(record->entity, row, blocked));
    }
    return actions;
}
