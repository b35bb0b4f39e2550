#include "feature/rectification/reading/totals.h"

#include "harvested.h"

static struct harvested d;
static struct stated_total *totals;
static size_t n;

static void read_totals(const char *text)
{
    d = harvested_open(text);
    totals_read(&d.h, d.root, &totals, &n);
}

static void a_sentence_states_what_was_found(void)
{
    static const struct { const char *text; int groups, problems, specific, measures; const char *words; } rows[] = {
        {"巡察组反馈了4个方面18个问题34个具体问题。", 4, 18, 34, 0, "4个方面18个问题34个具体问题"},
        {"共梳理出3大类12项问题，制定整改措施40条。", 3, 12, 0, 0, "3大类12项问题"},
        {"针对反馈的6个问题，制定了25项整改措施。", 0, 6, 0, 25, "6个问题，制定了25项整改措施"},
        {"检查发现７条问题。", 0, 7, 0, 0, "７条问题"},
        {"审计指出5个主要问题。第二年又反映8个问题。", 0, 5, 0, 0, "5个主要问题"},
        {"巡察指出3个问题，另有9个问题移交。", 0, 3, 0, 0, "3个问题"},           /* the first number of a kind stands */
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        read_totals(rows[i].text);
        CHECK(n >= 1);
        CHECK_INT(totals[0].groups, rows[i].groups);
        CHECK_INT(totals[0].problems, rows[i].problems);
        CHECK_INT(totals[0].specific_problems, rows[i].specific);
        CHECK_INT(totals[0].measures, rows[i].measures);
        CHECK_TEXT(totals[0].words, rows[i].words);
    }
}

static void other_numbers_are_no_totals(void)
{
    static const char *const none[] = {
        "巡察组反馈了一些问题。", "班子查摆问题12个问题，共开展谈心。", "上轮巡察反馈9个问题。", "民主生活会反馈5个问题。", "召开会议反馈3个问题。",
        "已完成整改12个问题。", "共召开4次会商，涉及3个方面。", "涉及资金1.5个问题。", "",
    };
    for (size_t i = 0; i < ARRAY_SIZE(none); i++) {
        read_totals(none[i]);
        if (n)
            check_fail(__FILE__, __LINE__, "%s: %s", none[i], totals[0].words);
    }
}

static void the_words_lead_back_to_their_place(void)
{
    read_totals("通报如下。\n经检查，发现18个问题。\n又发现2个问题。\n再发现1个问题。\n");
    CHECK_INT((int64_t)n, 2);                                             /* two are enough to compare with */
    CHECK_INT(totals[0].at[0].paragraph, 2);
    CHECK_INT(totals[0].at[0].offset, 6);
    CHECK_INT(totals[0].at[0].length, 5);
    CHECK_INT(totals[1].problems, 2);
}

/* drafts: one letter each; q an old problem quoted, | the next part of the document. */
static const char *compare(const char *drafts)
{
    int part = 0;
    d.h.count = d.h.capacity = 0;
    d.h.drafts = NULL;
    for (; *drafts; drafts++) {
        d.h.part = *drafts == '|' ? ++part : part;
        if (*drafts != '|')
            harvest_add(&d.h, (struct passage){0, 1})->quoted = *drafts == 'q';
    }
    return totals_compare(&d.h, totals, n);
}

static void what_was_read_is_compared(void)
{
    read_totals("巡察组反馈了2个问题5个具体问题。\n");
    CHECK_TEXT(compare("ppp"), "文件称“2个问题5个具体问题”，读出3个问题，请核对");
    CHECK_TEXT(compare("pppppp"), "文件称“2个问题5个具体问题”，读出6个问题，请核对");
    CHECK_TEXT(compare(""), "文件称“2个问题5个具体问题”，读出0个问题，请核对");
    CHECK(!compare("pp") && !compare("ppppp"));
    CHECK(!compare("ppq"));                                               /* a quoted one is counted by nobody … */
    CHECK(!compare("pppqq"));                                             /* … or with all the others */
    CHECK(!compare("ppp|pp"));                                            /* one part of the document has as many */
    CHECK(!compare("p|ppp|ppppp"));
    CHECK_TEXT(compare("ppp|ppp|p"), "文件称“2个问题5个具体问题”，读出7个问题，请核对");
    read_totals("没有总数。\n");
    CHECK(!compare("ppp"));
}

TESTS({"a sentence states what was found", a_sentence_states_what_was_found}, {"other numbers are no totals", other_numbers_are_no_totals},
      {"the words lead back to their place", the_words_lead_back_to_their_place}, {"what was read is compared", what_was_read_is_compared})
