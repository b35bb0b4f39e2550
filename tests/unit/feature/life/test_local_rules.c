#include "life_world.h"

static struct world w;

static const struct rule *lecture(struct rules *rules, const char *unit, const char *on)
{
    const struct rulebook *book;
    struct date day;
    CHECK_DONE(date_parse(on, &day));
    CHECK_DONE(rules_book(rules, world_unit(&w, unit), 0, &book));
    return rulebook_find(book, "L-04", UNIT_BRANCH, SECTOR_ORGAN, day);
}

static void for_a_unit(void)
{
    const struct rulebook *one, *other;
    struct rules *rules;
    life_open(&w);
    CHECK_DONE(rules_read(w.arena, w.db, &rules));
    CHECK_DONE(rules_book(rules, world_unit(&w, "SL-Z1"), 0, &one));
    CHECK(one == rulebook());
    CHECK_DONE(set_rule(&w, (struct rule_say){"GW", "L-04", NULL, "2026-01-01", NULL, NULL, 2}, NULL));
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "L-04", NULL, "2026-07-01", NULL, "year", 1}, NULL));
    CHECK_DONE(rules_read(w.arena, w.db, &rules));
    CHECK_INT(lecture(rules, "SL-Z1", "2025-12-31")->at_least, 1);
    CHECK_INT(lecture(rules, "SL-Z1", "2026-01-01")->at_least, 2);
    const struct rule *rule = lecture(rules, "SL-Z1", "2026-07-01");
    CHECK(rule->period == PERIOD_YEAR && rule->at_least == 1 && rule->local->place == world_unit(&w, "SL-JW"));
    CHECK(rule->local->set_at == clock_now_ms());
    CHECK_INT(lecture(rules, "JY-Z1", "2026-07-01")->at_least, 2);         /* another organ hears only the committee */
    CHECK_DONE(rules_book(rules, world_unit(&w, "SL-Z1"), 0, &one));
    CHECK_DONE(rules_book(rules, world_unit(&w, "SL-Z5"), 0, &other));
    CHECK(one == other);
    CHECK_DONE(rules_book(rules, world_unit(&w, "JY-Z1"), 0, &one));
    CHECK_DONE(rules_book(rules, world_unit(&w, "MZ-Z1"), 0, &other));
    CHECK(one == other);                                                   /* two organs under the same settings */
    CHECK_DONE(unit_rules(w.arena, w.db, 0, &one));
    CHECK(one == rulebook());
    CHECK_DONE(unit_rules(w.arena, w.db, world_unit(&w, "GW"), &one));
    CHECK(one != rulebook());
    life_close(&w);
}

TESTS({"an organ's word goes before the committee's", for_a_unit})
