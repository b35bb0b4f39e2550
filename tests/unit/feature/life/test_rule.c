#include "feature/life/rulebook/rule.h"

#include "check.h"

static struct unit_facts branch = {UNIT_BRANCH, SECTOR_ORGAN, true, 2};

static const struct rule *find(const char *id)
{
    return rulebook_any(rulebook(), id, (struct date){2026, 1, 1});
}

static enum rule_state counted(const char *id, int count, struct date end, struct date asof)
{
    return rule_ask(find(id), &(struct rule_question){.unit = &branch, .asof = asof, .period_end = end, .count = count}).state;
}

static void count(void)
{
    struct date march = {2026, 3, 31}, april = {2026, 4, 1};
    CHECK_INT(counted("L-01", 0, march, march), STATE_DUE);
    CHECK_INT(counted("L-01", 0, march, april), STATE_MISSED);
    CHECK_INT(counted("L-01", 1, march, (struct date){2026, 1, 5}), STATE_MET);
    CHECK_INT(counted("L-01", 1, march, april), STATE_MET);
}

static void not_for(void)
{
    struct date end = {2026, 3, 31};
    struct unit_facts bare = {UNIT_BRANCH, SECTOR_ORGAN, false, 0}, group = {UNIT_GROUP, SECTOR_ORGAN, false, 0},
                      committee = {UNIT_ORGAN_COMMITTEE, SECTOR_ORGAN, true, 0};
    struct rule_question q = {.unit = &bare, .asof = end, .period_end = end};
    CHECK_INT(rule_ask(find("L-02"), &q).state, STATE_NA);
    CHECK_TEXT(rule_ask(find("L-02"), &q).reason, "不设委员会");
    CHECK_INT(rule_ask(find("L-03"), &q).state, STATE_NA);
    CHECK_INT(rule_ask(find("L-01"), &q).state, STATE_DUE);
    q.unit = &group;
    CHECK_INT(rule_ask(find("L-03"), &q).state, STATE_NA);
    CHECK_INT(rule_ask(find("L-01"), &q).state, STATE_NA);
    q.unit = &committee;
    CHECK_INT(rule_ask(find("L-01"), &q).state, STATE_NA);
    CHECK_INT(rule_ask(find("T-10"), &q).state, STATE_NA);
}

static struct rule_answer term(const char *id, struct unit_facts unit, struct date elected, struct date asof)
{
    const struct rule *rule = rulebook_find(rulebook(), id, unit.kind, unit.sector, elected.year ? elected : asof);
    CHECK(rule);
    return rule_ask(rule, &(struct rule_question){.unit = &unit, .asof = asof, .starts = elected});
}

static void terms(void)
{
    struct unit_facts village = {UNIT_BRANCH, SECTOR_VILLAGE, false, 0};
    char day[DATE_TEXT];
    CHECK_TEXT(date_print(term("T-06", branch, (struct date){2023, 6, 30}, (struct date){2026, 6, 30}).due, day), "2026-06-30");
    CHECK_INT(term("T-06", branch, (struct date){2023, 6, 30}, (struct date){2026, 6, 30}).state, STATE_MET);
    CHECK_INT(term("T-06", branch, (struct date){2023, 6, 30}, (struct date){2026, 7, 1}).state, STATE_LATE);
    CHECK_TEXT(date_print(term("T-03", village, (struct date){2021, 3, 1}, (struct date){2026, 1, 1}).due, day), "2026-03-01");
    CHECK_TEXT(date_print(term("T-06", branch, (struct date){2024, 2, 29}, (struct date){2026, 1, 1}).due, day), "2027-03-01");
    CHECK_INT(term("T-06", branch, (struct date){0}, (struct date){2026, 1, 1}).state, STATE_UNKNOWN);
}

static void thresholds(void)
{
    struct rule_question q = {.unit = &branch, .value = 7};
    CHECK_INT(rule_ask(find("O-04"), &q).state, STATE_MISSED);
    q.has = true;
    CHECK_INT(rule_ask(find("O-04"), &q).state, STATE_MET);
    q.value = 6;
    CHECK_INT(rule_ask(find("O-04"), &q).state, STATE_NA);
    q.value = 51;
    CHECK_INT(rule_ask(find("O-06"), &q).state, STATE_MISSED);
    q.value = 50;
    CHECK_INT(rule_ask(find("O-06"), &q).state, STATE_MET);
    q.value = -1;
    CHECK_INT(rule_ask(find("O-06"), &q).state, STATE_UNKNOWN);
}

/* The cap of 优秀: floor(n/3). */
static void ratios(void)
{
    static const int caps[][2] = {{7, 2}, {8, 2}, {10, 3}, {20, 6}, {23, 7}};
    for (size_t i = 0; i < ARRAY_SIZE(caps); i++) {
        struct rule_question q = {.unit = &branch, .value = caps[i][1], .whole = caps[i][0]};
        CHECK_INT(rule_ask(find("L-07b"), &q).state, STATE_MET);
        q.value++;
        CHECK_INT(rule_ask(find("L-07b"), &q).state, STATE_MISSED);
    }
    struct unit_facts committee = {UNIT_ORGAN_COMMITTEE, SECTOR_ORGAN, true, 0};
    struct rule_question staff = {.unit = &committee, .value = 3, .whole = 200};
    CHECK_INT(rule_ask(find("K-01"), &staff).state, STATE_MET);
    staff.value = 1;
    CHECK_INT(rule_ask(find("K-01"), &staff).state, STATE_MISSED);
    staff.value = 5;
    CHECK_INT(rule_ask(find("K-01"), &staff).state, STATE_MISSED);
}

static void orders(void)
{
    struct rule_question q = {.unit = &branch, .starts = {2026, 6, 30}, .ends = {2027, 6, 30}};
    CHECK_INT(rule_ask(find("E-03"), &q).state, STATE_MET);
    q.ends.month = 7;
    CHECK_INT(rule_ask(find("E-03"), &q).state, STATE_MISSED);
    q.ends = (struct date){0};
    CHECK_INT(rule_ask(find("E-03"), &q).state, STATE_UNKNOWN);
}

static void periods(void)
{
    char text[PERIOD_TEXT], day[DATE_TEXT];
    CHECK_TEXT(period_print(PERIOD_MONTH, 2026, 2, text), "2026-03");
    CHECK_TEXT(period_print(PERIOD_QUARTER, 2026, 0, text), "2026Q1");
    CHECK_TEXT(period_print(PERIOD_YEAR, 2026, 0, text), "2026");
    CHECK_TEXT(date_print(period_end(PERIOD_MONTH, 2024, 1), day), "2024-02-29");
    CHECK_TEXT(date_print(period_end(PERIOD_MONTH, 2026, 11), day), "2026-12-31");
    CHECK_TEXT(date_print(period_end(PERIOD_QUARTER, 2026, 1), day), "2026-06-30");
    CHECK_TEXT(date_print(period_end(PERIOD_YEAR, 2026, 0), day), "2026-12-31");
}

TESTS({"a count is met, due or missed", count}, {"who a rule is for", not_for}, {"terms", terms},
      {"thresholds", thresholds}, {"ratios", ratios}, {"months between dates", orders}, {"periods", periods})
