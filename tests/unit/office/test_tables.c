#include "office_test.h"

/* Made where they are missing, and left alone where they stand: a second start changes nothing. */
static int kept(struct change *change, void *context)
{
    (void)context;
    return db_run(change->db, "INSERT INTO job_run (name, at) VALUES ('test', 17)");
}

static void they_are_there_once(void)
{
    static const char *const tables[] = {"credential", "session", "answer", "reminder", "reminder_to", "delivery", "outbound_secret", "job_run"};
    struct world w;
    world_open(&w);
    CHECK_DONE(system_write(w.system, kept, NULL, "command"));
    system_close(w.system);
    CHECK_DONE(system_open(w.path, SYSTEM_WRITE, &w.system));
    for (size_t i = 0; i < ARRAY_SIZE(tables); i++) {
        int64_t n = 0;
        CHECK_DONE(db_get_int(w.system->reader, &n, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1", value_text(tables[i])));
        if (n != 1)
            check_fail(__FILE__, __LINE__, "%s", tables[i]);
        CHECK(!registry_entity(tables[i]));                               /* nobody lists, edits or exports them */
    }
    CHECK_INT(world_number(&w, "SELECT at FROM job_run WHERE name = 'test'"), 17);
    world_close(&w);
}

static int told_again(struct change *change, void *context)
{
    (void)context;
    TRY(db_run(change->db, "INSERT INTO reminder (line, item, step, deadline, period, day) VALUES ('a', 1, 2, '2026-01-01', 0, '2026-01-01')"));
    return db_run(change->db, "INSERT INTO reminder (line, item, step, deadline, period, day) VALUES ('a', 1, 2, '2026-01-01', 0, '2026-01-02')");
}

static void what_was_told_is_told_once(void)
{
    struct world w;
    world_open(&w);
    CHECK(system_write(w.system, told_again, NULL, "command") != DONE);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM reminder"), 0);
    world_close(&w);
}

TESTS({"they are there once", they_are_there_once}, {"what was told is told once", what_was_told_is_told_once})
