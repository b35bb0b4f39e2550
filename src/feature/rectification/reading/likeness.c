#include "feature/rectification/reading/likeness.h"

#include <pthread.h>

#include "feature/rectification/reading/words.h"

/* How near to the end of its clause a short word has to stand to make the clause a problem. */
#define TAIL_GLYPHS 5
#define STATUS_GLYPHS_MAX 40
#define UNIT_GLYPHS_MAX 30
#define DENIAL_GLYPHS_MAX 16

static const uint32_t *const problem_words[] = {
    U"差距", U"短板", U"不足", U"薄弱", U"弱化", U"淡化", U"虚化", U"泛化", U"异化", U"边缘化", U"空心化", U"空壳", U"行政化", U"娱乐化", U"滞后", U"迟缓", U"缓慢",
    U"走过场", U"流于表面", U"浮在", U"浮于", U"停留在", U"停留于", U"流于形式", U"形式主义", U"官僚主义", U"反弹", U"混乱", U"松散", U"松懈", U"松弛", U"涣散", U"缺失", U"缺位", U"缺乏", U"缺少", U"缺项", U"失范", U"失序", U"失管", U"失之于",
    U"违规", U"违反", U"违法", U"违纪", U"违背", U"超标准", U"超范围", U"超预算", U"超概算", U"超期", U"超时", U"空置", U"失真", U"超编", U"超配", U"挪用", U"套取", U"骗取", U"虚报", U"虚列", U"瞒报", U"漏报", U"漏缴", U"漏签", U"补记", U"造假",
    U"拖欠", U"闲置", U"流失", U"老化", U"漏洞", U"隐患", U"盲区", U"空转", U"打折扣", U"两张皮", U"梗阻", U"偏差", U"偏软", U"偏低", U"偏慢", U"偏高", U"偏少", U"偏移", U"粗放",
    U"低下", U"随意", U"断档", U"断层", U"脱节", U"雷同", U"千篇一律", U"走样", U"变形", U"挂账", U"侵占", U"截留", U"转嫁", U"多计", U"少计", U"多编", U"少扣", U"包揽", U"暗箱", U"优亲厚友",
    U"吃空饷", U"白条", U"坐支", U"推诿", U"扯皮", U"敷衍", U"应付", U"畏难", U"倦怠", U"青黄不接", U"层层递减", U"回头路", U"一刀切", U"一锅烩", U"一人多岗", U"化整为零", U"规避", U"拆分",
    U"时有发生", U"屡", U"禁而不止", U"倒置", U"滥发", U"分解住院", U"照抄照搬", U"照搬", U"灯下黑", U"温差", U"衰减", U"弱", U"重建轻管", U"轻管理", U"轻落实", U"轻运营", U"轻监管", U"轻管护", U"轻实效", U"重业务",
    U"单一", U"雷声大", U"一评了之", U"一发了之", U"一改了之", U"一谈了之", U"失联", U"走读", U"虚设", U"代签", U"代替", U"替代", U"欠缺", U"欠账", U"积压", U"沉淀", U"滞留", U"脏乱", U"乱堆", U"下滑", U"外流", U"变相", U"转包", U"分包",
    U"有待", U"需进一步", U"仍需", U"亟待", U"亟需", U"狭窄", U"覆盖面窄", U"视野不宽", U"论资排辈", U"老好人", U"好人主义", U"怕得罪", U"避重就轻", U"表面化", U"一般化", U"碎片化", U"简单化", U"庸俗化", U"程式化",
    U"应收未收", U"应退未退", U"应保未保", U"未批先建", U"以罚代", U"以会代", U"长期坚持不", U"跑冒滴漏", U"吃拿卡要", U"公款", U"私设", U"小金库", U"账外", U"大班额", U"人岗分离", U"募而不投", U"过度检查", U"重复收费", U"以次充好", U"偷工减料", U"渎职", U"失职", U"逾期", U"滞销", U"破损", U"老旧", U"污染", U"排放超标", U"侵害", U"损失", U"亏损", U"猫鼠", U"亮红灯", U"弄虚作假", U"低老坏", U"遗漏", U"疏漏", U"纰漏", U"错误", U"错漏", U"差错", U"过期", U"堵塞", U"占用", U"锁闭", U"脱岗", U"离岗", U"无证", U"越权", U"擅自",
    U"落后", U"失修", U"失衡", U"失察", U"失控", U"失灵", U"失效", U"失职", U"过时", U"僵化", U"生硬", U"损毁", U"脱落", U"锈蚀", U"裸露", U"遮挡", U"串接", U"拥堵", U"扰民", U"回潮", U"超支", U"围标", U"串标", U"抄袭", U"搪塞", U"怠慢", U"延误", U"拖沓", U"拖延", U"久拖", U"停滞", U"搁置", U"空缺", U"缺口", U"缺编", U"缺岗", U"缺勤", U"迟到", U"早退", U"懈怠", U"散漫", U"淡薄", U"断崖", U"造假", U"抵触", U"消极", U"随意性", U"人情", U"浪费", U"短缺", U"紧缺", U"不齐", U"差错", U"张冠李戴", U"前紧后松", U"虎头蛇尾", U"一阵风", U"照单抄", U"轮流坐庄", U"大锅饭", U"吃老本", U"等靠要", U"本领恐慌", U"签而不约", U"建而不用", U"管而不严", U"挤占", U"擅改", U"侵蚀", U"闲散",
    NULL
};

