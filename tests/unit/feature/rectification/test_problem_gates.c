#include "life.h"

#include "feature/rectification/gates.h"

/* Each gate alone, called with a record as it is and as it would become. */
static struct ledger l;
static struct record *before, *after;
static struct change change;

static void opened(struct record *problem)
{
    before = ledger_read(&l, &problem_entity, problem->id);
    after = ledger_read(&l, &problem_entity, problem->id);
}

static const char *asks(int (*gate)(struct change *), const struct actor *who)
{
    change = (struct change){.arena = l.w.arena, .db = l.w.db, .actor = who, .entity = &problem_entity, .verb = "test", .now = clock_now_ms(),
                             .before = before, .after = after};
    int outcome = gate(&change);
    if (outcome == DONE) {
        CHECK_INT((int64_t)change.problem_count, 0);
        return "";
    }
    CHECK_INT(outcome, INVALID);
    CHECK(change.problem_count > 0);
    struct buffer all = buffer_in(l.w.arena);
    for (size_t i = 0; i < change.problem_count; i++)
        buffer_addf(&all, "%s%s%s%s", i ? "|" : "", change.problems[i].field ? change.problems[i].field : "", change.problems[i].field ? ":" : "",
                    change.problems[i].message);
    return all.p;
}

static const struct actor machine = {.name = "系统", .door = "job"};
#define NOBODY "这一步要由具体的人登录后办理"

static void begin(void)
{
    ledger_open(&l);
    life_people(&l);
}

/* All that is missing is said at once, each beside its field. */
static void claim_and_plan_say_all_at_once(void)
{
    begin();
    opened(ledger_save(&l, ledger_problem(&l, 1)));
    CHECK_TEXT(asks(claim_gate, &officer), "leaders:请至少指定一名责任领导|persons:请至少指定一名责任人|deadline:请填写整改期限");
    record_set_ids(after, PROBLEM_LEADERS, &secretary.person, 1);
    CHECK_TEXT(asks(claim_gate, &officer), "persons:请至少指定一名责任人|deadline:请填写整改期限");
    record_set_ids(after, PROBLEM_PERSONS, &handler.person, 1);
    record_set_text(after, PROBLEM_DEADLINE, "2030-12-31");
    CHECK_TEXT(asks(claim_gate, &officer), "");
    CHECK_TEXT(asks(plan_gate, &officer), "cause_route:请选择原因归类：工作指导、制度执行还是机理|cause:请写原因分析：根子在哪里|"
                                          "goal:请写整改目标：改到什么程度算改好|请先新增至少一条整改措施，再报审方案");
    record_set_text(after, PROBLEM_CAUSE_ROUTE, "guidance");
    record_set_text(after, PROBLEM_CAUSE, "平时指导不够");
    record_set_text(after, PROBLEM_GOAL, "按季召开");
    record_set_int(before, PROBLEM_MEASURE_COUNT, 1);
    CHECK_TEXT(asks(plan_gate, &officer), "");
    CHECK_TEXT(asks(plan_gate, &machine), NOBODY);
    world_close(&l.w);
}

static void a_plan_is_approved_as_it_was_sent_in(void)
{
    begin();
    struct record *problem = life_rectifying(&l, 1, NULL);
    opened(problem);
    CHECK_TEXT(asks(start_gate, &machine), NOBODY);
    CHECK_TEXT(asks(start_gate, &officer), "方案是您报审的，须由另一人批准");
    CHECK_TEXT(asks(start_gate, &secretary), "");
    CHECK_TEXT(asks(return_plan_gate, &secretary), "");
    record_set_text(after, PROBLEM_GOAL, "另一个目标");
    CHECK_TEXT(asks(start_gate, &secretary), "方案报审后又有改动，请退回重新报审");
    record_set_empty(before, PROBLEM_PLANNED_ON);
    CHECK_TEXT(asks(start_gate, &secretary), "方案还没有报审");
    CHECK_TEXT(asks(return_plan_gate, &secretary), "方案还没有报审");
    world_close(&l.w);
}

static void a_closing_names_each_wall(void)
{
    begin();
    int64_t measure;
    struct record *problem = life_rectifying(&l, 1, &measure);
    life_measure(&l, problem->id, 2, NULL);                               /* a plan that nobody has approved any more */
    life_finish(&l, measure);
    CHECK_DONE(db_run(l.w.db, "DELETE FROM evidence"));
    opened(problem);
    CHECK_TEXT(asks(request_closing_gate, &officer), "整改方案没有批准，或批准后又有改动：请先“方案报审”并获批准|还有 1 条措施没有完成，请先登记完成情况|"
                                                     "effect:请写整改成效：问题现在是什么样|请先新增至少一份佐证（文号或附件）");
    CHECK_TEXT(asks(request_closing_gate, &machine), NOBODY);
    record_set_int(before, PROBLEM_MEASURE_COUNT, 0);
    record_set_int(before, PROBLEM_MEASURES_DONE, 0);
    CHECK(strstr(asks(request_closing_gate, &officer), "还有 0 条措施"));           /* without a measure there is nothing done */
    world_close(&l.w);
}

static void asked_anew_only_when_something_changed(void)
{
    begin();
    struct record *problem = life_requested(&l, 1, NULL);
    opened(problem);
    CHECK_TEXT(asks(request_again_gate, &officer), "申请之后没有改动，不必重新申请");
    life_evidence(&l, problem->id);
    CHECK_TEXT(asks(request_again_gate, &officer), "");
    record_set_text(before, PROBLEM_EXIT, "unfounded");
    CHECK_TEXT(asks(request_again_gate, &officer), "正在审核的是“不属实”或“移交”，请等审核结果");
    world_close(&l.w);
}

