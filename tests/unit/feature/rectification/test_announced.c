#include "feature/rectification/reading/walk.h"

#include "harvested.h"

static void paragraphs_that_announce(void)
{
    static const struct { const char *text; bool announces, colon, advises; } rows[] = {
        {"巡察发现，存在以下问题：", true, true, false}, {"总体较好。主要问题是：", true, true, false},
        {"主要问题是：学习不深入。", false, false, false},                      /* it says them itself */
        {"存在以下问题。会议强调。", false, false, false},                      /* the last sentence counts */
        {"针对以上问题，提出如下建议：", false, true, false},                   /* the clause before the colon speaks of advice, see below */
        {"提出如下建议：", false, true, true}, {"根据检查情况，提出如下整改意见：", false, true, true}, {"提出以下要求： ", false, true, true},
        {"提出如下建议", false, false, false}, {"针对问题的措施：", false, true, false}, {"", false, false, false},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct harvested d = harvested_open(rows[i].text);
        struct passage p = harvested_all(&d);
        bool advises = rows[i].advises || i == 4;
        if (walk_announces(d.h.text, p) != rows[i].announces || walk_ends_with_colon(d.h.text, p) != rows[i].colon
            || walk_advises(d.h.text, p) != advises)
            check_fail(__FILE__, __LINE__, "%s: %d %d %d", rows[i].text, walk_announces(d.h.text, p), walk_ends_with_colon(d.h.text, p),
                       walk_advises(d.h.text, p));
    }
}

static void the_words_a_node_ends_with(void)
{
    struct harvested d = harvested_open("一、甲\n1.乙\n丙如下：\n二、丁\n");
    const struct node *last = walk_last_words(harvested_node(&d, 0));
    CHECK(last);
    CHECK_TEXT(source_text_words(d.h.text, last->lead), "丙如下：");
    CHECK(!walk_last_words(harvested_node(&d, 1)));
}

static void headings_over_what_is_wrong(void)
{
    static const struct { const char *text; bool nothing_else, lists; } rows[] = {
        {"一、履行职能有差距\n1.学习不深入\n2.作风不实\n", true, true},
        {"一、履行职能有差距\n1.学习不深入\n", false, true},                    /* one line proves nothing */
        {"一、履行职能\n1.学习不深入\n2.作风不实\n", false, true},
        {"一、履行职能有差距\n1.学习不深入\n2.召开会议3次\n3.制定计划\n4.开展谈心\n", false, false},
        {"一、厨房\n1.学习不深入\n2.召开会议3次\n3.开展谈心\n", false, true},
        {"一、厨房\n1.召开会议3次\n", false, false}, {"一、厨房\n", false, false},
        {"一、存在的问题有差距\n1.学习不深入\n2.作风不实\n", false, true},      /* this one is a heading for itself */
        {"一、履行职能有差距\n（一）学习方面\n1.学习不深入\n2.作风不实\n", true, true},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct harvested d = harvested_open(rows[i].text);
        const struct node *n = harvested_node(&d, 0);
        if (walk_says_nothing_else(d.h.text, n) != rows[i].nothing_else || walk_lists_problems(d.h.text, n) != rows[i].lists)
            check_fail(__FILE__, __LINE__, "%s: %d %d", rows[i].text, walk_says_nothing_else(d.h.text, n), walk_lists_problems(d.h.text, n));
    }
}

/* What the second line of a text gives, below words that announced problems. */
static const char *announced(const char *text)
{
    struct harvested d = harvested_open(text);
    struct walk w = {.h = &d.h};
    size_t n = walk_announced(&w, harvested_node(&d, 1));
    struct buffer b = buffer_in(reading_arena);
    CHECK_INT((int64_t)n, (int64_t)d.h.count);
    buffer_adds(&b, harvested_print(&d));
    if (n && !passage_empty(d.h.drafts[0].unit))
        buffer_addf(&b, "@%s", source_text_words(d.h.text, d.h.drafts[0].unit));
    CHECK(passage_empty(d.h.unit));                                       /* the name holds for its own line */
    return b.p;
}

static void lines_below_an_announcement(void)
{
    static const struct { const char *text, *wanted; } rows[] = {
        {"存在以下问题：\n监测站：台账不全；值班不到位。\n机修班：工具乱放。\n", "台账不全|值班不到位@监测站"},
        {"存在以下问题：\n机修班：台账不全。\n", "机修班：台账不全"},           /* one name alone is no list of names */
        {"存在以下问题：\n监测站：台账不全。\n", "台账不全@监测站"},             /* but for a unit's */
        {"存在以下问题：\n学习不深入。\n", "学习不深入"}, {"存在以下问题：\n会议要求解决学习不深入。\n", ""},
        {"存在以下问题：\n召开会议3次。\n", ""},
        {"存在以下问题：\n检查时间：台账不全。\n检查地点：值班不到位。\n", "检查时间：台账不全"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK_TEXT(announced(rows[i].text), rows[i].wanted);
}

TESTS({"paragraphs that announce", paragraphs_that_announce}, {"the words a node ends with", the_words_a_node_ends_with},
      {"headings over what is wrong", headings_over_what_is_wrong}, {"lines below an announcement", lines_below_an_announcement})