static const uint32_t *const tail_words[] = {
    U"难", U"慢", U"乱", U"散", U"软", U"松", U"低", U"少", U"浅", U"窄", U"差", U"旧", U"空", U"虚", U"淡", U"窗口期", U"突出", U"严重", U"明显", U"较多", U"较大", U"过大", U"过多", U"过高", U"超标", U"老龄化", U"风险",
    U"多发", U"高发", U"频发", U"一言堂", U"代收", U"轮流中标", U"长期未", U"有限", U"有欠", U"模糊", U"笼统", U"空泛", U"单调", U"陈旧", U"被动", U"乏力", U"不一", U"一般", U"偏", U"滑坡", U"上升", U"增多", U"居高", U"滞", NULL
};

/* 不 and 未 make a problem unless they begin one of these. */
static bool negation_at(const struct source_text *t, size_t at, size_t end)
{
    WORD_LIST(not_no, U"不断", U"不少于", U"不低于", U"不得", U"不忘", U"不松", U"不放过", U"不折不扣", U"不超过", U"不仅", U"不留", U"不同程度",
        U"不定期", U"不动产", U"不等", U"不限", U"不正之风", U"不良资产", U"不合格党员", U"不再", U"不漏", U"不打", U"不获全胜");
    WORD_LIST(not_yet, U"未来", U"未成年", U"未保");
    WORD_LIST(none, U"无异议", U"无障碍", U"无人机", U"无线", U"无愧", U"无问题", U"无私", U"无缝", U"无偿献血", U"无论");
    switch (t->folded[at]) {
    case U'不': return !words_at(t, at, end, not_no);
    case U'未': return !words_at(t, at, end, not_yet);
    case U'无': return !words_at(t, at, end, none);
    case U'没': return true;
    default: return false;
    }
}

static bool demand_starts(const struct source_text *t, struct passage p)
{
    WORD_LIST(starts, U"着力", U"坚决", U"防止", U"避免", U"克服", U"杜绝", U"纠正", U"解决", U"确保", U"严禁", U"切实", U"要", U"请", U"持续", U"进一步",
        U"继续", U"坚持", U"始终", U"必须", U"应当", U"需要", U"紧盯", U"严肃查处", U"严查", U"整治", U"力戒", U"各级", U"各单位要", U"以整改", U"将", U"已", U"会议强调", U"会议要求", U"会议研究", U"会议决定", U"会议听取", U"会议指出", U"会议认为");
    return words_at(t, p.from, p.to, starts) > 0;
}

/* The glyphs that any word of a problem begins with, so that all others cost one look. */
static uint64_t problem_firsts[1024];
static pthread_once_t problem_firsts_once = PTHREAD_ONCE_INIT;

static void problem_firsts_fill(void)
{
    static const uint32_t *const negations[] = { U"不", U"未", U"无", U"没", NULL };
    word_list const lists[] = { problem_words, tail_words, negations };
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
        for (word_list word = lists[k]; *word; word++)
            problem_firsts[(**word & 0xFFFF) >> 6] |= (uint64_t)1 << (**word & 63);
}

static bool problem_may_start(uint32_t c)
{
    return c <= 0xFFFF && (problem_firsts[c >> 6] >> (c & 63) & 1);
}

static bool clause_sounds_problem(const struct source_text *t, struct passage p)
{
    for (size_t i = p.from; i < p.to; i++) {
        if (!problem_may_start(t->folded[i]))
            continue;
        if (negation_at(t, i, p.to) || words_at(t, i, p.to, problem_words))
            return true;
        /* 不少于4次 is a number, not a lack */
        bool counts = i > p.from && (t->folded[i - 1] == U'不' || t->folded[i - 1] == U'至');
        if (i + TAIL_GLYPHS >= p.to && !counts && words_at(t, i, p.to, tail_words))
            return true;
    }
    return false;
}

bool sounds_problem(const struct source_text *t, struct passage p)
{
    pthread_once(&problem_firsts_once, problem_firsts_fill);
    p = passage_trim(t, p);
    if (passage_length(p) < 3 || demand_starts(t, p))
        return false;
    while (!passage_empty(p)) {
        size_t next;
        if (clause_sounds_problem(t, passage_until(t, p, U"，；。", &next)))
            return true;
        p.from = next;
    }
    return false;
}

WORD_LIST(status_words, U"已", U"完成", U"整改", U"到位", U"长期坚持", U"持续", U"推进", U"正在", U"部分", U"基本", U"阶段性", U"分阶段", U"立行立改", U"并", U"该问题", U"此问题",
    U"问题", U"目前", U"截至目前", U"均", U"全部", U"销号", U"未", U"尚", U"中", U"，", U"、", U" ", U"（", U"）", U"的", U"且", U"进行", U"情况", U"状态", U"：", U"该项", U"事项", U"任务", U"取得", U"成效", U"需", U"坚持", U"长期", U"落实", U"达到", U"时序进度", U"进度", U"为", U"是", U"完毕", U"办结", U"措施", U"制定", U"。", U"上述", U"已经", U"以上", U"，并");

