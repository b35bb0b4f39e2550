#include "election_world.h"

static struct ballotting b;

static int begun(const char *unit, int members, const char *planned)
{
    return election_begin(&b, unit, members, planned);
}

static void whose(void)
{
    life_open(&b.w);
    CHECK_OUTCOME(begun("SL-LS", 3, "2026-12-20"), INVALID);         /* a temporary branch elects nobody */
    CHECK(strstr(error_message(), "指定"));
    CHECK_OUTCOME(begun("SL-C1", 3, "2026-12-20"), INVALID);
    CHECK_DONE(begun("SL-Z1", 3, "2026-12-20"));
    CHECK_TEXT(record_text(election_of(&b), ELECTION_TITLE), "水利厅办公室党支部2026年换届选举");
    CHECK_TEXT(record_text(election_of(&b), ELECTION_STATE), "preparing");
    CHECK_OUTCOME(begun("SL-Z1", 3, "2027-01-20"), INVALID);         /* one at a time */
    life_close(&b.w);
}

static int changed(int field, int64_t n, const char *text)
{
    struct change change = world_change(&b.w, &election_entity, "change");
    struct record *election = election_of(&b);
    if (text)
        record_set_text(election, field, text);
    else
        record_set_int(election, field, n);
    return record_change(&change, election, 0);
}

static void how_many(void)
{
    ballotting_open(&b);
    CHECK_OUTCOME(changed(ELECTION_MEMBERS, 0, NULL), INVALID);              /* a committee of nobody */
    CHECK_OUTCOME(changed(ELECTION_FORM, 0, "secretary"), INVALID);          /* and members of none */
    CHECK_OUTCOME(changed(ELECTION_ASSEMBLY, 0, "delegates"), INVALID);      /* how many? */
    CHECK_OUTCOME(changed(ELECTION_DELEGATES, 120, NULL), INVALID);          /* of which assembly? */
    CHECK_DONE(changed(ELECTION_MEMBERS, 5, NULL));
    CHECK_INT(election_seats(election_of(&b), SEAT_MEMBER), 5);
    CHECK_INT(election_seats(election_of(&b), SEAT_SECRETARY), 1);
    CHECK(seat_by_committee(election_of(&b), SEAT_SECRETARY));
    CHECK(!seat_by_committee(election_of(&b), SEAT_MEMBER));
    life_close(&b.w);
}

/* What the superior was asked stays what he was asked. */
static void asked_is_asked(void)
{
    approved_open(&b);
    CHECK_OUTCOME(changed(ELECTION_MEMBERS, 5, NULL), INVALID);
    CHECK_OUTCOME(changed(ELECTION_PLANNED, 0, "2026-11-30"), INVALID);
    CHECK_DONE(changed(ELECTION_PLACE, 0, "一楼会议室"));
    life_close(&b.w);
}

/* An organ whose own paper says “超过” has it in its elections, and nobody else has. */
static void by_the_organs_paper(void)
{
    life_open(&b.w);
    CHECK_DONE(set_rule(&b.w, (struct rule_say){"SL-JW", "V-01", NULL, "2026-01-01", NULL, NULL, 0, 0, "more_than"}, NULL));
    CHECK_DONE(begun("SL-Z1", 3, "2026-12-20"));
    CHECK_INT(record_int(election_of(&b), ELECTION_MORE_THAN), 1);
    CHECK_DONE(begun("JY-Z1", 3, "2026-12-20"));
    CHECK_INT(record_int(election_of(&b), ELECTION_MORE_THAN), 0);
    life_close(&b.w);
}

TESTS({"by the organ's paper", by_the_organs_paper}, {"whose", whose}, {"how many", how_many}, {"what was asked for is not edited", asked_is_asked})
