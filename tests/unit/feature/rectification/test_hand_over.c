#include "life.h"

struct seen { int n; char roles[100], due[DATE_TEXT]; int64_t id; };

static int item_seen(void *context, const struct handover_item *item)
{
    struct seen *seen = context;
    seen->n++;
    seen->id = item->id;
    snprintf(seen->roles, sizeof seen->roles, "%s", item->role);
    snprintf(seen->due, sizeof seen->due, "%s", item->due);
    return DONE;
}

static struct seen open_of(struct ledger *l, const struct record *problem, int64_t person)
{
    struct seen seen = {0};
    CHECK_DONE(problems_of_person(l->w.arena, l->w.db, problem->organ, person, item_seen, &seen));
    return seen;
}

static void move(struct ledger *l, int64_t id, int64_t from, int64_t to)
{
    struct change change = world_change(&l->w, &problem_entity, "hand_over");
    CHECK_DONE(problem_move(&change, id, from, to));
}

static void a_problem_goes_over_with_its_open_measures_and_its_approval(void)
{
    struct ledger l;
    int64_t first;
    bool stands;
    ledger_open(&l);
    life_people(&l);
    struct record *problem = life_rectifying(&l, 1, &first);
    problem = ledger_read(&l, &problem_entity, problem->id);
    CHECK_INT(open_of(&l, problem, bystander.person).n, 0);
    struct seen seen = open_of(&l, problem, handler.person);
    CHECK_INT(seen.n, 1);
    CHECK_INT(seen.id, problem->id);
    CHECK_TEXT(seen.roles, "责任人");
    CHECK_TEXT(seen.due, "2030-12-31");
    move(&l, problem->id, handler.person, bystander.person);
    CHECK_INT(open_of(&l, problem, handler.person).n, 0);
    CHECK_TEXT(open_of(&l, problem, bystander.person).roles, "责任人");
    struct record *now = ledger_read(&l, &problem_entity, problem->id);
    CHECK_INT(now->values[PROBLEM_PERSONS].ids[0], bystander.person);
    CHECK_DONE(plan_stands(l.w.arena, l.w.db, now, &stands));
    CHECK(stands);
    world_close(&l.w);
}

static void measures_go_unless_they_are_done(void)
{
    struct ledger l;
    bool stands;
    ledger_open(&l);
    life_people(&l);
    int64_t leader = world_person(&l.w, "SL002"), person = world_person(&l.w, "SL011");
    struct record *problem = ledger_problem(&l, 1);
    record_set_ids(problem, PROBLEM_LEADERS, &leader, 1);
    record_set_ids(problem, PROBLEM_PERSONS, &person, 1);
    record_set_text(problem, PROBLEM_DEADLINE, "2030-12-31");
    ledger_save(&l, problem);
    int64_t open = life_measure(&l, problem->id, 1, "SL005"), done = life_measure(&l, problem->id, 2, "SL005");
    CHECK_DONE(ACT(officer, "claim", NULL));
    CHECK_DONE(ACT(officer, "plan", NULL, "cause_route", "enforcement", "cause", "靠手工登记", "goal", "按期换届"));
    CHECK_DONE(ACT(secretary, "start", NULL));
    life_finish(&l, done);
    CHECK_TEXT(open_of(&l, ledger_read(&l, &problem_entity, problem->id), bystander.person).roles, "措施责任人");
    move(&l, problem->id, bystander.person, handler.person);
    CHECK_INT(record_int(ledger_read(&l, &measure_entity, open), MEASURE_PERSON), handler.person);
    CHECK_INT(record_int(ledger_read(&l, &measure_entity, done), MEASURE_PERSON), bystander.person);
    CHECK_DONE(plan_stands(l.w.arena, l.w.db, ledger_read(&l, &problem_entity, problem->id), &stands));
    CHECK(stands);
    world_close(&l.w);
}

