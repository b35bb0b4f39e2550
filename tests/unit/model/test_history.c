#include "world.h"

#include <stdlib.h>

enum { TICKETS = 12, STEPS = 400, DAY = 24 * 60 * 60 * 1000 };
static const int64_t start = 1772323200000;          /* 2026-03-01 08:00 in UTC+8 */

/* What the journal says of one ticket, replayed from its first row to the last one of that time. */
struct known {
    bool there;
    char state[16], due[16];
    int64_t team, amount;
};

static void known_text(char *to, size_t n, json_t *diff, const char *field)
{
    json_t *both = json_object_get(diff, field), *after = json_object_get(both, "a");
    if (both)
        snprintf(to, n, "%s", json_is_string(after) ? json_string_value(after) : "");
}

static struct known replayed(struct world *w, int64_t ticket, int64_t at)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    struct known known = {0};
    CHECK_DONE(db_query(w->db, &s, "SELECT verb, diff FROM journal WHERE record = ?1 AND seq <="
                        " (SELECT max(seq) FROM journal WHERE record = ?1 AND at <= ?2) ORDER BY seq",
                        value_int(ticket), value_int(at)));
    while (statement_step(s) == STATEMENT_ROW) {
        json_t *diff = json_loads(statement_text(s, 1), 0, NULL), *team = json_object_get(diff, "team");
        known.there = strcmp(statement_text(s, 0), "remove") != 0;
        known_text(known.state, sizeof known.state, diff, "state");
        known_text(known.due, sizeof known.due, diff, "due");
        if (team)
            known.team = id_parse(json_string_value(json_object_get(team, "a")));
        if (json_object_get(diff, "amount"))
            known.amount = json_integer_value(json_object_get(json_object_get(diff, "amount"), "a"));
    }
    return known;
}

static struct past at_moment(int64_t at)
{
    return (struct past){at, at, "2026-03-20"};
}

static void same_as_replayed(struct world *w, const int64_t *tickets, int64_t at)
{
    struct past past = at_moment(at);
    for (int i = 0; i < TICKETS; i++) {
        struct known known = replayed(w, tickets[i], at);
        struct record *record;
        if (record_read(w->arena, w->db, &ticket_entity, tickets[i], &record) != DONE)
            continue;
        int outcome = history_record(w->db, &past, record);
        CHECK_OUTCOME(outcome, known.there ? DONE : NOT_FOUND);
        if (!known.there)
            continue;
        CHECK_TEXT(record_text(record, TICKET_STATE), known.state);
        CHECK_TEXT(record_text(record, TICKET_DUE), known.due);
        CHECK_INT(record_int(record, TICKET_TEAM), known.team);
        CHECK_INT(record_int(record, TICKET_COUNT), known.amount);
    }
}

static void chance_change(struct world *w, int64_t id)
{
    static const char *const dues[] = {"2026-03-05", "2026-03-10", "2026-03-25", "2026-04-10"};
    static const char *const verbs[] = {"submit", "close", "reopen"};
    struct record *ticket;
    struct change change = world_change(w, NULL, &ticket_entity);
    if (record_read(w->arena, w->db, &ticket_entity, id, &ticket) != DONE)
        return;
    int what = rand() % 6;
    change.note = "重办";
    if (what < 3) {
        (void)record_act(&change, id, verbs[what], NULL, 0, 0);      /* refused in most states */
        return;
    }
    if (what == 3)
        record_set_text(ticket, TICKET_DUE, dues[rand() % 4]);
    else if (what == 4)
        record_set_int(ticket, TICKET_COUNT, 1 + rand() % 3);
    else
        record_set_int(ticket, TICKET_TEAM, w->teams[rand() % 4]);
    CHECK_DONE(record_change(&change, ticket, 0));
}

static void caught_up(struct world *w)
{
    bool more = true;
    while (more)
        CHECK_DONE(history_catch_up(w->db, 7, &more));
}

static void the_past_is_what_a_replay_from_the_beginning_gives(void)
{
    for (unsigned seed = 1; seed <= 5; seed++) {
        struct world w;
        int64_t tickets[TICKETS], now = start, last = start;
        srand(seed);
        clock_set(start);
        world_open(&w);
        CHECK_DONE(db_savepoint(w.db));          /* one commit, not one a step */
        for (int i = 0; i < TICKETS; i++)
            tickets[i] = world_ticket_made(&w, arena_printf(w.arena, "事项%d", i), w.teams[rand() % 4]);
        for (int step = 0; step < STEPS; step++) {
            bool more;
            now += rand() % 10 ? rand() % (DAY / 4) : -(rand() % DAY);        /* the clock goes back at times */
            last = now > last ? now : last;
            clock_set(now);
            chance_change(&w, tickets[rand() % TICKETS]);
            if (rand() % 9 == 0)
                CHECK_DONE(history_catch_up(w.db, 1 + rand() % 20, &more));
        }
        caught_up(&w);
        for (int64_t at = start - DAY; at <= last + DAY; at += DAY / 3)
            same_as_replayed(&w, tickets, at);
        CHECK_DONE(history_forget(w.db));
        caught_up(&w);
        for (int64_t at = start - DAY; at <= last + DAY; at += DAY)
            same_as_replayed(&w, tickets, at);
        CHECK_DONE(db_savepoint_keep(w.db));
        world_close(&w);
    }
    clock_set(0);
}

