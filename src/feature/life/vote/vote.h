/* Votes are arithmetic, with denominators that must not be mixed (DOMAIN §1.4).
 *
 *                 quorum                                passes with
 *     election    present >= 4/5 of entitled (V-01)     yes > 1/2 of present
 *     resolution  present >= 1/2 of entitled (V-02)     yes > 1/2 of entitled
 *     admission   present >  1/2 of entitled (V-04)     yes > 1/2 of entitled; written opinions given before count as votes
 *     committee   present >= 1/2 of its members (V-03)  yes > 1/2 of its members
 *
 * Whole numbers only; nothing is rounded but up. */
#ifndef MINGZE_LIFE_VOTE_H
#define MINGZE_LIFE_VOTE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum vote_kind { VOTE_ELECTION, VOTE_RESOLUTION, VOTE_ADMISSION, VOTE_COMMITTEE, VOTE_KIND__COUNT };
enum { VOTE_NUMBER_MAX = 10000000 };

struct vote_question {
    enum vote_kind kind;
    int entitled, present, yes;          /* yes -1 = not asked (an election that is counted by candidate) */
    int written;                         /* admission: written opinions given before the meeting */
    int seats;                           /* election: places to fill; 0 = not asked */
    int candidates;                      /* election: how many stand; 0 = not said */
    bool more_than;                      /* election quorum: “超过” instead of “不少于” */
    const int *votes; int vote_count;    /* election: each candidate's */
};

enum vote_result { RESULT_ELECTED, RESULT_NOT_ELECTED, RESULT_TIED };

struct vote_answer {
    int quorum_needed, yes_needed, min_candidates;    /* min_candidates 0 = no seats asked */
    bool quorum, passed;
    bool boundary;                       /* present is exactly 4/5: “不少于” and “超过” differ */
    bool enough_candidates;              /* candidates >= min_candidates; true when not said */
    enum vote_result *results;           /* of votes, in their order */
    int elected, tied, open;             /* elected without doubt; tied at the last place; seats that stay empty */
    int over_half;                       /* how many have more than half */
};

/* INVALID: impossible numbers; the message says which. */
int vote_count(struct arena *, const struct vote_question *, struct vote_answer *ret);

/* What the numbers mean, in Chinese, each with its rule's number in the rulebook. */
struct vote_note { const char *rule, *text; };
size_t vote_notes(struct arena *, const struct vote_question *, const struct vote_answer *, const struct vote_note **ret);

#endif
