#include "life_world.h"

#include "feature/life/compliance/checker.h"

static struct world w;

struct seen { const char *rule, *period; enum rule_state state; const char *regulation; int found, lines; };

static int look(void *context, const struct check_line *line)
{
    struct seen *seen = context;
    if (strcmp(line->rule, seen->rule))
        return DONE;
    seen->lines++;
    if (!strcmp(line->period, seen->period)) {
        seen->state = line->answer.state;
        seen->regulation = line->regulation;
        seen->found++;
    }
    return DONE;
}

static struct seen check(const char *unit, struct date asof, const char *rule, const char *period)
{
    struct seen seen = {.rule = rule, .period = period};
    CHECK_DONE(unit_check(w.arena, w.db, world_unit(&w, unit), asof, look, &seen));
    return seen;
}

static const char *state(const char *unit, struct date asof, const char *rule, const char *period)
{
    struct seen seen = check(unit, asof, rule, period);
    CHECK(seen.found <= 1);
    return seen.found ? rule_state_ids[seen.state] : NULL;
}

static const struct date today = {2026, 11, 26};

/* Two in one month are one bit, so that the rows are asked. */
static void twice_a_year(void)
{
    life_open(&w);
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "lecture", NULL, "2026-03-10", 0}, NULL));
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "L-04", NULL, "2026-01-01", NULL, "year", 2}, NULL));
    CHECK_TEXT(state("SL-Z1", today, "L-04", "2026"), "due");
    CHECK_INT(check("SL-Z1", today, "L-04", "2026").lines, 1);
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "theme_day", "lecture", "2026-03-31", 0}, NULL));
    CHECK_TEXT(state("SL-Z1", today, "L-04", "2026"), "met");
    CHECK_TEXT(state("SL-Z1", (struct date){2026, 3, 30}, "L-04", "2026"), "due");
    CHECK_TEXT(state("SL-Z2", (struct date){2027, 1, 1}, "L-04", "2027"), "due");
    CHECK_TEXT(check("SL-Z1", today, "L-04", "2026").regulation, "SL-JW文〔2026〕2026-01-01号");
    CHECK_TEXT(state("JY-Z1", today, "L-04", "2026Q1"), "missed");         /* another organ */
    CHECK_TEXT(state("SL-JW", today, "L-04", "2026Q1"), "na");             /* not its duty: as shipped */
    life_close(&w);
}

/* Each period is judged by the rule of its last day: quarters until the setting, then the year. */
static void changed_in_mid_year(void)
{
    life_open(&w);
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "lecture", NULL, "2026-02-28", 0}, NULL));
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "L-04", NULL, "2026-07-01", NULL, "year", 2}, NULL));
    CHECK_TEXT(state("SL-Z1", today, "L-04", "2026Q1"), "met");
    CHECK_TEXT(state("SL-Z1", today, "L-04", "2026Q2"), "missed");
    CHECK_TEXT(state("SL-Z1", today, "L-04", "2026Q3"), NULL);
    CHECK_TEXT(state("SL-Z1", today, "L-04", "2026"), "due");
    CHECK_TEXT(state("SL-Z1", (struct date){2025, 11, 26}, "L-04", "2025Q1"), "missed");   /* an old year by its own rule */
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "L-04", NULL, "2026-09-30", "withdrawn"}, NULL));
    CHECK_TEXT(state("SL-Z1", today, "L-04", "2026Q3"), "missed");
    CHECK_TEXT(state("SL-Z1", today, "L-04", "2026"), NULL);
    life_close(&w);
}

static void switched_off(void)
{
    life_open(&w);
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "L-04", "temporary_branch", "2026-05-01", "off"}, NULL));
    CHECK_TEXT(state("SL-LS", today, "L-04", "2026Q2"), "na");
    CHECK_TEXT(state("SL-Z1", today, "L-04", "2026Q2"), "missed");
    life_close(&w);
}

/* L-12 is custom that nobody checks until a place says so. */
static void switched_on(void)
{
    life_open(&w);
    CHECK_TEXT(state("SL-ZZ", today, "L-12", "2026"), NULL);
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "L-12", "general_branch", "2026-01-01", NULL, NULL, 2}, NULL));
    CHECK_TEXT(state("SL-ZZ", today, "L-12", "2026"), "due");
    CHECK_TEXT(state("SL-JW", today, "L-12", "2026"), NULL);
    CHECK_TEXT(state("SL-Z1", today, "L-12", "2026"), NULL);
    CHECK_DONE(hold(&w, (struct held){"SL-ZZ", "assembly", NULL, "2026-02-10", 0}, NULL));
    CHECK_DONE(hold(&w, (struct held){"SL-ZZ", "assembly", NULL, "2026-02-11", 0}, NULL));
    CHECK_TEXT(state("SL-ZZ", today, "L-12", "2026"), "met");
    life_close(&w);
}

static void ready_once(void)
{
    const struct check *one, *other;
    struct checker *checker;
    bool local;
    life_open(&w);
    CHECK_DONE(set_rule(&w, (struct rule_say){"SL-JW", "L-04", NULL, "2026-01-01", NULL, "month", 1}, NULL));
    CHECK_DONE(checker_start(w.arena, w.db, &(struct year_view){.day = today}, &checker));
    CHECK_DONE(checker_check(checker, world_unit(&w, "SL-Z1"), 0, &one, &local));
    CHECK(local);
    CHECK_DONE(checker_check(checker, world_unit(&w, "SL-Z2"), 0, &other, &local));
    CHECK(one == other);
    CHECK_DONE(checker_check(checker, world_unit(&w, "JY-Z1"), 0, &other, &local));
    CHECK(one != other && !local);
    life_close(&w);
}

TESTS({"twice a year is asked of the rows", twice_a_year}, {"changed in the middle of a year", changed_in_mid_year},
      {"switched off for a kind of unit", switched_off}, {"custom is checked once a place asks it", switched_on},
      {"each set of settings is made ready once", ready_once})
