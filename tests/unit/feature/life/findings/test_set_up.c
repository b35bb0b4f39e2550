#include "../election/election_world.h"
#include "feature/life/findings/findings.h"

static struct ballotting b;

static struct set_up read_of(const char *code)
{
    struct record *unit;
    struct set_up s;
    CHECK_DONE(record_read(b.w.arena, b.w.db, &unit_entity, world_unit(&b.w, code), &unit));
    CHECK_DONE(set_up_read(b.w.arena, b.w.db, unit, (struct date){2026, 11, 26}, &s));
    return s;
}

static void from_the_records(void)
{
    life_open(&b.w);
    struct set_up s = read_of("SL-Z1");
    CHECK_INT(s.members, 6);
    CHECK_INT(s.full, 6);
    CHECK_INT(s.secretaries, 1);
    CHECK_INT(s.committee_members, -1);
    CHECK(!s.committee_known && !s.top);
    CHECK_INT(s.secretary_since.year, 2019);
    CHECK_INT(s.lost, -1);
    s = read_of("SL-JW");
    CHECK_INT(s.members, 14);
    CHECK(s.top);
    s = read_of("SL-C1");
    CHECK_INT(s.full, 2);                                            /* who works there, in whatever branch */
    life_close(&b.w);
}

/* Departments of today's members, asked of joint branches only. */
static void covered_by_a_joint_branch(void)
{
    struct record *unit;
    struct change change;
    life_open(&b.w);
    CHECK_INT(read_of("SL-Z1").covered, 0);
    CHECK_DONE(record_read(b.w.arena, b.w.db, &unit_entity, world_unit(&b.w, "SL-Z1"), &unit));
    record_set_text(unit, UNIT_NAME, "机关联合党支部");
    change = world_change(&b.w, &unit_entity, "change");
    CHECK_DONE(record_change(&change, unit, 0));
    int64_t wanted = number(&b, "SELECT count(DISTINCT p.department) FROM membership m JOIN person p ON p.id = m.person JOIN unit u ON u.id = m.branch"
                                " WHERE u.code = 'SL-Z1' AND m.until_date IS NULL");
    CHECK(wanted > 0);
    CHECK_INT(read_of("SL-Z1").covered, wanted);
    life_close(&b.w);
}

static void after_an_election(void)
{
    struct change change;
    elected_open(&b);
    CHECK_DONE(ACT(&b, "report", "reported_on", "2026-11-22"));
    CHECK_DONE(ACT(&b, "confirm", "confirmed_on", "2026-11-25", "confirm_number", "水机党〔2026〕12号"));
    CHECK_DONE(ACT(&b, "install"));
    struct set_up s = read_of("SL-Z1");
    CHECK(s.committee_known && s.facts.committee);
    CHECK_INT(s.committee_members, 3);
    CHECK_INT(s.elected, 3);
    CHECK_INT(s.lost, 0);
    CHECK_INT(s.elected_on.month, 11);
    /* one leaves */
    struct record *tenure;
    int64_t id = number(&b, "SELECT h.id FROM tenure h JOIN post o ON o.id = h.post WHERE o.title = '支部委员' LIMIT 1");
    CHECK_DONE(record_read(b.w.arena, b.w.db, &tenure_entity, id, &tenure));
    record_set_text(tenure, TENURE_UNTIL, "2026-11-25");
    change = world_change(&b.w, &tenure_entity, "change");
    CHECK_DONE(record_change(&change, tenure, 0));
    s = read_of("SL-Z1");
    CHECK_INT(s.committee_members, 2);
    CHECK_INT(s.lost, 1);
    life_close(&b.w);
}

/* Under the rules of its own organ. */
static void by_the_rules_in_force(void)
{
    const struct date day = {2026, 11, 26};
    life_open(&b.w);
    CHECK_DONE(set_rule(&b.w, (struct rule_say){"SL-JW", "O-10", NULL, "2026-01-01", NULL, NULL, 0, 11}, NULL));
    CHECK_INT(rulebook_find(read_of("SL-JW").book, "O-10", UNIT_ORGAN_COMMITTEE, SECTOR_ORGAN, day)->at_most, 11);
    CHECK_INT(rulebook_find(read_of("JY-JW").book, "O-10", UNIT_ORGAN_COMMITTEE, SECTOR_ORGAN, day)->at_most, 9);
    life_close(&b.w);
}

TESTS({"by the rules in force", by_the_rules_in_force}, {"from the records", from_the_records},
      {"covered by a joint branch", covered_by_a_joint_branch}, {"after an election", after_an_election})
