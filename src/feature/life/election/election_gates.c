/* What must hold before an election goes on, and what follows from each step. */
#include <string.h>

#include "feature/life/election/election.h"

static int asked_day(struct change *change, int field, int not_before, const char *earlier)
{
    const char *day = record_text(change->after, field), *before = not_before < 0 ? "" : record_text(change->after, not_before);
    const struct field *f = &election_entity.fields[field];
    char today[DATE_TEXT];
    if (!*day)
        return change_problem(change, f->name, "请填%s", f->label);
    if (strcmp(day, date_print(moment_date(change->now), today)) > 0)
        return change_problem(change, f->name, "%s晚于今天，请核对", f->label);
    if (strcmp(day, before) < 0)
        return change_problem(change, f->name, "%s早于%s，请核对", f->label, earlier);
    return DONE;
}

/* --- 请示 --- */

/* A seat's nominees: members 20 % more than seats (V-07), 书记 and 副书记 as many (V-08). */
static int nominees_check(struct change *change, enum seat seat)
{
    struct standing *nominees;
    struct vote_answer answer;
    size_t n;
    int seats = election_seats(change->after, seat);
    TRY(candidates_read(change->arena, change->db, change->after->id, seat, 1, &nominees, &n));
    if (!seats)
        return DONE;
    if (seat != SEAT_MEMBER)
        return (int)n >= seats ? DONE : change_problem(change, NULL, "%s应选 %d 人，人选只有 %zu 人，请补齐再请示", seat_labels[seat], seats, n);
    const struct vote_question question = {.kind = VOTE_ELECTION, .entitled = 1, .present = 1, .yes = -1, .seats = seats, .candidates = (int)n};
    TRY(vote_count(change->arena, &question, &answer));
    return answer.enough_candidates && n ? DONE
        : change_problem(change, NULL, "应选委员 %d 人，候选人的差额不少于应选人数的百分之二十，至少 %d 人；现在 %zu 人，请补齐再请示", seats,
                         answer.min_candidates, n);
}

/* Who is to be secretary has to become a member first. */
static int secretary_check(struct change *change, enum seat seat)
{
    struct standing *nominees;
    size_t n;
    if (!seat_by_committee(change->after, seat) || !election_seats(change->after, SEAT_MEMBER))
        return DONE;
    TRY(candidates_read(change->arena, change->db, change->after->id, seat, 1, &nominees, &n));
    for (size_t i = 0; i < n; i++) {
        int64_t there;
        TRY(db_get_int(change->db, &there, "SELECT count(*) FROM candidate WHERE election = ?1 AND seat = 'member' AND person = ?2",
                       value_int(change->after->id), value_int(record_int(nominees[i].candidate, CANDIDATE_PERSON))));
        if (!there)
            return change_problem(change, NULL, "%s人选%s不在委员人选里：书记、副书记从委员中产生，请补上", seat_labels[seat], nominees[i].name);
    }
    return DONE;
}

int request_gate(struct change *change)
{
    int outcome = DONE;
    for (int seat = 0; seat < SEAT__COUNT; seat++) {
        int nominees = nominees_check(change, (enum seat)seat), secretary = secretary_check(change, (enum seat)seat);
        if (nominees < 0 || secretary < 0)
            return nominees < 0 ? nominees : secretary;
        outcome = nominees ? nominees : secretary ? secretary : outcome;
    }
    int day = asked_day(change, ELECTION_REQUESTED_ON, -1, NULL);
    if (!day && strcmp(record_text(change->after, ELECTION_REQUESTED_ON), record_text(change->after, ELECTION_PLANNED)) > 0)
        day = change_problem(change, "requested_on", "请示晚于拟召开日期：先请示，批复以后再开会，请核对");
    return day ? day : outcome;
}

/* --- the superior --- */

/* Is there anybody in the system who would answer for that superior?  Where not, its letters come on paper. */
static int superior_works_here(struct change *change, int64_t superior, bool *ret)
{
    char today[DATE_TEXT];
    int64_t n;
    TRY(db_get_int(change->db, &n, "SELECT count(*) FROM role_grant g WHERE g.role IN ('working_committee_officer', 'organ_officer')"
                                   " AND (g.ends IS NULL OR g.ends >= ?2) AND (g.within IS NULL OR EXISTS"
                                   " (SELECT 1 FROM unit_closure c WHERE c.ancestor = g.within AND c.unit = ?1))",
                   value_int(superior), value_text(date_print(moment_date(change->now), today))));
    *ret = n > 0;
    return DONE;
}

