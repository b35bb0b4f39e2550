#include "feature/rectification/reading/party.h"

#include "feature/rectification/reading/words.h"

#define NAME_GLYPHS_MAX 28
/* Also how long a chain of names may become. */
#define CLAUSE_GLYPHS_MAX 200
#define BRACKET_GLYPHS_MAX 14

/* Ends of units' names, each with the glyphs that make it another word: 办 in 办法. */
static const struct { const uint32_t *tail, *not_before; } tails[] = {
    { U"办公室", U"" }, { U"局", U"部面限属势级" }, { U"委员会", U"" }, { U"委员", U"会" }, { U"委", U"托派任员会办" }, { U"科", U"技研学室目级" }, { U"股", U"份权级金室" }, { U"处", U"置理罚分于境室级" },
    { U"室", U"内外" }, { U"中心", U"组城任工学" }, { U"大队", U"" }, { U"支队", U"" }, { U"中队", U"" }, { U"所", U"有属需在谓" }, { U"站", U"位点" }, { U"公司", U"" }, { U"部", U"门分署队" }, { U"办", U"理事法公结学证好案件实" },
    { U"院", U"内校落" }, { U"厅", U"" }, { U"政府", U"性" }, { U"集团", U"" }, { U"机关", U"党事支单" }, { U"纪检监察组", U"" }, { U"监察组", U"" }, { U"纪检组", U"" }, { U"监委", U"" }, { U"支部", U"书" }, { U"党委", U"书会副" }, { U"工会", U"" },
    { U"县", U"级直" }, { U"区", U"域级直内" }, { U"市", U"级直场" }, { U"镇", U"级" }, { U"乡", U"村镇" }, { U"街道", U"" }, { U"团委", U"" }, { U"妇联", U"" }, { U"审计组", U"" }, { U"工作专班", U"" }, { U"专班", U"" }, { U"某", U"某" }, { U"庭", U"审外长" },
};

WORD_LIST(titles, U"主要负责人", U"分管负责人", U"负责人", U"主任", U"局长", U"副局长", U"科长", U"股长", U"处长", U"部长", U"书记", U"院长", U"所长", U"站长", U"队长", U"大队长", U"经理");

/* What a party does: words that may follow its name. */
WORD_LIST(verbs, U"要", U"将", U"已", U"应", U"须", U"负责", U"牵头", U"会同", U"联合", U"按", U"每", U"逐", U"定期", U"不定期", U"于", U"对", U"在", U"把", U"为", U"向", U"从", U"出台", U"修订", U"制定", U"制订", U"印发", U"开展",
    U"组织", U"建立", U"完善", U"拨付", U"追缴", U"追回", U"收回", U"补办", U"督促", U"指导", U"完成", U"正在", U"通过", U"全额", U"下发", U"召开", U"审核", U"统一", U"实行", U"推行", U"设立", U"清理", U"退回", U"拟", U"专人", U"随机", U"取消", U"注销",
    U"责令", U"约谈", U"调整", U"分别", U"主持", U"统筹", U"具体", U"办理", U"承办", U"落实", U"抓好", U"做好", U"登记", U"通报", U"检查", U"双签字", U"签字", U"共同", U"协同", U"编制", U"申请", U"加强", U"严格", U"强化", U"提出", U"汇总", U"跟踪", U"限期", U"集中", U"及时", U"进行", U"发布", U"管理", U"核实", U"核查", U"监督", U"运营", U"处理", U"实施", U"推进", U"审批", U"把关", U"备案", U"补齐", U"起草", U"协调", U"排查", U"安排", U"配合", U"接收", U"抽查", U"挂牌", U"压实", U"深入", U"完工", U"整理", U"采购", U"维修", U"补充", U"收集", U"协商", U"会商", U"对接", U"重新", U"全面", U"同步", U"予以", U"更新", U"盘点", U"全程", U"协助", U"参与", U"带队", U"坚持", U"采取", U"启动", U"举办", U"邀请", U"聘请", U"委托", U"抽调", U"选派", U"增设", U"增加", U"压缩", U"拆除", U"查处", U"立案", U"没收", U"收缴", U"上缴", U"补缴", U"补发", U"补登", U"返还", U"退还", U"核减", U"核销", U"关停", U"清退",
    U"整改", U"整治", U"治理", U"修复", U"新建", U"改造", U"验收", U"检测", U"化解", U"调解", U"回访", U"走访", U"发放", U"发函", U"提醒", U"公示", U"宣传", U"培训", U"研究", U"评估", U"评审", U"评查", U"考核", U"督办", U"督查", U"督导", U"巡查", U"暗访", U"抽检", U"复核", U"复查", U"核对", U"比对", U"梳理", U"录入", U"提请", U"申报", U"争取", U"投入", U"下达", U"安装", U"购置", U"配备", U"配齐", U"优化", U"规范", U"健全", U"细化", U"明确", U"确定", U"汇总", U"归口", U"联系", U"兜底", U"跟进", U"跟班", U"牵总", U"上门", U"主动", U"认真", U"先后", U"累计", U"共开展");