static int64_t listed(struct world *w, const struct past *past, const char *field, const char *op, const char *value)
{
    struct list_filter filter = {field, op, value};
    struct list_request list = {.entity = &ticket_entity, .filters = &filter, .filter_count = 1, .limit = 50, .past = past};
    int64_t n;
    json_t *page;
    CHECK_DONE(list_count(w->arena, w->db, &list, &n));
    CHECK_DONE(list_page(w->arena, w->db, &list, &page));
    CHECK_INT((int64_t)json_array_size(json_object_get(page, "rows")), n);
    return n;
}

static void lists_are_of_that_day(void)
{
    struct world w;
    struct record *ticket;
    clock_set(start);
    world_open(&w);
    int64_t id = world_ticket_made(&w, "漏水", w.teams[1]);
    clock_set(start + 3 * (int64_t)DAY);
    CHECK_DONE(record_read(w.arena, w.db, &ticket_entity, id, &ticket));
    record_set_text(ticket, TICKET_DUE, "2026-03-05");
    record_set_int(ticket, TICKET_TEAM, w.teams[2]);
    struct change change = world_change(&w, NULL, &ticket_entity);
    CHECK_DONE(record_change(&change, ticket, 0));
    clock_set(start + 5 * (int64_t)DAY);
    CHECK_DONE(record_act(&change, id, "submit", NULL, 0, 0));
    caught_up(&w);
    struct past first = past_of(w.arena, (struct date){2026, 3, 1}), fourth = past_of(w.arena, (struct date){2026, 3, 4}),
                sixth = past_of(w.arena, (struct date){2026, 3, 6}), before = past_of(w.arena, (struct date){2026, 2, 28});
    char one[ID_TEXT], two[ID_TEXT];
    id_print(w.teams[1], one);
    id_print(w.teams[2], two);
    CHECK_INT(listed(&w, &before, "state", "is", "open"), 0);
    CHECK_INT(listed(&w, &first, "state", "is", "open"), 1);
    CHECK_INT(listed(&w, &first, "unit", "is", one), 1);
    CHECK_INT(listed(&w, &fourth, "unit", "is", one), 0);
    CHECK_INT(listed(&w, &fourth, "unit", "is", two), 1);
    CHECK_INT(listed(&w, &fourth, "late", "is", "1"), 0);        /* as of that day, not of today */
    CHECK_INT(listed(&w, &sixth, "late", "is", "1"), 1);
    CHECK_INT(listed(&w, &sixth, "state", "is", "waiting"), 1);
    CHECK_INT(listed(&w, NULL, "state", "is", "waiting"), 1);
    world_close(&w);
    clock_set(0);
}

static void what_is_not_reached_yet_is_refused(void)
{
    struct world w;
    int64_t n;
    bool more;
    clock_set(start);
    world_open(&w);
    struct past day = past_of(w.arena, (struct date){2026, 3, 1}), eve = past_of(w.arena, (struct date){2026, 2, 28});
    struct list_request list = {.entity = &ticket_entity, .past = &day};
    world_ticket_made(&w, "漏水", w.teams[1]);
    CHECK_OUTCOME(list_count(w.arena, w.db, &list, &n), UNAVAILABLE);
    list.past = &eve;
    CHECK_DONE(list_count(w.arena, w.db, &list, &n));
    CHECK_INT(n, 0);
    CHECK_DONE(history_catch_up(w.db, 2, &more));
    CHECK(more);
    caught_up(&w);
    list.past = &day;
    CHECK_DONE(list_count(w.arena, w.db, &list, &n));
    CHECK_INT(n, 1);
    list = (struct list_request){.entity = &note_entity, .past = &day};
    CHECK_OUTCOME(list_count(w.arena, w.db, &list, &n), INVALID);
    world_close(&w);
    clock_set(0);
}

static int take_span(void *context, struct statement *s)
{
    struct buffer *b = context;
    buffer_addf(b, "%s%s:%d-%d", b->n ? " " : "", statement_text(s, 0), (int)((statement_int(s, 1) - start) / DAY),
                statement_int(s, 2) == INT64_MAX ? -1 : (int)((statement_int(s, 2) - start) / DAY));
    return DONE;
}

static void every_version_of_a_time(void)
{
    static const char *const columns[] = {"state", "from_ms", "until_ms"};
    struct world w;
    clock_set(start);
    world_open(&w);
    struct change change = world_change(&w, NULL, &ticket_entity);
    struct buffer b = buffer_in(w.arena);
    buffer_adds(&b, "");
    int64_t id = world_ticket_made(&w, "漏水", w.teams[1]);
    clock_set(start + 10 * (int64_t)DAY);
    change.now = clock_now_ms();
    CHECK_DONE(record_act(&change, id, "submit", NULL, 0, 0));
    caught_up(&w);
    struct past both = {start + 20 * (int64_t)DAY, start, "2026-03-20"}, late = {start + 20 * (int64_t)DAY, start + 12 * (int64_t)DAY, "2026-03-20"};
    struct list_request list = {.entity = &ticket_entity, .past = &both};
    CHECK_DONE(list_walk(w.arena, w.db, &list, columns, 3, take_span, &b));
    CHECK_TEXT(b.p, "open:0-10 waiting:10--1");
    buffer_truncate(&b, 0);
    list.past = &late;
    CHECK_DONE(list_walk(w.arena, w.db, &list, columns, 3, take_span, &b));
    CHECK_TEXT(b.p, "waiting:10--1");
    world_close(&w);
    clock_set(0);
}

TESTS({"the past is what a replay from the beginning gives", the_past_is_what_a_replay_from_the_beginning_gives},
      {"lists are of that day", lists_are_of_that_day},
      {"what is not reached yet is refused", what_is_not_reached_yet_is_refused},
      {"every version of a time", every_version_of_a_time})
