/* 整改方案: what is to be done about each problem, why, by whom, until when (DOMAIN §3.2, R-07). */
#include "feature/rectification/papers/papers.h"

static void measures_compose(struct composition *c, const struct paper_problem *p)
{
    if (!p->measure_count)
        compose(c, PAPER_BODY, "整改措施：%s。", compose_value(c, "", "整改措施"));
    for (size_t i = 0; i < p->measure_count; i++) {
        const struct paper_measure *m = &p->measures[i];
        const char *who = *m->person ? arena_printf(c->arena, "责任人：%s", m->person) : "";
        const char *when = *m->deadline ? arena_printf(c->arena, "完成时限：%s", date_words(c->arena, m->deadline)) : "";
        const char *both = *who || *when ? arena_printf(c->arena, "（%s%s%s）", who, *who && *when ? "；" : "", when) : "";
        compose(c, PAPER_BODY, "%s%s%s。", p->measure_count > 1 ? arena_printf(c->arena, "%zu.", i + 1) : "整改措施：",
                compose_clause(c, m->text, "整改措施"), both);
    }
}

static void problem_compose(const struct paper_facts *facts, struct composition *c, const struct paper_problem *p, int number)
{
    const struct record *r = p->record;
    compose(c, PAPER_HEADING_2, "（%s）%s", number_words(c->arena, number), compose_clause(c, p->symptom, "问题"));
    compose(c, PAPER_BODY, "原因分析：%s。", compose_clause(c, record_text(r, PROBLEM_CAUSE), "原因分析"));
    compose(c, PAPER_BODY, "整改目标：%s。", compose_clause(c, record_text(r, PROBLEM_GOAL), "整改目标"));
    if (*record_text(r, PROBLEM_STAGE_GOAL))
        compose(c, PAPER_BODY, "阶段目标：%s。", compose_clause(c, record_text(r, PROBLEM_STAGE_GOAL), "阶段目标"));
    measures_compose(c, p);
    compose(c, PAPER_BODY, "整改类型：%s。责任领导：%s；责任部门：%s；责任人：%s；整改时限：%s。", p->kind,
            compose_value(c, p->leaders, "责任领导"), compose_value(c, p->departments, "责任部门"),
            compose_value(c, p->persons, "责任人"), compose_value(c, date_words(c->arena, p->deadline), "整改时限"));
}

int compose_plan(const struct paper_facts *facts, struct composition *c)
{
    int number = 0;
    composition_start(c, facts->arena, arena_printf(facts->arena, "%s关于%s的整改方案", facts->unit, facts->title));
    compose(c, PAPER_BODY, "%s，共指出问题%lld个。为把反馈的问题一条一条改到位，制定本方案。", feedback_words(facts, c),
            (long long)facts->figures.counts[FIGURE_ALL]);
    compose(c, PAPER_HEADING_1, "一、总体要求");
    compose(c, PAPER_BODY, "对反馈的问题照单全收，逐条查原因、定措施、明责任、限时间，能改的立即改，一时改不了的分阶段改，"
            "需要长期坚持的定期复查。改的是事情本身，不以开会、发文代替整改；问题解决了、证据齐了、上级复核通过了，才销号。"
            "整改工作于%s前完成集中整改。", compose_value(c, date_words(c->arena, facts->due), "集中整改完成时间"));
    compose(c, PAPER_HEADING_1, "二、问题和整改措施");
    for (size_t i = 0; i < facts->problem_count; i++)
        if (facts->problems[i].open || facts->problems[i].closed)
            problem_compose(facts, c, &facts->problems[i], ++number);
    if (!number)
        return fail(INVALID, "这个来源还没有问题，先逐条确认反馈，再出整改方案");
    compose(c, PAPER_HEADING_1, "三、工作安排");
    compose(c, PAPER_BODY, "（一）认领。每个问题由责任领导牵头，责任部门和责任人认领，按本方案落实措施。");
    compose(c, PAPER_BODY, "（二）销号。措施全部完成并有佐证的，由责任部门申请，本单位主要负责人审核，再由%s复核，逐条销号。",
            compose_value(c, facts->reviewer, "复核单位"));
    compose(c, PAPER_BODY, "（三）延期。确实不能按期完成的，到期前说明理由，报经批准；原定期限保留备查。");
    compose(c, PAPER_BODY, "（四）回头看。销号后按规定的时间再去现场看，反弹的重新整改。");
    compose(c, PAPER_HEADING_1, "四、组织领导");
    compose(c, PAPER_BODY, "%s对整改负主体责任，%s是第一责任人，班子成员按分工抓好分管范围的整改。整改工作领导小组：%s。日常工作由%s承担。",
            facts->unit, compose_value(c, facts->first_responsible, "主要负责人"), compose_value(c, "", "组长、副组长、成员"),
            compose_value(c, "", "承办部门"));
    compose_signature(c, facts->unit);
    return DONE;
}