static void who_reviews_is_neither_doer_nor_asker(void)
{
    begin();
    struct record *problem = life_requested(&l, 1, NULL);
    opened(problem);
    CHECK_TEXT(asks(endorse_gate, &machine), NOBODY);
    CHECK_TEXT(asks(endorse_gate, &handler), "您是这个问题的责任人，须由另一人审核");
    CHECK_TEXT(asks(endorse_gate, &officer), "是您提出的申请，须由另一人审核");
    CHECK_TEXT(asks(endorse_gate, &secretary), "");
    life_evidence(&l, problem->id);
    CHECK_TEXT(asks(endorse_gate, &secretary), "申请之后内容有改动，须退回或重新申请后再审核");
    world_close(&l.w);
}

static void the_higher_review(void)
{
    begin();
    struct record *problem = life_requested(&l, 1, NULL);
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    opened(problem);
    CHECK_TEXT(asks(accept_gate, &secretary), "本单位审核是您做的，须由另一人复核");
    CHECK_TEXT(asks(accept_gate, &reviewer), "");
    CHECK_DONE(db_run(l.w.db, "UPDATE source SET reviewer = NULL"));
    CHECK_TEXT(asks(accept_gate, &reviewer), "review_number:复核单位不在本系统，请填它同意销号的文号和日期");
    record_set_text(after, PROBLEM_REVIEW_NUMBER, "云巡函3号");
    CHECK_TEXT(asks(accept_gate, &reviewer), "review_number:复核单位不在本系统，请填它同意销号的文号和日期");
    record_set_text(after, PROBLEM_REVIEW_DATED, "2026-03-05");
    CHECK_TEXT(asks(accept_gate, &reviewer), "");
    CHECK_DONE(db_run(l.w.db, "UPDATE measure SET result = '另补一次会议'"));
    CHECK_TEXT(asks(accept_gate, &reviewer), "本单位审核之后内容有改动，原审核已失效，请退回重新申请");
    world_close(&l.w);
}

static void an_exit_needs_a_paper(void)
{
    begin();
    struct record *problem = ledger_save(&l, ledger_problem(&l, 1));
    opened(problem);
    CHECK_TEXT(asks(exit_gate, &machine), NOBODY);
    CHECK_TEXT(asks(exit_gate, &officer), "");
    CHECK_TEXT(asks(transfer_gate, &officer), "transfer_to:请填写移交给哪个单位");
    record_set_text(after, PROBLEM_TRANSFER_TO, "县纪委");
    CHECK_TEXT(asks(transfer_gate, &officer), "");
    CHECK_DONE(ACT(officer, "declare_unfounded", "会议记录齐全"));
    CHECK_DONE(ACT(secretary, "endorse", NULL));
    opened(problem);
    CHECK_TEXT(asks(accept_gate, &reviewer), "review_number:“不属实”和“移交”须有复核单位的文号和日期");
    world_close(&l.w);
}

static void looking_back_is_another_s(void)
{
    begin();
    opened(life_closed(&l, 1));
    CHECK_TEXT(asks(recheck_gate, &machine), NOBODY);
    CHECK_TEXT(asks(recheck_gate, &handler), "您是这个问题的责任人，回头看须由另一人做");
    CHECK_TEXT(asks(recheck_gate, &reviewer), "recheck_how:请选择怎么看的|recheck_finding:请写看到的情况");
    record_set_text(after, PROBLEM_RECHECK_HOW, "phone");
    record_set_text(after, PROBLEM_RECHECK_FINDING, "电话问了两名党员");
    CHECK_TEXT(asks(recheck_gate, &reviewer), "");
    world_close(&l.w);
}

static void later_is_later(void)
{
    begin();
    struct record *problem = life_rectifying(&l, 1, NULL);
    opened(problem);
    CHECK_TEXT(asks(extend_gate, &officer), "extend_until:请填写延期到哪一天");
    record_set_text(after, PROBLEM_EXTEND_UNTIL, "2030-12-31");
    CHECK_TEXT(asks(extend_gate, &officer), "extend_until:延期应晚于现在的期限2030-12-31");
    record_set_text(after, PROBLEM_EXTEND_UNTIL, "2031-01-01");
    CHECK_TEXT(asks(extend_gate, &officer), "");
    CHECK_DONE(ACT(officer, "extend", "汛期", "extend_until", "2031-03-31"));
    CHECK_TEXT(asks(extend_gate, &officer), "已有一个延期申请在等批准");
    record_set_text(after, PROBLEM_DEADLINE, "2031-03-31");
    CHECK_TEXT(asks(extended_gate, &machine), "");                        /* it follows from an approval: nobody acts here */
    record_set_text(after, PROBLEM_DEADLINE, "2030-12-31");
    CHECK_TEXT(asks(extended_gate, &machine), "deadline:延期应晚于现在的期限2030-12-31");
    static const char *const ends[] = {"closed", "consolidated", "unfounded", "transferred"};
    for (size_t i = 0; i < ARRAY_SIZE(ends); i++) {
        record_set_text(before, PROBLEM_STATE, ends[i]);
        CHECK_TEXT(asks(extended_gate, &machine), "这个问题已经了结，不用再延期");
    }
    world_close(&l.w);
}

TESTS({"claim and plan say all at once", claim_and_plan_say_all_at_once},
      {"a plan is approved as it was sent in", a_plan_is_approved_as_it_was_sent_in}, {"a closing names each wall", a_closing_names_each_wall},
      {"asked anew only when something changed", asked_anew_only_when_something_changed},
      {"who reviews is neither doer nor asker", who_reviews_is_neither_doer_nor_asker}, {"the higher review", the_higher_review},
      {"an exit needs a paper", an_exit_needs_a_paper}, {"looking back is another's", looking_back_is_another_s}, {"later is later", later_is_later})
