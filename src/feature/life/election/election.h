/* An election of a Party organisation, from the first paper to the posts of those elected.
 *
 *   election ──< candidate        who stands for which seat, in the order of strokes; 预备人选 until the superior agreed
 *      │     ──< exclusion        who is not counted among those expected, and on what ground (V-16, V-17)
 *      └─────< election_round    one vote on one kind of seat: numbers of the day, and what came of it; a re-vote is the next round
 *
 *   筹备 ─request─► 已请示 ─approve─► 已批复 ─elect─► 已选举 ─report─► 已报批 ─confirm─► 已批准备案 ─install─► 已办结
 *
 * The arithmetic is vote/vote.h and nothing else.  `elect` makes the term, `install` the posts; neither is typed again. */
#ifndef MINGZE_LIFE_ELECTION_H
#define MINGZE_LIFE_ELECTION_H

#include "feature/life/records.h"
#include "feature/life/vote/vote.h"

extern const struct entity election_entity, candidate_entity, exclusion_entity, election_round_entity;
extern const struct flow election_flow, election_round_flow;

enum election_field {
    ELECTION_TITLE, ELECTION_BODY, ELECTION_KIND, ELECTION_FORM, ELECTION_MEMBERS, ELECTION_SECRETARIES, ELECTION_DEPUTIES,
    ELECTION_ASSEMBLY, ELECTION_DELEGATES, ELECTION_PLANNED, ELECTION_PLACE, ELECTION_AGENDA, ELECTION_MORE_THAN, ELECTION_STATE,
    ELECTION_REQUEST_NUMBER, ELECTION_REQUESTED_ON, ELECTION_APPROVAL_NUMBER, ELECTION_APPROVED_ON, ELECTION_HELD_ON,
    ELECTION_EXCLUSION_PASSED, ELECTION_REPORT_NUMBER, ELECTION_REPORTED_ON, ELECTION_CONFIRM_NUMBER, ELECTION_CONFIRMED_ON,
    ELECTION_TERM, ELECTION_INSTALLED_ON, ELECTION_NOTE, ELECTION__COUNT
};
enum candidate_field {
    CANDIDATE_ELECTION, CANDIDATE_SEAT, CANDIDATE_PERSON, CANDIDATE_ROUND, CANDIDATE_STANDING, CANDIDATE_POSITION, CANDIDATE_DUTY,
    CANDIDATE_PLACE, CANDIDATE_VOTES, CANDIDATE_RESULT, CANDIDATE_NOTE, CANDIDATE__COUNT
};
enum exclusion_field { EXCLUSION_ELECTION, EXCLUSION_PERSON, EXCLUSION_GROUND, EXCLUSION_NOTE, EXCLUSION__COUNT };
enum round_field {
    ROUND_ELECTION, ROUND_LABEL, ROUND_SEAT, ROUND_NUMBER, ROUND_STATE, ROUND_SEATS, ROUND_HELD_ON, ROUND_ENTITLED, ROUND_PRESENT,
    ROUND_ISSUED, ROUND_RETURNED, ROUND_INVALID, ROUND_SCRUTINEERS, ROUND_TELLERS, ROUND_ELECTED, ROUND_OPEN, ROUND_PLACE, ROUND_REDUCED,
    ROUND__COUNT
};

/* What is elected, in the order in which it is voted on. */
enum seat { SEAT_MEMBER, SEAT_SECRETARY, SEAT_DEPUTY, SEAT__COUNT };
extern const char *const seat_ids[SEAT__COUNT], *const seat_labels[SEAT__COUNT];
extern const struct choice seat_choices[], election_forms[], exclusion_grounds[];
enum seat seat_of(const struct record *, int field);

bool election_in(const struct record *election, const char *state);
/* How many are to be elected to such a seat. */
int election_seats(const struct record *election, enum seat);
/* Does such a seat go to a vote of the new committee (V-08), not of the assembly? */
bool seat_by_committee(const struct record *election, enum seat);
/* Full members of the organisation and of all below it on a day: who has the vote (V-16). */
int election_members(struct db *, int64_t body, const char *day, int64_t *ret);
/* Is he one of them? */
int election_member_is(struct db *, int64_t body, int64_t person, const char *day, bool *ret);
/* Expected at such a vote: delegates, the elected committee, or the members of the day without those excluded. */
int election_entitled(struct db *, const struct record *election, enum seat, const char *day, int64_t *ret);

/* Those who stand for a seat in a round, in the order of their list. */
struct standing { struct record *candidate; const char *name; };
int candidates_read(struct arena *, struct db *, int64_t election, enum seat, int round, struct standing **ret, size_t *ret_n);
/* Sets the places of all of an election anew: by hand where a list has a position, else by strokes. */
int candidates_arrange(struct arena *, struct db *, int64_t election);
/* Makes a candidate of a round as the program does it; standing by its name. */
int candidate_make(struct change *outer, int64_t election, enum seat, int64_t person, int round, const char *standing, int64_t *ret);

/* The ballots of an election, by seat and round. */
int rounds_read(struct arena *, struct db *, int64_t election, struct record ***ret, size_t *ret_n);
/* The last round of a seat; NOT_FOUND when none was opened. */
int round_last(struct arena *, struct db *, int64_t election, enum seat, struct record **ret);
int round_open(struct change *outer, const struct record *election, enum seat, int round, int seats);
/* Nothing more is to be voted on: every seat filled, or the number reduced by consent (V-12). */
bool round_settled(const struct record *ballot);

/* The votes of a ballot as a question, and its answer; INVALID as vote_count says. */
int round_count(struct arena *, const struct record *election, const struct record *ballot, const struct standing *, size_t n,
                 struct vote_question *ret_question, struct vote_answer *ret);
/* For the flow of ballots (count.c): what must hold, what follows. */
int count_gate(struct change *);
int count_follow(struct change *);
int again_gate(struct change *);
int again_follow(struct change *);
int reduce_gate(struct change *);

/* For the flow of elections (election_gates.c). */
int request_gate(struct change *);
int approve_gate(struct change *);
int superior_gate(struct change *);
int elect_gate(struct change *);
int report_gate(struct change *);
int confirm_gate(struct change *);
int install_gate(struct change *);

/* Who is elected, the highest seat of each, in the order of seats and votes. */
struct elected { int64_t person; enum seat seat; const char *name, *duty; int64_t votes; };
int elected_read(struct arena *, struct db *, int64_t election, struct elected **ret, size_t *ret_n);

/* Is a post of this title of this kind of seat?  专职副书记 is a deputy, 组织委员 a member. */
bool post_is_of(const char *title, enum seat);

/* What `install` writes: who comes to which post, who leaves one. */
struct installation {
    int64_t post, tenure, person;        /* post 0 = made; tenure: the one that ends, 0 = a new one begins */
    const char *title, *name;
    bool leading, stays;                 /* stays: he holds it already */
};
int install_plan(struct arena *, struct db *, const struct record *election, struct installation **ret, size_t *ret_n);
int install_follow(struct change *);

#endif
