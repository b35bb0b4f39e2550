#include "feature/rectification/reading/deadline.h"

#include "reading.h"

static const struct { const char *text, *wanted; } dated[] = {
    { "新建备用水源，2025年5月底前建成投用", "2025年5月底前" },
    { "其余2项于2025年3月31日前完成", "2025年3月31日前" },
    { "其余1.5公里于2025年春灌前完成", "2025年春灌前" },
    { "2025年底前全部解除", "2025年底前" },
    { "股室每年12月底前开展一次", "每年12月底前" },
    { "计划2025年6月完成验收", "2025年6月" },
    { "三个月内完成整改", "三个月内" },
    { "2024年11月22日召开会议", NULL },
    { "经职代会审议后于2025年4月1日起执行", NULL },
    { "明确到2026年35岁以下干部占比达到25%", NULL },
    { "破损24小时内修复", NULL },
    { "于10月31日前将情况书面报送督查室", NULL },
    { "2020年底前的旧账", NULL },
};

static void dates_to_come(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(dated); i++) {
        struct source_text *t = reading_text(dated[i].text);
        struct harvest h = { .text = t };
        struct passage found;
        bool any = deadline_in(&h, reading_line(t), &found);
        if (any != (dated[i].wanted != NULL))
            check_fail(__FILE__, __LINE__, "%s: %d", dated[i].text, any);
        if (any)
            CHECK_TEXT(source_text_words(t, found), dated[i].wanted);
    }
}

static void a_month_before_the_document_is_past(void)
{
    struct source_text *t = reading_text("督促支部10月底前完成换届");
    struct harvest h = { .text = t, .year = 2024, .month = 11 };
    struct passage found;
    CHECK(!deadline_in(&h, reading_line(t), &found));
    h.month = 9;
    CHECK(deadline_in(&h, reading_line(t), &found));
}

static void classes(void)
{
    struct source_text *t = reading_text("已完成并长期坚持");
    struct passage found;
    CHECK(deadline_class_in(t, reading_line(t), &found));
    CHECK_TEXT(source_text_words(t, found), "长期坚持");
}

TESTS({ "dates to come", dates_to_come }, { "a month before the document is past", a_month_before_the_document_is_past }, { "classes", classes })
