/* The papers of an election: drafts in the layout of GB/T 9704-2012, made from the records, which a person finishes.
 *
 *   election, candidates, ballots ─► election_facts ─► one function a kind ─► composition ─► .docx · what is to be filled in
 *
 * Lists of names stand in the order of strokes (candidate.c).  Regulations are named, articles only where they are confirmed. */
#ifndef MINGZE_LIFE_ELECTION_PAPERS_H
#define MINGZE_LIFE_ELECTION_PAPERS_H

#include "document/document.h"
#include "feature/life/election/election.h"

struct election_facts {
    struct arena *arena;
    struct db *db;
    const struct record *election;
    const char *body, *body_kind;        /* the organisation's name; what it calls itself: 支部, 总支, 党委, 纪委 */
    const char *committee;               /* 支部委员会, 党委委员会… as its members belong to it */
    const char *superior, *assembly;     /* "" when there is none; 党员大会 */
    const char *due;                     /* of the term that ends: a day or "" */
    bool has_committee, regular;
    int64_t members, excluded;
    struct record **ballots; size_t ballot_count;
    int copies, per_page;                /* 选票 */
};

/* All that the papers need; NOT_FOUND. */
int election_facts_read(struct arena *, struct db *, int64_t election, struct election_facts *ret);

struct election_paper {
    const char *name, *label, *note;     /* "request", 换届请示 */
    int (*compose)(const struct election_facts *, struct composition *);    /* INVALID: there is nothing to write yet, and why */
};
extern const struct election_paper election_papers[];        /* ends with a NULL name */
const struct election_paper *election_paper_find(const char *name);
int election_paper_compose(const struct election_paper *, const struct election_facts *, struct composition *ret);

/* one function a kind */
int compose_request(const struct election_facts *, struct composition *);
int compose_nominees(const struct election_facts *, struct composition *);
int compose_approval(const struct election_facts *, struct composition *);
int compose_method(const struct election_facts *, struct composition *);
int compose_candidates(const struct election_facts *, struct composition *);
int compose_ballot(const struct election_facts *, struct composition *);
int compose_tally(const struct election_facts *, struct composition *);
int compose_result(const struct election_facts *, struct composition *);

/* shared by them */
const char *day_words(const struct election_facts *, int field);         /* 2026年7月6日 of a day of the election; "" */
/* 委员5名（其中书记1名、副书记1名） */
const char *seats_words(const struct election_facts *);
/* 甲、乙、丙 of those who stand for a seat in its first round; "" when nobody does. */
int names_words(const struct election_facts *, enum seat, const char **ret);
/* 丁一、王强（按姓氏笔画为序）; of those elected. */
int elected_words(const struct election_facts *, enum seat, const char **ret);
/* 换届选举, 选举, 补选 */
const char *kind_words(const struct election_facts *);

#endif
