#include "after.h"

static struct record *draw_new(struct ledger *l, const char *drawer, int sample)
{
    char today[DATE_TEXT];
    struct record *draw = record_new(l->w.arena, &draw_entity);
    record_set_int(draw, DRAW_DRAWER, world_unit(&l->w, drawer));
    record_set_text(draw, DRAW_FROM, "2020-01-01");
    record_set_text(draw, DRAW_UNTIL, arena_strdup(l->w.arena, date_print(clock_today(), today)));
    record_set_int(draw, DRAW_SAMPLE, sample);
    return draw;
}

static int draw_save(struct ledger *l, struct record *draw)
{
    struct change change = world_change(&l->w, &draw_entity, "create");
    CHECK_DONE(db_run(l->w.db, "SAVEPOINT draw"));
    int outcome = record_create(&change, draw);
    life_said = change.problem_count ? change.problems[0].message : "";
    if (outcome != DONE)
        CHECK_DONE(db_run(l->w.db, "ROLLBACK TO draw"));
    CHECK_DONE(db_run(l->w.db, "RELEASE draw"));
    return outcome;
}

static void everything_follows_from_what_is_kept(void)
{
    struct ledger l;
    struct drawn drawn;
    after_open(&l);
    for (int i = 1; i <= 6; i++)
        life_closed(&l, i);
    struct record *draw = draw_new(&l, "GW", 3);
    CHECK_DONE(draw_save(&l, draw));
    CHECK_INT(record_int(draw, DRAW_CANDIDATES), 6);
    CHECK_INT(record_int(draw, DRAW_ATTEMPT), 1);
    CHECK_INT(COUNT("SELECT count(*) FROM draw_item WHERE draw = ?1 AND state = 'pending'", value_int(draw->id)), 3);
    CHECK_INT(COUNT("SELECT count(DISTINCT problem) FROM draw_item WHERE draw = ?1", value_int(draw->id)), 3);
    CHECK_DONE(draw_read(l.w.arena, l.w.db, draw->id, &drawn));
    CHECK_INT(drawn.list_count, 6);
    CHECK_INT(drawn.item_count, 3);
    CHECK_DONE(draw_verify(l.w.arena, &drawn));
    /* Drawing again is another draw, with another chance; the first stays. */
    struct record *again = draw_new(&l, "GW", 3);
    CHECK_DONE(draw_save(&l, again));
    CHECK_INT(record_int(again, DRAW_ATTEMPT), 2);
    CHECK_TEXT(record_text(again, DRAW_DIGEST), record_text(draw, DRAW_DIGEST));
    CHECK(strcmp(record_text(again, DRAW_CHANCE), record_text(draw, DRAW_CHANCE)));
    CHECK(strcmp(record_text(again, DRAW_SEED), record_text(draw, DRAW_SEED)));
    CHECK_OUTCOME(draw_read(l.w.arena, l.w.db, 17, &drawn), NOT_FOUND);
    after_close(&l);
}

/* Only what is closed now, in the period, of others, below who draws or reviewed by him. */
static void who_is_on_the_list(void)
{
    struct ledger l;
    after_open(&l);
    struct record *problem = life_closed(&l, 1);
    life_closed(&l, 2);
    life_requested(&l, 3, NULL);
    struct record *draw = draw_new(&l, "XCB", 2);
    CHECK_DONE(draw_save(&l, draw));                     /* the source's reviewer */
    CHECK_OUTCOME(draw_save(&l, draw_new(&l, "SL-DZ", 1)), INVALID);     /* its own */
    CHECK(strstr(life_said, "只有 0 个"));
    CHECK_OUTCOME(draw_save(&l, draw_new(&l, "GW", 3)), INVALID);
    CHECK(strstr(life_said, "只有 2 个"));
    draw = draw_new(&l, "GW", 1);
    record_set_text(draw, DRAW_UNTIL, "2020-12-31");
    CHECK_OUTCOME(draw_save(&l, draw), INVALID);
    record_set_text(draw, DRAW_UNTIL, "2019-12-31");
    CHECK_OUTCOME(draw_save(&l, draw), INVALID);
    CHECK(strstr(life_said, "早于"));
    int64_t unit = world_unit(&l.w, "SL-Z5");
    draw = draw_new(&l, "GW", 1);
    record_set_ids(draw, DRAW_UNITS, &unit, 1);          /* none of that branch's */
    CHECK_OUTCOME(draw_save(&l, draw), INVALID);
    unit = world_unit(&l.w, "SL-DZ");
    record_set_ids(draw, DRAW_UNITS, &unit, 1);
    CHECK_DONE(draw_save(&l, draw));
    CHECK_DONE(ACT(reviewer, "reopen", "走访时无人知道", "recheck_how", "visit", "recheck_finding", "又没开会"));
    CHECK_OUTCOME(draw_save(&l, draw_new(&l, "GW", 2)), INVALID);
    after_close(&l);
}

/* Nothing of what was drawn is ever set by hand, nor changed. */
static void what_was_drawn_is_fixed(void)
{
    for (int i = DRAW_DRAWN_ON; i < DRAW__COUNT; i++)
        CHECK((draw_entity.fields[i].flags & (FIELD_SYSTEM | FIELD_FIXED)) == (FIELD_SYSTEM | FIELD_FIXED));
    for (int i = 0; i <= DRAW_SAMPLE; i++)
        CHECK(draw_entity.fields[i].flags & FIELD_FIXED);
    CHECK(!(draw_entity.flags & ENTITY_REMOVABLE) && !(draw_item_entity.flags & ENTITY_REMOVABLE));
}

TESTS({"everything follows from what is kept", everything_follows_from_what_is_kept}, {"who is on the list", who_is_on_the_list},
      {"what was drawn is fixed", what_was_drawn_is_fixed})
