/* Who may close, and what must be there (DOMAIN §3.4; issue: not closed on paper).
 *
 * The one who reviews is never the doer and never the one who asked, and what he approves is what was asked: each
 * step keeps the digest of what it was about, and the next compares. */
#include <string.h>

#include "feature/rectification/gates.h"

static bool ids_hold(const struct field_value *value, int64_t id)
{
    for (int i = 0; value->set && i < value->n; i++)
        if (value->ids[i] == id)
            return true;
    return false;
}

/* The doer: who answers for the problem or for one of its measures. */
static int is_doer(struct change *change, bool *ret)
{
    int64_t n = 0, person = change->actor->person;
    *ret = person && ids_hold(&change->before->values[PROBLEM_PERSONS], person);
    if (!person || *ret)
        return DONE;
    TRY(db_get_int(change->db, &n, "SELECT count(*) FROM measure WHERE problem = ?1 AND person = ?2",
                   value_int(change->before->id), value_int(person)));
    *ret = n > 0;
    return DONE;
}

static int somebody(struct change *change)
{
    return change->actor->user ? DONE : change_problem(change, NULL, "这一步要由具体的人登录后办理");
}

/* NOT_FOUND when the problem never came that far. */
static int step_of(struct change *change, const char *verb, struct record **ret)
{
    return step_last(change->arena, change->db, change->before->id, verb, ret);
}

static int not_by(struct change *change, const char *verb, const char *message)
{
    struct record *step;
    int outcome = step_of(change, verb, &step);
    if (outcome != DONE)
        return outcome == NOT_FOUND ? DONE : outcome;
    return step_by(step, change->actor) ? change_problem(change, NULL, "%s", message) : DONE;
}

static int reviewer_apart(struct change *change)
{
    bool doer;
    TRY(somebody(change));
    TRY(is_doer(change, &doer));
    if (doer)
        return change_problem(change, NULL, "您是这个问题的责任人，须由另一人审核");
    return not_by(change, asking_verb(change->before), "是您提出的申请，须由另一人审核");
}

/* --- claim and plan --- */

/* Who takes a problem up names who answers for it (DOMAIN §3.2: at least one leader and one person). */
int claim_gate(struct change *change)
{
    int outcome = DONE;
    if (!change->after->values[PROBLEM_LEADERS].n)
        outcome = change_problem(change, "leaders", "请至少指定一名责任领导");
    if (!change->after->values[PROBLEM_PERSONS].n)
        outcome = change_problem(change, "persons", "请至少指定一名责任人");
    if (!*record_text(change->after, PROBLEM_DEADLINE))
        outcome = change_problem(change, "deadline", "请填写整改期限");
    return outcome;
}

int plan_gate(struct change *change)
{
    int outcome = somebody(change);
    if (!*record_text(change->after, PROBLEM_CAUSE_ROUTE))
        outcome = change_problem(change, "cause_route", "请选择原因归类：工作指导、制度执行还是机理");
    if (!*record_text(change->after, PROBLEM_CAUSE))
        outcome = change_problem(change, "cause", "请写原因分析：根子在哪里");
    if (!*record_text(change->after, PROBLEM_GOAL))
        outcome = change_problem(change, "goal", "请写整改目标：改到什么程度算改好");
    if (!record_int(change->before, PROBLEM_MEASURE_COUNT))
        outcome = change_problem(change, NULL, "请先新增至少一条整改措施，再报审方案");
    return outcome;
}

int start_gate(struct change *change)
{
    struct record *plan;
    const char *now;
    TRY(somebody(change));
    if (!*record_text(change->before, PROBLEM_PLANNED_ON))
        return change_problem(change, NULL, "方案还没有报审");
    TRY(step_of(change, "plan", &plan));
    if (step_by(plan, change->actor))
        return change_problem(change, NULL, "方案是您报审的，须由另一人批准");
    TRY(plan_digest(change->arena, change->db, change->after, &now));
    return strcmp(now, record_text(plan, STEP_DIGEST))
        ? change_problem(change, NULL, "方案报审后又有改动，请退回重新报审") : DONE;
}

/* A plan that waits, or one that is not sent in yet? */
int return_plan_gate(struct change *change)
{
    return *record_text(change->before, PROBLEM_PLANNED_ON) ? DONE : change_problem(change, NULL, "方案还没有报审");
}

/* --- closing --- */

/* After a relapse the old evidence shows nothing: something that was entered since then must be there. */
static int evidence_gate(struct change *change)
{
    struct record *reopened;
    int64_t n = 0, since = 0;
    int outcome = step_of(change, "reopen", &reopened);
    if (outcome != DONE && outcome != NOT_FOUND)
        return outcome;
    if (outcome == DONE)
        since = reopened->created_at;
    TRY(db_get_int(change->db, &n, "SELECT count(*) FROM evidence WHERE problem = ?1 AND created_at >= ?2",
                   value_int(change->before->id), value_int(since)));
    if (n)
        return DONE;
    return change_problem(change, NULL, since ? "反弹之后还没有新的佐证，请补充（文号或附件）" : "请先新增至少一份佐证（文号或附件）");
}

