#include "feature/life/rulebook/overlay.h"

#include "check.h"

static struct arena *arena;

static struct rule_setting say(const char *rule, const char *from, int nearness)
{
    return (struct rule_setting){.rule = rule, .unit_kind = -1, .nearness = nearness, .local = {.from = from, .ground = "文"}};
}

static const struct rule *find(const struct rulebook *book, const char *id, enum unit_kind kind, const char *on)
{
    struct date day;
    CHECK_DONE(date_parse(on, &day));
    return rulebook_find(book, id, kind, SECTOR_ORGAN, day);
}

static void by_the_day(void)
{
    struct rule_setting settings[] = {say("L-04", "2026-07-01", 9), say("L-04", "2026-10-01", 9)};
    arena = arena_create(4 << 20);
    settings[0].period = PERIOD_YEAR;
    settings[0].at_least = 2;
    settings[1].use = USE_OFF;
    settings[1].local.off = true;
    const struct rulebook *book = rulebook_overlay(arena, rulebook(), settings, 2);
    const struct rule *rule = find(book, "L-04", UNIT_BRANCH, "2026-06-30");
    CHECK(!rule->local && rule->period == PERIOD_QUARTER && rule->at_least == 1);
    rule = find(book, "L-04", UNIT_TEMPORARY_BRANCH, "2026-07-01");
    CHECK(rule->local && rule->period == PERIOD_YEAR && rule->at_least == 2);
    CHECK_INT(rule->strength, STRENGTH_LOCAL);
    CHECK_TEXT(rule_citation(arena, book, rule), "文");
    CHECK_TEXT(rule_requirement(arena, rule), "每年至少 2 次");
    rule = find(book, "L-04", UNIT_BRANCH, "2026-09-30");
    CHECK(rule->local && !rule->local->off);
    rule = find(book, "L-04", UNIT_BRANCH, "2026-10-01");
    CHECK(rule->local->off && rule->period == PERIOD_QUARTER);
    CHECK_TEXT(rule_requirement(arena, rule), "不检查");
    CHECK(find(book, "L-04", UNIT_BRANCH, "2199-12-31") == rule);
    CHECK(!find(book, "L-04", UNIT_ORGAN_COMMITTEE, "2026-10-01"));
    CHECK_INT(book->rule_count, rulebook()->rule_count + 2);
    CHECK(find(book, "L-01", UNIT_BRANCH, "2026-10-01")->id == find(rulebook(), "L-01", UNIT_BRANCH, "2026-10-01")->id);
    arena_destroy(arena);
}

/* The organ's word goes before the committee's, until it withdraws it. */
static void the_nearest_wins(void)
{
    struct rule_setting settings[] = {say("L-04", "2025-01-01", 1), say("L-04", "2026-01-01", 9), say("L-04", "2026-06-01", 9),
                                      say("L-04", "2026-03-01", 1)};
    arena = arena_create(4 << 20);
    settings[0].at_least = 2;
    settings[1].at_least = 3;
    settings[2].use = USE_WITHDRAWN;
    settings[3].at_least = 4;
    const struct rulebook *book = rulebook_overlay(arena, rulebook(), settings, ARRAY_SIZE(settings));
    CHECK_INT(find(book, "L-04", UNIT_BRANCH, "2024-12-31")->at_least, 1);
    CHECK_INT(find(book, "L-04", UNIT_BRANCH, "2025-12-31")->at_least, 2);
    CHECK_INT(find(book, "L-04", UNIT_BRANCH, "2026-01-01")->at_least, 3);
    CHECK_INT(find(book, "L-04", UNIT_BRANCH, "2026-05-31")->at_least, 3);
    CHECK_INT(find(book, "L-04", UNIT_BRANCH, "2026-06-01")->at_least, 4);
    arena_destroy(arena);
}

static void kinds_of_unit(void)
{
    struct rule_setting settings[] = {say("L-12", "2026-01-01", 9), say("L-04", "2026-01-01", 9), say("L-04", "2026-01-01", 9)};
    arena = arena_create(4 << 20);
    settings[0].unit_kind = UNIT_GENERAL_BRANCH;
    settings[0].at_least = 3;
    settings[1].at_least = 2;
    settings[2].unit_kind = UNIT_TEMPORARY_BRANCH;
    settings[2].use = USE_OFF;
    settings[2].local.off = true;
    const struct rulebook *book = rulebook_overlay(arena, rulebook(), settings, ARRAY_SIZE(settings));
    CHECK_INT(find(book, "L-12", UNIT_GENERAL_BRANCH, "2026-01-01")->at_least, 3);
    CHECK_INT(find(book, "L-12", UNIT_GENERAL_BRANCH, "2026-01-01")->checked, CHECKED_APPLICABLE);
    CHECK_INT(find(book, "L-12", UNIT_ORGAN_COMMITTEE, "2026-01-01")->at_least, 1);
    CHECK_INT(find(book, "L-12", UNIT_ORGAN_COMMITTEE, "2026-01-01")->checked, CHECKED_NEVER);
    CHECK_INT(find(book, "L-04", UNIT_BRANCH, "2026-01-01")->at_least, 2);
    CHECK(find(book, "L-04", UNIT_TEMPORARY_BRANCH, "2026-01-01")->local->off);
    arena_destroy(arena);
}

static void bounds(void)
{
    struct rule_setting settings[] = {say("V-01", "2026-01-01", 9), say("V-01", "2026-02-01", 9), say("O-10", "2026-01-01", 9)};
    arena = arena_create(4 << 20);
    settings[0].bound = BOUND_MORE_THAN;
    settings[1].bound = BOUND_AT_LEAST;
    settings[2].at_most = 11;
    const struct rulebook *book = rulebook_overlay(arena, rulebook(), settings, ARRAY_SIZE(settings));
    const struct rule *rule = find(book, "V-01", UNIT_BRANCH, "2026-01-31");
    CHECK(!rule->at_least && rule->above == 4 && rule->of == 5);
    CHECK_TEXT(rule_requirement(arena, rule), "超过 4/5");
    CHECK_TEXT(rule_citation(arena, book, rule), "《中国共产党基层组织选举工作条例》；文");
    rule = find(book, "V-01", UNIT_BRANCH, "2026-02-01");
    CHECK(rule->at_least == 4 && !rule->above);
    rule = find(book, "O-10", UNIT_ORGAN_COMMITTEE, "2026-01-01");
    CHECK(rule->at_least == 5 && rule->at_most == 11);
    CHECK_TEXT(rule_requirement(arena, rule), "5 到 11");
    arena_destroy(arena);
}

/* What is not configurable stays as shipped, whatever a record says; without a setting it is the book itself. */
static void nothing_else(void)
{
    struct rule_setting setting = say("L-01", "2026-01-01", 9);
    arena = arena_create(4 << 20);
    setting.at_least = 9;
    CHECK_INT(find(rulebook_overlay(arena, rulebook(), &setting, 1), "L-01", UNIT_BRANCH, "2026-02-01")->at_least, 1);
    CHECK(rulebook_overlay(arena, rulebook(), NULL, 0) == rulebook());
    arena_destroy(arena);
}

TESTS({"a setting holds from its day", by_the_day}, {"the nearest place wins", the_nearest_wins}, {"for one kind of unit", kinds_of_unit},
      {"ratios and thresholds", bounds}, {"only what may be set", nothing_else})
