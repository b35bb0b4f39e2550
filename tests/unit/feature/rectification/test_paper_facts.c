#include "papers_world.h"

static void facts_are_the_records(void)
{
    struct ledger l;
    struct paper_facts facts;
    papers_open(&l);
    facts_of(&l, &facts);
    CHECK_INT(facts.problem_count, 7);
    CHECK_TEXT(facts.title, "巡视反馈");
    CHECK_TEXT(facts.kind, "巡视");
    CHECK_TEXT(facts.unit, "中共云岭省水利厅党组");
    CHECK_TEXT(facts.reviewer, "中共云岭省委巡视工作领导小组办公室");
    CHECK_TEXT(facts.first_responsible, "陆长川");
    CHECK_INT(facts.rectifying, 2);
    CHECK_INT(facts.reviewing, 1);
    CHECK(facts.problems[0].closed && !facts.problems[0].open);
    CHECK(facts.problems[4].overdue && facts.problems[4].open);
    CHECK(!facts.problems[6].open && !facts.problems[6].closed);
    CHECK_INT(facts.problems[0].measure_count, 1);
    CHECK_TEXT(facts.problems[0].measures[0].result, "方案已批复");
    CHECK_OUTCOME(paper_facts_of_source(l.w.arena, l.w.db, NULL, 17, &facts), NOT_FOUND);
    after_close(&l);
}

TESTS({"facts are the records", facts_are_the_records})
