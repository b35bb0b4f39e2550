#include "feature/rectification/reading/classify.h"

#include "feature/rectification/reading/head.h"
#include "feature/rectification/reading/likeness.h"
#include "feature/rectification/reading/words.h"

#define HEADING_GLYPHS_MAX 60

/* Headings under which no problem is stated, whatever their words sound like. */
WORD_LIST(never, U"原因", U"下一步", U"下步", U"今后", U"努力方向", U"打算", U"意见反馈方式", U"联系方式", U"典型案例", U"案例剖析", U"会议时间", U"会议地点", U"会议议程",
    U"参会", U"意见建议", U"意见和建议", U"工作建议", U"审计建议", U"有关要求", U"工作要求", U"几点要求", U"会议要求", U"纪律要求", U"表态", U"指导思想", U"工作目标", U"目标任务", U"保障措施", U"进度安排", U"时间安排", U"审计评价", U"职责");
/* The same, but only where no problem is named beside. */
WORD_LIST(front, U"总体情况", U"基本情况", U"总体评价", U"主要成效", U"成绩", U"亮点", U"经验", U"好的做法", U"主要做法", U"工作进展", U"特色做法", U"组织领导", U"组织落实", U"组织整改", U"组织情况", U"开展情况", U"主体责任", U"第一责任人",
    U"政治站位", U"提高站位", U"提高认识", U"思想认识", U"压实责任", U"强化责任", U"工作部署", U"组织推动", U"工作安排", U"督促检查", U"总体要求", U"重要意义", U"审计情况", U"巡察情况", U"检查情况", U"被审计单位");

static struct passage heading_words(const struct source_text *t, const struct node *n)
{
    size_t next;
    struct passage p = passage_until(t, n->lead, U"。：\n", &next);
    return passage_length(p) <= HEADING_GLYPHS_MAX ? p : (struct passage){ p.from, p.from };
}

static enum role label_role(enum label label)
{
    switch (label) {
    case LABEL_PROBLEM: return ROLE_FOUND;
    case LABEL_MEASURES: case LABEL_DEMANDS: return ROLE_MEASURES;
    case LABEL_NONE: return ROLE_UNKNOWN;
    default: return ROLE_OTHER;
    }
}

enum role classify_heading(const struct source_text *t, const struct node *n)
{
    if (n->bare || n->kind == NODE_LABEL)
        return label_role(n->label);
    struct passage p = heading_words(t, n);
    if (passage_empty(p))
        return ROLE_UNKNOWN;
    bool apart = words_end(t, p, WORDS(U"整改措施", U"改进措施", U"整改要求", U"整改建议", U"整改工作要求"));
    if (apart && !words_in(t, p, WORDS(U"问题")))
        return ROLE_MEASURES;
    /* 一、听取…检查情况汇报: an item of an agenda tells nothing of what is said under it */
    if (words_at(t, p.from, p.to, WORDS(U"听取")))
        return ROLE_UNKNOWN;
    if (words_in(t, p, WORDS(U"问题及原因", U"问题和原因", U"问题与原因", U"问题及其原因", U"不足及原因", U"不足和原因", U"问题及产生原因", U"问题及成因")))
        return ROLE_FOUND;
    if (words_in(t, p, never))
        return ROLE_OTHER;
    bool problem = words_end(t, p, WORDS(U"问题", U"不足", U"短板", U"薄弱环节", U"隐患", U"突出表现", U"主要表现", U"问题清单", U"问题摘要", U"发现情况", U"问题情况"))
        || words_in(t, p, WORDS(U"主要问题", U"存在问题", U"存在的问题", U"突出问题", U"反馈问题", U"查摆问题", U"发现的问题", U"发现问题", U"查出问题", U"检视问题", U"具体问题", U"问题及", U"问题和"));
    /* 对照检查情况 is where somebody says what he lacks; 检查情况 alone says how a check went */
    problem = problem || words_end(t, p, WORDS(U"对照检查情况", U"检视剖析情况", U"查摆情况", U"自我剖析", U"检视情况", U"剖析检查情况"))
        || (n->marker.style == MARKER_CHAPTER && words_end(t, p, WORDS(U"对照检查", U"检视剖析")));
    bool fixed = words_in(t, p, WORDS(U"整改")) && words_in(t, p, WORDS(U"情况", U"事项", U"落实", U"进展", U"成效", U"清单", U"台账", U"措施"));
    if (!problem && words_in(t, p, front))
        return ROLE_FRONT;
    if (problem && !fixed)
        return ROLE_FOUND;
    if (words_in(t, p, WORDS(U"整改措施", U"改进措施", U"整改要求", U"整改建议", U"整改意见", U"整改任务")) && !problem)
        return ROLE_MEASURES;
    return fixed ? ROLE_FIXED : ROLE_UNKNOWN;
}