/* Who was named beside the taker is not named twice. */
static void nobody_is_named_twice(void)
{
    struct ledger l;
    ledger_open(&l);
    life_people(&l);
    struct record *problem = ledger_problem(&l, 1);
    const int64_t both[] = {bystander.person, handler.person};
    record_set_ids(problem, PROBLEM_LEADERS, both, 2);
    ledger_save(&l, problem);
    move(&l, problem->id, handler.person, bystander.person);
    struct record *now = ledger_read(&l, &problem_entity, problem->id);
    CHECK_INT(now->values[PROBLEM_LEADERS].n, 1);
    CHECK_INT(now->values[PROBLEM_LEADERS].ids[0], bystander.person);
    world_close(&l.w);
}

/* --- what waits for a reviewer --- */

static void persons_are(struct ledger *l, int64_t problem, int64_t person)
{
    const struct record *now = ledger_read(l, &problem_entity, problem);
    CHECK_INT(now->values[PROBLEM_PERSONS].n, 1);
    CHECK_INT(now->values[PROBLEM_PERSONS].ids[0], person);
}

/* Whoever's turn it is, the open problem goes with the post; at an end it stays his. */
static void open_is_what_has_not_ended(void)
{
    static const struct { const char *state, *roles; } rows[] = {
        {"unclaimed", "责任人"}, {"planning", "责任人"}, {"rectifying", "责任人"}, {"closing_requested", "责任人（待本单位审核）"},
        {"endorsed", "责任人（待上级复核）"}, {"closed", NULL}, {"consolidated", NULL}, {"unfounded", NULL}, {"transferred", NULL},
    };
    struct ledger l;
    ledger_open(&l);
    life_people(&l);
    struct record *problem = life_rectifying(&l, 1, NULL);
    problem = ledger_read(&l, &problem_entity, problem->id);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CHECK_DONE(db_run(l.w.db, "UPDATE problem SET state = ?2 WHERE id = ?1", value_int(problem->id), value_text(rows[i].state)));
        struct seen seen = open_of(&l, problem, handler.person);
        CHECK_INT(seen.n, rows[i].roles != NULL);
        if (rows[i].roles)
            CHECK_TEXT(seen.roles, rows[i].roles);
    }
    world_close(&l.w);
}

/* Asked, handed over, endorsed, handed over, accepted: the reviews go on, with another name in the problem. */
static void what_was_asked_and_endorsed_stays_so(void)
{
    struct ledger l;
    ledger_open(&l);
    life_people(&l);
    struct record *problem = life_requested(&l, 1, NULL);
    move(&l, problem->id, handler.person, bystander.person);
    persons_are(&l, problem->id, bystander.person);
    CHECK_TEXT(life_state(&l, problem->id), "closing_requested");
    CHECK_OUTCOME(ACT(officer, "request_closing", NULL), INVALID);        /* nothing new to ask */
    CHECK_TEXT(life_said, "申请之后没有改动，不必重新申请");
    CHECK_OUTCOME(ACT(bystander, "endorse", NULL), INVALID);              /* he answers for it now */
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    move(&l, problem->id, bystander.person, handler.person);
    move(&l, problem->id, handler.person, bystander.person);
    CHECK_DONE(ACT(reviewer, "accept", NULL));
    CHECK_TEXT(life_state(&l, problem->id), "closed");
    world_close(&l.w);
}

/* Returned later, it names who has the post now, and its plan needs no second approval. */
static void returned_it_comes_to_who_has_the_post(void)
{
    struct ledger l;
    bool stands;
    ledger_open(&l);
    life_people(&l);
    struct record *problem = life_requested(&l, 1, NULL);
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    move(&l, problem->id, handler.person, bystander.person);
    CHECK_DONE(ACT(reviewer, "return", "请逐项补充"));
    CHECK_TEXT(life_state(&l, problem->id), "rectifying");
    CHECK_INT(open_of(&l, ledger_read(&l, &problem_entity, problem->id), handler.person).n, 0);
    CHECK_TEXT(open_of(&l, ledger_read(&l, &problem_entity, problem->id), bystander.person).roles, "责任人");
    CHECK_DONE(plan_stands(l.w.arena, l.w.db, ledger_read(&l, &problem_entity, problem->id), &stands));
    CHECK(stands);
    CHECK_DONE(ACT(officer, "request_closing", NULL, "effect", "已换届，三项均已办结"));
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    CHECK_DONE(ACT(reviewer, "accept", NULL));
    world_close(&l.w);
}

