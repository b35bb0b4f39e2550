/* 公开通报: what the public is told of a rectification (DOMAIN R-04).  No person is named: not in the paper's own words, and
 * not inside what was written in the records (names_out.h). */
#include <string.h>

#include "feature/rectification/papers/papers.h"

static void problem_compose(struct composition *c, const struct paper_problem *p, int number)
{
    compose(c, PAPER_HEADING_2, "（%s）关于“%s”的问题", number_words(c->arena, number), compose_clause(c, p->symptom, "问题"));
    if (!p->measure_count)
        compose(c, PAPER_BODY, "整改措施：%s。", compose_value(c, "", "整改措施"));
    for (size_t i = 0; i < p->measure_count; i++) {
        const struct paper_measure *m = &p->measures[i];
        const char *result = !strcmp(m->state, "done") && *m->result
            ? arena_printf(c->arena, "。%s", compose_clause(c, m->result, "完成情况")) : "";
        compose(c, PAPER_BODY, "%s%s%s。", p->measure_count > 1 ? arena_printf(c->arena, "%zu.", i + 1) : "",
                compose_clause(c, m->text, "整改措施"), result);
    }
    if (p->closed)
        compose(c, PAPER_BODY, "整改成效：%s。", compose_clause(c, p->effect, "整改成效"));
    else
        compose(c, PAPER_BODY, "整改仍在进行，时限%s。", compose_value(c, date_words(c->arena, p->deadline), "整改时限"));
}

int compose_notice(const struct paper_facts *facts, struct composition *c)
{
    int number = 0;
    composition_start(c, facts->arena, arena_printf(facts->arena, "%s关于%s整改进展情况的通报", facts->unit, facts->title));
    compose(c, PAPER_BODY, "%s。按照党务公开的要求，现将整改进展情况予以公布。", feedback_words(facts, c));
    compose(c, PAPER_HEADING_1, "一、整改总体情况");
    compose(c, PAPER_BODY, "截至%s，%s。", facts->today, totals_words(facts));
    compose(c, PAPER_HEADING_1, "二、反馈问题整改情况");
    for (size_t i = 0; i < facts->problem_count; i++)
        if (facts->problems[i].open || facts->problems[i].closed)
            problem_compose(c, &facts->problems[i], ++number);
    if (!number)
        return fail(INVALID, "这个来源没有可以公布的问题");
    compose(c, PAPER_HEADING_1, "三、下一步工作");
    compose(c, PAPER_BODY, "对没有完成的，继续抓到底；对已经完成的，定期回头看，防止反弹。%s。", compose_value(c, "", "其他工作打算"));
    compose(c, PAPER_BODY, "欢迎干部群众监督。对整改情况有意见建议的，请向我们反映。联系电话：%s；邮政信箱：%s；电子邮箱：%s。",
            compose_value(c, "", "联系电话"), compose_value(c, "", "邮政信箱"), compose_value(c, "", "电子邮箱"));
    compose_signature(c, facts->unit);
    return DONE;
}
