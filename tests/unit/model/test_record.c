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

static void a_change_counts_versions(void)
{
    struct world w;
    struct record *ticket;
    int64_t rows, more;
    world_open(&w);
    int64_t id = world_ticket_made(&w, "门坏了", w.teams[1]);
    CHECK_DONE(db_get_int(w.db, &rows, "SELECT count(*) FROM journal"));
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    struct change same = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_change(&same, ticket, 1));
    CHECK_INT(ticket->version, 1);
    CHECK_DONE(db_get_int(w.db, &more, "SELECT count(*) FROM journal"));
    CHECK_INT(more, rows);

    record_set_text(ticket, TICKET_DUE, "2026-07-01");
    record_set_ids(ticket, TICKET_HELPERS, &w.teams[2], 1);
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_change(&change, ticket, 1));
    CHECK_INT(ticket->version, 2);
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    CHECK_INT(ticket->version, 2);
    CHECK_TEXT(record_text(ticket, TICKET_DUE), "2026-07-01");
    CHECK_INT(ticket->values[TICKET_HELPERS].n, 1);

    record_set_text(ticket, TICKET_DUE, "2026-08-01");
    struct change late = world_change(&w, NULL, &ticket_entity);
    CHECK_OUTCOME(record_change(&late, ticket, 1), CONFLICT);
    CHECK_TEXT(record_text(late.before, TICKET_DUE), "2026-07-01");
    world_close(&w);
}

static void wrong_values_are_refused(void)
{
    struct world w;
    world_open(&w);
    struct change change = world_change(&w, NULL, &ticket_entity);
    struct record *ticket = record_new(w.arena, &ticket_entity);
    record_set_text(ticket, TICKET_KIND, "nothing");
    record_set_int(ticket, TICKET_COUNT, 100);
    record_set_text(ticket, TICKET_DUE, "2026-02-30");
    CHECK_OUTCOME(record_create(&change, ticket), INVALID);
    CHECK_INT((int64_t)change.problem_count, 5);
    CHECK_TEXT(change.problems[0].message, "请填写问题表现");
    CHECK_TEXT(change.problems[1].message, "请选择责任班组");
    CHECK_TEXT(change.problems[3].message, "数量应在 1 到 99 之间");
    CHECK_TEXT(change.problems[4].message, "期限应写成 2026-06-30 这样的日期");

    change = world_change(&w, NULL, &ticket_entity);
    CHECK_OUTCOME(record_create(&change, world_ticket(&w, "不许", w.teams[1])), INVALID);
    CHECK_TEXT(change.problems[0].field, "title");

    change = world_change(&w, NULL, &ticket_entity);
    ticket = world_ticket(&w, "有期限", w.teams[1]);
    record_set_text(ticket, TICKET_FIRST_DUE, "2026-06-30");
    CHECK_DONE(record_create(&change, ticket));
    record_set_text(ticket, TICKET_FIRST_DUE, "2026-07-30");
    CHECK_OUTCOME(record_change(&change, ticket, 0), INVALID);
    CHECK_TEXT(error_message(), "原定期限一经确定不再更改");
    world_close(&w);
}

static void doubles_are_explained(void)
{
    struct world w;
    world_open(&w);
    struct change change = world_change(&w, NULL, &team_entity);
    struct record *team = record_new(w.arena, &team_entity);
    record_set_text(team, TEAM_NAME, "又一队");
    record_set_text(team, TEAM_CODE, "T1");
    CHECK_OUTCOME(record_create(&change, team), INVALID);
    CHECK_TEXT(change.problems[0].field, "code");
    CHECK_TEXT(change.problems[0].message, "已有编码相同的班组，请核对");

    world_ticket_made(&w, "漏水", w.teams[1]);
    change = world_change(&w, NULL, &ticket_entity);
    CHECK_OUTCOME(record_create(&change, world_ticket(&w, "漏水", w.teams[2])), INVALID);
    CHECK_TEXT(change.problems[0].field, "title");

    change = world_change(&w, NULL, &ticket_entity);
    CHECK_OUTCOME(record_create(&change, world_ticket(&w, "无主", 4711)), INVALID);
    CHECK_TEXT(error_message(), "引用的记录已被移走，请刷新后重新选择");
    world_close(&w);
}

static void removing_takes_the_children_along(void)
{
    struct world w;
    int64_t n;
    world_open(&w);
    int64_t id = world_ticket_made(&w, "漏水", w.teams[1]);
    struct change change = world_change(&w, NULL, &note_entity);
    struct record *note = record_new(w.arena, &note_entity);
    record_set_int(note, NOTE_TICKET, id);
    record_set_text(note, NOTE_WORDS, "已派人");
    CHECK_DONE(record_create(&change, note));
    CHECK(note->unit == w.teams[1]);
    change = world_change(&w, NULL, &ticket_entity);
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
    world_close(&w);
}

