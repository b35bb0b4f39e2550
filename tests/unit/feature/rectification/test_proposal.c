#include "ledger.h"

static struct record *proposal_new(struct ledger *l, int position, const char *symptom, const char *measures)
{
    struct record *proposal = record_new(l->w.arena, &proposal_entity);
    record_set_int(proposal, PROPOSAL_SOURCE, l->source->id);
    record_set_int(proposal, PROPOSAL_POSITION, position);
    record_set_text(proposal, PROPOSAL_WORDS, "1.未按期换届。");
    record_set_text(proposal, PROPOSAL_PLACES, "7:2:6");
    record_set_text(proposal, PROPOSAL_SYMPTOM, symptom);
    record_set_text(proposal, PROPOSAL_MEASURES, measures);
    return ledger_save(l, proposal);
}

/* What is confirmed keeps the feedback's words and their place; one line of measures is one measure. */
static void confirmed_becomes_a_problem(void)
{
    struct ledger l;
    int64_t open, measures;
    ledger_open(&l);
    struct record *proposal = proposal_new(&l, 1, "支部未按期换届", "制定方案\n\n  召开大会  \n");
    struct change change = world_change(&l.w, &source_entity, "change");
    CHECK_DONE(proposal_open_count(l.w.db, l.source->id, &open));
    CHECK_INT(open, 1);
    CHECK_DONE(proposal_confirm(&change, l.source, proposal, 1));
    struct record *problem = ledger_read(&l, &problem_entity, record_int(proposal, PROPOSAL_PROBLEM));
    CHECK_TEXT(record_text(problem, PROBLEM_SYMPTOM), "支部未按期换届");
    CHECK_TEXT(record_text(problem, PROBLEM_WORDS), "1.未按期换届。");
    CHECK_TEXT(record_text(problem, PROBLEM_PLACES), "7:2:6");
    CHECK_TEXT(record_text(problem, PROBLEM_DEADLINE), "2027-01-06");
    CHECK_DONE(db_get_int(l.w.db, &measures, "SELECT count(*) FROM measure WHERE problem = ?1", value_int(problem->id)));
    CHECK_INT(measures, 2);
    CHECK_DONE(proposal_open_count(l.w.db, l.source->id, &open));
    CHECK_INT(open, 0);
    world_close(&l.w);
}

static void unconfirmed_counts_nowhere(void)
{
    struct ledger l;
    int64_t problems = -1;
    ledger_open(&l);
    proposal_new(&l, 1, "支部未按期换届", "");
    CHECK_DONE(db_get_int(l.w.db, &problems, "SELECT count(*) FROM problem"));
    CHECK_INT(problems, 0);
    world_close(&l.w);
}

TESTS({"what is confirmed becomes a problem", confirmed_becomes_a_problem},
      {"what is not confirmed counts nowhere", unconfirmed_counts_nowhere})
