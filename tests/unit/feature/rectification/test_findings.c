#include "feature/rectification/reading/findings.h"

#include "feature/rectification/reading/words.h"
#include "reading.h"

static const char *rows(const char *text, bool closed)
{
    struct source_text *t = reading_text(text);
    struct harvest h = { .arena = reading_arena, .text = t };
    struct buffer b = buffer_in(reading_arena);
    findings_split(&h, reading_line(t), closed);
    for (size_t i = 0; i < h.count; i++) {
        buffer_adds(&b, i ? "|" : "");
        buffer_adds(&b, source_text_words(t, h.drafts[i].problem));
    }
    return b.p ? b.p : "";
}

static void the_strongest_mark_parts(void)
{
    CHECK_TEXT(rows("学习不深，作风不实；监管不力、执行不严；问责偏软。", false), "学习不深，作风不实|监管不力、执行不严|问责偏软");
    CHECK_TEXT(rows("学习不够深入、执行制度不严、队伍管理松散等问题", true), "学习不够深入|执行制度不严|队伍管理松散");
    CHECK_TEXT(rows("教育、管理、监督不严、执行制度不力等问题", true), "教育、管理、监督不严|执行制度不力");
    CHECK_TEXT(rows("组织建设方面，存在干部轮岗不到位、党费收缴不规范等问题", false), "干部轮岗不到位|党费收缴不规范");
    CHECK_TEXT(rows("主业偏移，重建滞后，租金长期流失，白条入账、坐支现象突出，公开流于形式", false),
        "主业偏移|重建滞后|租金长期流失|白条入账、坐支现象突出|公开流于形式");
    CHECK_TEXT(rows("学习不深入，执行不到位", false), "学习不深入，执行不到位");
}

static void words_that_announce(void)
{
    static const char *const yes[] = { "巡察也发现一些问题，集中表现在以下五个方面", "主要问题是", "巡察组发现和干部群众反映了一些问题，主要是", "存在以下问题", NULL };
    static const char *const no[] = { "针对发现的问题，提出如下意见建议", "着力解决以下问题", "会议强调", "重点受理以下问题", "主要原因", NULL };
    for (int k = 0; k < 2; k++)
        for (const char *const *s = k ? no : yes; *s; s++) {
            struct source_text *t = reading_text(*s);
            if (findings_announce(t, reading_line(t)) == (k == 1))
                check_fail(__FILE__, __LINE__, "%s", *s);
        }
}

static void sentences_that_name_problems(void)
{
    struct source_text *t = reading_text("局党组存在站位不高、措施不力等问题，已转有关部门");
    struct finding f = findings_find(t, reading_line(t));
    CHECK_TEXT(source_text_words(t, f.list), "站位不高、措施不力等问题");
    CHECK(f.closed && !f.summary);
    t = reading_text("重点发现上述单位存在的突出问题");
    CHECK(passage_empty(findings_find(t, reading_line(t)).list));
}

static void units_before_findings(void)
{
    struct source_text *t = reading_text("东川市部分部门布置不及时");
    CHECK_INT((int64_t)findings_unit_length(t, reading_line(t)), 3);
    t = reading_text("部分部门布置不及时");
    CHECK_INT((int64_t)findings_unit_length(t, reading_line(t)), 0);
}

TESTS({ "the strongest mark parts", the_strongest_mark_parts }, { "words that announce", words_that_announce },
      { "sentences that name problems", sentences_that_name_problems }, { "units before findings", units_before_findings })
