#include "feature/rectification/reading/measures.h"

#include "harvested.h"

/* One problem of no words, and what is added to it; the measures, then the state and the time where they were said. */
static struct harvested d;

static struct draft *open_draft(const char *text)
{
    d = harvested_open(text);
    return harvest_add(&d.h, (struct passage){0, 0});
}

static const char *told(void)
{
    const struct draft *draft = &d.h.drafts[0];
    return arena_printf(reading_arena, "%s%s%s%s%s", harvested_print(&d), draft->status ? " state=" : "", draft->status ? draft->status : "",
                        draft->deadline ? " until=" : "", draft->deadline ? draft->deadline : "");
}

static void one_measure_or_none(void)
{
    static const struct { const char *text, *wanted; } rows[] = {
        {"制定学习计划。", "{制定学习计划}"},
        {"制定学习计划（责任人：甲某；完成时限：6月底）。", "{制定学习计划}"},
        {"已完成整改。", " state=已完成整改"},
        {"目前，该问题正在推进", " state=目前，该问题正在推进"},
        {"整改措施如下：", ""}, {"具体情况如下", ""}, {"针对该问题，局党组高度重视", ""},
        {"针对该问题，制定食堂管理办法", "{针对该问题，制定食堂管理办法}"},     /* it begins in general words, but says what is done */
        {"针对该问题，6月底前完成", " until=6月底前"},
        {"无", ""}, {"—", ""}, {"改", ""}, {"通报", "{通报}"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct draft *draft = open_draft(rows[i].text);
        measures_add(&d.h, draft, harvested_all(&d));
        CHECK_TEXT(told(), rows[i].wanted);
    }
}

static void the_first_state_stands(void)
{
    struct draft *draft = open_draft("已整改。正在推进。");
    measures_add(&d.h, draft, (struct passage){0, 3});
    measures_add(&d.h, draft, (struct passage){4, 8});
    CHECK_TEXT(told(), " state=已整改");
}

static void sentences_are_measures(void)
{
    struct draft *draft = open_draft("制定计划；每月检查，“每季通报；公示”。已整改！");
    measures_add_sentences(&d.h, draft, harvested_all(&d));
    CHECK_TEXT(told(), "{制定计划/每月检查，“每季通报；公示”} state=已整改");
    draft = open_draft("建立台账。约谈2人。（责任单位：乙局）");
    measures_add_sentences(&d.h, draft, harvested_all(&d));
    CHECK_TEXT(told(), "{建立台账/约谈2人}");
}

static const char *below(const char *text)
{
    struct draft *draft = open_draft(text);
    measures_add_below(&d.h, draft, harvested_node(&d, 0));
    return told();
}

static void numbered_pieces_are_one_each(void)
{
    CHECK_TEXT(below("整改情况：一是召开会议，安排部署。二是制定计划。三是定期检查。"), "{召开会议，安排部署/制定计划/定期检查}");
    CHECK_TEXT(below("整改情况：\n1.召开会议；\n2.制定计划。\n"), "{召开会议/制定计划}");
    CHECK_TEXT(below("整改情况：党组专题研究。一是召开会议。二是制定计划。"), "{党组专题研究/召开会议/制定计划}");
    CHECK_TEXT(below("整改情况：已采取下列做法：一是召开会议。二是制定计划。"), "{召开会议/制定计划}");
    CHECK_TEXT(below("整改情况：召开会议。制定计划。"), "{召开会议/制定计划}");
}

static void what_a_piece_says_of_state_and_time_is_no_measure(void)
{
    CHECK_TEXT(below("整改情况：\n1.修订办法。已完成整改。\n2.清理往来款。目前，已收回3万元。\n"), "{修订办法/清理往来款} state=已完成整改");
    CHECK_TEXT(below("整改情况：\n1.修订办法。\n2.清理往来款。该问题正在整改，9月底前完成。\n"), "{修订办法/清理往来款} until=9月底前");
    /* pieces that a semicolon joins end at their first full stop: what follows closes the list */
    CHECK_TEXT(below("整改情况：一是修订办法；二是清理往来款。全局上下形成合力。"), "{修订办法/清理往来款}");
}

static void a_piece_goes_on_until_something_else_begins(void)
{
    open_draft("整改措施：\n1.召开会议\n（1）安排部署\n（2）压实责任\n责任单位：乙局\n2.制定计划\n");
    const struct node *label = harvested_node(&d, 0);
    CHECK_TEXT(source_text_words(d.h.text, passage_trim(d.h.text, measures_item_words(label->first))), "召开会议（1）安排部署（2）压实责任");
}

TESTS({"one measure or none", one_measure_or_none}, {"the first state stands", the_first_state_stands}, {"sentences are measures", sentences_are_measures},
      {"numbered pieces are one each", numbered_pieces_are_one_each},
      {"what a piece says of state and time is no measure", what_a_piece_says_of_state_and_time_is_no_measure},
      {"a piece goes on until something else begins", a_piece_goes_on_until_something_else_begins})
