/* The way of an election as rows, and what each step does besides.
 *
 *   筹备 ─request─► 已请示 ─approve─► 已批复 ─elect─► 已选举 ─report─► 已报批 ─confirm─► 已批准备案 ─install─► 已办结
 *     ▲                │ recall, send_back   ▲──── correct ────┘
 *     └────────────────┘                  筹备, 已请示, 已批复 ─cancel─► 已中止
 *
 * approve, send_back and confirm are the superior's (DOMAIN §1.2: by `parent`). */
#include <string.h>

#include "feature/life/election/election.h"
#include "feature/life/term/term.h"

static const char *const request_fields[] = {"request_number", "requested_on", NULL};
static const char *const approve_fields[] = {"approval_number", "approved_on", NULL};
static const char *const elect_fields[] = {"exclusion_passed", NULL};
static const char *const report_fields[] = {"report_number", "reported_on", NULL};
static const char *const confirm_fields[] = {"confirm_number", "confirmed_on", NULL};

/* --- the superior agreed: nominees are candidates, and there is something to vote on --- */

static int stand(struct change *outer, enum seat seat)
{
    struct standing *nominees;
    size_t n;
    TRY(candidates_read(outer->arena, outer->db, outer->after->id, seat, 1, &nominees, &n));
    for (size_t i = 0; i < n; i++) {
        struct change change = change_within(outer, &candidate_entity, "change");
        record_set_text(nominees[i].candidate, CANDIDATE_STANDING, "candidate");
        TRY(record_change(&change, nominees[i].candidate, 0));
    }
    return round_open(outer, outer->after, seat, 1, election_seats(outer->after, seat));
}

static int approve_follow(struct change *change)
{
    for (int seat = 0; seat < SEAT__COUNT; seat++)
        if (election_seats(change->after, (enum seat)seat))
            TRY(stand(change, (enum seat)seat));
    return DONE;
}

/* --- elected: a term begins, entered nowhere else --- */

static int term_standing(struct change *change, bool *ret)
{
    int64_t n;
    TRY(db_get_int(change->db, &n, "SELECT count(*) FROM term WHERE body = ?1 AND elected_on = ?2", value_int(record_int(change->after, ELECTION_BODY)),
                   value_text(record_text(change->after, ELECTION_HELD_ON))));
    *ret = n > 0;
    return DONE;
}

static int election_save(struct change *outer, const struct record *election)
{
    struct change change = change_within(outer, &election_entity, "change");
    return record_change(&change, record_copy(outer->arena, election), 0);
}

/* The superior's word for the election is its word for holding it before the day (E-02). */
static int early_take(struct change *change, const struct record *election, struct record *term)
{
    struct date held;
    const char *due;
    if (date_parse(record_text(election, ELECTION_HELD_ON), &held))
        return DONE;
    TRY(term_cut_short(change->arena, change->db, record_int(election, ELECTION_BODY), 0, held, &due));
    if (*due && *record_text(election, ELECTION_APPROVAL_NUMBER))
        record_set_text(term, TERM_EARLY, record_text(election, ELECTION_APPROVAL_NUMBER));
    return DONE;
}

/* A 补选 begins none (DOMAIN §1.1), and one that somebody entered already is not entered again. */
static int elect_follow(struct change *change)
{
    bool standing;
    struct record *election = record_copy(change->arena, change->after);
    if (!strcmp(record_text(election, ELECTION_KIND), "by_election"))
        return DONE;
    TRY(term_standing(change, &standing));
    if (standing)
        return DONE;
    struct change inner = change_within(change, &term_entity, "create");
    struct record *term = record_new(change->arena, &term_entity);
    record_set_int(term, TERM_BODY, record_int(election, ELECTION_BODY));
    record_set_text(term, TERM_FORM, record_text(election, ELECTION_FORM));
    record_set_text(term, TERM_ELECTED, record_text(election, ELECTION_HELD_ON));
    TRY(early_take(change, election, term));
    int outcome = record_create(&inner, term);
    if (outcome == INVALID && inner.problem_count)
        return change_problem(change, NULL, "%s。请先在“任期”里录入这次选举和批复，再登记选举结果", inner.problems[0].message);
    TRY(outcome);
    record_set_int(election, ELECTION_TERM, term->id);
    return election_save(change, election);
}

/* Back to the count: the term that was made of it goes. */
static int correct_gate(struct change *change)
{
    record_set_empty(change->after, ELECTION_HELD_ON);
    record_set_empty(change->after, ELECTION_TERM);
    return DONE;
}

static int correct_follow(struct change *change)
{
    int64_t term = record_int(change->before, ELECTION_TERM);
    if (!term)
        return DONE;
    struct change inner = change_within(change, &term_entity, "remove");
    return record_remove(&inner, term, 0);
}

static const struct transition transitions[] = {
    {"request", "请示", "preparing", "requested", NULL, request_fields, request_gate, NULL},
    {"approve", "登记批复", "requested", "approved", NULL, approve_fields, approve_gate, approve_follow},
    {"send_back", "退回修改", "requested", "preparing", NULL, NULL, superior_gate, NULL, .reason = true},
    {"recall", "撤回请示", "requested", "preparing", NULL, NULL, NULL, NULL, .reason = true},
    {"elect", "登记选举结果", "approved", "elected", NULL, elect_fields, elect_gate, elect_follow},
    {"report", "报批备案", "elected", "reported", NULL, report_fields, report_gate, NULL},
    {"correct", "退回更正", "elected", "approved", "elect", NULL, correct_gate, correct_follow, .reason = true},
    {"confirm", "登记批准备案", "reported", "confirmed", NULL, confirm_fields, confirm_gate, NULL},
    {"install", "写入任职", "confirmed", "installed", NULL, NULL, install_gate, install_follow},
    {"cancel", "中止", "preparing", "cancelled", NULL, NULL, NULL, NULL, .reason = true},
    {"cancel", "中止", "requested", "cancelled", NULL, NULL, NULL, NULL, .reason = true},
    {"cancel", "中止", "approved", "cancelled", NULL, NULL, NULL, NULL, .reason = true},
};

const struct flow election_flow = {"state", transitions, ARRAY_SIZE(transitions)};
