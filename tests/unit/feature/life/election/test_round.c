#include "election_world.h"

static struct ballotting b;

/* Opened by the approval, in the order in which they are voted on. */
static void opened(void)
{
    struct record **ballots;
    size_t n;
    ballotting_open(&b);
    CHECK_DONE(rounds_read(b.w.arena, b.w.db, b.election, &ballots, &n));
    CHECK_INT((int64_t)n, 0);
    life_close(&b.w);
    approved_open(&b);
    CHECK_DONE(rounds_read(b.w.arena, b.w.db, b.election, &ballots, &n));
    CHECK_INT((int64_t)n, 2);
    CHECK_TEXT(record_text(ballots[0], ROUND_LABEL), "委员");
    CHECK_INT(record_int(ballots[0], ROUND_SEATS), 3);
    CHECK_TEXT(record_text(ballots[1], ROUND_LABEL), "书记");
    CHECK(!round_settled(ballots[0]));
    life_close(&b.w);
}

static void rounds(void)
{
    struct record *last;
    approved_open(&b);
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 5, 5, 4, 4));         /* V-11: the last place is tied */
    CHECK_DONE(round_last(b.w.arena, b.w.db, b.election, SEAT_MEMBER, &last));
    CHECK_TEXT(record_text(last, ROUND_LABEL), "委员第二轮");
    CHECK_INT(record_int(last, ROUND_SEATS), 1);
    CHECK(!round_settled(last));
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 4, 2));
    CHECK_DONE(round_last(b.w.arena, b.w.db, b.election, SEAT_MEMBER, &last));
    CHECK(round_settled(last));
    CHECK_OUTCOME(round_last(b.w.arena, b.w.db, b.election, SEAT_DEPUTY, &last), NOT_FOUND);
    life_close(&b.w);
}

TESTS({"opened by the approval", opened}, {"rounds", rounds})
