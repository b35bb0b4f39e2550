#include "feature/rectification/reading/label.h"

#include "reading.h"

static const struct { const char *text; enum label label; } labels[] = {
    { "整改情况：一是", LABEL_MEASURES }, { "整改情况:一是", LABEL_MEASURES }, { "整改落实情况：", LABEL_MEASURES },
    { "【整改措施】一是", LABEL_MEASURES }, { "存在的主要问题：", LABEL_PROBLEM }, { "主要问题是：甲", LABEL_PROBLEM },
    { "反馈问题：甲", LABEL_PROBLEM }, { "责任单位：甲局", LABEL_RESPONSIBLE }, { "整改责任：甲", LABEL_RESPONSIBLE },
    { "牵头校领导：甲", LABEL_RESPONSIBLE }, { "责任部门（单位）：甲", LABEL_RESPONSIBLE }, { "整改时限：6月", LABEL_DEADLINE },
    { "完成时间：6月", LABEL_DEADLINE }, { "完成情况：已完成", LABEL_RESULT }, { "原因分析：甲", LABEL_CAUSES },
    { "整改要求：", LABEL_DEMANDS }, { "建议：甲", LABEL_ADVICE }, { "整改情况", LABEL_MEASURES },
    { "落实主体责任：甲", LABEL_NONE }, { "整改情况通报如下", LABEL_NONE }, { "时间：甲", LABEL_NONE },
    { "区委政法委：甲", LABEL_NONE }, { "整改情况良好，继续", LABEL_NONE },
};

static void labels_are_told_from_words(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(labels); i++) {
        struct source_text *t = reading_text(labels[i].text);
        struct passage p = reading_line(t);
        size_t length = 0;
        enum label got = label_at(t, p.from, p.to, true, &length);
        if (got != labels[i].label)
            check_fail(__FILE__, __LINE__, "%s: %d, wanted %d", labels[i].text, (int)got, (int)labels[i].label);
    }
}

static void a_label_without_colon_fills_its_line(void)
{
    struct source_text *t = reading_text("整改情况\n");
    struct passage p = reading_line(t);
    size_t length = 0;
    CHECK_INT(label_at(t, p.from, p.to, false, &length), LABEL_NONE);
}

TESTS({ "labels are told from words", labels_are_told_from_words },
      { "a label without colon fills its line", a_label_without_colon_fills_its_line })
