/* The two reports at the end of a rectification (DOMAIN R-04): 整改进展情况报告, and what the one who answers for it did. */
#include <string.h>

#include "feature/rectification/papers/papers.h"

static const char *report_to(const struct paper_facts *facts, struct composition *c)
{
    return compose_value(c, *facts->reviewer ? facts->reviewer : facts->issuer, "主送机关");
}

/* What is said of a measure: its result when it has one. */
static const char *measure_words(struct composition *c, const struct paper_measure *m)
{
    const char *text = compose_clause(c, m->text, "整改措施");
    if (!strcmp(m->state, "done"))
        return arena_printf(c->arena, "%s。完成情况：%s", text, compose_clause(c, m->result, "完成情况"));
    return arena_printf(c->arena, "%s（%s）", text, strcmp(m->state, "ongoing") ? "尚未开始" : "正在进行");
}

static void problem_report(struct composition *c, const struct paper_problem *p, int number)
{
    compose(c, PAPER_HEADING_2, "（%s）关于“%s”的问题", number_words(c->arena, number), compose_clause(c, p->symptom, "问题"));
    if (!p->measure_count)
        compose(c, PAPER_BODY, "整改措施：%s。", compose_value(c, "", "整改措施"));
    for (size_t i = 0; i < p->measure_count; i++)
        compose(c, PAPER_BODY, "%s%s。", p->measure_count > 1 ? arena_printf(c->arena, "%zu.", i + 1) : "整改措施：",
                measure_words(c, &p->measures[i]));
    if (p->closed || *p->effect)
        compose(c, PAPER_BODY, "整改成效：%s。", compose_clause(c, p->effect, "整改成效"));
    if (p->closed)
        compose(c, PAPER_BODY, "%s经复核销号。", date_words(c->arena, record_text(p->record, PROBLEM_CLOSED_ON)));
    else
        compose(c, PAPER_BODY, "目前状态：%s，整改时限%s%s。", p->state,
                compose_value(c, date_words(c->arena, p->deadline), "整改时限"), p->overdue ? "，已超期" : "");
}

static const char *exit_words(const struct paper_problem *p)
{
    return !strcmp(record_text(p->record, PROBLEM_STATE), "unfounded") ? "经复核认定不属实" : "已移交";
}

/* Those that ended otherwise than by being rectified: said apart, with the document that says so. */
static void exits_report(const struct paper_facts *facts, struct composition *c)
{
    for (size_t i = 0; i < facts->problem_count; i++) {
        const struct paper_problem *p = &facts->problems[i];
        if (p->open || p->closed)
            continue;
        const char *to = record_text(p->record, PROBLEM_TRANSFER_TO);
        compose(c, PAPER_BODY, "“%s”，%s%s（%s）。", compose_clause(c, p->symptom, "问题"), exit_words(p), to,
                compose_value(c, record_text(p->record, PROBLEM_REVIEW_NUMBER), "复核文号"));
    }
}

static int problems_report(const struct paper_facts *facts, struct composition *c, bool closed)
{
    int number = 0;
    for (size_t i = 0; i < facts->problem_count; i++)
        if (closed ? facts->problems[i].closed : facts->problems[i].open)
            problem_report(c, &facts->problems[i], ++number);
    if (!number)
        compose(c, PAPER_BODY, "%s", closed ? "目前还没有已经销号的问题。" : "反馈的问题已全部了结。");
    return number;
}

int compose_progress(const struct paper_facts *facts, struct composition *c)
{
    if (!facts->problem_count)
        return fail(INVALID, "这个来源还没有问题，没有进展可报");
    composition_start(c, facts->arena, arena_printf(facts->arena, "%s关于%s整改进展情况的报告", facts->unit, facts->title));
    compose(c, PAPER_PLAIN, "%s：", report_to(facts, c));
    compose(c, PAPER_BODY, "%s。%s对反馈的问题逐条整改，现将截至%s的整改进展情况报告如下。", feedback_words(facts, c), facts->unit,
            facts->today);
    compose(c, PAPER_HEADING_1, "一、整改总体情况");
    compose(c, PAPER_BODY, "截至%s，%s。", facts->today, totals_words(facts));
    exits_report(facts, c);
    compose(c, PAPER_HEADING_1, "二、已完成整改的问题");
    problems_report(facts, c, true);
    compose(c, PAPER_HEADING_1, "三、正在整改的问题");
    int left = problems_report(facts, c, false);
    compose(c, PAPER_HEADING_1, "四、下一步工作");
    if (left)
        compose(c, PAPER_BODY, "对正在整改的%d个问题，逐条盯住责任人和时限，完成一个、核实一个、销号一个；超期的说明原因，报批延期或加紧完成。", left);
    compose(c, PAPER_BODY, "对已经销号的问题，按期回头看，到现场看、找当事人问，反弹的重新整改。%s。", compose_value(c, "", "其他工作打算"));
    compose_signature(c, facts->unit);
    return DONE;
}

