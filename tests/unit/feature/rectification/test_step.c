#include "life.h"

static struct ledger l;

/* Each act leaves its step: in order, from which state to which, by whom, with what was said in the field of that verb. */
static void one_step_an_act(void)
{
    static const struct { const char *verb, *from, *to, *note, *reason, *number; int64_t *person; } rows[] = {
        {"claim", "unclaimed", "planning", "", "", "", &officer.person},
        {"plan", "planning", "planning", "", "", "", &officer.person},
        {"start", "planning", "rectifying", "", "", "", &secretary.person},
        {"request_closing", "rectifying", "closing_requested", "已换届", "", "", &officer.person},
        {"endorse", "closing_requested", "endorsed", "", "", "", &secretary.person},
        {"return", "endorsed", "rectifying", "", "请逐项补充", "", &reviewer.person},
        {"request_closing", "rectifying", "closing_requested", "已换届，三项均已办结", "", "", &officer.person},
        {"endorse", "closing_requested", "endorsed", "", "", "", &secretary.person},
        {"accept", "endorsed", "closed", "", "", "云巡函3号", &reviewer.person},
        {"recheck", "closed", "consolidated", "电话问了两名党员", "", "", &reviewer.person},
        {"reopen", "consolidated", "rectifying", "又没开会", "走访时无人知道", "", &reviewer.person},
        {"extend", "rectifying", "rectifying", "2031-03-31", "汛期", "", &officer.person},
        {"transfer", "rectifying", "closing_requested", "县纪委", "属另案", "", &officer.person},
    };
    ledger_open(&l);
    life_people(&l);
    struct record *problem = life_requested(&l, 1, NULL);
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    CHECK_DONE(ACT(reviewer, "return", "请逐项补充"));
    CHECK_DONE(ACT(officer, "request_closing", NULL, "effect", "已换届，三项均已办结"));
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    CHECK_DONE(ACT(reviewer, "accept", NULL, "review_number", "云巡函3号", "review_dated", "2026-03-05"));
    CHECK_DONE(ACT(reviewer, "recheck", NULL, "recheck_how", "phone", "recheck_finding", "电话问了两名党员"));
    CHECK_DONE(ACT(reviewer, "reopen", "走访时无人知道", "recheck_how", "visit", "recheck_finding", "又没开会"));
    CHECK_DONE(ACT(officer, "extend", "汛期", "extend_until", "2031-03-31"));
    CHECK_DONE(ACT(officer, "transfer", "属另案", "transfer_to", "县纪委"));
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        int64_t id = 0;
        CHECK_DONE(db_get_int(l.w.db, &id, "SELECT id FROM step WHERE problem = ?1 AND position = ?2", value_int(problem->id), value_int((int64_t)i + 1)));
        const struct record *step = ledger_read(&l, &step_entity, id);
        CHECK_TEXT(record_text(step, STEP_VERB), rows[i].verb);
        CHECK_TEXT(record_text(step, STEP_FROM), rows[i].from);
        CHECK_TEXT(record_text(step, STEP_TO), rows[i].to);
        CHECK_TEXT(record_text(step, STEP_NOTE), rows[i].note);
        CHECK_TEXT(record_text(step, STEP_REASON), rows[i].reason);
        CHECK_TEXT(record_text(step, STEP_NUMBER), rows[i].number);
        CHECK_TEXT(record_text(step, STEP_DATED), *rows[i].number ? "2026-03-05" : "");
        CHECK_INT(record_int(step, STEP_PERSON), *rows[i].person);
    }
    int64_t n = 0;
    CHECK_DONE(db_get_int(l.w.db, &n, "SELECT count(*) FROM step"));
    CHECK_INT(n, ARRAY_SIZE(rows));
    world_close(&l.w);
}

static void the_last_of_a_verb(void)
{
    struct record *step;
    ledger_open(&l);
    life_people(&l);
    struct record *problem = life_requested(&l, 1, NULL), *other = life_rectifying(&l, 2, NULL);
    CHECK_DONE(ACT(secretary, "return", "补充后再报"));
    CHECK_DONE(ACT(officer, "request_closing", NULL, "effect", "又写了一遍"));
    CHECK_DONE(step_last(l.w.arena, l.w.db, problem->id, "request_closing", &step));
    CHECK_TEXT(record_text(step, STEP_NOTE), "又写了一遍");
    CHECK_OUTCOME(step_last(l.w.arena, l.w.db, other->id, "request_closing", &step), NOT_FOUND);
    CHECK_OUTCOME(step_last(l.w.arena, l.w.db, problem->id, "accept", &step), NOT_FOUND);
    world_close(&l.w);
}

/* By account, or by person where both have one; two accounts without a person are two. */
static void who_took_it(void)
{
    struct record *step;
    struct actor second = officer, nobody = {.user = 77, .name = "临时", .door = "page"};
    ledger_open(&l);
    life_people(&l);
    struct record *problem = life_rectifying(&l, 1, NULL);
    second.user = 99, second.person = officer.person;
    CHECK_DONE(step_last(l.w.arena, l.w.db, problem->id, "plan", &step));
    CHECK(step_by(step, &officer) && step_by(step, &second) && !step_by(step, &secretary) && !step_by(step, &nobody));
    record_set_empty(step, STEP_PERSON);
    CHECK(step_by(step, &officer) && !step_by(step, &second) && !step_by(step, &nobody));
    world_close(&l.w);
}

TESTS({"one step an act", one_step_an_act}, {"the last of a verb", the_last_of_a_verb}, {"who took it", who_took_it})
