#include "world.h"

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

/* What stands elsewhere is not told to him who may not read it: only that this will not do. */
static void a_double_elsewhere_is_not_told(void)
{
    struct world w;
    world_open(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    struct change change = world_change(&w, &chief, &team_entity);
    struct record *team = record_new(w.arena, &team_entity);
    record_set_text(team, TEAM_NAME, "新组");
    record_set_text(team, TEAM_CODE, "T2");
    record_set_int(team, TEAM_PARENT, w.teams[1]);
    CHECK_OUTCOME(record_create(&change, team), INVALID);
    CHECK_TEXT(change.problems[0].message, "这个编码不能用，请换一个");
    world_ticket_made(&w, "漏水", w.teams[2]);
    change = world_change(&w, &chief, &ticket_entity);
    CHECK_OUTCOME(record_create(&change, world_ticket(&w, "漏水", w.teams[1])), INVALID);
    CHECK_TEXT(change.problems[0].message, "这个问题表现不能用，请换一个");
    world_close(&w);
}

static void who_and_when(void)
{
    struct world w;
    struct record *ticket;
    world_open(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    int64_t id = world_ticket_made(&w, "漏水", w.teams[1]);
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    int64_t made = ticket->created_at;
    record_set_text(ticket, TICKET_DUE, "2026-06-30");
    struct change change = world_change(&w, &chief, &ticket_entity);
    change.now = made + 5000;
    ticket->created_at = ticket->created_by = 5;       /* not his to say */
    CHECK_DONE(record_change(&change, ticket, 0));
    CHECK(ticket->created_at == made && ticket->created_by == 0);
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    CHECK(ticket->created_at == made && ticket->created_by == 0);
    CHECK(ticket->changed_at == made + 5000 && ticket->changed_by == 77);
    world_close(&w);
}

/* Links are a list in order: another order is a change, and fewer leave nothing behind. */
static void links_are_written_anew(void)
{
    struct world w;
    struct record *ticket;
    int64_t rows;
    world_open(&w);
    int64_t id = world_ticket_made(&w, "漏水", w.teams[1]);
    const int64_t orders[][3] = {{w.teams[2], w.teams[0], w.teams[3]}, {w.teams[0], w.teams[2], w.teams[3]}, {w.teams[3]}};
    static const int counts[] = {3, 3, 1};
    for (int i = 0; i < 3; i++) {
        struct change change = world_change(&w, NULL, &ticket_entity);
        CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
        record_set_ids(ticket, TICKET_HELPERS, orders[i], counts[i]);
        CHECK_DONE(record_change(&change, ticket, 0));
        CHECK_INT(ticket->version, i + 2);
        CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
        CHECK(ticket->values[TICKET_HELPERS].n == counts[i] && ticket->values[TICKET_HELPERS].ids[0] == orders[i][0]);
    }
    CHECK_DONE(db_get_int(w.db, &rows, "SELECT count(*) FROM ticket_helpers"));
    CHECK_INT(rows, 1);
    record_set_ids(ticket, TICKET_HELPERS, (int64_t[]){4711}, 1);
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_OUTCOME(record_change(&change, ticket, 0), INVALID);
    CHECK_TEXT(error_message(), "引用的记录已被移走，请刷新后重新选择");
    world_close(&w);
}

static int seen, give;

static int watch(struct change *change)
{
    seen++;
    return give;
}

static void observers_run_in_the_change(void)
{
    struct world w;
    world_open(&w);
    record_observe(watch);
    seen = give = 0;
    world_ticket_made(&w, "看着", w.teams[1]);
    CHECK_INT(seen, 1);
    give = CONFLICT;                 /* what they refuse is refused */
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_OUTCOME(record_create(&change, world_ticket(&w, "又看", w.teams[1])), CONFLICT);
    record_observe(NULL);
    world_close(&w);
}

TESTS({"a change counts versions", a_change_counts_versions}, {"wrong values are refused", wrong_values_are_refused},
      {"doubles are explained", doubles_are_explained}, {"a double elsewhere is not told", a_double_elsewhere_is_not_told},
      {"rights are asked", rights_are_asked}, {"tallies are left to the lane", tallies_are_left_to_the_lane},
      {"who and when", who_and_when}, {"links are written anew", links_are_written_anew},
      {"observers run in the change", observers_run_in_the_change})
