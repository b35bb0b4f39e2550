#include "feature/rectification/reading/leaves.h"

#include "harvested.h"

static struct harvested d;

static const char *taken(const char *text)
{
    d = harvested_open(text);
    leaves_take(&d.h, d.root);
    return harvested_print(&d);
}

static const struct { const char *text, *wanted; } rows[] = {
    /* below 存在的问题 */
    {"二、存在的问题\n1.学习不深入\n2.台账不全\n", "学习不深入|台账不全"},
    {"二、存在的问题\n（一）学习方面\n1.读文件多，研讨不够深入\n（二）作风不实。个别人办事拖拉。\n", "读文件多，研讨不够深入|作风不实"},
    {"二、存在的问题\n1.应急照明灯不亮\n2.插线板串接使用\n3.灭火器压力不足\n", "应急照明灯不亮|插线板串接使用|灭火器压力不足"},
    {"二、存在的问题\n1.甲\n2.乙\n", ""},
    {"二、存在的问题\n1.组织建设方面，存在学习不深入、台账不全等问题\n", "学习不深入|台账不全"},
    /* problems with what was done */
    {"二、巡察反馈问题整改情况\n1.关于“学习不深”的问题\n整改情况：制定计划。\n2.台账不全。补建台账3本。\n", "学习不深{制定计划}|台账不全{补建台账3本}"},
    /* measures apart belong to the problems by their order, or all to the only one */
    {"一、存在的问题\n1.学习不深入\n2.台账不全\n二、整改措施\n1.制定计划\n2.补建台账\n", "学习不深入{制定计划}|台账不全{补建台账}"},
    {"一、存在的问题\n1.学习不深入\n二、整改措施\n1.制定计划\n2.每月检查\n", "学习不深入{制定计划/每月检查}"},
    {"一、存在的问题\n1.学习不深入\n2.台账不全\n二、整改措施\n1.制定计划\n", "学习不深入|台账不全"},
    /* no word announces them, and none is needed */
    {"一是学习不深入。二是作风不实。", "学习不深入|作风不实"},
    {"一、履行职能有差距\n1.学习不深入\n2.作风不实\n", "学习不深入|作风不实"},
    {"检查发现以下隐患：\n一、厨房\n1.地面有油污，排水不畅\n2.消防器材过期未更换\n", "地面有油污，排水不畅|消防器材过期未更换"},
    {"巡察发现，存在以下问题：\n监测站：台账不全。\n机修班：工具管理混乱。\n", "台账不全|工具管理混乱"},
    {"一、审计情况\n（一）项目资金审计。6个乡镇未按规定公示；2个项目多结算工程款。\n", "6个乡镇未按规定公示|2个项目多结算工程款"},
    /* what is demanded, promised, advised is no problem */
    {"三、原因分析\n1.学习不深入\n2.作风不实\n", ""}, {"一、基本情况\n1.召开会议3次\n", ""},
    {"检查发现以下问题：\n1.台账不全\n2.值班不到位\n提出如下建议：\n1.解决监督不力\n2.防止执行不严\n", "台账不全|值班不到位"},
    /* what holds for all counts only when nothing else does */
    {"各单位不同程度存在学习不深入、作风不实等问题。\n", "学习不深入|作风不实"},
    {"各单位不同程度存在学习不深入、作风不实等问题。\n二、存在的问题\n1.台账不全，长期无人管理\n", "台账不全，长期无人管理"},
    {"", ""},
};

static void leaves_of_the_outline(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const char *got = taken(rows[i].text);
        if (strcmp(got, rows[i].wanted))
            check_fail(__FILE__, __LINE__, "%s: got %s, wanted %s", rows[i].text, got, rows[i].wanted);
    }
}

static void headings_and_units_come_with_them(void)
{
    taken("二、存在的问题\n（一）县教育局党组：\n1.学习不深入，研讨少\n（二）县水利局党组：\n1.台账不全，管理混乱\n");
    CHECK_INT((int64_t)d.h.count, 2);
    CHECK_TEXT(d.h.drafts[1].section, "二、存在的问题 / （二）县水利局党组");
    CHECK_TEXT(source_text_words(d.h.text, d.h.drafts[0].unit), "县教育局党组");
    CHECK_TEXT(source_text_words(d.h.text, d.h.drafts[1].unit), "县水利局党组");
}

static void each_chapter_is_a_part(void)
{
    taken("一、存在的问题\n1.学习不深入\n2.台账不全\n二、检查发现的问题\n1.作风不实\n");
    CHECK_INT((int64_t)d.h.count, 3);
    CHECK_INT(d.h.drafts[0].part, d.h.drafts[1].part);
    CHECK(d.h.drafts[2].part > d.h.drafts[1].part);
}

/* Who and until when, where no label says it: the unit it stands under, else its own measures. */
static void what_no_label_says_is_read_from_the_measures(void)
{
    taken("一、存在的问题\n1.学习不深入\n二、整改措施\n1.由县水利局负责制定计划\n2.2027年6月底前完成检查\n");
    CHECK_INT((int64_t)d.h.count, 1);
    d.h.year = 2026, d.h.month = 11;
    leaves_finish(&d.h, &d.h.drafts[0]);
    CHECK_TEXT(d.h.drafts[0].responsible, "县水利局");
    CHECK_TEXT(d.h.drafts[0].deadline, "2027年6月底前");
    d.h.drafts[0].responsible = "甲某";
    d.h.drafts[0].deadline = "立行立改";
    leaves_finish(&d.h, &d.h.drafts[0]);
    CHECK_TEXT(d.h.drafts[0].responsible, "甲某");
    CHECK_TEXT(d.h.drafts[0].deadline, "立行立改");
    d.h.drafts[0].responsible = NULL;
    d.h.drafts[0].unit = (struct passage){0, 2};
    leaves_finish(&d.h, &d.h.drafts[0]);
    CHECK_TEXT(d.h.drafts[0].responsible, "一、");
}

TESTS({"leaves of the outline", leaves_of_the_outline}, {"headings and units come with them", headings_and_units_come_with_them},
      {"each chapter is a part", each_chapter_is_a_part},
      {"what no label says is read from the measures", what_no_label_says_is_read_from_the_measures})