/* --- the report of the first responsible --- */

static bool led_by(const struct paper_problem *p, int64_t person)
{
    const struct field_value *leaders = &p->record->values[PROBLEM_LEADERS];
    for (int i = 0; leaders->set && i < leaders->n; i++)
        if (leaders->ids[i] == person)
            return true;
    return false;
}

static void signed_words(struct composition *c, const struct record *source, int on, int by, const char *what)
{
    const char *day = date_words(c->arena, record_text(source, on));
    const char *person = record_int(source, by) ? names_title(c->arena, &person_entity, record_int(source, by)) : "";
    compose(c, PAPER_BODY, "%s：%s，%s。", what, compose_value(c, day, arena_printf(c->arena, "%s的日期", what)),
            compose_value(c, person, arena_printf(c->arena, "%s的人", what)));
}

static void own_problems(const struct paper_facts *facts, struct composition *c)
{
    int own = 0, closed = 0;
    for (size_t i = 0; i < facts->problem_count; i++)
        if (led_by(&facts->problems[i], facts->first_responsible_id)) {
            own++;
            closed += facts->problems[i].closed;
        }
    compose(c, PAPER_BODY, "由我直接牵头的问题%d个，已销号%d个。%s", own, closed, own ? "其中：" : "");
    for (size_t i = 0; i < facts->problem_count; i++)
        if (led_by(&facts->problems[i], facts->first_responsible_id))
            compose(c, PAPER_BODY, "“%s”，%s。", compose_clause(c, facts->problems[i].symptom, "问题"), facts->problems[i].state);
}

int compose_leader(const struct paper_facts *facts, struct composition *c)
{
    if (!facts->problem_count)
        return fail(INVALID, "这个来源还没有问题，没有组织落实情况可报");
    composition_start(c, facts->arena, arena_printf(facts->arena, "%s主要负责人关于组织落实%s整改情况的报告", facts->unit, facts->title));
    compose(c, PAPER_PLAIN, "%s：", report_to(facts, c));
    compose(c, PAPER_BODY, "%s。我作为%s整改工作的第一责任人，现将组织落实情况报告如下。", feedback_words(facts, c), facts->unit);
    compose(c, PAPER_HEADING_1, "一、签收和审定");
    signed_words(c, facts->source, SOURCE_RECEIVED_ON, SOURCE_RECEIVED_BY, "签收反馈意见");
    signed_words(c, facts->source, SOURCE_PLAN_ENDORSED_ON, SOURCE_PLAN_ENDORSED_BY, "整改方案签字背书");
    signed_words(c, facts->source, SOURCE_REPORT_ENDORSED_ON, SOURCE_REPORT_ENDORSED_BY, "整改报告签字背书");
    compose(c, PAPER_BODY, "主持研究整改：%s。", compose_value(c, "", "会议名称、日期和议定事项"));
    compose(c, PAPER_HEADING_1, "二、组织整改的结果");
    compose(c, PAPER_BODY, "截至%s，%s。", facts->today, totals_words(facts));
    own_problems(facts, c);
    compose(c, PAPER_HEADING_1, "三、不足和打算");
    compose(c, PAPER_BODY, "%s。", compose_value(c, "", "自己在组织整改中的不足"));
    if (facts->figures.counts[FIGURE_OPEN])
        compose(c, PAPER_BODY, "还有%lld个问题没有了结，我将继续牵头，逐条督促到销号。", (long long)facts->figures.counts[FIGURE_OPEN]);
    compose(c, PAPER_RIGHT, "报告人：%s（签字）", compose_value(c, facts->first_responsible, "主要负责人"));
    compose(c, PAPER_RIGHT, "%s", compose_value(c, "", "报告日期"));
    return DONE;
}
