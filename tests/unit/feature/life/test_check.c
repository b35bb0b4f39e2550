#include "check_tables.h"

struct wanted { const char *rule, *period; struct rule_answer answer; const char *regulation; int found; };

static int look(void *context, const struct check_line *line)
{
    struct wanted *w = context;
    if (!strcmp(w->rule, line->rule) && !strcmp(w->period, line->period)) {
        w->answer = line->answer;
        w->regulation = line->regulation;
        w->found++;
    }
    return DONE;
}

/* The state of unit X under one rule. */
static const char *state(const char *unit_row, const char *activities, const char *asof_text, const char *rule, const char *period)
{
    struct check_units units;
    struct date asof;
    struct wanted w = {.rule = rule, .period = period};
    CHECK_DONE(date_parse(asof_text, &asof));
    const char *text = arena_printf(arena, "code,kind,sector,full_members,groups,committee,elected_on\n%s\n", unit_row);
    CHECK_DONE(read_both(text, arena_printf(arena, "unit,kind,date\n%s\n", activities), asof, &units));
    CHECK_DONE(check_unit(check_start(arena, rulebook(), asof), check_units_find(&units, "X"), look, &w));
    free(said);
    CHECK(w.found <= 1);
    return w.found ? rule_state_ids[w.answer.state] : NULL;
}

static void counts(void)
{
    static const char branch[] = "X,支部,,12,2,yes,";
    arena = arena_create(64 << 20);
    CHECK_TEXT(state(branch, "X,党员大会,2026-03-31", "2026-03-31", "L-01", "2026Q1"), "met");
    CHECK_TEXT(state(branch, "X,党员大会,2026-03-31", "2026-03-30", "L-01", "2026Q1"), "due");
    CHECK_TEXT(state(branch, "X,党员大会,2026-04-01", "2026-04-01", "L-01", "2026Q1"), "missed");
    CHECK_TEXT(state(branch, "", "2026-03-31", "L-01", "2026Q1"), "due");
    CHECK_TEXT(state(branch, "", "2026-04-01", "L-01", "2026Q4"), "due");
    CHECK_TEXT(state(branch, "X,党员大会,2025-02-01", "2026-04-01", "L-01", "2026Q1"), "missed");
    CHECK_TEXT(state(branch, "X,支委会,2024-02-29", "2024-03-01", "L-02", "2024-02"), "met");
    CHECK_TEXT(state(branch, "X,主题党日,2026-05-01", "2026-06-01", "L-04", "2026Q2"), "due");   /* only its own kind */
    CHECK_TEXT(state(branch, "X,L-07,2026-12-31 19:30", "2026-12-31", "L-07", "2026"), "met");
    CHECK_TEXT(state(branch, "X,organisation_life,20260101", "2026-01-01", "L-06", "2026"), "met");
    arena_destroy(arena);
}

static void applicability(void)
{
    arena = arena_create(64 << 20);
    CHECK_TEXT(state("X,支部,,5,0,no,", "", "2026-05-01", "L-02", "2026-01"), "na");
    CHECK_TEXT(state("X,支部,,5,0,no,", "", "2026-05-01", "L-03", "2026-01"), "na");
    CHECK_TEXT(state("X,支部,,7,0,,", "", "2026-05-01", "L-02", "2026-01"), "missed");
    CHECK_TEXT(state("X,支部,,6,0,,", "", "2026-05-01", "L-02", "2026-01"), "na");
    CHECK_TEXT(state("X,联合党支部,,6,1,no,", "", "2026-05-01", "L-03", "2026-01"), "missed");
    CHECK_TEXT(state("X,临时党支部,,6,0,yes,", "", "2026-05-01", "L-02", "2026-01"), "missed");
    CHECK_TEXT(state("X,临时党支部,,6,0,no,", "", "2026-05-01", "L-07", "2026"), "na");
    CHECK_TEXT(state("X,临时党支部,,6,0,no,2010-01-01", "", "2026-05-01", "T-06", "term"), "na");
    CHECK_TEXT(state("X,机关党委,,120,0,yes,", "", "2026-05-01", "L-01", "2026Q1"), "na");
    CHECK_TEXT(state("X,总支,,60,0,yes,", "", "2026-05-01", "L-02", "2026-01"), "na");
    CHECK_TEXT(state("X,党小组,,5,0,no,", "", "2026-05-01", "L-03", "2026-01"), "na");
    CHECK_TEXT(state("X,支部,,12,0,yes,", "", "2018-12-31", "L-01", "2018Q3"), "na");     /* before the regulation */
    CHECK_TEXT(state("X,支部,,12,0,yes,", "", "2018-12-31", "L-01", "2018Q4"), "due");
    arena_destroy(arena);
}

static void terms(void)
{
    arena = arena_create(64 << 20);
    CHECK_TEXT(state("X,支部,,5,0,no,2023-06-30", "", "2026-06-30", "T-06", "term"), "met");
    CHECK_TEXT(state("X,支部,,5,0,no,2023-06-30", "", "2026-07-01", "T-06", "term"), "late");
    CHECK_TEXT(state("X,支部,,5,0,no,2024-02-29", "", "2027-03-01", "T-06", "term"), "met");
    CHECK_TEXT(state("X,支部,,5,0,no,", "", "2026-07-01", "T-06", "term"), "unknown");
    CHECK_TEXT(state("X,支部,社区,5,0,no,2021-03-01", "", "2026-03-01", "T-03", "term"), "met");
    CHECK_TEXT(state("X,支部,社区,5,0,no,2021-03-01", "", "2026-03-02", "T-03", "term"), "late");
    CHECK_TEXT(state("X,支部,社区,5,0,no,2021-03-01", "", "2026-03-02", "T-06", "term"), "na");
    CHECK_TEXT(state("X,机关党委,,120,0,yes,2021-11-26", "", "2026-11-26", "T-04", "term"), "met");
    CHECK_TEXT(state("X,总支,机关,60,0,yes,2023-11-25", "", "2026-11-26", "T-05", "term"), "late");
    CHECK_TEXT(state("X,机关党委,,120,0,yes,2016-06-01", "", "2020-06-02", "T-04", "term"), "late");  /* four years then */
    CHECK_TEXT(state("X,党组,,5,0,no,", "", "2026-07-01", "T-04", "term"), "na");
    CHECK_TEXT(state("X,支部,国企,5,0,no,2024-01-01", "", "2026-07-01", "T-06", "term"), "na");
    CHECK_TEXT(state("X,支部,国企,5,0,no,2024-01-01", "", "2026-07-01", "T-07", "term"), "met");
    CHECK_TEXT(state("X,支部,,5,0,no,2024-01-01", "", "2026-07-01", "T-07", "term"), NULL);
    arena_destroy(arena);
}

static int count_lines(void *context, const struct check_line *line)
{
    ++*(int *)context;
    return DONE;
}

static void whole(void)
{
    struct check_unit unit = {.code = "X", .facts = {UNIT_BRANCH, SECTOR_ORGAN, true, 1}};
    int lines = 0;
    arena = arena_create(1 << 20);
    CHECK_DONE(check_unit(check_start(arena, rulebook(), (struct date){2026, 5, 1}), &unit, count_lines, &lines));
    CHECK_INT(lines, 4 + 12 + 12 + 4 + 12 + 1 + 1 + 4);
    arena_destroy(arena);
}

TESTS({"counts in their periods", counts}, {"who a rule is for", applicability}, {"terms", terms},
      {"each rule and period has its line", whole})
