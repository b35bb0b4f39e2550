#include "election_world.h"

static struct ballotting b;

static const char *state(void)
{
    return record_text(election_of(&b), ELECTION_STATE);
}

/* From the first paper to the posts. */
static void whole_way(void)
{
    elected_open(&b);
    CHECK_TEXT(state(), "elected");
    CHECK_TEXT(record_text(election_of(&b), ELECTION_HELD_ON), "2026-11-20");
    CHECK_INT(number(&b, "SELECT count(*) FROM term WHERE elected_on = '2026-11-20' AND due_on = '2029-11-20' AND form = 'committee'"), 1);
    CHECK_DONE(ACT(&b, "report", "reported_on", "2026-11-22"));
    CHECK_DONE(ACT(&b, "confirm", "confirmed_on", "2026-11-25", "confirm_number", "水机党〔2026〕12号"));
    CHECK_DONE(ACT(&b, "install"));
    CHECK_TEXT(state(), "installed");
    CHECK_OUTCOME(ACT(&b, "install"), CONFLICT);
    CHECK_INT(number(&b, "SELECT count(*) FROM candidate WHERE standing = 'nominee'"), 0);
    life_close(&b.w);
}

static void back_and_away(void)
{
    approved_open(&b);
    CHECK_OUTCOME(ACT(&b, "recall"), CONFLICT);          /* it is agreed to */
    CHECK_DONE(ACT(&b, "cancel"));
    CHECK_TEXT(state(), "cancelled");
    CHECK_OUTCOME(ACT(&b, "request"), CONFLICT);
    CHECK_DONE(election_begin(&b, "SL-Z1", 3, "2026-12-20"));        /* another may begin */
    life_close(&b.w);
}

/* The term that was made of a wrong count goes with it, and comes again. */
static void corrected(void)
{
    elected_open(&b);
    CHECK_DONE(ACT(&b, "correct"));
    CHECK_TEXT(state(), "approved");
    CHECK_INT(number(&b, "SELECT count(*) FROM term"), 0);
    CHECK_DONE(ACT(&b, "elect"));
    CHECK_INT(number(&b, "SELECT count(*) FROM term"), 1);
    life_close(&b.w);
}

/* Somebody entered the term by hand already: it is not entered twice, and a correction leaves it. */
static void term_is_entered_once(void)
{
    approved_open(&b);
    CHECK_DONE(elect(&b.w, "SL-Z1", "2026-11-20", NULL, NULL));
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 5, 6, 5, 2));
    CHECK_DONE(COUNT(&b, SEAT_SECRETARY, ((struct numbers){"3", "3", "3", "3", "0", "SL013"}), 3));
    CHECK_DONE(ACT(&b, "elect"));
    CHECK_INT(number(&b, "SELECT count(*) FROM term"), 1);
    CHECK_DONE(ACT(&b, "correct"));
    CHECK_INT(number(&b, "SELECT count(*) FROM term"), 1);
    life_close(&b.w);
}

/* Before the day: the superior's approval of the election is the one that the term names; more than a year before it wants more,
 * which is written into the term by hand first. */
static void before_the_day(void)
{
    approved_open(&b);
    CHECK_DONE(elect(&b.w, "SL-Z1", "2024-03-01", NULL, NULL));
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 5, 6, 5, 2));
    CHECK_DONE(COUNT(&b, SEAT_SECRETARY, ((struct numbers){"3", "3", "3", "3", "0", "SL013"}), 3));
    CHECK_DONE(ACT(&b, "elect"));
    CHECK_INT(number(&b, "SELECT count(*) FROM term WHERE elected_on = '2026-11-20' AND early_approval = '水机党〔2026〕9号'"), 1);
    life_close(&b.w);
    approved_open(&b);
    CHECK_DONE(elect(&b.w, "SL-Z1", "2025-03-01", NULL, NULL));
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 5, 6, 5, 2));
    CHECK_DONE(COUNT(&b, SEAT_SECRETARY, ((struct numbers){"3", "3", "3", "3", "0", "SL013"}), 3));
    CHECK_OUTCOME(ACT(&b, "elect"), INVALID);
    CHECK(strstr(error_message(), "请先在“任期”里录入"));
    life_close(&b.w);
}

/* A 补选 begins no term (DOMAIN §1.1). */
static void by_election(void)
{
    approved_open(&b);
    CHECK_DONE(db_run(b.w.db, "UPDATE election SET kind = 'by_election' WHERE id = ?1", value_int(b.election)));
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 5, 6, 5, 2));
    CHECK_DONE(COUNT(&b, SEAT_SECRETARY, ((struct numbers){"3", "3", "3", "3", "0", "SL013"}), 3));
    CHECK_DONE(ACT(&b, "elect"));
    CHECK_INT(number(&b, "SELECT count(*) FROM term"), 0);
    life_close(&b.w);
}

TESTS({"the whole way", whole_way}, {"back, and away", back_and_away}, {"corrected", corrected},
      {"a term is entered once", term_is_entered_once}, {"before the day", before_the_day}, {"a by-election begins no term", by_election})
