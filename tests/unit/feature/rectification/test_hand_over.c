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

TESTS({"a problem goes over with its open measures and its approval", a_problem_goes_over_with_its_open_measures_and_its_approval},
      {"measures go unless they are done", measures_go_unless_they_are_done},
      {"nobody is named twice", nobody_is_named_twice})
