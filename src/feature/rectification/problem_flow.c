/* The life of a problem as rows.
 *
 *   待认领 ─claim─► 待审方案 ─plan, start─► 整改中 ─request_closing─► 待本单位审核 ─endorse─► 待上级复核 ─accept─► 已销号
 *      └───────────────┴──────────────────────┴─ declare_unfounded, transfer ─┘ the same two reviews ─► 不属实, 移交
 *   已销号 ─recheck─► 回头看已巩固      已销号, 回头看已巩固 ─reopen─► 整改中
 *
 * `extended` and `hand_over` follow from an approved extension and from a handover: no role has a right to them. */
#include <string.h>

#include "feature/rectification/gates.h"

static const char *const claim_fields[] = {"leaders", "departments", "persons", "deadline", NULL};
static const char *const plan_fields[] = {"cause_route", "cause", "goal", "stage_goal", "review_months", NULL};
static const char *const closing_fields[] = {"effect", NULL};
static const char *const accept_fields[] = {"review_number", "review_dated", NULL};
static const char *const recheck_fields[] = {"recheck_how", "recheck_finding", NULL};
static const char *const extend_fields[] = {"extend_until", NULL};
static const char *const extended_fields[] = {"deadline", NULL};
static const char *const hand_over_fields[] = {"handed_from", "handed_to", NULL};
static const char *const transfer_fields[] = {"transfer_to", NULL};

/* --- where an act leads, when the record says so --- */

static const char *accepted_as(struct change *change)
{
    const char *exit = record_text(change->before, PROBLEM_EXIT);
    return *exit ? exit : "closed";
}

/* Back to where it was asked from. */
static const char *returned_to(struct change *change)
{
    const char *exit = record_text(change->before, PROBLEM_EXIT);
    struct record *asked;
    if (!strcmp(exit, "closed") || !*exit)
        return "rectifying";
    if (step_last(change->arena, change->db, change->before->id, !strcmp(exit, "unfounded") ? "declare_unfounded" : "transfer",
                  &asked) != DONE)
        return "rectifying";
    return record_text(asked, STEP_FROM);
}

/* --- what an act writes beside the state --- */

static void day(struct change *change, int field)
{
    char today[DATE_TEXT];
    record_set_text(change->after, field, date_print(moment_date(change->now), today));
}

static void asked(struct change *change, const char *exit)
{
    record_set_text(change->after, PROBLEM_EXIT, exit);
    day(change, PROBLEM_REQUESTED_ON);
}

static void stamp_plan(struct change *change) { day(change, PROBLEM_PLANNED_ON); }
static void stamp_request(struct change *change)
{
    asked(change, "closed");
    record_set_text(change->after, PROBLEM_PROGRESS, "finished");
}
static void stamp_unfounded(struct change *change) { asked(change, "unfounded"); }
static void stamp_transfer(struct change *change) { asked(change, "transferred"); }

static void stamp_accept(struct change *change)
{
    if (!strcmp(accepted_as(change), "closed"))
        day(change, PROBLEM_CLOSED_ON);
}

/* What was sent in is not in any more; a closing's own day stays until the next. */
static void stamp_return(struct change *change)
{
    if (!strcmp(record_text(change->before, PROBLEM_STATE), "planning")) {
        record_set_empty(change->after, PROBLEM_PLANNED_ON);
        return;
    }
    record_set_empty(change->after, PROBLEM_REQUESTED_ON);
    record_set_empty(change->after, PROBLEM_EXIT);
    record_set_text(change->after, PROBLEM_PROGRESS, "ongoing");
}

static void stamp_reopen(struct change *change)
{
    record_set_int(change->after, PROBLEM_RELAPSES, record_int(change->before, PROBLEM_RELAPSES) + 1);
    record_set_empty(change->after, PROBLEM_REQUESTED_ON);
    record_set_empty(change->after, PROBLEM_EXIT);
    record_set_empty(change->after, PROBLEM_EFFECT);
    record_set_text(change->after, PROBLEM_PROGRESS, "ongoing");
}

static const struct stamp {
    const char *verb;
    void (*write)(struct change *);
} stamps[] = {
    {"plan", stamp_plan}, {"request_closing", stamp_request}, {"declare_unfounded", stamp_unfounded},
    {"transfer", stamp_transfer}, {"accept", stamp_accept}, {"return", stamp_return}, {"reopen", stamp_reopen},
    {"hand_over", problem_people_replace},
};

int problem_stamp(struct change *change)
{
    for (size_t i = 0; i < ARRAY_SIZE(stamps); i++)
        if (!strcmp(stamps[i].verb, change->verb))
            stamps[i].write(change);
    return DONE;
}

bool problem_state_ended(const char *state)
{
    static const char *const ends[] = {"closed", "consolidated", "unfounded", "transferred"};
    for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
        if (!strcmp(state, ends[i]))
            return true;
    return false;
}

bool problem_ended(const struct record *problem)
{
    return problem_state_ended(record_text(problem, PROBLEM_STATE));
}

/* --- what follows: the step, with the digest of what it was about --- */

static int plan_kept(struct change *change)
{
    const char *digest;
    TRY(plan_digest(change->arena, change->db, change->after, &digest));
    return step_write(change, digest, NULL);
}

static int closing_kept(struct change *change)
{
    const char *digest;
    TRY(closing_digest(change->arena, change->db, change->after, &digest));
    return step_write(change, digest, NULL);
}

