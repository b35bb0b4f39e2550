#include "papers_world.h"

/* Each problem with why, what for, by what, by whom and until when; what nobody has said yet is marked, and what is unfounded is
 * not planned for. */
static void plan_says_who_and_until_when(void)
{
    struct ledger l;
    struct composition c;
    papers_open(&l);
    const char *text = text_of(&l, "plan", &c);
    CHECK(strstr(text, "中共云岭省水利厅党组关于巡视反馈的整改方案"));
    CHECK(strstr(text, "原因分析：靠手工登记。"));
    CHECK(strstr(text, "整改目标：按期换届。"));
    CHECK(strstr(text, "整改措施：制定换届方案。"));
    CHECK(strstr(text, "整改时限：2030年12月31日。"));
    CHECK(strstr(text, "整改措施：【待填：整改措施】。"));
    CHECK(strstr(text, "（六）") && !strstr(text, "（七）"));
    CHECK(strstr(text, "再由中共云岭省委巡视工作领导小组办公室复核"));
    after_close(&l);
}

static void nothing_to_plan(void)
{
    struct ledger l;
    struct paper_facts facts;
    struct composition c;
    after_open(&l);
    facts_of(&l, &facts);
    for (const struct paper_kind *kind = paper_kinds; kind->name; kind++)
        CHECK_OUTCOME(paper_compose(kind, &facts, &c), INVALID);
    after_close(&l);
}

TESTS({"plan says who and until when", plan_says_who_and_until_when}, {"nothing to plan", nothing_to_plan})
