/* A source whose problems stand at every stage, and its papers. */
#ifndef MINGZE_TESTS_PAPERS_WORLD_H
#define MINGZE_TESTS_PAPERS_WORLD_H

#include "after.h"
#include "feature/rectification/papers/papers.h"

/* A source with a problem at every stage: three closed, one asked to be closed, one late, one unclaimed, one unfounded. */
__attribute__((unused)) static void papers_open(struct ledger *l)
{
    after_open(l);
    for (int i = 1; i <= 3; i++)
        life_closed(l, i);
    life_requested(l, 4, NULL);
    struct record *late = life_rectifying(l, 5, NULL), *problem = ledger_save(l, ledger_problem(l, 6));
    CHECK_DONE(db_run(l->w.db, "UPDATE problem SET deadline = '2026-01-31' WHERE id = ?1", value_int(late->id)));
    problem = ledger_save(l, ledger_problem(l, 7));
    CHECK_DONE(life_act(l, &problem_entity, problem->id, &officer, "declare_unfounded", "反馈的支部不是本单位的", NULL));
    CHECK_DONE(life_act(l, &problem_entity, problem->id, &secretary, "endorse", NULL, NULL));
    CHECK_DONE(life_act(l, &problem_entity, problem->id, &reviewer, "accept", NULL, "review_number", "云巡函〔2026〕3号", "review_dated",
                        "2026-11-01", NULL));
}

__attribute__((unused)) static void facts_of(struct ledger *l, struct paper_facts *ret)
{
    CHECK_DONE(paper_facts_of_source(l->w.arena, l->w.db, NULL, l->source->id, ret));
    ret->sender = "省委巡视办";
}

__attribute__((unused)) static const char *text_of(struct ledger *l, const char *kind, struct composition *c)
{
    struct paper_facts facts;
    facts_of(l, &facts);
    CHECK_DONE(paper_compose(paper_kind_find(kind), &facts, c));
    return composition_text(c);
}

#endif
