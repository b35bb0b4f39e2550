#include "world.h"

static int64_t seen_by(struct world *w, const struct access *access)
{
    int64_t count;
    struct list_request list = {.entity = &ticket_entity, .access = access};
    CHECK_DONE(list_count(w->arena, w->db, &list, &count));
    return count;
}

static void each_sees_his_part_of_the_tree(void)
{
    struct world w;
    world_open(&w);
    for (int i = 0; i < 4; i++)
        world_ticket_made(&w, (const char *[]){"甲", "乙", "丙", "丁"}[i], w.teams[i]);
    CHECK_INT(seen_by(&w, world_actor(&w, "chief", w.teams[0]).access), 4);
    CHECK_INT(seen_by(&w, world_actor(&w, "chief", w.teams[1]).access), 2);
    CHECK_INT(seen_by(&w, world_actor(&w, "chief", w.teams[3]).access), 1);
    CHECK_INT(seen_by(&w, world_actor(&w, "reader", w.teams[1]).access), 1);
    CHECK_INT(seen_by(&w, world_actor(&w, "nobody", w.teams[0]).access), 0);
    CHECK_INT(seen_by(&w, NULL), 4);
    world_close(&w);
}

static void what_is_shared_is_read_and_no_more(void)
{
    struct world w;
    world_open(&w);
    struct actor reader = world_actor(&w, "reader", w.teams[2]), chief = world_actor(&w, "chief", w.teams[2]);
    struct change change = world_change(&w, NULL, &ticket_entity);
    struct record *ticket = world_ticket(&w, "共办", w.teams[1]);
    record_set_ids(ticket, TICKET_HELPERS, &w.teams[2], 1);
    CHECK_DONE(record_create(&change, ticket));
    int64_t other = world_ticket_made(&w, "独办", w.teams[1]), count;
    CHECK_DONE(access_record(reader.access, w.db, &ticket_entity, "read", ticket->id));
    CHECK_OUTCOME(access_record(reader.access, w.db, &ticket_entity, "read", other), NOT_FOUND);
    CHECK_OUTCOME(access_record(chief.access, w.db, &ticket_entity, "change", ticket->id), DENIED);
    CHECK_INT(seen_by(&w, reader.access), 0);
    struct list_request list = {.entity = &ticket_entity, .access = reader.access, .shared = true};
    CHECK_DONE(list_count(w.arena, w.db, &list, &count));
    CHECK_INT(count, 1);
    world_close(&w);
}

static void move(struct world *w, int64_t team, int64_t parent, int wanted)
{
    struct record *record;
    struct change change = world_change(w, NULL, &team_entity);
    CHECK_DONE(record_read(w->arena, w->db, &team_entity, team, &record));
    record_set_int(record, TEAM_PARENT, parent);
    CHECK_DONE(db_savepoint(w->db));
    CHECK_OUTCOME(record_change(&change, record, 0), wanted);
    CHECK_DONE(wanted ? db_savepoint_back(w->db) : db_savepoint_keep(w->db));
}

static void moved_units_take_their_records_along(void)
{
    struct world w;
    struct record *ticket;
    int64_t *below;
    int n;
    world_open(&w);
    int64_t id = world_ticket_made(&w, "随迁", w.teams[3]);
    move(&w, w.teams[1], w.teams[3], INVALID);           /* a circle */
    CHECK_DONE(scope_below(w.arena, w.db, w.teams[0], &below, &n));
    CHECK_INT(n, 4);
    move(&w, w.teams[1], 0, DONE);                       /* a tree of its own */
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    CHECK(ticket->unit == w.teams[3] && ticket->organ == w.teams[1] && ticket->root == w.teams[1]);
    CHECK_INT(seen_by(&w, world_actor(&w, "chief", w.teams[0]).access), 0);
    CHECK_INT(seen_by(&w, world_actor(&w, "chief", w.teams[1]).access), 1);
    move(&w, w.teams[3], w.teams[2], DONE);
    CHECK_INT(seen_by(&w, world_actor(&w, "chief", w.teams[1]).access), 0);
    CHECK_INT(seen_by(&w, world_actor(&w, "chief", w.teams[0]).access), 1);
    world_close(&w);
}

static void rights_by_verb(void)
{
    struct world w;
    int64_t *units;
    world_open(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]), reader = world_actor(&w, "reader", w.teams[1]);
    CHECK(access_may(chief.access, &ticket_entity, "close") && !access_may(reader.access, &ticket_entity, "close"));
    CHECK(!access_may(chief.access, &ticket_entity, "clo") && !access_may(chief.access, &ticket_entity, "export"));
    CHECK(access_may(NULL, &ticket_entity, "export"));
    CHECK_INT(access_units(chief.access, w.arena, &ticket_entity, "create", &units), 1);
    CHECK(units[0] == w.teams[1]);
    CHECK_DONE(access_create_at(chief.access, w.db, &ticket_entity, w.teams[3], NULL));
    CHECK_OUTCOME(access_create_at(chief.access, w.db, &ticket_entity, w.teams[2], NULL), DENIED);
    CHECK(access_has_role(chief.access, "chief") && !access_has_role(chief.access, "reader"));
    world_close(&w);
}

static void reaches(void)
{
    struct world w;
    struct access *access;
    struct access_reach *found;
    const struct grant grants[] = {{"chief", 0}, {"reader", 0}};
    world_open(&w);
    struct grant own[] = {grants[0], grants[1]};
    own[0].unit = w.teams[1];
    own[1].unit = w.teams[2];
    CHECK_DONE(access_create(w.arena, w.db, 1, 0, own, 2, &access));
    CHECK_INT(access_reaches(access, w.arena, &ticket_entity, "read", &found), 2);
    for (int i = 0; i < 2; i++)
        CHECK_INT(found[i].unit, found[i].scope == SCOPE_SUBTREE ? w.teams[1] : w.teams[2]);
    CHECK_INT(access_reaches(access, w.arena, &ticket_entity, "create", &found), 1);
    CHECK_INT(access_reaches(NULL, w.arena, &ticket_entity, "read", &found), 1);
    CHECK_INT(found[0].scope, SCOPE_ALL);
    world_close(&w);
}

TESTS({"each sees his part of the tree", each_sees_his_part_of_the_tree},
      {"what is shared is read, and no more", what_is_shared_is_read_and_no_more},
      {"moved units take their records along", moved_units_take_their_records_along}, {"rights by verb", rights_by_verb}, {"how far a verb reaches", reaches})