int request_closing_gate(struct change *change)
{
    bool stands;
    int64_t measures = record_int(change->before, PROBLEM_MEASURE_COUNT);
    int64_t done = record_int(change->before, PROBLEM_MEASURES_DONE);
    TRY(somebody(change));
    TRY(plan_stands(change->arena, change->db, change->before, &stands));
    int outcome = DONE;
    if (!stands)
        outcome = change_problem(change, NULL, "整改方案没有批准，或批准后又有改动：请先“方案报审”并获批准");
    if (!measures || done < measures)
        outcome = change_problem(change, NULL, "还有 %d 条措施没有完成，请先登记完成情况", (int)(measures - done));
    if (!*record_text(change->after, PROBLEM_EFFECT))
        outcome = change_problem(change, "effect", "请写整改成效：问题现在是什么样");
    int evidence = evidence_gate(change);
    return evidence ? evidence : outcome;
}

/* What was asked has been changed since: then it is asked anew, and what was approved of it is void. */
int request_again_gate(struct change *change)
{
    bool stands;
    if (strcmp(record_text(change->before, PROBLEM_EXIT), "closed"))
        return change_problem(change, NULL, "正在审核的是“不属实”或“移交”，请等审核结果");
    TRY(closing_stands(change->arena, change->db, change->after, "request_closing", &stands));
    if (stands)
        return change_problem(change, NULL, "申请之后没有改动，不必重新申请");
    return request_closing_gate(change);
}

/* Is this still what that step was about? */
static int unchanged(struct change *change, const char *verb, const char *message)
{
    bool stands;
    TRY(closing_stands(change->arena, change->db, change->before, verb, &stands));
    return stands ? DONE : change_problem(change, NULL, "%s", message);
}

int endorse_gate(struct change *change)
{
    TRY(reviewer_apart(change));
    return unchanged(change, asking_verb(change->before), "申请之后内容有改动，须退回或重新申请后再审核");
}

/* Does he stand for the unit that reviews?  Nobody is asked where the system itself fills a demonstration. */
static int stands_for(struct change *change, int64_t reviewer, bool *ret)
{
    int64_t *units;
    const struct access *access = change->actor->access;
    int n = access ? access_units(access, change->arena, &problem_entity, "accept", &units) : 0;
    *ret = !access;
    for (int i = 0; i < n && !*ret; i++) {
        *ret = units[i] == reviewer;
        if (!*ret)
            TRY(scope_holds(change->db, units[i], reviewer, ret));
    }
    return DONE;
}

/* The source's reviewer; where he is not in the system, his document's number and day say that he agreed. */
static int reviewer_gate(struct change *change)
{
    struct record *source;
    bool his;
    TRY(record_read(change->arena, change->db, &source_entity, record_int(change->before, PROBLEM_SOURCE), &source));
    int64_t reviewer = record_int(source, SOURCE_REVIEWER);
    bool numbered = *record_text(change->after, PROBLEM_REVIEW_NUMBER) && *record_text(change->after, PROBLEM_REVIEW_DATED);
    TRY(stands_for(change, reviewer, &his));
    if (reviewer && !his)
        return change_problem(change, NULL, "由%s复核", names_title(change->arena, &unit_entity, reviewer));
    if (!numbered && !reviewer)
        return change_problem(change, "review_number", "复核单位不在本系统，请填它同意销号的文号和日期");
    if (!numbered && strcmp(record_text(change->before, PROBLEM_EXIT), "closed"))
        return change_problem(change, "review_number", "“不属实”和“移交”须有复核单位的文号和日期");
    return DONE;
}

int accept_gate(struct change *change)
{
    TRY(reviewer_apart(change));
    TRY(not_by(change, "endorse", "本单位审核是您做的，须由另一人复核"));
    TRY(reviewer_gate(change));
    return unchanged(change, "endorse", "本单位审核之后内容有改动，原审核已失效，请退回重新申请");
}

/* --- afterwards --- */

int recheck_gate(struct change *change)
{
    bool doer;
    int outcome = DONE;
    TRY(somebody(change));
    TRY(is_doer(change, &doer));
    if (doer)
        return change_problem(change, NULL, "您是这个问题的责任人，回头看须由另一人做");
    if (!*record_text(change->after, PROBLEM_RECHECK_HOW))
        outcome = change_problem(change, "recheck_how", "请选择怎么看的");
    if (!*record_text(change->after, PROBLEM_RECHECK_FINDING))
        outcome = change_problem(change, "recheck_finding", "请写看到的情况");
    return outcome;
}

/* --- later deadlines --- */

static int later(struct change *change, const char *until, const char *field)
{
    if (!*until)
        return change_problem(change, field, "请填写延期到哪一天");
    if (strcmp(until, record_text(change->before, PROBLEM_DEADLINE)) <= 0)
        return change_problem(change, field, "延期应晚于现在的期限%s", record_text(change->before, PROBLEM_DEADLINE));
    return DONE;
}

int extend_gate(struct change *change)
{
    int64_t open = 0;
    TRY(somebody(change));
    TRY(db_get_int(change->db, &open, "SELECT count(*) FROM extension WHERE problem = ?1 AND state = 'requested'",
                   value_int(change->before->id)));
    if (open)
        return change_problem(change, NULL, "已有一个延期申请在等批准");
    return later(change, record_text(change->after, PROBLEM_EXTEND_UNTIL), "extend_until");
}

int extended_gate(struct change *change)
{
    if (problem_ended(change->before))
        return change_problem(change, NULL, "这个问题已经了结，不用再延期");
    return later(change, record_text(change->after, PROBLEM_DEADLINE), "deadline");
}

/* --- honest exits --- */

int exit_gate(struct change *change)
{
    return somebody(change);
}

int transfer_gate(struct change *change)
{
    if (!*record_text(change->after, PROBLEM_TRANSFER_TO))
        return change_problem(change, "transfer_to", "请填写移交给哪个单位");
    return somebody(change);
}