/* Words at the head of a clause that are an action, not somebody. */
WORD_LIST(actions, U"对", U"向", U"从", U"与", U"同", U"商", U"报", U"经", U"将", U"把", U"在", U"于", U"按", U"由", U"以", U"为", U"给", U"被", U"所", U"该", U"各", U"全", U"其", U"已", U"拟", U"每", U"逐", U"会同", U"联合", U"相关", U"有关", U"部分", U"个别", U"下属", U"所属", U"责任", U"承办", U"包案", U"上述", U"移交", U"移送",
    U"督促", U"指导", U"协调", U"指定", U"委托", U"邀请", U"聘请", U"责令", U"责成", U"要求", U"明确", U"规定", U"成立", U"设立", U"调整", U"充实", U"修订", U"制定", U"建立", U"完善", U"出台", U"印发", U"开展", U"组织", U"召开", U"清理", U"收回", U"追缴", U"退回", U"启用", U"上线", U"开通", U"新建", U"建成", U"投入",
    U"落实", U"严格", U"强化", U"加强", U"实行", U"推行", U"推动", U"推进", U"编制", U"梳理", U"排查", U"核查", U"通过", U"围绕", U"结合", U"针对", U"根据", U"依托", U"利用", U"举办", U"选派", U"安排", U"公开", U"完成", U"取消", U"处理", U"给予", U"约谈", U"抽调", U"深入", U"定期", U"及时", U"集中", U"全面", U"重新", U"主动",
    U"认真", U"统一", U"规范", U"优化", U"健全", U"更新", U"拆除", U"疏浚", U"赴", U"列席", U"派", U"请", U"让", U"使", U"到", U"先后", U"专题", U"纳入", U"提请", U"联系", U"走访", U"配齐", U"配强", U"选优", U"压减", U"核减", U"实施", U"构建", U"增设", U"撤销", U"合并", U"整合", U"压实", U"坚持", U"进一步", U"现已", U"目前", U"截至", U"因", U"如", U"对照", U"班子", U"全局", U"局党组", U"党组", U"工作");

static size_t name_end_at(const struct source_text *t, size_t at, size_t end)
{
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t n = t->folded[at] == *tails[i].tail ? word_at(t, at, end, tails[i].tail) : 0;
        if (!n)
            continue;
        const uint32_t *no = tails[i].not_before;
        while (*no && !glyph_is(t, at + n, end, *no))
            no++;
        if (!*no && !(*tails[i].tail == U'部' && t->folded[at - 1] == U'全'))
            return at + n;
    }
    return 0;
}

static size_t skip_joint(const struct source_text *t, size_t at, size_t end)
{
    return words_at(t, at, end, WORDS(U"、", U"和", U"与", U"及", U"以及", U"会同", U"，会同", U"联合"));
}

/* 机关党委（党建办）: what stands in brackets behind a name is part of it. */
static size_t skip_bracket(const struct source_text *t, size_t at, size_t end)
{
    if (!glyph_is(t, at, end, U'（'))
        return at;
    for (size_t i = at + 1; i < end && i <= at + BRACKET_GLYPHS_MAX; i++)
        if (t->folded[i] == U'）')
            return i + 1;
    return at;
}

/* The end of a chain of names that begins at `at` and is followed by what they do; 0 when there is none. */
static size_t names_end(const struct source_text *t, size_t at, size_t end)
{
    size_t limit = at + NAME_GLYPHS_MAX < end ? at + NAME_GLYPHS_MAX : end;
    for (size_t i = at; i < limit; i++) {
        uint32_t c = t->folded[i];
        if (glyph_mark(c) || words_at(t, i, end, WORDS(U"已", U"将", U"于", U"或", U"并", U"的", U"把", U"被", U"对", U"向")))
            return 0;
        size_t e = name_end_at(t, i, end);
        if (!e || e < at + 2)
            continue;
        e += words_at(t, e, end, titles);
        e = skip_bracket(t, e, end);
        size_t joint = skip_joint(t, e, end);
        size_t more = joint ? names_end(t, e + joint, end) : 0;
        if (more)
            return more;
        if (words_at(t, e, end, verbs))
            return e;
    }
    return 0;
}