int superior_gate(struct change *change)
{
    struct record *unit;
    bool holds, here;
    if (!change->actor->access)
        return DONE;
    TRY(record_read(change->arena, change->db, &unit_entity, record_int(change->after, ELECTION_BODY), &unit));
    int64_t superior = record_int(unit, UNIT_PARENT);
    if (!superior)
        return DONE;
    TRY(access_holds_at(change->actor->access, change->db, &election_entity, change->verb, superior, &holds));
    if (holds)
        return DONE;
    TRY(superior_works_here(change, superior, &here));
    return here ? change_problem(change, NULL, "由上级党组织（%s）办理", names_title(change->arena, &unit_entity, superior)) : DONE;
}

int approve_gate(struct change *change)
{
    TRY(superior_gate(change));
    int number = *record_text(change->after, ELECTION_APPROVAL_NUMBER) ? DONE
        : change_problem(change, "approval_number", "请填上级批复的文号；没有文号的，写批复文件的名称");
    int day = asked_day(change, ELECTION_APPROVED_ON, ELECTION_REQUESTED_ON, "请示日期");
    return number ? number : day;
}

int confirm_gate(struct change *change)
{
    TRY(superior_gate(change));
    bool appointed = election_seats(change->after, SEAT_SECRETARY) || election_seats(change->after, SEAT_DEPUTY);
    int number = !appointed || *record_text(change->after, ELECTION_CONFIRM_NUMBER) ? DONE
        : change_problem(change, "confirm_number", "书记、副书记选出后报上级党组织批准，请填批准的文号或名称");
    int day = asked_day(change, ELECTION_CONFIRMED_ON, ELECTION_REPORTED_ON, "报告日期");
    return number ? number : day;
}

int report_gate(struct change *change)
{
    return asked_day(change, ELECTION_REPORTED_ON, ELECTION_HELD_ON, "选举日期");
}

/* --- 选举 --- */

/* V-17: only those with a ground that needs a consent. */
static int exclusions_check(struct change *change)
{
    int64_t n;
    TRY(db_get_int(change->db, &n, "SELECT count(*) FROM exclusion WHERE election = ?1 AND ground NOT IN ('probation', 'detained')",
                   value_int(change->after->id)));
    if (n && !record_int(change->after, ELECTION_EXCLUSION_PASSED))
        return change_problem(change, "exclusion_passed", "有 %lld 名党员不计入应到会：须报上级党组织同意，并经党员大会通过，请确认后选“是”", (long long)n);
    return DONE;
}

int elect_gate(struct change *change)
{
    const char *held = "";
    for (int seat = 0; seat < SEAT__COUNT; seat++) {
        struct record *ballot;
        if (!election_seats(change->after, (enum seat)seat))
            continue;
        int e = round_last(change->arena, change->db, change->after->id, (enum seat)seat, &ballot);
        if (e != DONE)
            return e == NOT_FOUND ? change_problem(change, NULL, "%s还没有投票", seat_labels[seat]) : e;
        if (strcmp(record_text(ballot, ROUND_STATE), "counted"))
            return change_problem(change, NULL, "“%s”还没有计票，请先登记", record_text(ballot, ROUND_LABEL));
        if (!round_settled(ballot))
            return change_problem(change, NULL, "“%s”还缺 %lld 名：另行选举，或者经半数以上选举人同意减少名额", record_text(ballot, ROUND_LABEL),
                                  (long long)record_int(ballot, ROUND_OPEN));
        if (!*held)                      /* the first to be voted on are those whose term begins */
            held = record_text(ballot, ROUND_HELD_ON);
    }
    record_set_text(change->after, ELECTION_HELD_ON, held);
    return exclusions_check(change);
}

/* --- 任职 --- */

int install_gate(struct change *change)
{
    char today[DATE_TEXT];
    record_set_text(change->after, ELECTION_INSTALLED_ON, date_print(moment_date(change->now), today));
    return DONE;
}
