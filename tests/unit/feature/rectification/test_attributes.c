#include "feature/rectification/reading/attributes.h"

#include "harvested.h"

static struct harvested d;
static struct attributes a;

static const char *told(void)
{
    const char *who = attributes_responsible(&d.h, &a), *until = attributes_deadline(&d.h, &a);
    return arena_printf(reading_arena, "%s|%s", who ? who : "-", until ? until : "-");
}

static const char *in(const char *text)
{
    d = harvested_open(text);
    a = (struct attributes){0};
    attributes_in(d.h.text, harvested_all(&d), &a);
    return told();
}

static void labels_in_running_words(void)
{
    static const struct { const char *text, *wanted; } rows[] = {
        {"制定计划（责任单位：乙局；完成时限：6月底）", "乙局|6月底"},
        {"责任领导：甲某，责任单位：乙局", "责任领导：甲某；责任单位：乙局|-"},
        {"责任领导：甲某 责任人：丙某 整改时限：立行立改", "责任领导：甲某；责任人：丙某|立行立改"},
        {"责任单位：乙局，丙办。另行安排", "乙局，丙办|-"},                     /* a comma before no label is part of the value */
        {"完成时限：6月底；完成时限：7月底", "-|6月底；7月底"},
        {"完成时限：6月底。再报，完成时限:6月底", "-|6月底"},                   /* said twice */
        {"责任单位：乙局。责任单位：乙局", "乙局|-"},
        {"责任单位：—；完成时限：", "-|-"},
        {"完成时限：已完成", "-|-"}, {"完成时限：长期坚持", "-|长期坚持"},       /* a state is no time, but for its lasting classes */
        {"压实责任单位，按时完成", "-|-"}, {"整改情况：制定计划", "-|-"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK_TEXT(in(rows[i].text), rows[i].wanted);
}

static void not_more_than_there_is_room_for(void)
{
    in("责任人：甲某；责任单位：乙局；责任领导：丙某；责任部门：丁处；责任人：戊某；责任单位：己局；责任单位：庚局；"
       "完成时限：1月；完成时限：2月；完成时限：3月；完成时限：4月；完成时限：5月；完成时限：6月；完成时限：7月");
    CHECK_INT(a.responsible_count, ATTRIBUTES_MAX);
    CHECK_INT(a.deadline_count, ATTRIBUTES_MAX);
    CHECK(strstr(told(), "己局") && !strstr(told(), "庚局") && strstr(told(), "6月") && !strstr(told(), "7月"));
}

static void labels_below_a_problem_but_not_below_another(void)
{
    struct passage status = {0};
    d = harvested_open("1.关于“学习不深”的问题\n责任单位：乙局；完成时限：6月底\n整改情况：制定计划（责任人：甲某）。\n完成情况：已完成。\n"
                       "2.关于“作风不实”的问题\n责任单位：丙局\n整改情况：开展整治。\n");
    a = (struct attributes){0};
    attributes_below(d.h.text, harvested_node(&d, 0), &a, &status);
    CHECK_TEXT(told(), "责任单位：乙局；责任人：甲某|6月底");
    CHECK_TEXT(source_text_words(d.h.text, status), "已完成");
    classify_blocks(d.h.text, d.root);
    a = (struct attributes){0};
    attributes_below(d.h.text, d.root, &a, &status);                      /* both are problems of their own now */
    CHECK_TEXT(told(), "-|-");
}

static void brackets_at_the_end_are_cut(void)
{
    static const struct { const char *text, *wanted; } rows[] = {
        {"制定计划（责任人：甲某）", "制定计划"}, {"制定计划（责任人：甲某）（完成时限：6月底）。", "制定计划"},
        {"制定计划（含附表（完成时限：6月））", "制定计划（含附表（完成时限：6月））"}, {"制定计划（试行）", "制定计划（试行）"}, {"制定计划", "制定计划"},
        {"（责任人：甲某）制定计划", "（责任人：甲某）制定计划"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        d = harvested_open(rows[i].text);
        CHECK_TEXT(source_text_words(d.h.text, attributes_cut(d.h.text, harvested_all(&d))), rows[i].wanted);
    }
}

TESTS({"labels in running words", labels_in_running_words}, {"not more than there is room for", not_more_than_there_is_room_for},
      {"labels below a problem but not below another", labels_below_a_problem_but_not_below_another},
      {"brackets at the end are cut", brackets_at_the_end_are_cut})
