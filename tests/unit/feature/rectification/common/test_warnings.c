#include "issued.h"

/* The same words, however they are spaced, pointed or written. */
static void the_same_words_have_the_same_number(void)
{
    struct arena *arena = arena_create(1 << 22);
    int64_t number = measure_likeness(arena, "制定换届方案，报机关党委审批。");
    CHECK(number > 0);
    CHECK_INT(measure_likeness(arena, " 制定换届方案 报机关党委审批"), number);
    CHECK_INT(measure_likeness(arena, "制定換屆方案,報機關黨委審批;"), number);
    CHECK(measure_likeness(arena, "制定换届方案，报党组审批。") != number);
    CHECK(measure_likeness(arena, "每季度1次") != measure_likeness(arena, "每季度2次"));
    CHECK(measure_likeness(arena, "。") > 0);
    arena_destroy(arena);
}

static int64_t measure_new(struct issued *i, int64_t problem, const char *text)
{
    struct record *measure = record_new(i->l.w.arena, &measure_entity);
    record_set_int(measure, MEASURE_PROBLEM, problem);
    record_set_int(measure, MEASURE_POSITION, 1);
    record_set_text(measure, MEASURE_TEXT, text);
    CHECK_DONE(issued_create(i, measure));
    return measure->id;
}

/* Kept by the lane at every change of the text, and filled in for measures of before. */
static void the_number_follows_the_text(void)
{
    struct issued i;
    issued_draft(&i);
    int64_t id = measure_new(&i, issued_problem(&i, "SL-DZ", 0, 1), "加强学习");
    struct arena *arena = i.l.w.arena;
    CHECK_INT(record_int(ledger_read(&i.l, &measure_entity, id), MEASURE_LIKENESS), measure_likeness(arena, "加强学习"));
    struct record *measure = ledger_read(&i.l, &measure_entity, id);
    record_set_text(measure, MEASURE_TEXT, "每月学习一次");
    CHECK_DONE(issued_change(&i, measure));
    CHECK_INT(record_int(ledger_read(&i.l, &measure_entity, id), MEASURE_LIKENESS), measure_likeness(arena, "每月学习一次"));
    CHECK_DONE(db_run(i.l.w.db, "UPDATE measure SET likeness = NULL"));
    struct change job = world_change(&i.l.w, NULL, "job");
    CHECK_DONE(measure_likeness_fill(&job));
    CHECK_INT(record_int(ledger_read(&i.l, &measure_entity, id), MEASURE_LIKENESS), measure_likeness(arena, "每月学习一次"));
    world_close(&i.l.w);
}

/* The mark comes with the sixth problem, and goes to a few measures only. */
static void a_crowd_is_marked(void)
{
    struct issued i;
    issued_draft(&i);
    for (int k = 1; k <= 5; k++)
        measure_new(&i, issued_problem(&i, "SL-DZ", 0, k), "加强学习");
    CHECK_INT(issued_number(&i, "SELECT count(*) FROM measure WHERE warned = 1"), 0);
    for (int k = 6; k <= 12; k++)
        measure_new(&i, issued_problem(&i, "SL-DZ", 0, k), "加强学习。");
    CHECK_INT(issued_number(&i, "SELECT count(*) FROM measure WHERE warned = 1"), 3);
    world_close(&i.l.w);
}

/* Later than its problem, by its own day or by the problem's; not once it is done. */
static void what_is_due_too_late_is_marked(void)
{
    struct issued i;
    issued_draft(&i);
    int64_t id = issued_problem(&i, "SL-DZ", 0, 1), late = measure_new(&i, id, "换届");
    struct record *problem = ledger_read(&i.l, &problem_entity, id), *measure = ledger_read(&i.l, &measure_entity, late);
    record_set_text(problem, PROBLEM_DEADLINE, "2027-03-01");
    CHECK_DONE(issued_change(&i, problem));
    record_set_text(measure, MEASURE_DEADLINE, "2027-03-02");
    CHECK_DONE(issued_change(&i, measure));
    CHECK_INT(record_int(ledger_read(&i.l, &measure_entity, late), MEASURE_WARNED), 2);
    struct change moved = world_change(&i.l.w, &problem_entity, "change");
    moved.before = ledger_read(&i.l, &problem_entity, id);
    problem = ledger_read(&i.l, &problem_entity, id);
    record_set_text(problem, PROBLEM_DEADLINE, "2027-04-01");
    CHECK_DONE(issued_change(&i, problem));
    moved.after = problem;
    CHECK_DONE(measures_follow_deadline(&moved));
    CHECK_INT(record_int(ledger_read(&i.l, &measure_entity, late), MEASURE_WARNED), 0);
    world_close(&i.l.w);
}

TESTS({"a crowd is marked", a_crowd_is_marked},
      {"what is due too late is marked", what_is_due_too_late_is_marked},
      {"the same words have the same number", the_same_words_have_the_same_number},
      {"the number follows the text", the_number_follows_the_text})
