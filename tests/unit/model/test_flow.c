#include "world.h"

static json_t *action(json_t *actions, const char *verb)
{
    size_t i;
    json_t *one;
    json_array_foreach(actions, i, one)
        if (!strcmp(json_string_value(json_object_get(one, "verb")), verb))
            return one;
    return NULL;
}

static int act(struct world *w, const struct actor *actor, int64_t id, const char *verb, const char *note)
{
    struct change change = world_change(w, actor, &ticket_entity);
    change.note = note;
    return record_act(&change, id, verb, NULL, 0, 0);
}

static void acts_move_through_their_gates(void)
{
    struct world w;
    struct record *ticket;
    world_open(&w);
    int64_t id = world_ticket_made(&w, "漏水", w.teams[1]);
    CHECK_OUTCOME(act(&w, NULL, id, "nothing", NULL), NOT_FOUND);
    CHECK_OUTCOME(act(&w, NULL, id, "close", NULL), CONFLICT);
    CHECK_TEXT(error_message(), "这条事项现在是“办理中”，不能确认办结，请刷新后再看");

    const char *share = "60%", *due = "2026-06-30";
    struct input inputs[] = {{"done_share", &share, 1}, {"due", &due, 1}};
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_OUTCOME(record_act(&change, id, "submit", inputs, 2, 0), INVALID);
    change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_act(&change, id, "submit", inputs, 1, 1));
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    CHECK_TEXT(record_text(ticket, TICKET_STATE), "waiting");
    CHECK_INT(record_int(ticket, TICKET_DONE_SHARE), 6000);
    CHECK_INT(ticket->version, 2);

    CHECK_OUTCOME(act(&w, NULL, id, "close", NULL), INVALID);
    CHECK_TEXT(error_message(), "没有期限的不能办结，请先填写期限");
    record_set_text(ticket, TICKET_DUE, "2026-06-30");
    change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_change(&change, ticket, 0));
    CHECK_DONE(act(&w, NULL, id, "close", NULL));
    CHECK_OUTCOME(act(&w, NULL, id, "reopen", " "), INVALID);
    CHECK_DONE(act(&w, NULL, id, "reopen", "仍在漏"));
    world_close(&w);
}

static void buttons_follow_state_right_and_gate(void)
{
    struct world w;
    struct record *ticket;
    world_open(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]), reader = world_actor(&w, "reader", w.teams[1]);
    int64_t id = world_ticket_made(&w, "漏水", w.teams[1]);
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    json_t *actions = flow_actions(w.arena, w.db, chief.access, ticket);
    CHECK_INT((int64_t)json_array_size(actions), 2);
    CHECK(action(actions, "submit") && action(actions, "reopen"));
    CHECK_TEXT(json_string_value(json_array_get(json_object_get(action(actions, "submit"), "fields"), 0)), "done_share");
    CHECK(json_is_true(json_object_get(action(actions, "reopen"), "reason")));
    json_decref(actions);
    actions = flow_actions(w.arena, w.db, reader.access, ticket);
    CHECK_INT((int64_t)json_array_size(actions), 0);
    json_decref(actions);

    CHECK_OUTCOME(act(&w, &reader, id, "submit", NULL), DENIED);
    CHECK_DONE(act(&w, &chief, id, "submit", NULL));
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    actions = flow_actions(w.arena, w.db, chief.access, ticket);
    CHECK_TEXT(json_string_value(json_object_get(action(actions, "close"), "blocked")), "没有期限的不能办结，请先填写期限");
    json_decref(actions);
    world_close(&w);
}

TESTS({"acts move through their gates", acts_move_through_their_gates},
      {"buttons follow state, right and gate", buttons_follow_state_right_and_gate})
