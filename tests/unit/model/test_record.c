#include "world.h"

static void what_is_written_is_read(void)
{
    struct world w;
    struct record *read;
    world_open(&w);
    struct change change = world_change(&w, NULL, &ticket_entity);
    struct record *ticket = world_ticket(&w, "水管漏水", w.teams[3]);
    record_set_text(ticket, TICKET_TEXT, "三楼\n两处");
    record_set_text(ticket, TICKET_DUE, "2026-06-30");
    record_set_int(ticket, TICKET_SEEN, 1767225600123);
    record_set_int(ticket, TICKET_URGENT, 1);
    record_set_int(ticket, TICKET_COST, 123456);
    record_set_int(ticket, TICKET_DONE_SHARE, 4550);
    record_set_int(ticket, TICKET_HELD_BY, w.workers[1]);
    record_set_ids(ticket, TICKET_HELPERS, (int64_t[]){w.teams[2], w.teams[0]}, 2);
    CHECK_DONE(record_create(&change, ticket));
    CHECK(ticket->id);
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, ticket->id, &read));
    CHECK_INT(read->version, 1);
    CHECK(read->unit == w.teams[3] && read->organ == w.teams[0] && read->root == w.teams[0]);
    CHECK_TEXT(record_text(read, TICKET_STATE), "open");
    for (int i = 0; i < TICKET__COUNT; i++) {
        CHECK_INT(read->values[i].set, ticket->values[i].set);
        CHECK_INT(read->values[i].i, ticket->values[i].i);
        if (ticket->values[i].text)
            CHECK_TEXT(read->values[i].text, ticket->values[i].text);
    }
    CHECK_INT(read->values[TICKET_HELPERS].n, 2);
    CHECK(read->values[TICKET_HELPERS].ids[0] == w.teams[2]);
    CHECK_TEXT(value_print(w.arena, &ticket_fields[TICKET_HELPERS], &read->values[TICKET_HELPERS]), "二队、总队");
    CHECK_TEXT(value_print(w.arena, &ticket_fields[TICKET_COST], &read->values[TICKET_COST]), "1,234.56");
    CHECK_TEXT(value_print(w.arena, &ticket_fields[TICKET_DONE_SHARE], &read->values[TICKET_DONE_SHARE]), "45.5%");
    CHECK_TEXT(record_title(w.arena, read), "水管漏水");
    CHECK_OUTCOME(record_read(w.arena, w.db, &ticket_entity, 12345, &read), NOT_FOUND);
    world_close(&w);
}

static void presets_stand_in_a_new_record(void)
{
    static const struct field fields[] = {
        {"name", "名", NULL, FIELD_TEXT}, {"day", "日", NULL, FIELD_DATE, .preset = "today"}, {"amount", "量", NULL, FIELD_INT, .preset = "12"},
    };
    const struct entity entity = {.name = "x", .label = "例", .fields = fields, .field_count = 3, .title = "name"};
    struct arena *arena = arena_create(1 << 20);
    char today[DATE_TEXT];
    struct record *record = record_new(arena, &entity);
    CHECK(!record->values[0].set);
    CHECK_TEXT(record_text(record, 1), date_print(clock_today(), today));
    CHECK_INT(record_int(record, 2), 12);
    CHECK_INT(record->id, 0);
    arena_destroy(arena);
}

/* A copy may be changed without the other noticing; "" and nothing are both empty. */
static void what_is_set_is_copied(void)
{
    struct arena *arena = arena_create(1 << 20);
    char text[] = "漏水";
    int64_t ids[] = {1, 2};
    struct record *one = record_new(arena, &ticket_entity), *two;
    record_set_text(one, TICKET_TITLE, text);
    record_set_ids(one, TICKET_HELPERS, ids, 2);
    text[0] = 'x';
    ids[0] = 9;
    CHECK_TEXT(record_text(one, TICKET_TITLE), "漏水");
    CHECK_INT(one->values[TICKET_HELPERS].ids[0], 1);
    two = record_copy(arena, one);
    record_set_text(two, TICKET_TITLE, "又漏");
    record_set_int(two, TICKET_COUNT, 3);
    CHECK_TEXT(record_text(one, TICKET_TITLE), "漏水");
    CHECK(!one->values[TICKET_COUNT].set && record_int(one, TICKET_COUNT) == 0);
    record_set_text(two, TICKET_TITLE, "");
    CHECK(!two->values[TICKET_TITLE].set);
    CHECK_TEXT(record_text(two, TICKET_TITLE), "");
    record_set_text(two, TICKET_TITLE, NULL);
    record_set_empty(two, TICKET_HELPERS);
    CHECK(!two->values[TICKET_TITLE].set && !two->values[TICKET_HELPERS].set);
    arena_destroy(arena);
}

TESTS({"what is written is read", what_is_written_is_read}, {"presets stand in a new record", presets_stand_in_a_new_record},
      {"what is set is copied", what_is_set_is_copied})
