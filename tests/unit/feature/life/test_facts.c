#include "life_world.h"

static struct world w;

struct wanted { const char *rule, *period; enum rule_state state; int found; };

static int look(void *context, const struct check_line *line)
{
    struct wanted *wanted = context;
    if (!strcmp(line->rule, wanted->rule) && !strcmp(line->period, wanted->period)) {
        wanted->state = line->answer.state;
        wanted->found++;
    }
    return DONE;
}

static const char *state(const char *unit, struct date asof, const char *rule, const char *period)
{
    struct check_unit u;
    struct wanted wanted = {.rule = rule, .period = period};
    CHECK_DONE(unit_facts_read(w.arena, w.db, world_unit(&w, unit), asof, &u));
    CHECK_DONE(check_unit(check_start(w.arena, rulebook(), asof), &u, look, &wanted));
    CHECK_INT(wanted.found, 1);
    return rule_state_ids[wanted.state];
}

static void facts(void)
{
    struct date today = {2026, 11, 26};
    life_open(&w);
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "assembly", NULL, "2026-03-31", 0}, NULL));
    CHECK_TEXT(state("SL-Z1", today, "L-01", "2026Q1"), "met");
    CHECK_TEXT(state("SL-Z1", (struct date){2026, 3, 30}, "L-01", "2026Q1"), "due");
    CHECK_TEXT(state("SL-Z1", today, "L-01", "2026Q2"), "missed");
    CHECK_TEXT(state("SL-Z1", today, "L-02", "2026-01"), "na");            /* six members, no committee known */
    CHECK_TEXT(state("SL-Z1", today, "T-06", "term"), "unknown");
    CHECK_DONE(elect(&w, "SL-Z1", "2023-06-30", NULL, NULL));
    CHECK_TEXT(state("SL-Z1", today, "L-02", "2026-01"), "missed");        /* it elected a committee, years ago */
    CHECK_TEXT(state("SL-Z1", today, "T-06", "term"), "late");
    CHECK_TEXT(state("SL-Z1", (struct date){2026, 6, 30}, "T-06", "term"), "met");
    CHECK_DONE(elect(&w, "SL-Z2", "2023-06-30", "2027-06-30", "批〔2026〕3号"));
    CHECK_TEXT(state("SL-Z2", today, "T-06", "term"), "met");              /* extended with approval is not late */
    CHECK_TEXT(state("SL-JW", today, "L-01", "2026Q1"), "na");
    life_close(&w);
}

/* The temporary branch was founded on 2026-03-10. */
static void founded(void)
{
    struct date today = {2026, 11, 26};
    life_open(&w);
    CHECK_TEXT(state("SL-LS", today, "L-05", "2026-02"), "na");
    CHECK_TEXT(state("SL-LS", today, "L-05", "2026-03"), "na");
    CHECK_TEXT(state("SL-LS", today, "L-05", "2026-04"), "missed");
    CHECK_DONE(hold(&w, (struct held){"SL-LS", "theme_day", NULL, "2026-03-31", 0}, NULL));
    CHECK_TEXT(state("SL-LS", today, "L-05", "2026-03"), "met");
    CHECK_TEXT(state("SL-LS", today, "T-06", "term"), "na");
    CHECK_DONE(db_run(w.db, "UPDATE unit SET dissolved = '2026-10-15' WHERE code = 'SL-LS'"));
    CHECK_TEXT(state("SL-LS", today, "L-05", "2026-10"), "na");
    CHECK_TEXT(state("SL-LS", today, "L-05", "2026-11"), "na");
    CHECK_TEXT(state("SL-LS", today, "L-05", "2026-09"), "missed");
    life_close(&w);
}

/* A committee elected on 15 June is asked from July on; one that was not elected again that day, until May. */
static void committee_in_mid_year(void)
{
    struct date today = {2026, 11, 26};
    life_open(&w);
    CHECK_DONE(elect(&w, "SL-Z1", "2026-06-15", NULL, NULL));
    CHECK_TEXT(state("SL-Z1", today, "L-02", "2026-05"), "na");
    CHECK_TEXT(state("SL-Z1", today, "L-02", "2026-06"), "na");
    CHECK_TEXT(state("SL-Z1", today, "L-02", "2026-07"), "missed");
    CHECK_TEXT(state("SL-Z1", (struct date){2026, 6, 14}, "L-02", "2026-07"), "na");
    CHECK_DONE(hold(&w, (struct held){"SL-Z1", "committee", NULL, "2026-06-15", 0}, NULL));
    CHECK_TEXT(state("SL-Z1", today, "L-02", "2026-06"), "met");
    CHECK_DONE(elect(&w, "SL-Z1", "2023-06-10", NULL, NULL));              /* entered later: one committee after another */
    CHECK_TEXT(state("SL-Z1", today, "L-02", "2026-05"), "missed");
    CHECK_DONE(db_run(w.db, "UPDATE term SET form = 'secretary' WHERE elected_on = '2026-06-15'"));
    CHECK_TEXT(state("SL-Z1", today, "L-02", "2026-05"), "missed");
    CHECK_TEXT(state("SL-Z1", today, "L-02", "2026-06"), "met");
    CHECK_TEXT(state("SL-Z1", today, "L-02", "2026-07"), "na");
    CHECK_TEXT(state("SL-Z1", today, "L-01", "2026Q1"), "missed");
    life_close(&w);
}

TESTS({"what a unit is on a day", facts}, {"a committee in mid-year", committee_in_mid_year}, {"founded and dissolved in the middle", founded})
