#include "world.h"

#include "model/record_private.h"

static void place_is(const struct record *record, int64_t unit, int64_t organ, int64_t root)
{
    CHECK(record->unit == unit && record->organ == organ && record->root == root);
}

static void a_record_stands_where_its_field_says(void)
{
    struct world w;
    world_open(&w);
    struct change change = world_change(&w, NULL, &ticket_entity);
    struct record *ticket = world_ticket(&w, "漏水", w.teams[3]);
    CHECK_DONE(record_place(&change, ticket));
    place_is(ticket, w.teams[3], w.teams[0], w.teams[0]);
    record_set_empty(ticket, TICKET_TEAM);                 /* of nobody yet */
    CHECK_DONE(record_place(&change, ticket));
    place_is(ticket, 0, 0, 0);
    record_set_int(ticket, TICKET_TEAM, 4711);             /* no such unit: its reference is refused when it is written */
    CHECK_DONE(record_place(&change, ticket));
    place_is(ticket, 4711, 0, 0);
    world_close(&w);
}

/* A child stands where its parent stands, a unit at itself, and what is everybody's nowhere. */
static void children_units_and_what_is_everybodys(void)
{
    struct world w;
    struct record *team;
    world_open(&w);
    struct change change = world_change(&w, NULL, &note_entity);
    struct record *note = record_new(w.arena, &note_entity);
    record_set_int(note, NOTE_TICKET, world_ticket_made(&w, "漏水", w.teams[3]));
    CHECK_DONE(record_place(&change, note));
    place_is(note, w.teams[3], w.teams[0], w.teams[0]);
    record_set_int(note, NOTE_TICKET, 4711);
    CHECK_DONE(record_place(&change, note));
    place_is(note, 0, 0, 0);
    CHECK_DONE(record_read(w.arena, w.db, &team_entity, w.teams[1], &team));
    CHECK_DONE(record_place(&change, team));
    place_is(team, w.teams[1], w.teams[0], w.teams[0]);
    struct entity global = worker_entity;
    global.unit_from = NULL;
    struct record *anybody = record_new(w.arena, &global);
    anybody->unit = anybody->organ = anybody->root = 7;
    CHECK_DONE(record_place(&change, anybody));
    place_is(anybody, 0, 0, 0);
    world_close(&w);
}

static void children_follow_to_another_unit(void)
{
    struct world w;
    struct record *ticket;
    world_open(&w);
    int64_t id = world_ticket_made(&w, "漏水", w.teams[1]);
    struct record *note = world_note_made(&w, id, "已派人");
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    record_set_int(ticket, TICKET_TEAM, w.teams[2]);
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_change(&change, ticket, 0));
    CHECK(ticket->unit == w.teams[2]);
    CHECK_DONE(record_read(w.arena, w.db, &note_entity, note->id, &note));
    CHECK(note->unit == w.teams[2]);
    world_close(&w);
}

TESTS({"a record stands where its field says", a_record_stands_where_its_field_says},
      {"children, units and what is everybody's", children_units_and_what_is_everybodys},
      {"children follow to another unit", children_follow_to_another_unit})
