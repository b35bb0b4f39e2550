/* A problem goes over with the post: who answers for it and for its measures is another from then on, and an approved plan
 * stands, since what is to be done and until when has not changed. */
#include <string.h>

#include "feature/rectification/private.h"

static void people_replace(struct record *problem, int field, int64_t from, int64_t to)
{
    const struct field_value *value = &problem->values[field];
    int64_t *ids = arena_array(problem->arena, int64_t, value->n + 1);
    bool there = false, named = false;
    int n = 0;
    for (int i = 0; i < value->n; i++) {
        named |= value->ids[i] == from;
        there |= value->ids[i] == to;
    }
    if (!named)
        return;
    for (int i = 0; i < value->n; i++)
        if (value->ids[i] != from)
            ids[n++] = value->ids[i];
        else if (!there)
            ids[n++] = to;
    record_set_ids(problem, field, ids, n);
}

void problem_people_replace(struct change *change)
{
    int64_t from = record_int(change->after, PROBLEM_HANDED_FROM), to = record_int(change->after, PROBLEM_HANDED_TO);
    people_replace(change->after, PROBLEM_LEADERS, from, to);
    people_replace(change->after, PROBLEM_PERSONS, from, to);
}

int measures_hand_over(struct change *outer)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t *ids = NULL;
    size_t n = 0, cap = 0;
    int e;
    TRY(db_query(outer->db, &s, "SELECT id FROM measure WHERE problem = ?1 AND person = ?2 AND state <> 'done' ORDER BY position",
                 value_int(outer->after->id), value_int(record_int(outer->after, PROBLEM_HANDED_FROM))));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        *arena_push(outer->arena, &ids, &n, &cap) = statement_int(s, 0);
    TRY(e);
    for (size_t i = 0; i < n; i++) {
        struct change change = change_within(outer, &measure_entity, "change");
        struct record *measure;
        TRY(record_read(outer->arena, outer->db, &measure_entity, ids[i], &measure));
        record_set_int(measure, MEASURE_PERSON, record_int(outer->after, PROBLEM_HANDED_TO));
        TRY(record_change(&change, measure, 0));
    }
    return DONE;
}

/* As what he is named, and where it stands when it is somebody else's turn. */
static const char *roles_of(struct arena *arena, struct statement *s, const char *state)
{
    static const char *const names[] = {"责任领导", "责任人", "措施责任人"};
    struct buffer roles = buffer_in(arena);
    buffer_adds(&roles, "");
    for (int i = 0; i < 3; i++)
        if (statement_int(s, 3 + i))
            buffer_addf(&roles, "%s%s", roles.n ? "、" : "", names[i]);
    if (!strcmp(state, "closing_requested") || !strcmp(state, "endorsed"))
        buffer_addf(&roles, "（%s）", choice_find(problem_states, state)->label);
    return roles.p;
}

/* All that is not at its end, whoever's turn it is: what a reviewer returns comes back to who has the post then. */
int problems_of_person(struct arena *arena, struct db *db, int64_t organ, int64_t person,
                       int (*found)(void *, const struct handover_item *), void *context)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int e;
    TRY(db_query(db, &s,
        "SELECT p.id, p.symptom, p.deadline, EXISTS (SELECT 1 FROM problem_leaders l WHERE l.owner = p.id AND l.target = ?2),"
        " EXISTS (SELECT 1 FROM problem_persons h WHERE h.owner = p.id AND h.target = ?2),"
        " EXISTS (SELECT 1 FROM measure m WHERE m.problem = p.id AND m.person = ?2 AND m.state <> 'done')"
        ", p.state FROM problem p WHERE p.organ = ?1"
        " AND p.id IN (SELECT owner FROM problem_leaders WHERE target = ?2 UNION SELECT owner FROM problem_persons WHERE target = ?2"
        " UNION SELECT problem FROM measure WHERE person = ?2 AND state <> 'done') ORDER BY p.deadline, p.id",
        value_int(organ), value_int(person)));
    while ((e = statement_step(s)) == STATEMENT_ROW)
        if (!problem_state_ended(statement_text(s, 6)))
            TRY(found(context, &(struct handover_item){statement_int(s, 0), statement_text(s, 1), roles_of(arena, s, statement_text(s, 6)),
                                                       statement_is_null(s, 2) ? "" : statement_text(s, 2)}));
    return e;
}

int problem_move(struct change *outer, int64_t id, int64_t from, int64_t to)
{
    struct change change = change_within(outer, &problem_entity, "hand_over");
    char texts[2][ID_TEXT];
    const char *values[] = {id_print(from, texts[0]), id_print(to, texts[1])};
    const struct input inputs[] = {{"handed_from", &values[0], 1}, {"handed_to", &values[1], 1}};
    return record_act(&change, id, "hand_over", inputs, ARRAY_SIZE(inputs), 0);
}
