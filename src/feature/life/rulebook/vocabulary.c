#include "feature/life/rulebook/vocabulary.h"

#include <ctype.h>
#include <string.h>

#include "base/base.h"

const struct word unit_kind_words[UNIT_KIND__COUNT] = {
    [UNIT_WORKING_COMMITTEE] = {"working_committee", "工委", "机关工委 直属机关工委 省直工委 市直工委 党工委"},
    [UNIT_LEADING_GROUP] = {"leading_group", "党组（党委）", "党组"},
    [UNIT_ORGAN_COMMITTEE] = {"organ_committee", "机关党委", "党委 基层党委 直属机关党委 党的基层委员会 基层委员会"},
    [UNIT_DISCIPLINE_COMMITTEE] = {"discipline_committee", "机关纪委", "纪委"},
    [UNIT_GENERAL_BRANCH] = {"general_branch", "党总支", "总支 机关党总支 直属党总支 总支部 党总支部 总支部委员会"},
    [UNIT_BRANCH] = {"branch", "党支部", "支部 机关党支部 直属党支部 党支部委员会 联合党支部 联合支部 支部委员会 离退休党支部 离退休干部党支部 流动党支部"},
    [UNIT_GROUP] = {"group", "党小组", "小组"},
    [UNIT_TEMPORARY_BRANCH] = {"temporary_branch", "临时党支部", "临时支部"},
    [UNIT_DEPARTMENT] = {"department", "处室（部门）", "处室 部门"},
    [UNIT_EXTERNAL_SUPERVISOR] = {"external_supervisor", "外部监督", NULL},
};

const struct word sector_words[SECTOR__COUNT] = {
    [SECTOR_ORGAN] = {"organ", "机关", "党政机关"},
    [SECTOR_VILLAGE] = {"village", "村、社区", "村 社区 村社区 村（社区） 村/社区 农村 community"},
    [SECTOR_ENTERPRISE] = {"enterprise", "国企", "国有企业 企业"},
    [SECTOR_UNIVERSITY] = {"university", "高校", "高等学校 普通高等学校"},
};

const struct word activity_kind_words[ACTIVITY_KIND__COUNT] = {
    [ACTIVITY_ASSEMBLY] = {"assembly", "党员大会", "L-01 支部党员大会 支部大会"},
    [ACTIVITY_COMMITTEE] = {"committee", "支委会", "L-02 支部委员会 支部委员会会议 支委会会议 支委会议"},
    [ACTIVITY_GROUP] = {"group", "党小组会", "L-03 党小组会议 小组会"},
    [ACTIVITY_LECTURE] = {"lecture", "党课", "L-04 上党课 讲党课"},
    [ACTIVITY_THEME_DAY] = {"theme_day", "主题党日", "L-05 主题党日活动 支部主题党日"},
    [ACTIVITY_ORGANISATION_LIFE] = {"organisation_life", "组织生活会", "L-06 专题组织生活会"},
    [ACTIVITY_APPRAISAL] = {"appraisal", "民主评议党员", "L-07 民主评议"},
    [ACTIVITY_TALK] = {"talk", "谈心谈话", "L-08 谈心 谈话"},
    [ACTIVITY_STUDY] = {"study", "中心组学习", "L-11 理论学习中心组学习 中心组集体学习"},
    [ACTIVITY_LIFE_MEETING] = {"life_meeting", "民主生活会", "L-10"},
    [ACTIVITY_OTHER] = {"other", "其他", "其它"},
};

/* Brackets of both widths are the same, letters of both cases too. */
static bool same(const char *written, size_t n, const char *word, size_t word_n)
{
    static const char *const brackets[][2] = {{"（", "("}, {"）", ")"}};
    size_t i = 0, k = 0;
    while (i < n && k < word_n) {
        if (tolower((unsigned char)written[i]) == tolower((unsigned char)word[k])) {
            i++, k++;
            continue;
        }
        size_t b = 0;
        while (b < ARRAY_SIZE(brackets) &&
               (written[i] != brackets[b][1][0] || strncmp(word + k, brackets[b][0], strlen(brackets[b][0]))))
            b++;
        if (b == ARRAY_SIZE(brackets))
            return false;
        i++, k += strlen(brackets[b][0]);
    }
    return i == n && k == word_n;
}

static bool among(const char *written, size_t n, const char *words)
{
    while (words && *words) {
        size_t size = strcspn(words, " ");
        if (same(written, n, words, size))
            return true;
        words += size + (words[size] == ' ');
    }
    return false;
}

int vocabulary_find(const struct word *words, int n, const char *written)
{
    size_t size;
    written += strspn(written, " \t");
    size = strlen(written);
    while (size && (written[size - 1] == ' ' || written[size - 1] == '\t'))
        size--;
    for (int i = 0; size && i < n; i++)
        if (same(written, size, words[i].id, strlen(words[i].id)) ||
            same(written, size, words[i].label, strlen(words[i].label)) || among(written, size, words[i].others))
            return i;
    return -1;
}
