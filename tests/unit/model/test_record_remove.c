#include "world.h"

static void removing_takes_the_children_along(void)
{
    struct world w;
    int64_t n;
    world_open(&w);
    int64_t id = world_ticket_made(&w, "漏水", w.teams[1]);
    world_note_made(&w, id, "已派人");
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_OUTCOME(record_remove(&change, id, 9), CONFLICT);
    CHECK_DONE(record_remove(&change, id, 1));
    CHECK_DONE(db_get_int(w.db, &n, "SELECT count(*) FROM note"));
    CHECK_INT(n, 0);
    CHECK_DONE(db_get_int(w.db, &n, "SELECT count(*) FROM journal WHERE verb = 'remove'"));
    CHECK_INT(n, 2);

    id = world_ticket_made(&w, "又漏", w.teams[1]);
    struct record *ticket;
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    record_set_int(ticket, TICKET_HELD_BY, w.workers[0]);
    change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_change(&change, ticket, 0));
    change = world_change(&w, NULL, &worker_entity);
    CHECK_OUTCOME(record_remove(&change, w.workers[0], 0), CONFLICT);
    CHECK_TEXT(error_message(), "还有其他记录引用这条工人，请先在那里改掉");
    world_close(&w);
}

static void links_go_along(void)
{
    struct world w;
    int64_t n;
    world_open(&w);
    struct change change = world_change(&w, NULL, &ticket_entity);
    struct record *ticket = world_ticket(&w, "漏水", w.teams[1]);
    record_set_ids(ticket, TICKET_HELPERS, (int64_t[]){w.teams[2], w.teams[0]}, 2);
    CHECK_DONE(record_create(&change, ticket));
    change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_remove(&change, ticket->id, 0));
    CHECK_DONE(db_get_int(w.db, &n, "SELECT count(*) FROM ticket_helpers"));
    CHECK_INT(n, 0);
    change = world_change(&w, NULL, &ticket_entity);
    CHECK_OUTCOME(record_remove(&change, ticket->id, 0), NOT_FOUND);
    world_close(&w);
}

/* A child that is never removed holds its parent. */
static void what_has_lasting_children_stays(void)
{
    struct world w;
    struct entity lasting = note_entity;
    world_open(&w);
    lasting.flags &= ~(unsigned)ENTITY_REMOVABLE;
    const struct entity *all[] = {&team_entity, &worker_entity, &ticket_entity, &lasting};
    int64_t id = world_ticket_made(&w, "漏水", w.teams[1]);
    world_note_made(&w, id, "已派人");
    world_note_made(&w, id, "已修好");
    registry_clear();
    registry_add(all, 4);
    CHECK_DONE(registry_seal());
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_OUTCOME(record_remove(&change, id, 0), CONFLICT);
    CHECK_TEXT(error_message(), "这条事项下还有 2 条记录，不能删除");
    world_close(&w);
}

static int never(struct change *change)
{
    return change->after ? DONE : change_problem(change, NULL, "已上报的不能删除");
}

static void rights_and_checks_are_asked(void)
{
    struct world w;
    struct record *ticket;
    struct entity checked = ticket_entity;
    world_open(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]), reader = world_actor(&w, "reader", w.teams[1]);
    int64_t mine = world_ticket_made(&w, "我的", w.teams[1]), other = world_ticket_made(&w, "别人的", w.teams[2]);
    struct change change = world_change(&w, &reader, &ticket_entity);
    CHECK_OUTCOME(record_remove(&change, mine, 0), DENIED);
    change = world_change(&w, &chief, &ticket_entity);
    CHECK_OUTCOME(record_remove(&change, other, 0), NOT_FOUND);
    change = world_change(&w, &chief, &team_entity);
    CHECK_OUTCOME(record_remove(&change, w.teams[3], 0), DENIED);
    CHECK_TEXT(error_message(), "班组不能删除，只能修改");
    change = world_change(&w, &chief, &ticket_entity);
    CHECK_OUTCOME(record_remove(&change, mine, 9), CONFLICT);
    CHECK_TEXT(error_message(), "这条事项刚被别人修改，请核对后重新保存");
    checked.check = never;
    change = world_change(&w, &chief, &checked);
    CHECK_OUTCOME(record_remove(&change, mine, 0), INVALID);
    CHECK_TEXT(error_message(), "已上报的不能删除");
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, mine, &ticket));
    change = world_change(&w, &chief, &ticket_entity);
    CHECK_DONE(record_remove(&change, mine, 1));
    CHECK(change.before && !change.after);
    world_close(&w);
}

/* A name that is held in memory is forgotten with its record. */
static void a_removed_name_is_forgotten(void)
{
    struct world w;
    world_open(&w);
    CHECK_TEXT(names_title(w.arena, &worker_entity, w.workers[2]), "方敏");
    struct change change = world_change(&w, NULL, &worker_entity);
    CHECK_DONE(record_remove(&change, w.workers[2], 0));
    names_commit();
    CHECK_TEXT(names_title(w.arena, &worker_entity, w.workers[2]), "");
    world_close(&w);
}

TESTS({"removing takes the children along", removing_takes_the_children_along}, {"links go along", links_go_along},
      {"what has lasting children stays", what_has_lasting_children_stays},
      {"rights and checks are asked", rights_and_checks_are_asked}, {"a removed name is forgotten", a_removed_name_is_forgotten})
