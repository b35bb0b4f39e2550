#include "feature/rectification/reading/label.h"

#include "feature/rectification/reading/words.h"

#define LABEL_GLYPHS_MAX 16

static const struct { enum label label; const uint32_t *word; } label_words[] = {
    { LABEL_PROBLEM, U"问题" }, { LABEL_PROBLEM, U"反馈问题" }, { LABEL_PROBLEM, U"存在问题" }, { LABEL_PROBLEM, U"存在的问题" },
    { LABEL_PROBLEM, U"主要问题" }, { LABEL_PROBLEM, U"存在的主要问题" }, { LABEL_PROBLEM, U"存在主要问题" }, { LABEL_PROBLEM, U"具体问题" },
    { LABEL_PROBLEM, U"问题描述" }, { LABEL_PROBLEM, U"问题内容" }, { LABEL_PROBLEM, U"问题表述" }, { LABEL_PROBLEM, U"反馈意见" },
    { LABEL_PROBLEM, U"巡察反馈问题" }, { LABEL_PROBLEM, U"巡视反馈问题" }, { LABEL_PROBLEM, U"督察反馈问题" }, { LABEL_PROBLEM, U"审计反馈问题" },
    { LABEL_PROBLEM, U"反馈的问题" }, { LABEL_PROBLEM, U"反馈的具体问题" }, { LABEL_PROBLEM, U"反馈具体问题" }, { LABEL_PROBLEM, U"审计发现问题" },
    { LABEL_PROBLEM, U"审计发现的问题" }, { LABEL_PROBLEM, U"审计查出问题" }, { LABEL_PROBLEM, U"审计查出的问题" }, { LABEL_PROBLEM, U"发现问题" },
    { LABEL_PROBLEM, U"发现的问题" }, { LABEL_PROBLEM, U"发现的主要问题" }, { LABEL_PROBLEM, U"检查发现问题" }, { LABEL_PROBLEM, U"检查发现的问题" },
    { LABEL_PROBLEM, U"查摆问题" }, { LABEL_PROBLEM, U"查摆的问题" }, { LABEL_PROBLEM, U"整改问题" }, { LABEL_PROBLEM, U"突出问题" },
    { LABEL_PROBLEM, U"主要表现" }, { LABEL_PROBLEM, U"具体表现" }, { LABEL_PROBLEM, U"问题表现" }, { LABEL_PROBLEM, U"问题事实" },
    { LABEL_MEASURES, U"整改情况" }, { LABEL_MEASURES, U"整改落实情况" }, { LABEL_MEASURES, U"整改措施" }, { LABEL_MEASURES, U"整改进展" },
    { LABEL_MEASURES, U"整改进展情况" }, { LABEL_MEASURES, U"整改措施及成效" }, { LABEL_MEASURES, U"整改措施和成效" }, { LABEL_MEASURES, U"整改举措" },
    { LABEL_MEASURES, U"整改落实" }, { LABEL_MEASURES, U"整改工作情况" }, { LABEL_MEASURES, U"整改情况及成效" }, { LABEL_MEASURES, U"整改内容" },
    { LABEL_MEASURES, U"采取措施" }, { LABEL_MEASURES, U"采取的措施" }, { LABEL_MEASURES, U"措施" }, { LABEL_MEASURES, U"具体措施" },
    { LABEL_MEASURES, U"改进措施" }, { LABEL_MEASURES, U"具体整改措施" }, { LABEL_MEASURES, U"主要措施" }, { LABEL_MEASURES, U"立行立改情况" },
    { LABEL_MEASURES, U"审计意见" }, { LABEL_MEASURES, U"处理意见" }, { LABEL_MEASURES, U"处理情况" }, { LABEL_MEASURES, U"整改意见" },
    { LABEL_MEASURES, U"整改落实措施" }, { LABEL_MEASURES, U"落实整改情况" }, { LABEL_MEASURES, U"落实情况" }, { LABEL_MEASURES, U"整改措施及进展" },
    { LABEL_MEASURES, U"整改措施及进展情况" }, { LABEL_MEASURES, U"整改措施及完成情况" }, { LABEL_MEASURES, U"整改措施和进展情况" }, { LABEL_MEASURES, U"整改任务" },
    { LABEL_RESULT, U"完成情况" }, { LABEL_RESULT, U"整改状态" }, { LABEL_RESULT, U"完成状态" }, { LABEL_RESULT, U"整改结果" },
    { LABEL_RESULT, U"整改成效" }, { LABEL_RESULT, U"取得成效" }, { LABEL_RESULT, U"工作成效" }, { LABEL_RESULT, U"进展情况" },
    { LABEL_RESULT, U"目前进展" }, { LABEL_RESULT, U"销号情况" }, { LABEL_RESULT, U"状态" }, { LABEL_RESULT, U"整改完成情况" },
    { LABEL_RESULT, U"办理结果" }, { LABEL_RESULT, U"整改进度" }, { LABEL_RESULT, U"整改程度" }, { LABEL_RESULT, U"是否完成" },
    { LABEL_CAUSES, U"原因分析" }, { LABEL_CAUSES, U"问题原因" }, { LABEL_CAUSES, U"产生原因" }, { LABEL_CAUSES, U"原因" },
    { LABEL_CAUSES, U"主要原因" }, { LABEL_CAUSES, U"成因分析" }, { LABEL_CAUSES, U"产生问题的原因" }, { LABEL_CAUSES, U"问题成因" },
    { LABEL_TARGET, U"整改目标" }, { LABEL_TARGET, U"目标" }, { LABEL_TARGET, U"工作目标" }, { LABEL_TARGET, U"预期目标" },
    { LABEL_TARGET, U"预期成效" }, { LABEL_TARGET, U"目标要求" },
    { LABEL_DEMANDS, U"整改要求" }, { LABEL_DEMANDS, U"整改建议" },
    { LABEL_ADVICE, U"建议" }, { LABEL_ADVICE, U"意见建议" }, { LABEL_ADVICE, U"工作要求" }, { LABEL_ADVICE, U"工作建议" },
    { LABEL_ADVICE, U"会议要求" }, { LABEL_ADVICE, U"会议强调" }, { LABEL_ADVICE, U"有关要求" }, { LABEL_ADVICE, U"审计建议" },
    { LABEL_ADVICE, U"下一步打算" }, { LABEL_ADVICE, U"下一步工作" }, { LABEL_ADVICE, U"下一步措施" }, { LABEL_ADVICE, U"下一步计划" },
    { LABEL_OTHER, U"备注" }, { LABEL_OTHER, U"问题类别" }, { LABEL_OTHER, U"问题类型" }, { LABEL_OTHER, U"说明" }, { LABEL_OTHER, U"佐证材料" },
    { LABEL_OTHER, U"验收单位" }, { LABEL_OTHER, U"销号单位" }, { LABEL_OTHER, U"审核单位" }, { LABEL_OTHER, U"验收标准" }, { LABEL_OTHER, U"销号标准" }, { LABEL_OTHER, U"完成标志" },
};

