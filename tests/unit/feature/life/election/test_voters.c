#include "election_world.h"

static struct ballotting b;

static int exclude(const char *code, const char *ground)
{
    struct change change = world_change(&b.w, &exclusion_entity, "create");
    struct record *exclusion = record_new(b.w.arena, &exclusion_entity);
    record_set_int(exclusion, EXCLUSION_ELECTION, b.election);
    record_set_int(exclusion, EXCLUSION_PERSON, world_person(&b.w, code));
    record_set_text(exclusion, EXCLUSION_GROUND, ground);
    return record_create(&change, exclusion);
}

static int64_t entitled(enum seat seat)
{
    int64_t n;
    CHECK_DONE(election_entitled(b.w.db, election_of(&b), seat, "2026-11-20", &n));
    return n;
}

static void members_of_the_day(void)
{
    int64_t n;
    bool member;
    ballotting_open(&b);
    CHECK_INT(entitled(SEAT_MEMBER), 6);
    CHECK_DONE(db_run(b.w.db, "UPDATE membership SET kind = 'probationary' WHERE person = ?1", value_int(world_person(&b.w, "SL013"))));
    CHECK_INT(entitled(SEAT_MEMBER), 5);                             /* V-16: not yet full */
    CHECK_DONE(election_member_is(b.w.db, world_unit(&b.w, "SL-Z1"), world_person(&b.w, "SL013"), "2026-11-20", &member));
    CHECK(!member);
    CHECK_DONE(election_members(b.w.db, world_unit(&b.w, "SL-Z1"), "2019-06-30", &n));
    CHECK_INT(n, 0);                                                 /* the day before they came */
    CHECK_DONE(election_members(b.w.db, world_unit(&b.w, "SL-JW"), "2026-11-20", &n));
    CHECK_INT(n, 13);                                                /* all branches below */
    life_close(&b.w);
}

static void not_counted(void)
{
    ballotting_open(&b);
    CHECK_DONE(exclude("SL013", "bedridden"));
    CHECK_INT(entitled(SEAT_MEMBER), 5);
    CHECK_OUTCOME(exclude("SL013", "abroad"), INVALID);             /* once */
    CHECK_OUTCOME(exclude("SL007", "abroad"), INVALID);              /* of another branch */
    life_close(&b.w);
}

static void of_a_committee(void)
{
    approved_open(&b);
    CHECK_INT(entitled(SEAT_SECRETARY), 0);
    CHECK_DONE(COUNT(&b, SEAT_MEMBER, all_six, 5, 6, 5, 2));
    CHECK_INT(entitled(SEAT_SECRETARY), 3);
    life_close(&b.w);
}

static void closed_after_the_vote(void)
{
    elected_open(&b);
    CHECK_OUTCOME(exclude("SL003", "abroad"), INVALID);
    life_close(&b.w);
}

TESTS({"members of the day", members_of_the_day}, {"not counted", not_counted}, {"of a committee", of_a_committee},
      {"closed after the vote", closed_after_the_vote})
