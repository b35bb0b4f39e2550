#include "suspicion_office.h"

static struct world w;

static int withdraw(struct change *outer, void *context)
{
    struct change change = change_within(outer, &suspicion_entity, "remove");
    return record_remove(&change, *(int64_t *)context, 0);
}

/* A dismissal that was wrong is taken back, and the finding is there again; what became a problem stays. */
static void taken_back(void)
{
    int64_t id;
    life_office(&w);
    all_kept_well(&w);
    elected(&w, (struct election){.unit = "SL-Z1", .on = "2023-03-01"});
    CHECK_DONE(decide(&w, "SL-Z1", "E-07", "已经换届"));
    id = world_number(&w, "SELECT id FROM suspicion");
    CHECK_DONE(system_write(w.system, withdraw, &id, "command"));
    CHECK_TEXT(found_of(&w, "SL-Z1"), "E-07 2023-03-01");
    CHECK_DONE(decide(&w, "SL-Z1", "E-07", NULL));
    id = world_number(&w, "SELECT id FROM suspicion");
    CHECK_OUTCOME(system_write(w.system, withdraw, &id, "command"), INVALID);
    CHECK_INT(world_number(&w, "SELECT count(*) FROM suspicion"), 1);
    world_close(&w);
}

/* Nobody may write one by hand: all of it is the program's. */
static void by_no_hand(void)
{
    static const char *const logins[] = {"gunianan", "hexiaolan", "luchangchuan", "mengfanyi"};
    life_office(&w);
    for (int f = 0; f < SUSPICION__COUNT; f++)
        CHECK(suspicion_entity.fields[f].flags & FIELD_SYSTEM);
    for (size_t i = 0; i < ARRAY_SIZE(logins); i++) {
        struct request *r = world_ask(&w, (struct ask){.method = "GET", .row = "/suspicion/new", .cookie = world_session(&w, logins[i])});
        CHECK_INT(r->answer.status, 403);
        request_finish(r);
    }
    world_close(&w);
}

TESTS({"taken back", taken_back}, {"by no hand", by_no_hand})
