#include "feature/rectification/reading/extraction.h"

#include "reading.h"

static struct extraction *read_text(const char *text)
{
    struct extraction *e;
    struct document *document = reading_document(text);
    CHECK_DONE(extraction_read(reading_arena, document, &e));
    return e;
}

static void blank_cells_repeat_the_value_above(void)
{
    struct extraction *e = read_text("序号\t问题类别\t具体问题\t整改措施\t责任人\t整改时限\n"
        "1\t一、学习\t学习不深入\t制定计划\t甲某\t6月底\n"
        "\t\t\t每月检查\t\t\n"
        "2\t\t作风不实\t1.开展整治；2.每季通报。\t\t7月底\n"
        "3\t二、财务\t账目不清\t清理往来款\t乙某\t\n"
        "合计\t3个问题\t\t\t\t\n");
    CHECK_INT((int64_t)e->problem_count, 3);
    CHECK_INT((int64_t)e->problems[0].measure_count, 2);
    CHECK_TEXT(e->problems[0].measures[1], "每月检查");
    CHECK_TEXT(e->problems[1].section, "一、学习");
    CHECK_TEXT(e->problems[1].responsible, "甲某");
    CHECK_INT((int64_t)e->problems[1].measure_count, 2);
    CHECK_TEXT(e->problems[1].measures[1], "每季通报");
    CHECK_TEXT(e->problems[2].deadline, "7月底");
    CHECK_INT(e->problems[1].spans[0].paragraph, 4);
    CHECK_INT(e->problems[1].spans[0].offset, 3);
}

static void rows_without_problem_are_none(void)
{
    struct extraction *e = read_text("序号\t检查内容\t检查结果\t整改要求\t责任人\n1\t通道\t堵塞\t清理\t甲\n2\t灭火器\t符合要求\t—\t—\n3\t电线\t不属于问题\t—\t—\n");
    CHECK_INT((int64_t)e->problem_count, 1);
    CHECK_TEXT(e->problems[0].problem, "堵塞");
    CHECK_TEXT(e->problems[0].measures[0], "清理");
}

static void a_plan_is_no_ledger(void)
{
    struct extraction *e = read_text("工作任务\t任务分解/时序进度\t考核要点\n强化监督\t3月：查找落实不力问题\t台账是否完整\n深化作风\t全年\t处置率\n");
    CHECK_INT((int64_t)e->problem_count, 0);
}

static void several_parties_keep_their_labels(void)
{
    struct extraction *e = read_text("问题\t责任领导\t责任单位\n学习不深入\t甲某\t乙办\n");
    CHECK_TEXT(e->problems[0].responsible, "责任领导：甲某；责任单位：乙办");
}

TESTS({ "blank cells repeat the value above", blank_cells_repeat_the_value_above },
      { "rows without problem are none", rows_without_problem_are_none }, { "a plan is no ledger", a_plan_is_no_ledger },
      { "several parties keep their labels", several_parties_keep_their_labels })
