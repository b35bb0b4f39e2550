/* Is an organisation set up as the regulations ask, and its committee whole?  (DOMAIN §1.3, O-01 … O-14)
 *
 *   unit, membership, post and tenure, term, election ──► set_up ──► rules of kind threshold and order (rule.h) ──► findings
 *
 * The rules are data; what they measure is read here.  What the records cannot say is unknown, never good.  Asked when somebody
 * looks, stored nowhere. */
#ifndef MINGZE_LIFE_FINDINGS_H
#define MINGZE_LIFE_FINDINGS_H

#include "feature/life/records.h"
#include "office/office.h"

/* An organisation on a day. */
struct set_up {
    struct unit_facts facts;
    const struct rulebook *book;         /* the rules in force for it */
    const struct record *unit;
    bool top;                            /* no committee or 总支 of the organ stands above it */
    bool committee_known;                /* by its term or by posts of members */
    int64_t members, full;               /* of it and of all below */
    int64_t covered;                     /* of a joint branch: departments that its members work in; 0 none is known */
    int64_t posts;                       /* 书记、副书记、委员 posts that are registered */
    int64_t committee_members;           /* persons who hold one of them; -1: no 委员 is registered */
    int64_t secretaries;                 /* who hold a post of 书记; -1: there is no such post */
    int64_t elected, lost;               /* members elected the last time, as the election says, and of them who hold no post now; -1 not known */
    struct date founded, dissolved, elected_on, secretary_since;   /* since when the secretary is a full member, as far as known */
};

int set_up_read(struct arena *, struct db *, const struct record *unit, struct date on, struct set_up *ret);

struct set_up_finding {
    const char *rule, *name;             /* "O-04", 正式党员 7 人以上，设支部委员会 */
    const struct rule *basis;
    enum rule_state state;               /* STATE_MISSED or STATE_UNKNOWN */
    const char *text;                    /* what was found, or what is not recorded */
};

/* What is not as the rules ask, in their order, then what cannot be told. */
size_t findings_of(struct arena *, const struct set_up *, struct date on, struct set_up_finding **ret);

/* On an organisation's page; GET /findings: all in scope, in the order of the tree. */
int findings_panel(struct request *, const struct record *unit, json_t **ret);
int findings_page(struct request *);
extern const char *const findings_parameters[];

#endif
