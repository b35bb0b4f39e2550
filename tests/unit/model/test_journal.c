#include "world.h"

static void each_change_is_told_field_by_field(void)
{
    struct world w;
    struct record *ticket;
    json_t *rows;
    world_open(&w);
    int64_t id = world_ticket_made(&w, "漏水", w.teams[1]);
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    record_set_text(ticket, TICKET_DUE, "2026-06-30");
    record_set_text(ticket, TICKET_PIN, "1234");
    record_set_int(ticket, TICKET_HELD_BY, w.workers[0]);
    struct change change = world_change(&w, NULL, &ticket_entity);
    change.note = "补期限";
    CHECK_DONE(record_change(&change, ticket, 1));
    CHECK_DONE(journal_of(w.arena, w.db, &ticket_entity, id, 10, &rows));
    CHECK_INT((int64_t)json_array_size(rows), 2);
    json_t *newest = json_array_get(rows, 0), *diff = json_object_get(newest, "diff");
    CHECK_TEXT(json_string_value(json_object_get(newest, "verb_label")), "修改");
    CHECK_TEXT(json_string_value(json_object_get(newest, "note")), "补期限");
    CHECK_TEXT(json_string_value(json_object_get(newest, "who")), "系统");
    CHECK_INT((int64_t)json_array_size(diff), 3);
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(diff, 0), "label")), "期限");
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(diff, 0), "before")), "");
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(diff, 0), "after")), "2026-06-30");
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(diff, 1), "after")), "沈明");
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(diff, 2), "after")), "***");
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(rows, 1), "verb")), "create");
    json_decref(rows);
    char *text;
    CHECK_DONE(db_get_text(w.db, w.arena, &text, "SELECT diff FROM journal ORDER BY seq DESC LIMIT 1"));
    CHECK(!strstr(text, "1234"));
    world_close(&w);
}

static void events_and_pages_of_rows(void)
{
    struct world w;
    json_t *rows;
    world_open(&w);
    struct change change = world_change(&w, NULL, NULL);
    json_t *details = json_pack("{s:s}", "path", "/ticket.xlsx");
    CHECK_DONE(journal_event(&change, "export", "ticket", 0, details));
    json_decref(details);
    struct journal_request asked = {.what = "export", .limit = 5, .no_values = true};
    CHECK_DONE(journal_list(w.arena, w.db, &asked, &rows));
    CHECK_INT((int64_t)json_array_size(rows), 1);
    CHECK(!json_object_get(json_array_get(rows, 0), "diff"));
    int64_t seq = json_integer_value(json_object_get(json_array_get(rows, 0), "seq"));
    json_decref(rows);
    asked = (struct journal_request){.before_seq = seq, .limit = 2};
    CHECK_DONE(journal_list(w.arena, w.db, &asked, &rows));
    CHECK_INT((int64_t)json_array_size(rows), 2);
    CHECK_INT(json_integer_value(json_object_get(json_array_get(rows, 0), "seq")), seq - 1);
    json_decref(rows);
    world_close(&w);
}

static void the_connection_cannot_change_the_past(void)
{
    struct world w;
    world_open(&w);
    CHECK(db_run(w.db, "UPDATE journal SET note = 'x'") != DONE);
    CHECK(db_run(w.db, "DELETE FROM journal") != DONE);
    world_close(&w);
}

/* Another connection without the guard, as somebody with the file would have it. */
static void forge(struct world *w, const char *sql)
{
    db_close(w->db);
    CHECK_DONE(db_open(w->path, DB_WRITE, &w->db));
    CHECK_DONE(db_run_built(w->db, sql, NULL, 0));
}

static int verified(struct world *w, struct journal_report *report)
{
    return journal_verify(w->arena, w->db, NULL, report);
}

static void every_forgery_shows(void)
{
    static const char *const forgeries[] = {
        "UPDATE journal SET note = 'x' WHERE seq = 3",
        "UPDATE journal SET at = at + 1 WHERE seq = 3",
        "UPDATE journal SET diff = '{}' WHERE seq = 3",
        "UPDATE journal SET hash = previous WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 3",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
        "DELETE FROM journal",
        "DELETE FROM journal_head",
        "UPDATE journal_head SET seq = seq - 1",
        "UPDATE journal SET seq = 100 WHERE seq = 3",
    };
    for (size_t i = 0; i < ARRAY_SIZE(forgeries); i++) {
        struct world w;
        struct journal_report report;
        world_open(&w);
        world_ticket_made(&w, "漏水", w.teams[1]);
        CHECK_DONE(verified(&w, &report));
        CHECK_INT(report.rows, 8);
        CHECK_INT(report.chains, 1);
        CHECK_INT((int64_t)strlen(report.head), 64);
        forge(&w, forgeries[i]);
        CHECK_OUTCOME(verified(&w, &report), INVALID);
        CHECK_TEXT(report.bad_chain, "lane-0");
        world_close(&w);
    }
}

static void what_is_rolled_back_leaves_no_gap(void)
{
    struct world w;
    struct journal_report report;
    world_open(&w);
    CHECK_DONE(db_savepoint(w.db));
    world_ticket_made(&w, "作废", w.teams[1]);
    CHECK_DONE(db_savepoint_back(w.db));
    world_ticket_made(&w, "留下", w.teams[1]);
    CHECK_DONE(verified(&w, &report));
    CHECK_INT(report.rows, 8);
    world_close(&w);
}

TESTS({"each change is told field by field", each_change_is_told_field_by_field},
      {"events and pages of rows", events_and_pages_of_rows},
      {"the connection cannot change the past", the_connection_cannot_change_the_past},
      {"every forgery shows", every_forgery_shows},
      {"what is rolled back leaves no gap", what_is_rolled_back_leaves_no_gap})