static bool label_responsible(const struct source_text *t, struct passage p)
{
    WORD_LIST(heads, U"责任", U"整改责任", U"牵头", U"配合", U"承办", U"主办", U"协办", U"督办", U"督导", U"督促", U"监督", U"包案", U"分管",
        U"直接责任", U"具体责任", U"第一责任", U"主要责任", U"挂牌", U"整改", U"经办", U"主管", U"落实单位", U"落实人");
    WORD_LIST(tails, U"单位", U"人", U"领导", U"部门", U"科室", U"股室", U"处室", U"责任", U"主体", U"校领导",
        U"院领导", U"局领导", U"县领导", U"市领导", U"人员", U"责任者", U"科（室）", U"单位（部门）", U"部门（单位）", U"单位（人）", U"单位及责任人",
        U"支部", U"党支部", U"党组织", U"岗位");
    return words_at(t, p.from, p.to, heads) && words_end(t, p, tails) && passage_length(p) > 2
        && !words_in(t, p, WORDS(U"情况", U"落实责任", U"压实", U"强化"));
}

static bool label_deadline(const struct source_text *t, struct passage p)
{
    WORD_LIST(tails, U"时限", U"期限", U"完成时间", U"整改时间", U"完成日期", U"时间节点", U"时间要求", U"时限要求",
        U"整改期", U"销号时间", U"计划时间", U"完成期限", U"整改日期", U"时间安排", U"办结时间");
    return words_end(t, p, tails);
}