bool sounds_status(const struct source_text *t, struct passage p)
{
    WORD_LIST(cores, U"已", U"完成", U"正在", U"部分", U"持续", U"未", U"基本", U"阶段", U"长期", U"到位", U"推进", U"销号", U"办结", U"立行立改", U"整改中");
    p = passage_trim(t, p);
    if (passage_length(p) < 2 || passage_length(p) > STATUS_GLYPHS_MAX || !words_in(t, p, cores))
        return false;
    for (size_t i = p.from; i < p.to;) {
        size_t n = words_at(t, i, p.to, status_words);
        if (!n)
            return false;
        i += n;
    }
    return true;
}

size_t status_at_end(const struct source_text *t, struct passage p)
{
    WORD_LIST(states, U"已整改", U"部分整改", U"正在整改", U"持续整改", U"分阶段整改", U"已完成整改", U"未整改", U"整改中", U"已完成", U"已整改到位", U"基本完成整改", U"尚未整改", U"阶段性完成");
    p = passage_trim(t, p);
    size_t comma = NOWHERE;
    for (size_t i = p.to; i > p.from && p.to - i < 12; i--)
        if (t->folded[i - 1] == U'，' || t->folded[i - 1] == U'；') {
            comma = i;
            break;
        }
    if (comma == NOWHERE || words_at(t, comma, p.to, states) != p.to - comma)
        return NOWHERE;
    return comma;
}

bool sounds_unit(const struct source_text *t, struct passage p)
{
    WORD_LIST(tails, U"党组", U"党委", U"党工委", U"党总支", U"党支部", U"局", U"委员会", U"委", U"办公室", U"办", U"公司", U"集团", U"中心", U"学校", U"中学", U"小学", U"大学", U"学院", U"医院",
        U"镇", U"乡", U"街道", U"村", U"社区", U"市", U"县", U"区", U"州", U"省", U"院", U"所", U"站", U"支部", U"宣传部", U"组织部", U"统战部", U"厅", U"处", U"科", U"股", U"协会", U"联合会", U"大队", U"支队", U"残联", U"工商联", U"科协", U"文联", U"总工会", U"团委", U"妇联", U"法院", U"检察院", U"政府", U"管委会", U"银行", U"联社", U"总队", U"政法委", U"部", U"党校", U"园区", U"企业");
    p = passage_trim(t, p);
    if (passage_length(p) < 2 || passage_length(p) > UNIT_GLYPHS_MAX || !words_end(t, p, tails))
        return false;
    for (size_t i = p.from; i < p.to; i++)
        if (t->folded[i] == U'，' || t->folded[i] == U'。' || t->folded[i] == U'；' || t->folded[i] == U'“' || t->folded[i] == U'：')
            return false;
    return !words_at(t, p.from, p.to, WORDS(U"关于", U"对", U"在", U"向", U"各", U"个别", U"部分", U"有的", U"受检", U"被", U"检查", U"填报", U"报送", U"编制", U"责任", U"牵头"))
        && !words_in(t, p, WORDS(U"问题", U"存在", U"落实", U"整改", U"不", U"楼", U"室区"));
}

/* 未发现明显问题  暂未发现安全隐患  未见违规情况: a check that found nothing, in however many words. */
static bool denies(const struct source_text *t, struct passage p)
{
    if (passage_length(p) <= 4 && words_at(t, p.from, p.to, WORDS(U"无隐患", U"无异常", U"无不足", U"没问题")) == passage_length(p))
        return true;
    return passage_length(p) <= DENIAL_GLYPHS_MAX && words_at(t, p.from, p.to, WORDS(U"未发现", U"暂未发现", U"没有发现", U"未见", U"暂无", U"无明显", U"未检查出", U"未查出"))
        && words_end(t, p, WORDS(U"问题", U"异常", U"隐患", U"情况", U"现象", U"行为", U"不足")) && passage_find_mark(t, p, U"，；。") == NOWHERE;
}

bool sounds_nothing(const struct source_text *t, struct passage p)
{
    p = passage_trim(t, p);
    bool words = false;
    for (size_t i = p.from; i < p.to; i++)
        words = words || !(glyph_mark(t->folded[i]) || t->folded[i] == '-' || t->folded[i] == '/' || t->folded[i] == 'O' || t->folded[i] == U'√' || t->folded[i] == U'×');
    return !words || denies(t, p) || words_at(t, p.from, p.to, WORDS(U"无问题", U"未发现问题", U"未发现异常", U"符合要求", U"符合规定", U"不属于问题", U"基本符合", U"合格", U"正常", U"无异常", U"未见异常", U"良好", U"无此", U"不涉及"))
        || (passage_length(p) <= 2 && words_at(t, p.from, p.to, WORDS(U"无", U"是", U"有", U"符合", U"达标", U"完好", U"齐全", U"没有", U"通过")) == passage_length(p))
        || words_in(t, p, WORDS(U"不属于问题"));
}
