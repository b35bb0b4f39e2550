#include "feature/rectification/reading/head.h"

#include "feature/rectification/reading/words.h"
#include "reading.h"

static const struct { const char *text, *problem, *rest; bool about; } heads[] = {
    { "关于“学习不深”的问题", "学习不深", "", true },
    { "关于“河道“四乱”问题整治不彻底，边清边占”的问题。整改情况", "河道“四乱”问题整治不彻底，边清边占", "整改情况", true },
    { "关于“标签。事实没有落实”问题的整改。", "标签。事实没有落实", "", true },
    { "关于3家单位“两账”不清的问题。已整改。上缴3万元。", "3家单位“两账”不清", "上缴3万元。", true },
    { "对于老旧小区改造缓慢的问题，投入资金430万元。", "老旧小区改造缓慢", "投入资金430万元。", true },
    { "针对库房维修未询价的问题", "库房维修未询价", "", true },
    { "关于食堂问题反弹的问题。", "食堂问题反弹", "", true },
    { "衬砌厚度不达标的问题，正在整改。返工6公里。", "衬砌厚度不达标", "返工6公里。", false },
    { "多编支出4120万元。已整改。核减3870万元。", "多编支出4120万元", "核减3870万元。", false },
    { "招商履约率不高。签约51个，到位33个。", "招商履约率不高", "签约51个，到位33个。", false },
};

static void the_problem_is_cut_out(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(heads); i++) {
        struct source_text *t = reading_text(heads[i].text);
        struct head head = head_read(t, reading_line(t));
        CHECK_TEXT(source_text_words(t, head.problem), heads[i].problem);
        CHECK_TEXT(source_text_words(t, head.rest), heads[i].rest);
        CHECK_INT(head.about, heads[i].about);
    }
}

static void lists_are_bared(void)
{
    struct source_text *t = reading_text("存在学习不深、作风不实等问题。");
    CHECK_TEXT(source_text_words(t, head_bare(t, reading_line(t))), "学习不深、作风不实");
}

TESTS({ "the problem is cut out", the_problem_is_cut_out }, { "lists are bared", lists_are_bared })
