#include "feature/rectification/reading/walk.h"

#include "harvested.h"

/* The problem of the first node, with all that its block says. */
static const char *block(const char *text)
{
    struct harvested d = harvested_open(text);
    struct walk w = {.h = &d.h, .blocks = true};
    struct buffer b = buffer_in(reading_arena);
    classify_blocks(d.h.text, d.root);
    walk_block(&w, harvested_node(&d, 0));
    buffer_adds(&b, harvested_print(&d));
    for (size_t i = 0; i < d.h.count; i++) {
        const struct draft *draft = &d.h.drafts[i];
        const struct { const char *name, *words; } rows[] = {
            {"who", draft->responsible}, {"until", draft->deadline}, {"state", draft->status}, {"cause", draft->causes}};
        for (size_t k = 0; k < ARRAY_SIZE(rows); k++)
            if (rows[k].words)
                buffer_addf(&b, " %s=%s", rows[k].name, rows[k].words);
        buffer_adds(&b, draft->quoted ? " quoted" : "");
    }
    return b.p;
}

static const struct { const char *text, *wanted; } rows[] = {
    {"1.关于“学习不深”的问题\n整改情况：制定计划。每月检查。\n", "学习不深{制定计划/每月检查}"},
    {"1.学习不深入的问题，已整改。制定了计划。\n", "学习不深入{制定了计划} state=已整改"},
    {"1.学习不深入。去年读文件多。\n整改情况：制定计划。\n", "学习不深入{制定计划}"},        /* a bare item is its first sentence */
    {"问题1：学习不深入。去年读文件多。\n整改情况：制定计划。\n", "学习不深入。去年读文件多{制定计划}"},
    {"1.问题：学习不深入（责任人：甲某）\n责任单位：乙局\n完成时限：6月底\n整改措施：制定计划。\n",
     "学习不深入{制定计划} who=责任人：甲某；责任单位：乙局 until=6月底"},
    {"1.关于“学习不深”的问题\n原因分析：没有计划。\n整改措施：制定计划。\n完成情况：已完成。\n", "学习不深{制定计划} state=已完成 cause=没有计划"},
    /* results and demands are measures only where there are no others */
    {"1.关于“学习不深”的问题\n完成情况：每月学习一次。\n", "学习不深{每月学习一次} state=每月学习一次"},
    {"1.关于“学习不深”的问题\n整改要求：制定计划。\n完成情况：每月学习一次。\n", "学习不深{制定计划} state=每月学习一次"},
    {"1.关于“学习不深”的问题\n整改措施：制定计划。\n补充说明已经上报。\n", "学习不深{制定计划/补充说明已经上报}"},
    {"1.反馈问题\n学习不深入。\n整改情况：\n制定计划。\n", "学习不深入{制定计划}"},
    {"1.关于“深”的问题\n整改情况：制定计划。\n", ""},                                     /* one glyph is no problem */
    /* old problems that the measures quote by their code come behind it */
    {"问题1：整改不彻底\n整改情况：重新整改。\n1-2，账目不清。整改情况：重新建账。\n1-4，票据不全。整改情况：补齐票据。\n",
     "整改不彻底{重新整改}|账目不清{重新建账}|票据不全{补齐票据} quoted quoted"},
};

static void a_problem_with_all_that_its_block_says(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK_TEXT(block(rows[i].text), rows[i].wanted);
}

TESTS({"a problem with all that its block says", a_problem_with_all_that_its_block_says})
