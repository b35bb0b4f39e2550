#include "after.h"

static const char *const look[] = {"recheck_how", "phone", "recheck_finding", "电话问了两名党员"};
#define LOOK look[0], look[1], look[2], look[3]
#define PLANNED(id) COUNT("SELECT count(*) FROM recheck WHERE problem = ?1 AND state = 'planned'", value_int(id))

static const char *due_of(struct ledger *l, int64_t problem, int months)
{
    char *due = NULL;
    CHECK_DONE(db_get_text(l->w.db, l->w.arena, &due, "SELECT due FROM recheck WHERE problem = ?1 AND months = ?2 AND state = 'planned'",
                           value_int(problem), value_int(months)));
    return due;
}

static const char *months_on(struct ledger *l, int months)
{
    char text[DATE_TEXT];
    return arena_strdup(l->w.arena, date_print(date_add_months(clock_today(), months), text));
}

static void closing_plans_two(void)
{
    struct ledger l;
    after_open(&l);
    struct record *problem = life_closed(&l, 1);
    CHECK_INT(PLANNED(problem->id), 2);
    CHECK_TEXT(due_of(&l, problem->id, 3), months_on(&l, 3));
    CHECK_TEXT(due_of(&l, problem->id, 12), months_on(&l, 12));
    after_close(&l);
}

/* An office that wants three looks gets three; the setting is read in the lane. */
static void months_are_a_setting(void)
{
    struct ledger l;
    after_open(&l);
    struct record *setting = record_new(l.w.arena, &setting_entity);
    record_set_text(setting, 0, "recheck_months");
    record_set_text(setting, 2, "1、6，24");
    ledger_save(&l, setting);
    struct record *problem = life_closed(&l, 1);
    CHECK_INT(PLANNED(problem->id), 3);
    CHECK_TEXT(due_of(&l, problem->id, 24), months_on(&l, 24));
    record_set_text(setting, 2, "12、3");
    struct change change = world_change(&l.w, &setting_entity, "change");
    CHECK_OUTCOME(record_change(&change, setting, 0), INVALID);
    after_close(&l);
}

/* A day after the closing nobody fills what is due in three months: that is a look of its own. */
static void early_look_leaves_the_plan(void)
{
    struct ledger l;
    after_open(&l);
    struct record *problem = life_closed(&l, 1);
    CHECK_DONE(ACT(reviewer, "recheck", NULL, LOOK));
    CHECK_INT(PLANNED(problem->id), 2);
    struct record *extra = PICK(&recheck_entity, "SELECT id FROM recheck WHERE problem = ?1 AND state = 'consolidated'", value_int(problem->id));
    CHECK(!extra->values[RECHECK_MONTHS].set);
    CHECK_INT(record_int(extra, RECHECK_PERSON), reviewer.person);
    CHECK_TEXT(record_text(extra, RECHECK_HOW), "phone");
    CHECK_TEXT(record_text(extra, RECHECK_FINDING), "电话问了两名党员");
    CHECK_TEXT(record_text(extra, RECHECK_HELD_ON), months_on(&l, 0));
    after_close(&l);
}

static void look_fills_what_is_due(void)
{
    struct ledger l;
    after_open(&l);
    int64_t now = clock_now_ms();
    struct record *problem = life_closed(&l, 1);
    clock_set(now + (int64_t)95 * 86400000);
    CHECK_DONE(ACT(reviewer, "recheck", NULL, LOOK));
    CHECK_INT(PLANNED(problem->id), 1);
    struct record *first = PICK(&recheck_entity, "SELECT id FROM recheck WHERE problem = ?1 AND months = 3", value_int(problem->id));
    CHECK_TEXT(record_text(first, RECHECK_STATE), "consolidated");
    CHECK_TEXT(record_text(first, RECHECK_HELD_ON), months_on(&l, 0));
    CHECK_INT(COUNT("SELECT count(*) FROM recheck WHERE problem = ?1", value_int(problem->id)), 2);
    after_close(&l);
}

/* A relapse ends this closing's plan; the next closing has its own, and everything that was stays. */
static void reopening_drops_and_closing_plans_anew(void)
{
    struct ledger l;
    after_open(&l);
    struct record *problem = life_closed(&l, 1);
    CHECK_DONE(ACT(reviewer, "reopen", "走访时无人知道", LOOK));
    CHECK_INT(PLANNED(problem->id), 0);
    CHECK_INT(COUNT("SELECT count(*) FROM recheck WHERE problem = ?1 AND state = 'dropped'", value_int(problem->id)), 2);
    CHECK_INT(COUNT("SELECT count(*) FROM recheck WHERE problem = ?1 AND state = 'relapsed'", value_int(problem->id)), 1);
    clock_set(clock_now_ms() + 1000);
    life_evidence(&l, problem->id);
    CHECK_DONE(ACT(officer, "request_closing", NULL, "effect", "这次真的换届了"));
    CHECK_DONE(ACT(secretary, "endorse", NULL, NULL));
    CHECK_DONE(ACT(reviewer, "accept", NULL, NULL));
    CHECK_INT(PLANNED(problem->id), 2);
    CHECK_INT(COUNT("SELECT count(*) FROM recheck WHERE problem = ?1", value_int(problem->id)), 5);
    after_close(&l);
}

/* 不属实 has nothing that could come back. */
static void other_ends_are_not_looked_at(void)
{
    struct ledger l;
    after_open(&l);
    struct record *problem = ledger_save(&l, ledger_problem(&l, 1));
    CHECK_DONE(ACT(officer, "declare_unfounded", "反馈的支部不是本单位的", NULL));
    CHECK_DONE(ACT(secretary, "endorse", NULL, NULL));
    CHECK_DONE(ACT(reviewer, "accept", NULL, "review_number", "云巡函〔2026〕3号", "review_dated", "2026-11-01"));
    CHECK_TEXT(life_state(&l, problem->id), "unfounded");
    CHECK_INT(COUNT("SELECT count(*) FROM recheck WHERE problem = ?1", value_int(problem->id)), 0);
    after_close(&l);
}

TESTS({"a closing plans two looks", closing_plans_two}, {"the months are a setting", months_are_a_setting},
      {"an early look leaves the plan", early_look_leaves_the_plan}, {"a look fills what is due", look_fills_what_is_due},
      {"a reopening drops, a closing plans anew", reopening_drops_and_closing_plans_anew},
      {"other ends are not looked at", other_ends_are_not_looked_at})