/* 交办问题, 检视问题, 群众反映问题: where it comes from, and that it is a problem. */
static bool label_problem(const struct source_text *t, struct passage p)
{
    WORD_LIST(heads, U"交办", U"督办", U"反映", U"群众反映", U"检视", U"自查", U"通报", U"排查", U"督察", U"督查", U"巡察", U"巡视", U"审计", U"反馈", U"查摆", U"发现", U"检查", U"评估", U"考核", U"评议", U"指出", U"暗访", U"核查");
    return words_at(t, p.from, p.to, heads) && words_end(t, p, WORDS(U"问题", U"的问题")) && !words_in(t, p, WORDS(U"整改"));
}

/* 办理要求, 处置措施, 解决办法 */
static bool label_measures(const struct source_text *t, struct passage p)
{
    WORD_LIST(heads, U"整改", U"办理", U"处理", U"处置", U"改进", U"解决", U"纠正", U"整治", U"治理", U"防范", U"立行立改");
    return words_at(t, p.from, p.to, heads) && words_end(t, p, WORDS(U"措施", U"举措", U"要求", U"办法", U"意见", U"情况")) && passage_length(p) <= 6;
}

enum label label_of(const struct source_text *t, struct passage p)
{
    if (passage_length(p) < 2 || passage_length(p) > LABEL_GLYPHS_MAX)
        return LABEL_NONE;
    for (size_t i = 0; i < sizeof label_words / sizeof label_words[0]; i++)
        if (t->folded[p.from] == *label_words[i].word && word_length(label_words[i].word) == passage_length(p)
            && word_at(t, p.from, p.to, label_words[i].word))
            return label_words[i].label;
    if (label_deadline(t, p))
        return LABEL_DEADLINE;
    if (label_responsible(t, p))
        return LABEL_RESPONSIBLE;
    return label_problem(t, p) ? LABEL_PROBLEM : label_measures(t, p) ? LABEL_MEASURES : LABEL_NONE;
}

/* The characters that labels begin with, so that nearly all of a text is passed over at one look. */
static bool label_may_start(uint32_t c)
{
    static const uint32_t firsts[] = U"问反存主具巡督审发检查整突采措改立处落完取工进目销状办是原产成预建意会有下备说佐责牵配承协包分直第挂经时计监验交群自通排评考指暗核解纠治防";
    for (const uint32_t *f = firsts; *f; f++)
        if (*f == c)
            return true;
    return false;
}

enum label label_at(const struct source_text *t, size_t at, size_t end, bool starts_line, size_t *ret_length)
{
    size_t from = at;
    bool boxed = glyph_is(t, at, end, U'【');
    from += boxed;
    if (from >= end || !label_may_start(t->folded[from]))
        return LABEL_NONE;
    size_t to = from;
    while (to < end && to - from <= LABEL_GLYPHS_MAX && t->folded[to] != U'：' && t->folded[to] != U'】'
        && (t->folded[to] == U'（' || t->folded[to] == U'）' || !glyph_mark(t->folded[to]) || t->folded[to] == U'、'))
        to++;
    bool closed = to < end && (t->folded[to] == U'：' || (boxed && t->folded[to] == U'】'));
    if (!closed && !(starts_line && to == end))
        return LABEL_NONE;
    struct passage words = { from, to };
    if (word_ends(t, words, U"是") || word_ends(t, words, U"为") || word_ends(t, words, U"有"))
        words.to--;
    enum label label = label_of(t, words);
    if (!label)
        return LABEL_NONE;
    if (closed)
        to++;
    while (to < end && (t->folded[to] == ' ' || (boxed && t->folded[to] == U'：')))
        to++;
    *ret_length = to - at;
    return label;
}
