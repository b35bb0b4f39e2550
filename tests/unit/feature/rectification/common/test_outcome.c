#include "issued.h"

static int outcome_save(struct issued *i, int64_t problem, const char *kind, int64_t persons, int64_t amount)
{
    struct record *outcome = record_new(i->l.w.arena, &outcome_entity);
    record_set_int(outcome, OUTCOME_PROBLEM, problem);
    record_set_text(outcome, OUTCOME_KIND, kind);
    if (persons)
        record_set_int(outcome, OUTCOME_PERSONS, persons);
    if (amount)
        record_set_int(outcome, OUTCOME_AMOUNT, amount);
    return issued_create(i, outcome);
}

/* Persons for what is done to persons, cents for what comes back; never both missing. */
static void each_kind_has_its_number(void)
{
    struct issued i;
    issued_draft(&i);
    int64_t problem = issued_problem(&i, "SL-DZ", 0, 1);
    CHECK_DONE(outcome_save(&i, problem, "punishment", 2, 0));
    CHECK_DONE(outcome_save(&i, problem, "recovered", 0, 1234567));
    CHECK_OUTCOME(outcome_save(&i, problem, "talk", 0, 0), INVALID);
    CHECK(strstr(issued_said, "人数"));
    CHECK_OUTCOME(outcome_save(&i, problem, "saved", 3, 0), INVALID);
    CHECK(strstr(issued_said, "金额"));
    CHECK_OUTCOME(outcome_save(&i, problem, "criticism", 1, 100), INVALID);
    CHECK_INT(issued_number(&i, "SELECT sum(amount) FROM outcome"), 1234567);
    world_close(&i.l.w);
}

TESTS({"each kind has its number", each_kind_has_its_number})