static void children_follow_to_another_unit(void)
{
    struct world w;
    struct record *ticket;
    world_open(&w);
    int64_t id = world_ticket_made(&w, "漏水", w.teams[1]);
    struct change change = world_change(&w, NULL, &note_entity);
    struct record *note = record_new(w.arena, &note_entity);
    record_set_int(note, NOTE_TICKET, id);
    record_set_text(note, NOTE_WORDS, "已派人");
    CHECK_DONE(record_create(&change, note));
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    record_set_int(ticket, TICKET_TEAM, w.teams[2]);
    change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_change(&change, ticket, 0));
    CHECK(ticket->unit == w.teams[2]);
    CHECK_DONE(record_read(w.arena, w.db, &note_entity, note->id, &note));
    CHECK(note->unit == w.teams[2]);
    world_close(&w);
}

static void rights_are_asked(void)
{
    struct world w;
    struct record *ticket;
    world_open(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]), reader = world_actor(&w, "reader", w.teams[1]);
    int64_t mine = world_ticket_made(&w, "我的", w.teams[3]), other = world_ticket_made(&w, "别人的", w.teams[2]);

    struct change change = world_change(&w, &chief, &ticket_entity);
    CHECK_DONE(record_create(&change, world_ticket(&w, "新的", w.teams[1])));
    change = world_change(&w, &chief, &ticket_entity);
    CHECK_OUTCOME(record_create(&change, world_ticket(&w, "越界", w.teams[2])), DENIED);
    change = world_change(&w, &reader, &ticket_entity);
    CHECK_OUTCOME(record_create(&change, world_ticket(&w, "只读", w.teams[1])), DENIED);

    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, mine, &ticket));
    record_set_text(ticket, TICKET_DUE, "2026-07-01");
    change = world_change(&w, &chief, &ticket_entity);
    CHECK_DONE(record_change(&change, ticket, 0));
    record_set_int(ticket, TICKET_TEAM, w.teams[2]);
    change = world_change(&w, &chief, &ticket_entity);
    CHECK_OUTCOME(record_change(&change, ticket, 0), DENIED);

    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, other, &ticket));
    change = world_change(&w, &chief, &ticket_entity);
    CHECK_OUTCOME(record_change(&change, ticket, 0), NOT_FOUND);

    struct record *team = record_new(w.arena, &team_entity);
    record_set_text(team, TEAM_NAME, "新组");
    record_set_text(team, TEAM_CODE, "T19");
    record_set_int(team, TEAM_PARENT, w.teams[1]);
    change = world_change(&w, &chief, &team_entity);
    CHECK_DONE(record_create(&change, team));
    CHECK(team->organ == w.teams[0]);
    team = record_new(w.arena, &team_entity);
    record_set_text(team, TEAM_NAME, "新队");
    record_set_text(team, TEAM_CODE, "T9");
    change = world_change(&w, &chief, &team_entity);
    CHECK_OUTCOME(record_create(&change, team), DENIED);
    world_close(&w);
}

static void tallies_are_left_to_the_lane(void)
{
    struct world w;
    struct record *ticket;
    json_t *rows;
    world_open(&w);
    int64_t id = world_ticket_made(&w, "漏水", w.teams[1]);
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    CHECK_DONE(db_run(w.db, "UPDATE ticket SET notes = 3 WHERE id = ?1", value_int(id)));
    record_set_text(ticket, TICKET_DUE, "2026-06-30");
    record_set_int(ticket, TICKET_NOTES, 9);
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_change(&change, ticket, 0));
    CHECK_INT(record_int(ticket, TICKET_NOTES), 3);
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    CHECK_INT(record_int(ticket, TICKET_NOTES), 3);
    CHECK_DONE(journal_of(w.arena, w.db, &ticket_entity, id, 1, &rows));
    CHECK_INT((int64_t)json_array_size(json_object_get(json_array_get(rows, 0), "diff")), 1);
    world_close(&w);
}

static int seen;

static int watch(struct change *change)
{
    seen++;
    return change->after && record_int(change->after, 0) == -1 ? INVALID : DONE;
}

static void observers_run_in_the_change(void)
{
    struct world w;
    world_open(&w);
    record_observe(watch);
    seen = 0;
    world_ticket_made(&w, "看着", w.teams[1]);
    CHECK_INT(seen, 1);
    record_observe(NULL);
    world_close(&w);
}

TESTS({"what is written is read", what_is_written_is_read}, {"a change counts versions", a_change_counts_versions},
      {"wrong values are refused", wrong_values_are_refused}, {"doubles are explained", doubles_are_explained},
      {"removing takes the children along", removing_takes_the_children_along},
      {"children follow to another unit", children_follow_to_another_unit}, {"rights are asked", rights_are_asked},
      {"tallies are left to the lane", tallies_are_left_to_the_lane},
      {"observers run in the change", observers_run_in_the_change})
