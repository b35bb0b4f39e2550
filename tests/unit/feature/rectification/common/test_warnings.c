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

TESTS({"the same words have the same number", the_same_words_have_the_same_number},
      {"the number follows the text", the_number_follows_the_text})