static bool shelved(const struct source_text *t, size_t at, size_t end)
{
    struct passage next = { at, at + 5 < end ? at + 5 : end };
    return words_in(t, next, WORDS(U"备查", U"存档", U"备案", U"统筹安排"));
}

/* 由X牵头, 由X负责: whatever X is called. */
static size_t charged_end(const struct source_text *t, size_t at, size_t end)
{
    size_t limit = at + NAME_GLYPHS_MAX < end ? at + NAME_GLYPHS_MAX : end;
    for (size_t i = at; i < limit; i++) {
        uint32_t c = t->folded[i];
        if (glyph_stop(c) || c == U'，')
            return 0;
        if (words_at(t, i, end, WORDS(U"牵头", U"负责", U"分别牵头", U"专人负责", U"具体负责", U"统筹负责", U"主持")))
            return i > at + 1 ? i : 0;
    }
    return 0;
}

/* 由农田建设股与各乡镇签订…: the one who does it with others. */
static size_t joint_end(const struct source_text *t, size_t at, size_t end)
{
    size_t limit = at + NAME_GLYPHS_MAX < end ? at + NAME_GLYPHS_MAX : end;
    for (size_t i = at + 1; i < limit && !glyph_mark(t->folded[i]); i++) {
        size_t e = name_end_at(t, i, end);
        if (e && words_at(t, e, end, WORDS(U"与", U"同", U"和", U"联合", U"会同")))
            return e;
    }
    return 0;
}

static bool named_by(const struct source_text *t, size_t at, size_t end, struct passage *ret)
{
    WORD_LIST(nobody, U"其", U"专人", U"相关", U"有关", U"各", U"经办", U"对方", U"单位", U"主要领导", U"于", U"此", U"上述", U"责任", U"所在", U"所属", U"下属");
    if (words_at(t, at, end, nobody) || glyph_digit(t->folded[at]))
        return false;
    size_t e = names_end(t, at, end);
    if (!e)
        e = charged_end(t, at, end);
    if (!e)
        e = joint_end(t, at, end);
    if (!e || shelved(t, e, end))
        return false;
    *ret = (struct passage){ at, e };
    return true;
}

/* A clause that begins with a unit's own name.  The inspected body itself (党组, 党委, 支部) says nothing new. */
static bool acts_itself(const struct source_text *t, struct passage clause, struct passage *ret)
{
    if (passage_length(clause) < 4 || words_at(t, clause.from, clause.to, actions) || glyph_digit(t->folded[clause.from]))
        return false;
    size_t e = names_end(t, clause.from, clause.to);
    *ret = (struct passage){ clause.from, e };
    if (!e && words_at(t, clause.from, clause.to, WORDS(U"支部书记要", U"党支部书记要", U"党组书记要", U"书记要")))
        *ret = (struct passage){ clause.from, word_find(t, clause, U"要") };
    else if (e >= clause.from + 4 && words_at(t, clause.from, e, WORDS(U"机关党委", U"机关纪委")))
        return true;
    else if (!e || e < clause.from + 3 || (words_end(t, *ret, titles) && !words_at(t, e, clause.to, WORDS(U"要", U"应", U"负责", U"牵头"))) || words_end(t, *ret, WORDS(U"党支部", U"支部", U"委员", U"某", U"党组", U"党委", U"纪检组", U"纪检监察组", U"领导小组", U"县", U"区", U"市", U"镇", U"乡")))
        return false;
    return !words_in(t, *ret, WORDS(U"全体", U"负责同志", U"由"));
}

bool party_in(const struct source_text *t, struct passage p, struct passage *ret)
{
    for (size_t i = p.from; i < p.to; i++) {
        size_t end = p.to > i + CLAUSE_GLYPHS_MAX ? i + CLAUSE_GLYPHS_MAX : p.to;
        bool starts = i == p.from || glyph_stop(t->folded[i - 1]) || t->folded[i - 1] == U'，';
        if (t->folded[i] == U'由' && i + 1 < p.to && (i == p.from || (t->folded[i - 1] != U'理' && t->folded[i - 1] != U'自' && t->folded[i - 1] != U'缘'))
            && named_by(t, i + 1, end, ret))
            return true;
        if (!starts)
            continue;
        size_t appointed = word_at(t, i, p.to, U"指定");
        if (appointed && i + appointed < p.to && named_by(t, i + appointed, end, ret))
            return true;
        size_t next;
        struct passage clause = passage_until(t, (struct passage){ i, end }, U"，；。", &next);
        if (acts_itself(t, clause, ret))
            return true;
    }
    return false;
}
