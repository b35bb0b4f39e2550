#include "after.h"

static struct record *drawn_item(struct ledger *l)
{
    char today[DATE_TEXT];
    struct record *draw = record_new(l->w.arena, &draw_entity);
    int64_t id = 0;
    record_set_int(draw, DRAW_DRAWER, world_unit(&l->w, "GW"));
    record_set_text(draw, DRAW_FROM, "2020-01-01");
    record_set_text(draw, DRAW_UNTIL, arena_strdup(l->w.arena, date_print(clock_today(), today)));
    record_set_int(draw, DRAW_SAMPLE, 1);
    ledger_save(l, draw);
    CHECK_DONE(db_get_int(l->w.db, &id, "SELECT id FROM draw_item WHERE draw = ?1", value_int(draw->id)));
    return ledger_read(l, &draw_item_entity, id);
}

#define ITEM(verb, ...) life_act(&l, &draw_item_entity, item->id, &reviewer, verb, NULL, __VA_ARGS__, NULL)

static void so_it_is(void)
{
    struct ledger l;
    after_open(&l);
    struct record *problem = life_closed(&l, 1), *item = drawn_item(&l);
    CHECK_INT(record_int(item, DRAW_ITEM_PROBLEM), problem->id);
    CHECK_OUTCOME(ITEM("confirm", "asked", "测站党员老周"), INVALID);
    CHECK_DONE(ITEM("confirm", "asked", "测站党员老周", "how", "phone", "said", "换届了，我投的票"));
    item = ledger_read(&l, &draw_item_entity, item->id);
    CHECK_TEXT(record_text(item, DRAW_ITEM_STATE), "true_closing");
    CHECK_INT(record_int(item, DRAW_ITEM_PERSON), reviewer.person);
    CHECK(*record_text(item, DRAW_ITEM_ASKED_ON));
    CHECK_TEXT(life_state(&l, problem->id), "closed");
    CHECK_OUTCOME(ITEM("refute", "asked", "x", "how", "phone", "said", "x", "finding", "x"), CONFLICT);     /* said once */
    after_close(&l);
}

/* It opens the problem, counts as a false closing and not as a relapse, and tells the unit what, never who said so. */
static void so_it_is_not(void)
{
    struct ledger l;
    after_open(&l);
    struct record *problem = life_closed(&l, 1), *item = drawn_item(&l), *step;
    CHECK_OUTCOME(ITEM("refute", "asked", "测站党员老周", "how", "phone", "said", "没有开过会"), INVALID);
    CHECK(strstr(life_said, "不符之处"));
    CHECK_DONE(ITEM("refute", "asked", "测站党员老周", "how", "phone", "said", "没有开过会", "finding", "选举大会没有召开"));
    struct record *now = ledger_read(&l, &problem_entity, problem->id);
    CHECK_TEXT(record_text(now, PROBLEM_STATE), "rectifying");
    CHECK_INT(record_int(now, PROBLEM_FALSE_CLOSINGS), 1);
    CHECK_INT(record_int(now, PROBLEM_RELAPSES), 0);
    CHECK_DONE(step_last(l.w.arena, l.w.db, problem->id, "reopen", &step));
    CHECK_TEXT(record_text(step, STEP_REASON), "随机复核不符：选举大会没有召开");
    CHECK_INT(record_int(step, STEP_PERSON), reviewer.person);
    CHECK_INT(COUNT("SELECT count(*) FROM recheck WHERE problem = ?1 AND state = 'planned'", value_int(problem->id)), 0);
    CHECK_INT(COUNT("SELECT count(*) FROM step WHERE reason LIKE '%老周%' OR note LIKE '%老周%' AND problem = ?1", value_int(problem->id)), 0);
    after_close(&l);
}

/* Opened again meanwhile by somebody else: what was found still counts. */
static void open_already(void)
{
    struct ledger l;
    after_open(&l);
    struct record *problem = life_closed(&l, 1), *item = drawn_item(&l);
    CHECK_DONE(ACT(reviewer, "reopen", "走访时无人知道", "recheck_how", "visit", "recheck_finding", "又没开会"));
    CHECK_DONE(ITEM("refute", "asked", "老周", "how", "visit", "said", "没有", "finding", "没有召开"));
    struct record *now = ledger_read(&l, &problem_entity, problem->id);
    CHECK_INT(record_int(now, PROBLEM_FALSE_CLOSINGS), 1);
    CHECK_INT(record_int(now, PROBLEM_RELAPSES), 1);
    after_close(&l);
}

TESTS({"so it is", so_it_is}, {"so it is not", so_it_is_not}, {"open already", open_already})
