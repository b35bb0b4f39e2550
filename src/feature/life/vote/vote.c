#include "feature/life/vote/vote.h"

#include "base/base.h"

static int more_than_half(int of)
{
    return of / 2 + 1;
}

static int half_rounded_up(int of)
{
    return of / 2 + of % 2;
}

/* At least 4/5: ceil; more than 4/5: floor and one. */
static int four_fifths(int of, bool more_than)
{
    int floor = of / 5 * 4 + of % 5 * 4 / 5;
    return more_than || of % 5 ? floor + 1 : floor;
}

/* Seats and a fifth of them, rounded up (V-07). */
static int min_candidates(int seats)
{
    return seats + (seats + 4) / 5;
}

static int number_check(const char *what, int n, int least)
{
    if (n < least)
        return fail(INVALID, "%s不能是 %d", what, n);
    if (n > VOTE_NUMBER_MAX)
        return fail(INVALID, "%s太大，请核对", what);
    return DONE;
}

static int votes_check(const struct vote_question *q)
{
    if (!q->vote_count)
        return DONE;
    if (q->seats < 1)
        return fail(INVALID, "有得票数的，要写应选几人");
    if (q->candidates && q->candidates != q->vote_count)
        return fail(INVALID, "候选人 %d 名，得票数却有 %d 个，请核对", q->candidates, q->vote_count);
    for (int i = 0; i < q->vote_count; i++) {
        if (q->votes[i] < 0 || q->votes[i] > q->present)
            return fail(INVALID, "第 %d 名候选人得票 %d，不能多于实到 %d 人", i + 1, q->votes[i], q->present);
    }
    return DONE;
}

static int numbers_check(const struct vote_question *q)
{
    int voters = q->present + (q->kind == VOTE_ADMISSION ? q->written : 0);
    TRY(number_check("应到会人数", q->entitled, 1));
    TRY(number_check("实到会人数", q->present, 0));
    TRY(number_check("书面意见", q->written, 0));
    TRY(number_check("应选人数", q->seats, 0));
    TRY(number_check("候选人数", q->candidates, 0));
    if (q->present > q->entitled)
        return fail(INVALID, "实到会 %d 人，多于应到会 %d 人，请核对", q->present, q->entitled);
    if (voters > q->entitled)
        return fail(INVALID, "实到会 %d 人加书面意见 %d 份，多于应到会 %d 人，请核对", q->present, q->written, q->entitled);
    if (q->yes > voters)
        return q->written ? fail(INVALID, "赞成 %d 票，多于实到会 %d 人加书面意见 %d 份，请核对", q->yes, q->present, q->written)
                          : fail(INVALID, "赞成 %d 票，多于实到会 %d 人，请核对", q->yes, q->present);
    if (q->yes < -1)
        return fail(INVALID, "赞成票不能是 %d", q->yes);
    return votes_check(q);
}

/* How many have more votes than that. */
static int above(const struct vote_question *q, int votes)
{
    int n = 0;
    for (int i = 0; i < q->vote_count; i++)
        n += q->votes[i] > votes;
    return n;
}

static int equal(const struct vote_question *q, int votes)
{
    int n = 0;
    for (int i = 0; i < q->vote_count; i++)
        n += q->votes[i] == votes;
    return n;
}

/* V-11: of those over half by votes until the seats are full; a tie at the last place is voted on again.  V-12: who has not
 * more than half is not elected, however many seats stay empty. */
static void results_count(struct arena *arena, const struct vote_question *q, struct vote_answer *a)
{
    a->results = arena_array(arena, enum vote_result, q->vote_count);
    for (int i = 0; i < q->vote_count; i++) {
        bool over = q->votes[i] >= a->yes_needed;
        int better = above(q, q->votes[i]);
        a->over_half += over;
        if (!a->quorum || !over || better >= q->seats)
            a->results[i] = RESULT_NOT_ELECTED;
        else if (better + equal(q, q->votes[i]) <= q->seats)
            a->results[i] = RESULT_ELECTED;
        else
            a->results[i] = RESULT_TIED;
        a->elected += a->results[i] == RESULT_ELECTED;
        a->tied += a->results[i] == RESULT_TIED;
    }
    a->open = q->seats - a->elected;
}

int vote_count(struct arena *arena, const struct vote_question *q, struct vote_answer *ret)
{
    struct vote_answer a = {0};
    TRY(numbers_check(q));
    switch (q->kind) {
    case VOTE_ELECTION:
        a.quorum_needed = four_fifths(q->entitled, q->more_than);
        a.yes_needed = more_than_half(q->present);
        a.boundary = q->entitled % 5 == 0 && q->present == q->entitled / 5 * 4;
        break;
    case VOTE_RESOLUTION:
    case VOTE_COMMITTEE:
        a.quorum_needed = half_rounded_up(q->entitled);
        a.yes_needed = more_than_half(q->entitled);
        break;
    default:
        a.quorum_needed = more_than_half(q->entitled);
        a.yes_needed = more_than_half(q->entitled);
    }
    /* An opinion in writing is a vote, not a presence. */
    a.quorum = q->present >= a.quorum_needed;
    a.passed = a.quorum && q->yes >= a.yes_needed;
    a.min_candidates = q->seats ? min_candidates(q->seats) : 0;
    a.enough_candidates = !q->candidates || !q->seats || q->candidates >= a.min_candidates;
    if (q->vote_count) {
        results_count(arena, q, &a);
        if (q->yes < 0)
            a.passed = a.quorum && !a.open;
    }
    *ret = a;
    return DONE;
}
