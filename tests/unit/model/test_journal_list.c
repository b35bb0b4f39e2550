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

/* Verbs of the rows that a request finds, newest first. */
static const char *verbs(struct world *w, struct journal_request asked)
{
    struct buffer b = buffer_in(w->arena);
    json_t *rows, *row;
    size_t i;
    buffer_adds(&b, "");
    CHECK_DONE(journal_list(w->arena, w->db, &asked, &rows));
    json_array_foreach(rows, i, row)
        buffer_addf(&b, "%s%s", i ? " " : "", json_string_value(json_object_get(row, "verb")));
    return b.p;
}

/* One ticket: made, given a date by a chief, submitted, removed; and an event beside it. */
static int64_t a_life(struct world *w)
{
    struct record *ticket;
    struct actor chief = world_actor(w, "chief", w->teams[1]);
    int64_t id = world_ticket_made(w, "漏水", w->teams[1]);
    struct change change = world_change(w, &chief, &ticket_entity);
    change.now = 5000;
    CHECK_DONE(record_read(w->arena, w->db, &ticket_entity, id, &ticket));
    record_set_text(ticket, TICKET_DUE, "2026-06-30");
    record_set_ids(ticket, TICKET_HELPERS, (int64_t[]){w->teams[2], w->teams[0]}, 2);
    CHECK_DONE(record_change(&change, ticket, 0));
    change = world_change(w, NULL, &ticket_entity);
    CHECK_DONE(record_act(&change, id, "submit", NULL, 0, 0));
    change = world_change(w, NULL, &ticket_entity);
    CHECK_DONE(record_remove(&change, id, 0));
    change = world_change(w, NULL, NULL);
    CHECK_DONE(journal_event(&change, "login", "", 0, NULL));
    return id;
}

static void each_question_narrows(void)
{
    struct world w;
    world_open(&w);
    int64_t id = a_life(&w);
    CHECK_TEXT(verbs(&w, (struct journal_request){.entity = &ticket_entity}), "remove submit change create");
    CHECK_TEXT(verbs(&w, (struct journal_request){.entity = &ticket_entity, .id = id, .limit = 2}), "remove submit");
    CHECK_TEXT(verbs(&w, (struct journal_request){.what = "login"}), "login");
    CHECK_TEXT(verbs(&w, (struct journal_request){.what = "", .limit = 1}), "login");
    CHECK_TEXT(verbs(&w, (struct journal_request){.actor = 77}), "change");
    CHECK_TEXT(verbs(&w, (struct journal_request){.from_ms = 5000, .before_ms = 5001}), "change");
    CHECK_TEXT(verbs(&w, (struct journal_request){.from_ms = 5001, .entity = &ticket_entity}), "remove submit create");
    CHECK_TEXT(verbs(&w, (struct journal_request){.before_ms = 5000}), "");
    CHECK_TEXT(verbs(&w, (struct journal_request){.id = 4711}), "");
    world_close(&w);
}

static void rows_are_for_people(void)
{
    struct world w;
    json_t *rows;
    int64_t seq, found;
    world_open(&w);
    int64_t id = a_life(&w);
    CHECK_DONE(journal_of(w.arena, w.db, &ticket_entity, id, 10, &rows));
    json_t *submit = json_array_get(rows, 1), *change = json_array_get(rows, 2);
    CHECK_TEXT(json_string_value(json_object_get(submit, "verb_label")), "提请确认");
    CHECK_TEXT(json_string_value(json_object_get(submit, "entity_label")), "事项");
    json_t *state = json_array_get(json_object_get(submit, "diff"), 0);
    CHECK_TEXT(json_string_value(json_object_get(state, "before")), "办理中");
    CHECK_TEXT(json_string_value(json_object_get(state, "after")), "待确认");
    CHECK_TEXT(json_string_value(json_object_get(change, "who")), "沈明");
    CHECK_TEXT(json_string_value(json_object_get(change, "door")), "page");
    CHECK_TEXT(json_string_value(json_object_get(change, "moment")), "1970-01-01 08:00:05");
    CHECK_TEXT(json_string_value(json_object_get(json_array_get(json_object_get(change, "diff"), 1), "after")), "二队、总队");
    /* A mark for the next page, which is of this record only. */
    const char *hash = json_string_value(json_object_get(submit, "hash"));
    seq = json_integer_value(json_object_get(submit, "seq"));
    CHECK_DONE(journal_seq(w.db, id, hash, &found));
    CHECK_INT(found, seq);
    CHECK_OUTCOME(journal_seq(w.db, id + 1, hash, &found), NOT_FOUND);
    world_close(&w);
}

/* What is masked in lists is masked in the journal's pages too. */
static void sensitive_values_are_masked(void)
{
    struct world w;
    json_t *rows;
    world_open(&w);
    CHECK_DONE(journal_of(w.arena, w.db, &worker_entity, w.workers[0], 1, &rows));
    char *text = json_print(w.arena, rows);
    CHECK(strstr(text, "139****5678") && !strstr(text, "13912345678"));
    world_close(&w);
}

/* Only what happened to what he may read, with his own rights or shared; few records or many, the answer is the same. */
static void others_rows_do_not_show(void)
{
    static const struct entity *const entities[] = {&ticket_entity, &worker_entity};
    struct world w;
    world_open(&w);
    struct actor chief = world_actor(&w, "chief", w.teams[1]);
    struct change change = world_change(&w, NULL, &ticket_entity);
    struct record *shared = world_ticket(&w, "共办", w.teams[2]);
    record_set_ids(shared, TICKET_HELPERS, &w.teams[1], 1);
    CHECK_DONE(record_create(&change, shared));
    world_ticket_made(&w, "我的", w.teams[3]);
    world_ticket_made(&w, "别人的", w.teams[2]);
    struct journal_request asked = {.access = chief.access, .entities = entities, .entity_count = 2};
    CHECK_TEXT(verbs(&w, asked), "create create create create");       /* two tickets, and two of three workers */
    CHECK_DONE(db_run(w.db, "INSERT INTO worker SELECT i, 1, unit, organ, root, 0, 0, 0, 0, '工人' || i, team, NULL FROM worker,"
                      " (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4001) SELECT i FROM n)"
                      " WHERE id = ?1", value_int(w.workers[0])));
    CHECK_TEXT(verbs(&w, asked), "create create create create");
    asked.entity_count = 0;
    CHECK_TEXT(verbs(&w, asked), "");
    world_close(&w);
}

TESTS({"each change is told field by field", each_change_is_told_field_by_field},
      {"events and pages of rows", events_and_pages_of_rows}, {"each question narrows", each_question_narrows},
      {"rows are for people", rows_are_for_people}, {"sensitive values are masked", sensitive_values_are_masked},
      {"others' rows do not show", others_rows_do_not_show})
