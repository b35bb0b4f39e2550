#include "feature/rectification/reading/extraction.h"

#include "reading.h"

static struct extraction *read_text(const char *text)
{
    struct extraction *e;
    struct document *document = reading_document(text);
    CHECK_DONE(extraction_read(reading_arena, document, &e));
    return e;
}

static void a_form_is_read_by_its_labels(void)
{
    struct extraction *e = read_text("检查反馈表\n被检查单位\t第二党支部\n存在问题\t1.党员名册与实际不符；2.考察记录未填写。\n整改建议\t1.核对名册；2.补齐记录。\n"
        "整改时限\t2024年6月10日前\n责任人\t崔某\n");
    CHECK_INT((int64_t)e->problem_count, 2);
    CHECK_TEXT(e->problems[0].problem, "党员名册与实际不符");
    CHECK_TEXT(e->problems[1].measures[0], "补齐记录");
    CHECK_TEXT(e->problems[1].deadline, "2024年6月10日前");
    CHECK_TEXT(e->problems[0].responsible, "崔某");
    CHECK_INT(e->problems[0].spans[0].paragraph, 3);
}

static void labels_may_stand_side_by_side(void)
{
    struct extraction *e = read_text("存在问题\t会议记录缺失\t整改措施\t补齐会议记录\n整改期限\t6月底前\t责任人\t甲某\n");
    CHECK_INT((int64_t)e->problem_count, 1);
    CHECK_TEXT(e->problems[0].problem, "会议记录缺失");
    CHECK_TEXT(e->problems[0].measures[0], "补齐会议记录");
    CHECK_TEXT(e->problems[0].deadline, "6月底前");
}

static void a_form_without_problems_gives_none(void)
{
    CHECK_INT((int64_t)read_text("被检查单位\t第一党支部\n存在问题\t未发现明显问题\n整改时限\t—\n")->problem_count, 0);
    CHECK_INT((int64_t)read_text("姓名\t甲某\n职务\t支部书记\n")->problem_count, 0);
}

TESTS({ "a form is read by its labels", a_form_is_read_by_its_labels }, { "labels may stand side by side", labels_may_stand_side_by_side },
      { "a form without problems gives none", a_form_without_problems_gives_none })
