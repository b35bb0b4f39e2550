/* 签收 and 签字背书: the head of the unit signs for the feedback, for the plan and for the report, by name and day
 * (DOMAIN §3.4, step 2). */
#include <string.h>

#include "feature/rectification/private.h"

static int signer(struct change *change)
{
    return change->actor->person ? DONE : change_problem(change, NULL, "签字要由具体的人办理：您的账号没有绑定人员，请系统管理员绑定");
}

static int sign(struct change *change, int on, int by, const char *again)
{
    char today[DATE_TEXT];
    TRY(signer(change));
    if (*record_text(change->before, on))
        return change_problem(change, NULL, "%s", again);
    record_set_text(change->after, on, date_print(moment_date(change->now), today));
    record_set_int(change->after, by, change->actor->person);
    return DONE;
}

static int receive_gate(struct change *change)
{
    return sign(change, SOURCE_RECEIVED_ON, SOURCE_RECEIVED_BY, "这份反馈已经签收");
}

static int count_in(struct change *change, int64_t *ret_waiting)
{
    return db_get_int(change->db, ret_waiting,
        "SELECT count(*) FROM problem WHERE source = ?1 AND state = 'planning' AND planned_on IS NOT NULL",
        value_int(change->before->id));
}

/* As often as there are plans that wait: a later one is signed for later. */
static int endorse_plan_gate(struct change *change)
{
    int64_t waiting;
    char today[DATE_TEXT];
    TRY(signer(change));
    TRY(count_in(change, &waiting));
    if (!waiting)
        return change_problem(change, NULL, "没有报审的整改方案在等批准");
    record_set_text(change->after, SOURCE_PLAN_ENDORSED_ON, date_print(moment_date(change->now), today));
    record_set_int(change->after, SOURCE_PLAN_ENDORSED_BY, change->actor->person);
    return DONE;
}

/* One signature for the plan as a whole approves each problem's, by the same gate as one alone. */
static int plans_start(struct change *outer)
{
    _cleanup_(statement_finish_p) struct statement *s = NULL;
    int64_t *ids = NULL;
    size_t n = 0, cap = 0;
    int step;
    TRY(db_query(outer->db, &s, "SELECT id FROM problem WHERE source = ?1 AND state = 'planning' AND planned_on IS NOT NULL"
                                " ORDER BY number", value_int(outer->after->id)));
    while ((step = statement_step(s)) == STATEMENT_ROW)
        *arena_push(outer->arena, &ids, &n, &cap) = statement_int(s, 0);
    TRY(step);
    for (size_t i = 0; i < n; i++) {
        struct change change = change_within(outer, &problem_entity, "start");
        int outcome = record_act(&change, ids[i], "start", NULL, 0, 0);
        if (outcome == INVALID)
            return change_problem(outer, NULL, "第%d条：%s", (int)record_int(change.before, PROBLEM_NUMBER), error_message());
        TRY(outcome);
    }
    return DONE;
}

static int endorse_report_gate(struct change *change)
{
    int64_t open = 0;
    TRY(db_get_int(change->db, &open, "SELECT count(*) FROM problem WHERE source = ?1 AND state = 'unclaimed'",
                   value_int(change->before->id)));
    if (open)
        return change_problem(change, NULL, "还有 %d 个问题没有认领，不能为整改报告签字", (int)open);
    return sign(change, SOURCE_REPORT_ENDORSED_ON, SOURCE_REPORT_ENDORSED_BY, "整改报告已经签字背书");
}

static const struct transition transitions[] = {
    {"receive", "签收反馈", NULL, NULL, NULL, NULL, receive_gate, NULL},
    {"endorse_plan", "方案签字背书", "confirmed", NULL, NULL, NULL, endorse_plan_gate, plans_start},
    {"endorse_report", "报告签字背书", "confirmed", NULL, NULL, NULL, endorse_report_gate, NULL},
};

const struct flow source_flow = {"state", transitions, ARRAY_SIZE(transitions)};
