#include "feature/rectification/reading/classify.h"

#include "harvested.h"

static const char *const roles[] = {
    [ROLE_UNKNOWN] = "unknown", [ROLE_FOUND] = "found", [ROLE_FIXED] = "fixed", [ROLE_MEASURES] = "measures", [ROLE_FRONT] = "front", [ROLE_OTHER] = "other",
};

static void a_heading_says_what_stands_below(void)
{
    static const struct { const char *text; enum role role; } rows[] = {
        {"二、存在的主要问题", ROLE_FOUND}, {"二、突出问题和不足", ROLE_FOUND}, {"二、对照检查情况", ROLE_FOUND}, {"三、问题及原因分析", ROLE_FOUND},
        {"一、薄弱环节", ROLE_FOUND}, {"（一）存在的问题", ROLE_FOUND},
        {"二、巡察反馈问题整改情况", ROLE_FIXED}, {"二、整改落实情况通报", ROLE_FIXED}, {"二、巡察整改进展", ROLE_FIXED},
        {"三、整改措施", ROLE_MEASURES}, {"二、整改落实情况", ROLE_MEASURES} /* all it says is a label */, {"三、下发的整改要求", ROLE_MEASURES}, {"（二）整改要求", ROLE_MEASURES},
        {"一、审计情况", ROLE_FRONT}, {"一、组织领导", ROLE_FRONT}, {"一、基本情况", ROLE_FRONT},
        {"三、原因剖析", ROLE_OTHER}, {"四、下一步打算", ROLE_OTHER}, {"五、联系方式", ROLE_OTHER}, {"三、存在问题的原因", ROLE_OTHER},
        {"四、会议要求", ROLE_OTHER}, {"（三）责任单位：乙局", ROLE_UNKNOWN},
        {"一、听取存在问题整改情况汇报", ROLE_UNKNOWN}, {"一、学习", ROLE_UNKNOWN}, {"1.党建工作", ROLE_UNKNOWN},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct harvested d = harvested_open(rows[i].text);
        enum role role = classify_heading(d.h.text, harvested_node(&d, 0));
        if (role != rows[i].role)
            check_fail(__FILE__, __LINE__, "%s: %s, wanted %s", rows[i].text, roles[role], roles[rows[i].role]);
    }
}

/* A heading that is as long as running words is none. */
static void only_a_short_line_is_a_heading(void)
{
    char text[512] = "二、", *end = text + strlen(text);
    for (int i = 0; i < 56; i++)
        end = stpcpy(end, "水");
    memcpy(end, "存在问题", sizeof "存在问题");
    struct harvested d = harvested_open(text);
    CHECK_INT(classify_heading(d.h.text, harvested_node(&d, 0)), ROLE_FOUND);
    memcpy(end, "水存在问题", sizeof "水存在问题");
    d = harvested_open(text);
    CHECK_INT(classify_heading(d.h.text, harvested_node(&d, 0)), ROLE_UNKNOWN);
}

/* The tree with ! at problems that show themselves: 1[!1 2]; the whole count before it. */
static void print(struct buffer *b, const struct node *n)
{
    for (const struct node *c = n->first; c; c = c->next) {
        if (c->kind != NODE_ITEM)
            continue;
        buffer_addf(b, "%s%s%d", b->n && b->p[b->n - 1] != '[' ? " " : "", c->strong ? "!" : "", c->marker.number);
        if (node_items(c)) {
            buffer_addc(b, '[');
            print(b, c);
            buffer_addc(b, ']');
        }
    }
}

static const char *marked(const char *text)
{
    struct harvested d = harvested_open(text);
    struct buffer b = buffer_in(reading_arena);
    classify_blocks(d.h.text, d.root);
    buffer_addf(&b, "%d:", d.root->blocks);
    print(&b, d.root);
    return b.p;
}

static void problems_that_show_themselves(void)
{
    static const struct { const char *text, *wanted; } rows[] = {
        {"二、整改情况\n1.关于“学习不深”的问题\n整改情况：制定计划。\n2.关于“作风不实”的问题\n整改情况：开展整治。\n", "2: 2[!1 !2]"},
        {"1.学习不深入。\n整改措施：制定计划。\n", "1: !1"},
        {"1.学习不深入的问题，已整改。\n2.学习计划\n", "1: !1 2"},
        {"问题1：甲\n", "1: !1"},
        {"1.学习不深入\n2.作风不实\n", "0: 1 2"},                               /* nothing is said to have been done */
        {"1.学习计划\n处理情况：通报\n", "1: !1"},
        {"问题1：甲\n整改措施：一是关于“学习不深”的问题，制定计划。\n", "1: !1"},               /* stands below measures */
        {"二、整改情况\n1.专题学习流于表面\n（1）将学习纳入计划\n（2）举办培训班\n", "1: 2[!1[1 2]]"},
        {"二、整改情况\n1.专题学习流于表面\n（1）将学习纳入计划\n（2）举办培训班\n（3）台账不全\n", "1: 2[!1[1 2 3]]"},
        {"二、整改情况\n1.专题学习流于表面\n（1）作风不实\n（2）举办培训班\n（3）台账不全\n", "0: 2[1[1 2 3]]"},
        {"二、工作情况\n1.专题学习流于表面\n（1）将学习纳入计划\n（2）举办培训班\n", "0: 2[1[1 2]]"},
        {"1.关于“学习不深”的问题\n整改情况：制定计划。\n2.关于委托中介招生的问题\n已停止委托。\n", "2: !1 !2"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK_TEXT(marked(rows[i].text), rows[i].wanted);
}

TESTS({"a heading says what stands below", a_heading_says_what_stands_below}, {"only a short line is a heading", only_a_short_line_is_a_heading},
      {"problems that show themselves", problems_that_show_themselves})
