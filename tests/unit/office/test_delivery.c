/* What is to leave the house: who gets one, what is claimed once, what is tried again and what is given up. */
#include "office_test.h"
#include "office/delivery.h"
#include "office/notice.h"

static const char day[] = "2026-07-13";
static struct claim claim;
static int64_t person;

static void at(const char *date, int hour, int minute)
{
    struct date on;
    CHECK_DONE(date_parse(date, &on));
    clock_set((date_days(on) * (int64_t)1440 + hour * 60 + minute - 8 * 60) * 60000);
}

static int prepare(struct change *outer, void *context)
{
    (void)context;
    struct record *one, *notice = record_new(outer->arena, &notice_entity);
    TRY(db_get_int(outer->db, &person, "SELECT id FROM person WHERE code = 'SL004'"));
    TRY(record_read(outer->arena, outer->db, &person_entity, person, &one));
    record_set_text(one, PERSON_EMAIL, "gu@example.gov.cn");
    struct change change = change_within(outer, &person_entity, "change");
    TRY(record_change(&change, one, 0));
    for (int i = 0; i < 2; i++) {                    /* the other has no address */
        int64_t who = person;
        if (i)
            TRY(db_get_int(outer->db, &who, "SELECT id FROM person WHERE code = 'SL005'"));
        notice = record_new(outer->arena, &notice_entity);
        record_set_int(notice, NOTICE_PERSON, who);
        record_set_text(notice, NOTICE_DAY, day);
        record_set_int(notice, NOTICE_ITEMS, 3);
        record_set_int(notice, NOTICE_LATE, 1);
        change = change_within(outer, &notice_entity, "create");
        TRY(record_create(&change, notice));
    }
    return deliveries_make(outer, day);
}

static int set_up(struct change *change, void *context)
{
    (void)context;
    TRY(setting_put(change, "smtp_host", "mail.example.gov.cn"));
    return setting_put(change, "hook_address", "https://hook.example.gov.cn/");
}

static void start(struct world *w, bool sends)
{
    at(day, 9, 0);
    world_open(w);
    if (sends)
        CHECK_DONE(system_write(w->system, set_up, NULL, "command"));
    CHECK_DONE(system_write(w->system, prepare, NULL, "job"));
    claim = (struct claim){.arena = w->arena};
}

static void take(struct world *w)
{
    CHECK_DONE(system_write(w->system, deliveries_claim, &claim, "courier"));
}

static void end(struct world *w, const char *state, bool untried)
{
    for (int i = 0; i < claim.n; i++) {
        claim.items[i].state = state;
        claim.items[i].error = strcmp(state, "sent") ? "不成" : NULL;
        claim.items[i].untried = untried;
    }
    CHECK_DONE(system_write(w->system, deliveries_end, &claim, "courier"));
}

static int64_t in_state(struct world *w, const char *state)
{
    int64_t n = 0;
    CHECK_DONE(db_get_int(w->system->reader, &n, "SELECT count(*) FROM delivery WHERE state = ?1", value_text(state)));
    return n;
}

static void nothing_goes_where_nothing_is_set_up(void)
{
    struct world w;
    bool waiting = true;
    start(&w, false);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM delivery"), 0);
    CHECK_DONE(deliveries_waiting(w.system->reader, &waiting));
    CHECK(!waiting);
    world_close(&w);
}

static void each_is_claimed_once(void)
{
    struct world w;
    start(&w, true);
    CHECK_INT(in_state(&w, "waiting"), 2);           /* a mail for who has an address, and the call */
    take(&w);
    CHECK_INT(claim.n, 2);
    struct claim first = claim;
    take(&w);
    CHECK_INT(claim.n, 0);
    claim = first;
    end(&w, "sent", false);
    CHECK_INT(in_state(&w, "sent"), 2);
    world_close(&w);
}

static void what_fails_is_tried_again_and_then_given_up(void)
{
    struct world w;
    bool waiting;
    start(&w, true);
    take(&w);
    end(&w, "waiting", true);                        /* the server was away: it does not count */
    CHECK_INT(world_number(&w, "SELECT max(tries) FROM delivery"), 0);
    CHECK_DONE(deliveries_waiting(w.system->reader, &waiting));
    CHECK(!waiting);                                 /* not at once */
    for (int i = 0; i < TRIES_MAX; i++) {
        CHECK_INT(in_state(&w, "failed"), 0);
        at(day, 10 + i, i == TRIES_MAX - 1 ? 59 : 0);
        take(&w);
        CHECK_INT(claim.n, 2);
        end(&w, "waiting", false);
    }
    CHECK_INT(in_state(&w, "failed"), 2);
    world_close(&w);
}

static void nothing_goes_in_the_evening_and_the_next_day_gives_it_up(void)
{
    struct world w;
    bool waiting = true;
    start(&w, true);
    at(day, 18, 5);
    CHECK_DONE(deliveries_waiting(w.system->reader, &waiting));
    CHECK(!waiting);
    take(&w);
    CHECK_INT(claim.n, 0);
    at("2026-07-14", 9, 0);
    CHECK_DONE(deliveries_waiting(w.system->reader, &waiting));
    CHECK(waiting);
    take(&w);
    CHECK_INT(claim.n, 0);
    CHECK_INT(in_state(&w, "missed"), 2);
    world_close(&w);
}

static void what_was_under_way_is_unknown(void)
{
    struct world w;
    start(&w, true);
    take(&w);
    CHECK_DONE(system_write(w.system, deliveries_recover, NULL, "courier"));
    CHECK_INT(in_state(&w, "unknown"), 2);
    take(&w);
    CHECK_INT(claim.n, 0);
    world_close(&w);
}

static void working_hours_are_of_working_days(void)
{
    static const struct { const char *date; int hour; bool yes; } rows[] = {
        {"2026-07-13", 8, true}, {"2026-07-13", 7, false}, {"2026-07-13", 18, false}, {"2026-07-11", 10, false},
        {"2026-10-05", 10, false}, {"2026-10-10", 10, true},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        at(rows[i].date, rows[i].hour, 0);
        CHECK(working_hours(clock_now_ms()) == rows[i].yes);
    }
    clock_set(0);
}

TESTS({"nothing goes where nothing is set up", nothing_goes_where_nothing_is_set_up},
      {"each is claimed once", each_is_claimed_once},
      {"what fails is tried again and then given up", what_fails_is_tried_again_and_then_given_up},
      {"nothing goes in the evening, and the next day gives it up", nothing_goes_in_the_evening_and_the_next_day_gives_it_up},
      {"what was under way is unknown", what_was_under_way_is_unknown},
      {"working hours are of working days", working_hours_are_of_working_days})
