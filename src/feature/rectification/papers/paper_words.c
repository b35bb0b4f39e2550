/* What the kinds share: their table, their sentences, their numbers. */
#include <string.h>

#include "feature/rectification/papers/names_out.h"
#include "feature/rectification/papers/papers.h"

enum { SPECIAL_MAX = 4000, GENERAL_MAX = 5000 };

const struct paper_kind paper_kinds[] = {
    {"plan", "整改方案", "问题、原因、目标、措施、责任和时限", false, false, compose_plan},
    {"progress", "整改进展情况报告", "总体情况、逐条措施和成效、下一步", false, false, compose_progress},
    {"leader", "主要负责人组织落实情况报告", "第一责任人怎样组织整改", false, false, compose_leader},
    {"notice", "公开通报", "向社会公开的稿子，已知人名换成“某某”", false, true, compose_notice},
    {"urge", "督办函", "给超期没有改完的单位，附回执", true, false, compose_urge},
    {"remind", "提示函", "给二十天内到期的单位，附回执", true, false, compose_remind},
    {0},
};

const struct paper_kind *paper_kind_find(const char *name)
{
    for (const struct paper_kind *kind = paper_kinds; kind->name; kind++)
        if (!strcmp(kind->name, name))
            return kind;
    return NULL;
}

static const char *names_clean(struct arena *arena, const void *names, const char *text, int *hidden)
{
    return names_hide(arena, names, text, hidden);
}

int paper_compose(const struct paper_kind *kind, const struct paper_facts *facts, struct composition *ret)
{
    const struct names_out *names;
    *ret = (struct composition){.arena = facts->arena};
    if (kind->public) {
        TRY(names_out_read(facts->arena, facts->db, &names));
        ret->clean = names_clean;
        ret->clean_with = names;
    }
    return kind->compose(facts, ret);
}

const char *paper_length_warning(struct arena *arena, size_t characters)
{
    if (characters <= SPECIAL_MAX)
        return NULL;
    return arena_printf(arena, "全文约 %zu 字，超过 %d 字：《整治形式主义为基层减负若干规定》第2条，%s，请压缩", characters,
                        characters > GENERAL_MAX ? GENERAL_MAX : SPECIAL_MAX,
                        characters > GENERAL_MAX ? "综合性文件不超过 5000 字、专项文件不超过 4000 字" : "专项文件不超过 4000 字");
}

const char *totals_words(const struct paper_facts *facts)
{
    const int64_t *n = facts->figures.counts;
    struct buffer out = buffer_in(facts->arena);
    buffer_addf(&out, "共反馈问题%lld个，已完成整改并销号%lld个，正在整改%lld个", (long long)n[FIGURE_ALL],
                (long long)n[FIGURE_CLOSED], (long long)facts->rectifying);
    if (facts->reviewing)
        buffer_addf(&out, "，已申请销号、正在审核%lld个", (long long)facts->reviewing);
    if (n[FIGURE_UNFOUNDED])
        buffer_addf(&out, "，经复核认定不属实%lld个", (long long)n[FIGURE_UNFOUNDED]);
    if (n[FIGURE_TRANSFERRED])
        buffer_addf(&out, "，移交其他单位%lld个", (long long)n[FIGURE_TRANSFERRED]);
    if (facts->figures.rate >= 0)
        buffer_addf(&out, "，%s整改完成率%s", n[FIGURE_UNFOUNDED] + n[FIGURE_TRANSFERRED] ? "不计不属实和移交的，" : "",
                    rate_print(facts->arena, facts->figures.rate));
    if (n[FIGURE_OVERDUE])
        buffer_addf(&out, "；其中%lld个已超过整改期限", (long long)n[FIGURE_OVERDUE]);
    return out.p;
}

const char *feedback_words(const struct paper_facts *facts, struct composition *c)
{
    const char *number = *facts->number ? arena_printf(c->arena, "（%s）", facts->number) : "";
    return arena_printf(c->arena, "%s，%s向%s反馈了%s意见%s",
                        compose_value(c, date_words(c->arena, facts->feedback_on), "反馈日期"),
                        compose_value(c, facts->issuer, "反馈机关"), facts->unit, facts->kind, number);
}
