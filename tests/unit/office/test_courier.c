/* A mail server that nobody answers for (suites/62-reminders has live ones). */
#include "office_test.h"
#include "office/courier.h"
#include "office/delivery.h"
#include "office/notice.h"

static int prepare(struct change *outer, void *context)
{
    static const char *const codes[] = {"SL004", "SL005"};
    (void)context;
    TRY(setting_put(outer, "smtp_host", "127.0.0.1"));
    TRY(setting_put(outer, "smtp_port", "1"));
    TRY(setting_put(outer, "smtp_tls", "none"));
    TRY(setting_put(outer, "smtp_from", "mingze@example.gov.cn"));
    for (size_t i = 0; i < ARRAY_SIZE(codes); i++) {
        int64_t id;
        struct record *one, *notice = record_new(outer->arena, &notice_entity);
        TRY(db_get_int(outer->db, &id, "SELECT id FROM person WHERE code = ?1", value_text(codes[i])));
        TRY(record_read(outer->arena, outer->db, &person_entity, id, &one));
        record_set_text(one, PERSON_EMAIL, i ? "b@example.gov.cn" : "a@example.gov.cn");
        struct change change = change_within(outer, &person_entity, "change");
        TRY(record_change(&change, one, 0));
        record_set_int(notice, NOTICE_PERSON, id);
        record_set_text(notice, NOTICE_DAY, "2026-07-13");
        record_set_int(notice, NOTICE_ITEMS, 3);
        record_set_int(notice, NOTICE_LATE, 1);
        change = change_within(outer, &notice_entity, "create");
        TRY(record_create(&change, notice));
    }
    return deliveries_make(outer, "2026-07-13");
}

static void a_dead_server_is_asked_once_a_round(void)
{
    struct world w;
    clock_set(1783904400000);                            /* Monday 2026-07-13, 09:00 */
    world_open(&w);
    CHECK_DONE(system_write(w.system, prepare, NULL, "job"));
    CHECK_DONE(courier_run(w.system));
    CHECK_INT(world_number(&w, "SELECT count(*) FROM delivery WHERE state = 'waiting' AND error IS NOT NULL"), 2);
    CHECK_INT(world_number(&w, "SELECT sum(tries) FROM delivery"), 1);      /* the second was not tried */
    CHECK_DONE(courier_run(w.system));                   /* nor is any of them at once again */
    CHECK_INT(world_number(&w, "SELECT sum(tries) FROM delivery"), 1);
    world_close(&w);
}

static void the_thread_starts_and_stops(void)
{
    struct world w;
    clock_set(1783904400000);
    world_open(&w);
    struct courier *courier = courier_start(w.system);
    courier_stop(courier);
    world_close(&w);
}

TESTS({"a dead server is asked once a round", a_dead_server_is_asked_once_a_round},
      {"the thread starts and stops", the_thread_starts_and_stops})