static int kept(struct change *change)
{
    return step_write(change, NULL, NULL);
}

/* A later deadline does not void a plan that stood before. */
static int plan_carried(struct change *change)
{
    bool stood;
    TRY(plan_stands(change->arena, change->db, change->before, &stood));
    return stood ? plan_kept(change) : kept(change);
}

/* What was asked stays asked and what was endorsed stays endorsed, with another name in it; but nobody takes over what he
 * endorsed himself: that is void, and asked anew. */
static int closing_carried(struct change *change, bool *ret)
{
    const char *state = record_text(change->before, PROBLEM_STATE);
    bool endorsed = !strcmp(state, "endorsed");
    struct record *step;
    *ret = false;
    if (!endorsed && strcmp(state, "closing_requested"))
        return DONE;
    const char *verb = endorsed ? "endorse" : asking_verb(change->before);
    TRY(step_last(change->arena, change->db, change->before->id, verb, &step));
    if (endorsed && record_int(step, STEP_PERSON) == record_int(change->after, PROBLEM_HANDED_TO))
        return DONE;
    return closing_stands(change->arena, change->db, change->before, verb, ret);
}

/* The measures' people go as well, and an approval that stood is carried over all of it. */
static int handed_over(struct change *change)
{
    const char *plan = NULL, *closing = NULL;
    bool stood, waiting;
    TRY(plan_stands(change->arena, change->db, change->before, &stood));
    TRY(closing_carried(change, &waiting));
    TRY(measures_hand_over(change));
    if (stood)
        TRY(plan_digest(change->arena, change->db, change->after, &plan));
    if (waiting)
        TRY(closing_digest(change->arena, change->db, change->after, &closing));
    return step_write(change, plan, closing);
}

static int extension_asked(struct change *change)
{
    TRY(kept(change));
    return extension_ask(change);
}

static const struct transition transitions[] = {
    {"claim", "认领", "unclaimed", "planning", NULL, claim_fields, claim_gate, kept},
    {"plan", "方案报审", "planning", "planning", NULL, plan_fields, plan_gate, plan_kept},
    {"start", "批准方案", "planning", "rectifying", NULL, NULL, start_gate, plan_kept},
    {"request_closing", "申请销号", "rectifying", "closing_requested", NULL, closing_fields, request_closing_gate, closing_kept},
    {"request_closing", "重新申请销号", "closing_requested", "closing_requested", NULL, closing_fields, request_again_gate,
     closing_kept},
    {"request_closing", "重新申请销号", "endorsed", "closing_requested", NULL, closing_fields, request_again_gate, closing_kept},
    {"endorse", "本单位审核通过", "closing_requested", "endorsed", NULL, NULL, endorse_gate, closing_kept},
    {"accept", "复核通过", "endorsed", NULL, NULL, accept_fields, accept_gate, closing_kept, .leads_to = accepted_as},
    {"return", "退回方案", "planning", "planning", NULL, NULL, return_plan_gate, kept, .reason = true},
    {"return", "退回", "closing_requested", NULL, NULL, NULL, NULL, kept, .reason = true, .leads_to = returned_to},
    {"return", "退回", "endorsed", NULL, NULL, NULL, NULL, kept, .reason = true, .leads_to = returned_to},
    {"recheck", "回头看：已巩固", "closed", "consolidated", NULL, recheck_fields, recheck_gate, kept},
    {"recheck", "回头看：已巩固", "consolidated", "consolidated", NULL, recheck_fields, recheck_gate, kept},
    {"reopen", "反弹重开", "closed", "rectifying", NULL, recheck_fields, recheck_gate, kept, .reason = true},
    {"reopen", "反弹重开", "consolidated", "rectifying", NULL, recheck_fields, recheck_gate, kept, .reason = true},
    {"plan", "方案重新报审", "rectifying", "planning", NULL, plan_fields, plan_gate, plan_kept},
    {"extend", "申请延期", "planning", NULL, NULL, extend_fields, extend_gate, extension_asked, .reason = true},
    {"extend", "申请延期", "rectifying", NULL, NULL, extend_fields, extend_gate, extension_asked, .reason = true},
    {"extended", "批准延期", NULL, NULL, NULL, extended_fields, extended_gate, plan_carried},
    {"hand_over", "交接", NULL, NULL, NULL, hand_over_fields, NULL, handed_over},
    {"declare_unfounded", "申请不属实", "unclaimed", "closing_requested", NULL, NULL, exit_gate, closing_kept, .reason = true},
    {"declare_unfounded", "申请不属实", "planning", "closing_requested", NULL, NULL, exit_gate, closing_kept, .reason = true},
    {"declare_unfounded", "申请不属实", "rectifying", "closing_requested", NULL, NULL, exit_gate, closing_kept, .reason = true},
    {"transfer", "申请移交", "unclaimed", "closing_requested", NULL, transfer_fields, transfer_gate, closing_kept, .reason = true},
    {"transfer", "申请移交", "planning", "closing_requested", NULL, transfer_fields, transfer_gate, closing_kept, .reason = true},
    {"transfer", "申请移交", "rectifying", "closing_requested", NULL, transfer_fields, transfer_gate, closing_kept,
     .reason = true},
};

const struct flow problem_flow = {"state", transitions, ARRAY_SIZE(transitions)};