static bool rectifies(const struct source_text *t, const struct node *label)
{
    return words_in(t, (struct passage){ label->whole.from, label->lead.from }, WORDS(U"整改", U"审计意见", U"处理"));
}

/* 专题学习流于表面 ⏎ （1）将…纳入… ⏎ （2）举办…  No label, but what hangs below a problem is no problem: it is what was done. */
static bool has_measures_only(const struct source_text *t, const struct node *n)
{
    int items = 0, problems = 0;
    if (n->kind != NODE_ITEM || n->label || n->marker.style < MARKER_SECTION || n->marker.style > MARKER_CIRCLED)
        return false;
    for (const struct node *c = n->first; c; c = c->next) {
        size_t next;
        if (c->kind != NODE_ITEM)
            return false;
        items++;
        problems += c->first || sounds_problem(t, passage_until(t, c->lead, U"。", &next));
    }
    size_t next;
    struct passage head = passage_until(t, n->lead, U"。：", &next);
    return items && problems * 3 <= items && passage_empty(passage_trim(t, (struct passage){ next, n->lead.to })) && sounds_problem(t, head);
}

static bool shows_itself(const struct source_text *t, const struct node *n)
{
    if (n->kind != NODE_ITEM && !(n->kind == NODE_LABEL && n->label == LABEL_PROBLEM))
        return false;
    if (n->label != LABEL_NONE && n->label != LABEL_PROBLEM)
        return false;
    if (n->marker.style != MARKER_CODE && (node_within(n, LABEL_MEASURES) || node_within(n, LABEL_DEMANDS) || node_within(n, LABEL_ADVICE)
            || node_within(n, LABEL_CAUSES) || node_within(n, LABEL_TARGET)))
        return false;
    if (n->label == LABEL_PROBLEM && (n->bare || n->kind == NODE_LABEL) && node_items(n))
        return false;
    if (n->marker.style == MARKER_COUNTED)
        return true;
    const struct node *measures = node_labelled(n, LABEL_MEASURES);
    struct head head = head_read(t, n->lead);
    if (head.about && n->marker.style > MARKER_CHAPTER)
        return sounds_problem(t, head.problem) || measures || !passage_empty(head.status);
    if (!passage_empty(head.status))
        return sounds_problem(t, head.problem) || head.about;
    if (!measures)
        return false;
    if (n->label == LABEL_PROBLEM)
        return true;
    if (n->marker.style <= MARKER_CHAPTER)
        return sounds_problem(t, head.problem) && rectifies(t, measures);
    return rectifies(t, measures) || sounds_problem(t, head.problem);
}

/* 关于委托中介招生的问题 sounds like nothing, but stands in a list of problems and something was done about it. */
static void mark_beside(const struct source_text *t, struct node *n)
{
    const struct node *strong = NULL;
    for (const struct node *c = n->first; c && !strong; c = c->next)
        if (c->strong && c->kind == NODE_ITEM && head_read(t, c->lead).about)
            strong = c;
    for (struct node *c = strong ? n->first : NULL; c; c = c->next)
        if (!c->strong && !c->blocks && c->kind == NODE_ITEM && c->marker.style == strong->marker.style && c->first && c->first->kind == NODE_TEXT
            && head_read(t, c->lead).about) {
            c->strong = true;
            c->blocks = 1;
        }
}

static void mark(const struct source_text *t, struct node *n, bool bare_heads)
{
    enum role role = n->kind == NODE_ITEM && n->first ? classify_heading(t, n) : n->kind == NODE_LABEL ? ROLE_OTHER : ROLE_UNKNOWN;
    /* 二、整改落实情况 over headings is where problems are put right, over plain lines it is what was done */
    bool chapter = role == ROLE_MEASURES && n->bare && n->marker.style == MARKER_CHAPTER && n->first->kind == NODE_ITEM && n->first->first;
    bare_heads = bare_heads && (role == ROLE_UNKNOWN || role == ROLE_FIXED || chapter);
    n->strong = n->kind != NODE_ROOT && (shows_itself(t, n) || (bare_heads && has_measures_only(t, n)));
    n->blocks = n->strong && n->marker.style != MARKER_CODE;
    for (struct node *c = n->first; c; c = c->next)
        mark(t, c, bare_heads);
    mark_beside(t, n);
    for (const struct node *c = n->first; c; c = c->next)
        n->blocks += c->blocks;
}

/* True when the document is about putting something right. */
static bool speaks_of_rectifying(const struct source_text *t, const struct node *root)
{
    for (const struct node *c = root->first; c; c = c->next)
        if (words_in(t, c->lead, WORDS(U"整改")))
            return true;
    return false;
}

void classify_blocks(const struct source_text *t, struct node *root)
{
    mark(t, root, speaks_of_rectifying(t, root));
}
