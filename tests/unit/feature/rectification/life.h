/* People who act on a problem, and a problem that they bring to any step of its life. */
#ifndef MINGZE_TESTS_LIFE_H
#define MINGZE_TESTS_LIFE_H

#include "ledger.h"

/* Accounts by number; each stands for a person of the demonstration.  No access: rights are other tests' matter. */
static struct actor officer, secretary, reviewer, handler, bystander;

__attribute__((unused)) static void life_people(struct ledger *l)
{
    officer = (struct actor){.user = 11, .person = world_person(&l->w, "SL004"), .name = "顾念安", .door = "page"};
    secretary = (struct actor){.user = 12, .person = world_person(&l->w, "SL001"), .name = "陆长川", .door = "page"};
    reviewer = (struct actor){.user = 13, .person = world_person(&l->w, "XC001"), .name = "严正清", .door = "page"};
    handler = (struct actor){.user = 14, .person = world_person(&l->w, "SL011"), .name = "岳小满", .door = "page"};
    bystander = (struct actor){.user = 15, .person = world_person(&l->w, "SL005"), .name = "叶知行", .door = "page"};
}

/* Where a test sets it, each thing is done a second after the one before. */
static int64_t life_clock;

__attribute__((unused)) static void life_tick(void)
{
    if (life_clock)
        clock_set(life_clock += 1000);
}

static const char *life_said;    /* what the last refusal said first */

/* Pairs of field and value, ended by NULL; note before them. */
__attribute__((unused, sentinel)) static int life_act(struct ledger *l, const struct entity *entity, int64_t id,
                                                      const struct actor *who, const char *verb, const char *note, ...)
{
    struct input inputs[8];
    const char *values[8], *name;
    int n = 0;
    va_list rest;
    life_tick();
    va_start(rest, note);
    while ((name = va_arg(rest, const char *))) {
        values[n] = va_arg(rest, const char *);
        inputs[n] = (struct input){name, &values[n], 1};
        n++;
    }
    va_end(rest);
    struct change change = {.arena = l->w.arena, .db = l->w.db, .actor = who, .entity = entity, .verb = verb,
                            .note = note, .now = clock_now_ms()};
    CHECK_DONE(db_run(l->w.db, "SAVEPOINT act"));
    int outcome = record_act(&change, id, verb, inputs, n, 0);
    life_said = change.problem_count ? change.problems[0].message : outcome ? arena_strdup(l->w.arena, error_message()) : "";
    if (outcome != DONE)
        CHECK_DONE(db_run(l->w.db, "ROLLBACK TO act"));
    CHECK_DONE(db_run(l->w.db, "RELEASE act"));
    return outcome;
}

#define ACT(who, verb, ...) life_act(&l, &problem_entity, problem->id, &who, verb, __VA_ARGS__, NULL)

__attribute__((unused)) static int64_t life_measure(struct ledger *l, int64_t problem, int position, const char *code)
{
    struct record *measure = record_new(l->w.arena, &measure_entity);
    record_set_int(measure, MEASURE_PROBLEM, problem);
    record_set_int(measure, MEASURE_POSITION, position);
    record_set_text(measure, MEASURE_TEXT, "制定换届方案");
    if (code)
        record_set_int(measure, MEASURE_PERSON, world_person(&l->w, code));
    return ledger_save(l, measure)->id;
}

__attribute__((unused)) static void life_finish(struct ledger *l, int64_t id)
{
    struct record *measure = ledger_read(l, &measure_entity, id);
    struct change change = world_change(&l->w, &measure_entity, "change");
    record_set_text(measure, MEASURE_STATE, "done");
    record_set_text(measure, MEASURE_RESULT, "方案已批复");
    CHECK_DONE(record_change(&change, measure, 0));
}

__attribute__((unused)) static int64_t life_evidence(struct ledger *l, int64_t problem)
{
    struct record *evidence = record_new(l->w.arena, &evidence_entity);
    life_tick();
    record_set_int(evidence, EVIDENCE_PROBLEM, problem);
    record_set_text(evidence, EVIDENCE_TITLE, "选举结果批复");
    record_set_text(evidence, EVIDENCE_FACT_ON, "2026-03-01");
    record_set_text(evidence, EVIDENCE_NUMBER, "水利机党〔2026〕9号");
    return ledger_save(l, evidence)->id;
}

__attribute__((unused)) static const char *life_state(struct ledger *l, int64_t problem)
{
    return record_text(ledger_read(l, &problem_entity, problem), PROBLEM_STATE);
}

/* A problem whose plan is approved, with one measure and its evidence: all that a closing asks for. */
__attribute__((unused)) static struct record *life_rectifying(struct ledger *l, int number, int64_t *ret_measure)
{
    struct record *problem = ledger_problem(l, number);
    int64_t leader = world_person(&l->w, "SL002"), person = world_person(&l->w, "SL011");
    record_set_ids(problem, PROBLEM_LEADERS, &leader, 1);
    record_set_ids(problem, PROBLEM_PERSONS, &person, 1);
    record_set_text(problem, PROBLEM_DEADLINE, "2030-12-31");
    ledger_save(l, problem);
    int64_t measure = life_measure(l, problem->id, 1, NULL);
    const int64_t id = problem->id;
    CHECK_DONE(life_act(l, &problem_entity, id, &officer, "claim", NULL, NULL));
    CHECK_DONE(life_act(l, &problem_entity, id, &officer, "plan", NULL, "cause_route", "enforcement", "cause", "靠手工登记",
                        "goal", "按期换届", NULL));
    CHECK_DONE(life_act(l, &problem_entity, id, &secretary, "start", NULL, NULL));
    CHECK_TEXT(life_state(l, id), "rectifying");
    life_evidence(l, id);
    if (ret_measure)
        *ret_measure = measure;
    return problem;
}

__attribute__((unused)) static struct record *life_requested(struct ledger *l, int number, int64_t *ret_measure)
{
    int64_t measure;
    struct record *problem = life_rectifying(l, number, &measure);
    life_finish(l, measure);
    CHECK_DONE(life_act(l, &problem_entity, problem->id, &officer, "request_closing", NULL, "effect", "已换届", NULL));
    if (ret_measure)
        *ret_measure = measure;
    return problem;
}

__attribute__((unused)) static struct record *life_closed(struct ledger *l, int number)
{
    struct record *problem = life_requested(l, number, NULL);
    CHECK_DONE(life_act(l, &problem_entity, problem->id, &secretary, "endorse", NULL, NULL));
    CHECK_DONE(life_act(l, &problem_entity, problem->id, &reviewer, "accept", NULL, NULL));
    CHECK_TEXT(life_state(l, problem->id), "closed");
    return problem;
}

#endif
