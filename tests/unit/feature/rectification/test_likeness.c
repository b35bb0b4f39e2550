#include "feature/rectification/reading/likeness.h"

#include "feature/rectification/reading/words.h"
#include "reading.h"

typedef bool sounds(const struct source_text *, struct passage);

static void check_all(sounds *f, bool wanted, const char *const *texts)
{
    for (; *texts; texts++) {
        struct source_text *t = reading_text(*texts);
        if (f(t, reading_line(t)) != wanted)
            check_fail(__FILE__, __LINE__, "%s: wanted %d", *texts, wanted);
    }
}

static void problems(void)
{
    static const char *const yes[] = { "理论学习不深入", "监管缺位", "超范围列支12.6万元", "推进乡村振兴思路不清", "组织生活走过场",
        "3名干部近亲属违规享受低保", "深化改革有短板", "党费基数核定不准确", "无公函接待", "基层干部培训覆盖面窄", NULL };
    static const char *const no[] = { "坚决防止问题反弹", "要克服形式主义", "着力解决学习不深问题", "召开党组会6次", "制定整改措施42条",
        "不断提高认识", "开展专题研讨不少于4次", "未来三年规划", "确保整改到位", NULL };
    check_all(sounds_problem, true, yes);
    check_all(sounds_problem, false, no);
}

static void states(void)
{
    static const char *const yes[] = { "已整改。", "部分整改", "已完成整改，长期坚持", "目前，该问题正在推进", "该问题已完成整改", "阶段性完成，持续推进", NULL };
    static const char *const no[] = { "已整改37项", "整改了食堂", "修订制度", "已", NULL };
    check_all(sounds_status, true, yes);
    check_all(sounds_status, false, no);
    struct source_text *t = reading_text("沟渠厚度不达标的问题，正在整改");
    CHECK_INT((int64_t)status_at_end(t, reading_line(t)), 11);
}

static void units(void)
{
    static const char *const yes[] = { "县教育局党组", "区委政法委", "东川市", "县城市建设投资开发有限公司党委", "市残联", NULL };
    static const char *const no[] = { "理论学习", "关于市教育局", "主要问题", "存在差距的局", "甲，乙局", NULL };
    check_all(sounds_unit, true, yes);
    check_all(sounds_unit, false, no);
}

static void nothing(void)
{
    static const char *const yes[] = { "—", "无问题（抽查未见异常）", "符合要求", "不属于问题，举报不实", "基本符合要求", NULL };
    static const char *const no[] = { "无台账", "通道堵塞", NULL };
    check_all(sounds_nothing, true, yes);
    check_all(sounds_nothing, false, no);
}

TESTS({ "problems", problems }, { "states", states }, { "units", units }, { "nothing", nothing })