/* A handover mends nothing: what was void before it is void after it. */
static void what_was_void_stays_void(void)
{
    struct ledger l;
    int64_t measure;
    ledger_open(&l);
    life_people(&l);
    struct record *problem = life_requested(&l, 1, &measure);
    CHECK_DONE(db_run(l.w.db, "UPDATE measure SET result = '另补一次会议' WHERE id = ?1", value_int(measure)));
    move(&l, problem->id, handler.person, bystander.person);
    CHECK_OUTCOME(ACT(secretary, "endorse", NULL), INVALID);
    CHECK_TEXT(life_said, "申请之后内容有改动，须退回或重新申请后再审核");
    CHECK_DONE(ACT(officer, "request_closing", NULL));
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    move(&l, problem->id, bystander.person, handler.person);              /* carried, and void by a change after it */
    CHECK_DONE(db_run(l.w.db, "UPDATE measure SET result = '又补一次' WHERE id = ?1", value_int(measure)));
    CHECK_OUTCOME(ACT(reviewer, "accept", NULL), INVALID);
    CHECK_TEXT(life_said, "本单位审核之后内容有改动，原审核已失效，请退回重新申请");
    world_close(&l.w);
}

/* Who endorsed it and then takes it over would have reviewed his own work. */
static void nobody_takes_over_what_he_endorsed(void)
{
    struct ledger l;
    ledger_open(&l);
    life_people(&l);
    struct record *problem = life_requested(&l, 1, NULL);
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    move(&l, problem->id, handler.person, secretary.person);
    CHECK_OUTCOME(ACT(reviewer, "accept", NULL), INVALID);
    CHECK_TEXT(life_said, "本单位审核之后内容有改动，原审核已失效，请退回重新申请");
    CHECK_DONE(ACT(officer, "request_closing", NULL));
    CHECK_OUTCOME(ACT(secretary, "endorse", NULL), INVALID);
    CHECK_DONE(ACT(bystander, "endorse", NULL));
    CHECK_DONE(ACT(reviewer, "accept", NULL));
    world_close(&l.w);
}

static void an_honest_exit_goes_over_too(void)
{
    struct ledger l;
    ledger_open(&l);
    life_people(&l);
    struct record *problem = ledger_problem(&l, 1);
    record_set_ids(problem, PROBLEM_PERSONS, &handler.person, 1);
    ledger_save(&l, problem);
    CHECK_DONE(ACT(officer, "transfer", "属另案", "transfer_to", "县纪委"));
    move(&l, problem->id, handler.person, bystander.person);
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    CHECK_DONE(ACT(reviewer, "accept", NULL, "review_number", "云巡函3号", "review_dated", "2026-03-05"));
    CHECK_TEXT(life_state(&l, problem->id), "transferred");
    world_close(&l.w);
}

TESTS({"a problem goes over with its open measures and its approval", a_problem_goes_over_with_its_open_measures_and_its_approval},
      {"measures go unless they are done", measures_go_unless_they_are_done},
      {"nobody is named twice", nobody_is_named_twice},
      {"open is what has not ended", open_is_what_has_not_ended}, {"what was asked and endorsed stays so", what_was_asked_and_endorsed_stays_so},
      {"returned it comes to who has the post", returned_it_comes_to_who_has_the_post}, {"what was void stays void", what_was_void_stays_void},
      {"nobody takes over what he endorsed", nobody_takes_over_what_he_endorsed}, {"an honest exit goes over too", an_honest_exit_goes_over_too})
