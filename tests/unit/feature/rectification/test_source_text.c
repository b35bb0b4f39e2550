/* Noise of web pages and PDFs, and the way back to the source. */
#include "reading.h"

static const char *line(const struct source_text *t, size_t i)
{
    CHECK(i < t->line_count);
    return source_text_words(t, t->lines[i].text);
}

static void invisible_characters_and_spaces_go(void)
{
    struct source_text *t = reading_text("　　\xc2\xa0关于\xe2\x80\x8b甲   乙的问题\xef\xbb\xbf\n");
    CHECK_TEXT(line(t, 0), "关于甲 乙的问题");
}

static void pinyin_goes_and_places_stay(void)
{
    struct source_text *t = reading_text("強化監(jiān)督黨(dang)(dang)建（一）A(app)\n");
    CHECK_TEXT(line(t, 0), "強化監督黨建（一）A(app)");
    size_t n;
    struct place *places = source_text_places(t, (struct passage){ 2, 5 }, &n);
    CHECK_INT((int64_t)n, 1);
    CHECK_INT(places[0].paragraph, 1);
    CHECK_INT(places[0].offset, 2);
    CHECK_INT(places[0].length, 9);
}

static void traditional_text_is_folded_not_changed(void)
{
    struct source_text *t = reading_text("關於落實問題\n");
    CHECK_TEXT(line(t, 0), "關於落實問題");
    CHECK(t->folded[0] == U'关' && t->folded[5] == U'题');
}

static void navigation_goes(void)
{
    struct source_text *t = reading_text("当前位置：首页 > 公开\n通报\n来源：某局　发布时间：2024-01-02\n正文。\n【打印】【关闭】\n");
    CHECK_INT((int64_t)t->line_count, 2);
    CHECK_TEXT(line(t, 1), "正文。");
}

static void wrapped_lines_are_joined_over_pages(void)
{
    struct source_text *t = reading_text(
        "根据上级统一部署，第二巡察组对我局党组进行了为期两个月的\n"
        "常规巡察，反馈了问题若干，局党组高度重视，立即召开会议，\n"
        "研究部署。\n"
        "问题1：理论学习不深入，学习计划与实际工作脱节，学用结合得\n"
        "- 3 -\n"
        "不好。\n"
        "整改情况：局党组把理论学习列入年度计划，开展专题研讨二次，\n"
        "形成材料。\n"
        "问题2：基层党建工作不扎实，部分支部组织生活记录不完整不规\n"
        "范。\n"
        "整改情况：指导支部补齐记录，每月开展一次检查并且通报结果，\n"
        "纳入考核。\n");
    CHECK_INT((int64_t)t->line_count, 5);
    CHECK_TEXT(line(t, 1), "问题1：理论学习不深入，学习计划与实际工作脱节，学用结合得不好。");
    size_t n;
    struct place *places = source_text_places(t, t->lines[1].text, &n);
    CHECK_INT((int64_t)n, 2);
    CHECK_INT(places[0].paragraph, 4);
    CHECK_INT(places[1].paragraph, 6);
}

static void a_line_that_breaks_off_goes_on(void)
{
    struct source_text *t = reading_text("局党组存在理论学习不深入、\n执行制度不严格等问题。\n一、下一步打算\n继续整改。\n");
    CHECK_INT((int64_t)t->line_count, 3);
    CHECK_TEXT(line(t, 0), "局党组存在理论学习不深入、执行制度不严格等问题。");
}

static void depth_counts_pairs_only(void)
{
    struct source_text *t = reading_text("“河道“四乱”问题”；“开。\n");
    CHECK_INT(t->depth[0], 0);
    CHECK_INT(t->depth[1], 1);
    CHECK_INT(t->depth[4], 2);
    CHECK_INT(t->depth[9], 0);
    CHECK_INT(t->depth[11], 0);
}

static void cells_come_from_their_lines(void)
{
    struct source_text *t = reading_text("一行\n");
    struct passage p = source_text_add(t, "甲\n乙丙", (struct place){ 4, 7, 1 });
    CHECK_TEXT(source_text_words(t, p), "甲乙丙");
    size_t n;
    struct place *places = source_text_places(t, p, &n);
    CHECK_INT((int64_t)n, 2);
    CHECK_INT(places[0].offset, 7);
    CHECK_INT(places[1].paragraph, 5);
    CHECK_INT(places[1].offset, 0);
    CHECK_INT(places[1].length, 2);
}

TESTS({ "invisible characters and spaces go", invisible_characters_and_spaces_go },
      { "pinyin goes and places stay", pinyin_goes_and_places_stay },
      { "traditional text is folded, not changed", traditional_text_is_folded_not_changed },
      { "navigation goes", navigation_goes },
      { "wrapped lines are joined over pages", wrapped_lines_are_joined_over_pages },
      { "a line that breaks off goes on", a_line_that_breaks_off_goes_on },
      { "depth counts pairs only", depth_counts_pairs_only },
      { "cells come from their lines", cells_come_from_their_lines })
