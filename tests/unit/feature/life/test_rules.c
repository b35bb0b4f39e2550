/* Every rule of the rulebook that computes something: a case that is met, one that is missed, one it is not for, and an edge. */
#include "feature/life/compliance/check.h"

#include "check.h"

enum sort { MET, MISSED, NA, EDGE, SORT__COUNT };
static const char *const sort_names[] = {"met", "missed", "not applicable", "edge"};

enum who { BRANCH, SMALL, TEMPORARY, VILLAGE, VILLAGE_COMMITTEE, GENERAL, COMMITTEE, DISCIPLINE, LEADING, GROUP, DEPARTMENT, WORKING,
           ENTERPRISE, ENTERPRISE_COMMITTEE, UNIVERSITY, UNIVERSITY_COMMITTEE };
static const struct unit_facts units[] = {
    [BRANCH] = {UNIT_BRANCH, SECTOR_ORGAN, true, 2}, [SMALL] = {UNIT_BRANCH, SECTOR_ORGAN, false, 0},
    [TEMPORARY] = {UNIT_TEMPORARY_BRANCH, SECTOR_ORGAN, false, 0}, [VILLAGE] = {UNIT_BRANCH, SECTOR_VILLAGE, true, 0},
    [VILLAGE_COMMITTEE] = {UNIT_ORGAN_COMMITTEE, SECTOR_VILLAGE, true, 0}, [GENERAL] = {UNIT_GENERAL_BRANCH, SECTOR_ORGAN, true, 0},
    [COMMITTEE] = {UNIT_ORGAN_COMMITTEE, SECTOR_ORGAN, true, 0}, [DISCIPLINE] = {UNIT_DISCIPLINE_COMMITTEE, SECTOR_ORGAN, true, 0},
    [LEADING] = {UNIT_LEADING_GROUP, SECTOR_ORGAN, false, 0}, [GROUP] = {UNIT_GROUP, SECTOR_ORGAN, false, 0},
    [DEPARTMENT] = {UNIT_DEPARTMENT, SECTOR_ORGAN, false, 0}, [WORKING] = {UNIT_WORKING_COMMITTEE, SECTOR_ORGAN, true, 0},
    [ENTERPRISE] = {UNIT_BRANCH, SECTOR_ENTERPRISE, true, 0}, [ENTERPRISE_COMMITTEE] = {UNIT_ORGAN_COMMITTEE, SECTOR_ENTERPRISE, true, 0},
    [UNIVERSITY] = {UNIT_GENERAL_BRANCH, SECTOR_UNIVERSITY, true, 0}, [UNIVERSITY_COMMITTEE] = {UNIT_ORGAN_COMMITTEE, SECTOR_UNIVERSITY, true, 0},
};

/* What a, b and c are follows from the rule's kind; days are written 20260331, 0 is none:
 *     count      how many; the period's last day; as of
 *     term       elected on; as of; extended until
 *     threshold  the number, -1 unknown; 1: has what the rule asks for
 *     ratio      the part; the whole
 *     order      the first day; the second */
struct row { const char *id; enum sort sort; enum who who; int a, b, c; enum rule_state wanted; };

static const struct row rows[] = {
    {"T-01", MET, COMMITTEE, 20210301, 20260301, 0, STATE_MET}, {"T-01", MISSED, COMMITTEE, 20210301, 20260302, 0, STATE_LATE},
    {"T-01", NA, BRANCH, 20210301, 20260302, 0, STATE_NA}, {"T-01", EDGE, COMMITTEE, 20200229, 20250301, 0, STATE_MET},
    {"T-01", EDGE, COMMITTEE, 20200229, 20250302, 0, STATE_LATE},
    {"T-02", MET, BRANCH, 20230630, 20260630, 0, STATE_MET}, {"T-02", MISSED, BRANCH, 20230630, 20260701, 0, STATE_LATE},
    {"T-02", NA, COMMITTEE, 20230630, 20260701, 0, STATE_NA}, {"T-02", EDGE, GENERAL, 20230630, 20260701, 20270630, STATE_MET},
    {"T-02", EDGE, GENERAL, 20230630, 20270701, 20270630, STATE_LATE},
    {"T-03", MET, VILLAGE, 20210301, 20260301, 0, STATE_MET}, {"T-03", MISSED, VILLAGE, 20210301, 20260302, 0, STATE_LATE},
    {"T-03", NA, BRANCH, 20210301, 20260302, 0, STATE_NA}, {"T-03", EDGE, VILLAGE_COMMITTEE, 0, 20260302, 0, STATE_UNKNOWN},
    {"T-04", MET, COMMITTEE, 20211126, 20261126, 0, STATE_MET}, {"T-04", MISSED, COMMITTEE, 20211126, 20261127, 0, STATE_LATE},
    {"T-04", NA, VILLAGE_COMMITTEE, 20211126, 20261127, 0, STATE_NA},
    {"T-04", EDGE, COMMITTEE, 20180711, 20220712, 0, STATE_LATE},          /* elected for four years */
    {"T-04", EDGE, COMMITTEE, 20180712, 20220712, 0, STATE_MET},
    {"T-05", MET, GENERAL, 20231231, 20261231, 0, STATE_MET}, {"T-05", MISSED, GENERAL, 20231231, 20270101, 0, STATE_LATE},
    {"T-05", NA, BRANCH, 20231231, 20270101, 0, STATE_NA}, {"T-05", EDGE, GENERAL, 20240229, 20270301, 0, STATE_MET},
    {"T-06", MET, SMALL, 20230630, 20260630, 0, STATE_MET}, {"T-06", MISSED, BRANCH, 20230630, 20260701, 0, STATE_LATE},
    {"T-06", NA, TEMPORARY, 20230630, 20260701, 0, STATE_NA}, {"T-06", EDGE, BRANCH, 20240229, 20270301, 0, STATE_MET},
    {"T-06", EDGE, BRANCH, 20240229, 20270302, 0, STATE_LATE}, {"T-06", EDGE, BRANCH, 0, 20260701, 0, STATE_UNKNOWN},
    {"T-07", MET, ENTERPRISE_COMMITTEE, 20211126, 20261126, 0, STATE_MET}, {"T-07", MISSED, ENTERPRISE, 20231125, 20261126, 0, STATE_LATE},
    {"T-07", NA, BRANCH, 20231126, 20261127, 0, STATE_NA}, {"T-07", EDGE, ENTERPRISE, 20180711, 20200712, 0, STATE_LATE},
    {"T-08", MET, UNIVERSITY_COMMITTEE, 20211126, 20261126, 0, STATE_MET}, {"T-08", MISSED, UNIVERSITY, 20231125, 20261126, 0, STATE_LATE},
    {"T-08", NA, GENERAL, 20231126, 20261127, 0, STATE_NA}, {"T-08", EDGE, UNIVERSITY_COMMITTEE, 20180711, 20220711, 0, STATE_MET},
    {"T-09", MET, BRANCH, 4, 0, 0, STATE_MET}, {"T-09", MISSED, BRANCH, 2, 0, 0, STATE_MISSED}, {"T-09", NA, TEMPORARY, 2, 0, 0, STATE_NA},
    {"T-09", EDGE, COMMITTEE, 5, 0, 0, STATE_MET}, {"T-09", EDGE, COMMITTEE, 6, 0, 0, STATE_MISSED}, {"T-09", EDGE, BRANCH, 3, 0, 0, STATE_MET},
    {"T-12", MET, DISCIPLINE, 20211126, 20261126, 0, STATE_MET}, {"T-12", MISSED, DISCIPLINE, 20211126, 20261127, 0, STATE_LATE},
    {"T-12", NA, COMMITTEE, 20211126, 20261127, 0, STATE_NA}, {"T-12", EDGE, DISCIPLINE, 20200229, 20250301, 0, STATE_MET},

    {"E-03", MET, BRANCH, 20260630, 20270101, 0, STATE_MET}, {"E-03", MISSED, BRANCH, 20260630, 20270701, 0, STATE_MISSED},
    {"E-03", NA, TEMPORARY, 20260630, 20270701, 0, STATE_NA}, {"E-03", EDGE, COMMITTEE, 20260630, 20270630, 0, STATE_MET},
    {"E-03", EDGE, COMMITTEE, 20280229, 20290301, 0, STATE_MET}, {"E-03", EDGE, COMMITTEE, 20260630, 0, 0, STATE_UNKNOWN},
    {"E-04", MET, BRANCH, 20251201, 20260630, 0, STATE_MET}, {"E-04", MISSED, BRANCH, 20260115, 20260630, 0, STATE_MISSED},
    {"E-04", NA, COMMITTEE, 20260115, 20260630, 0, STATE_NA}, {"E-04", EDGE, BRANCH, 20251230, 20260630, 0, STATE_MET},
    {"E-04", EDGE, BRANCH, 20251231, 20260630, 0, STATE_MISSED},
    {"E-08", MET, BRANCH, 0, 0, 0, STATE_MET}, {"E-08", MISSED, BRANCH, 2, 0, 0, STATE_MISSED}, {"E-08", NA, TEMPORARY, 2, 0, 0, STATE_NA},
    {"E-08", EDGE, BRANCH, 1, 0, 0, STATE_MET},

    {"O-01", MET, COMMITTEE, 120, 1, 0, STATE_MET}, {"O-01", MISSED, GENERAL, 120, 0, 0, STATE_MISSED}, {"O-01", NA, VILLAGE, 120, 0, 0, STATE_NA},
    {"O-01", EDGE, GENERAL, 100, 0, 0, STATE_MISSED}, {"O-01", EDGE, GENERAL, 99, 0, 0, STATE_NA}, {"O-01", EDGE, GENERAL, -1, 0, 0, STATE_UNKNOWN},
    {"O-02", MET, GENERAL, 60, 1, 0, STATE_MET}, {"O-02", MISSED, BRANCH, 60, 0, 0, STATE_MISSED}, {"O-02", NA, TEMPORARY, 60, 0, 0, STATE_NA},
    {"O-02", EDGE, BRANCH, 50, 0, 0, STATE_MISSED}, {"O-02", EDGE, BRANCH, 99, 0, 0, STATE_MISSED}, {"O-02", EDGE, BRANCH, 100, 0, 0, STATE_NA},
    {"O-02", EDGE, BRANCH, 49, 0, 0, STATE_NA},
    {"O-03", MET, DEPARTMENT, 5, 1, 0, STATE_MET}, {"O-03", MISSED, DEPARTMENT, 5, 0, 0, STATE_MISSED}, {"O-03", NA, BRANCH, 5, 0, 0, STATE_NA},
    {"O-03", EDGE, DEPARTMENT, 3, 0, 0, STATE_MISSED}, {"O-03", EDGE, DEPARTMENT, 2, 0, 0, STATE_NA},
    {"O-04", MET, BRANCH, 9, 1, 0, STATE_MET}, {"O-04", MISSED, SMALL, 9, 0, 0, STATE_MISSED}, {"O-04", NA, TEMPORARY, 9, 0, 0, STATE_NA},
    {"O-04", EDGE, SMALL, 7, 0, 0, STATE_MISSED}, {"O-04", EDGE, SMALL, 6, 0, 0, STATE_NA},
    {"O-05", MET, BRANCH, 5, 0, 0, STATE_MET}, {"O-05", MISSED, BRANCH, 8, 0, 0, STATE_MISSED}, {"O-05", NA, SMALL, 8, 0, 0, STATE_NA},
    {"O-05", EDGE, BRANCH, 7, 0, 0, STATE_MET}, {"O-05", EDGE, BRANCH, 3, 0, 0, STATE_MET}, {"O-05", EDGE, BRANCH, 2, 0, 0, STATE_MISSED},
    {"O-06", MET, BRANCH, 30, 0, 0, STATE_MET}, {"O-06", MISSED, BRANCH, 51, 0, 0, STATE_MISSED}, {"O-06", NA, GENERAL, 51, 0, 0, STATE_NA},
    {"O-06", EDGE, BRANCH, 50, 0, 0, STATE_MET},
    {"O-07", MET, SMALL, 2, 0, 0, STATE_MET}, {"O-07", MISSED, SMALL, 6, 0, 0, STATE_MISSED}, {"O-07", NA, TEMPORARY, 6, 0, 0, STATE_NA},
    {"O-07", EDGE, SMALL, 5, 0, 0, STATE_MET},
    {"O-08", MET, TEMPORARY, 20260110, 20260401, 0, STATE_MET}, {"O-08", MISSED, TEMPORARY, 20260110, 20261001, 0, STATE_MISSED},
    {"O-08", NA, BRANCH, 20260110, 20261001, 0, STATE_NA}, {"O-08", EDGE, TEMPORARY, 20260110, 20260710, 0, STATE_MET},
    {"O-08", EDGE, TEMPORARY, 20250831, 20260301, 0, STATE_MET},           /* there is no 31 February */
    {"O-09", MET, BRANCH, 20260110, 20260120, 0, STATE_MET}, {"O-09", MISSED, BRANCH, 20260110, 20260211, 0, STATE_MISSED},
    {"O-09", NA, COMMITTEE, 20260110, 20260211, 0, STATE_NA}, {"O-09", EDGE, BRANCH, 20260110, 20260210, 0, STATE_MET},
    {"O-10", MET, COMMITTEE, 7, 0, 0, STATE_MET}, {"O-10", MISSED, COMMITTEE, 11, 0, 0, STATE_MISSED}, {"O-10", NA, GENERAL, 11, 0, 0, STATE_NA},
    {"O-10", EDGE, COMMITTEE, 5, 0, 0, STATE_MET}, {"O-10", EDGE, COMMITTEE, 9, 0, 0, STATE_MET}, {"O-10", EDGE, COMMITTEE, 4, 0, 0, STATE_MISSED},
    {"O-12", MET, BRANCH, 20200701, 20260301, 0, STATE_MET}, {"O-12", MISSED, BRANCH, 20250701, 20260301, 0, STATE_MISSED},
    {"O-12", NA, COMMITTEE, 20250701, 20260301, 0, STATE_NA}, {"O-12", EDGE, BRANCH, 20250301, 20260301, 0, STATE_MET},
    {"O-12", EDGE, BRANCH, 20240229, 20250228, 0, STATE_MISSED}, {"O-12", EDGE, BRANCH, 20240229, 20250301, 0, STATE_MET},
    {"O-14", MET, GROUP, 6, 0, 0, STATE_MET}, {"O-14", MISSED, GROUP, 2, 0, 0, STATE_MISSED}, {"O-14", NA, BRANCH, 2, 0, 0, STATE_NA},
    {"O-14", EDGE, GROUP, 3, 0, 0, STATE_MET},

    {"L-01", MET, BRANCH, 1, 20260331, 20260105, STATE_MET}, {"L-01", MISSED, SMALL, 0, 20260331, 20260401, STATE_MISSED},
    {"L-01", NA, GENERAL, 0, 20260331, 20260401, STATE_NA}, {"L-01", EDGE, BRANCH, 0, 20260331, 20260331, STATE_DUE},
    {"L-01", EDGE, TEMPORARY, 0, 20260331, 20260401, STATE_MISSED}, {"L-01", EDGE, BRANCH, 0, 20180930, 20181001, STATE_NA},
    {"L-01", EDGE, BRANCH, 0, 20181231, 20190101, STATE_MISSED},           /* the regulation is of 28 October 2018 */
    {"L-02", MET, BRANCH, 2, 20260131, 20260201, STATE_MET}, {"L-02", MISSED, BRANCH, 0, 20260131, 20260201, STATE_MISSED},
    {"L-02", NA, SMALL, 0, 20260131, 20260201, STATE_NA}, {"L-02", EDGE, BRANCH, 0, 20280229, 20280229, STATE_DUE},
    {"L-02", EDGE, BRANCH, 0, 20280229, 20280301, STATE_MISSED},
    {"L-03", MET, BRANCH, 1, 20260430, 20260430, STATE_MET}, {"L-03", MISSED, BRANCH, 0, 20260430, 20260501, STATE_MISSED},
    {"L-03", NA, SMALL, 0, 20260430, 20260501, STATE_NA}, {"L-03", EDGE, GROUP, 0, 20260430, 20260501, STATE_NA},
    {"L-04", MET, BRANCH, 1, 20260630, 20260701, STATE_MET}, {"L-04", MISSED, TEMPORARY, 0, 20260630, 20260701, STATE_MISSED},
    {"L-04", NA, LEADING, 0, 20260630, 20260701, STATE_NA}, {"L-04", EDGE, BRANCH, 0, 20260630, 20260630, STATE_DUE},
    {"L-04s", MET, LEADING, 1, 20261231, 20261231, STATE_MET}, {"L-04s", MISSED, COMMITTEE, 0, 20261231, 20270101, STATE_MISSED},
    {"L-04s", NA, BRANCH, 0, 20261231, 20270101, STATE_NA}, {"L-04s", EDGE, LEADING, 0, 20261231, 20261231, STATE_DUE},
    {"L-05", MET, SMALL, 1, 20261231, 20261231, STATE_MET}, {"L-05", MISSED, SMALL, 0, 20261130, 20261201, STATE_MISSED},
    {"L-05", NA, WORKING, 0, 20261130, 20261201, STATE_NA}, {"L-05", EDGE, SMALL, 0, 20261231, 20261231, STATE_DUE},
    {"L-06", MET, TEMPORARY, 1, 20261231, 20270301, STATE_MET}, {"L-06", MISSED, BRANCH, 0, 20261231, 20270101, STATE_MISSED},
    {"L-06", NA, DEPARTMENT, 0, 20261231, 20270101, STATE_NA}, {"L-06", EDGE, BRANCH, 0, 20261231, 20261231, STATE_DUE},
    {"L-07", MET, BRANCH, 1, 20261231, 20261231, STATE_MET}, {"L-07", MISSED, SMALL, 0, 20261231, 20270101, STATE_MISSED},
    {"L-07", NA, TEMPORARY, 0, 20261231, 20270101, STATE_NA}, {"L-07", EDGE, BRANCH, 0, 20261231, 20260101, STATE_DUE},
    {"L-07b", MET, BRANCH, 2, 10, 0, STATE_MET}, {"L-07b", MISSED, BRANCH, 4, 10, 0, STATE_MISSED}, {"L-07b", NA, TEMPORARY, 4, 10, 0, STATE_NA},
    {"L-07b", EDGE, BRANCH, 3, 9, 0, STATE_MET}, {"L-07b", EDGE, BRANCH, 3, 8, 0, STATE_MISSED}, {"L-07b", EDGE, BRANCH, 0, 0, 0, STATE_UNKNOWN},
    {"L-08", MET, BRANCH, 3, 20261231, 20270101, STATE_MET}, {"L-08", MISSED, BRANCH, 0, 20261231, 20270101, STATE_MISSED},
    {"L-08", NA, GENERAL, 0, 20261231, 20270101, STATE_NA}, {"L-08", EDGE, BRANCH, 0, 20261231, 20261231, STATE_DUE},
    {"L-10", MET, LEADING, 1, 20261231, 20270101, STATE_MET}, {"L-10", MISSED, LEADING, 0, 20261231, 20270101, STATE_MISSED},
    {"L-10", NA, COMMITTEE, 0, 20261231, 20270101, STATE_NA}, {"L-10", EDGE, LEADING, 0, 20261231, 20261231, STATE_DUE},
    {"L-11", MET, LEADING, 1, 20260930, 20261001, STATE_MET}, {"L-11", MISSED, LEADING, 0, 20260930, 20261001, STATE_MISSED},
    {"L-11", NA, BRANCH, 0, 20260930, 20261001, STATE_NA}, {"L-11", EDGE, LEADING, 0, 20260930, 20260930, STATE_DUE},
    {"L-12", MET, COMMITTEE, 1, 20261231, 20270101, STATE_MET}, {"L-12", MISSED, COMMITTEE, 0, 20261231, 20270101, STATE_MISSED},
    {"L-12", NA, BRANCH, 0, 20261231, 20270101, STATE_NA}, {"L-12", EDGE, GENERAL, 1, 20261231, 20270101, STATE_MISSED},  /* twice a year */
    {"L-12", EDGE, GENERAL, 2, 20261231, 20270101, STATE_MET}, {"L-12", EDGE, GENERAL, 1, 20261231, 20261231, STATE_DUE},
    {"L-13", MET, BRANCH, 20260110, 20260401, 0, STATE_MET}, {"L-13", MISSED, BRANCH, 20260110, 20260801, 0, STATE_MISSED},
    {"L-13", NA, GENERAL, 20260110, 20260801, 0, STATE_NA}, {"L-13", EDGE, BRANCH, 20260110, 20260710, 0, STATE_MET},
    {"L-14", MET, BRANCH, 20260110, 20260401, 0, STATE_MET}, {"L-14", MISSED, BRANCH, 20260110, 20260711, 0, STATE_MISSED},
    {"L-14", NA, TEMPORARY, 20260110, 20260711, 0, STATE_NA}, {"L-14", EDGE, BRANCH, 20260110, 0, 0, STATE_UNKNOWN},

    {"P-08", MET, TEMPORARY, 5, 1, 0, STATE_MET}, {"P-08", MISSED, TEMPORARY, 5, 0, 0, STATE_MISSED}, {"P-08", NA, BRANCH, 5, 0, 0, STATE_NA},
    {"P-08", EDGE, TEMPORARY, 3, 0, 0, STATE_MISSED}, {"P-08", EDGE, TEMPORARY, 2, 0, 0, STATE_NA},

    {"V-01", MET, BRANCH, 9, 10, 0, STATE_MET}, {"V-01", MISSED, BRANCH, 7, 10, 0, STATE_MISSED}, {"V-01", NA, TEMPORARY, 7, 10, 0, STATE_NA},
    {"V-01", EDGE, BRANCH, 8, 10, 0, STATE_MET}, {"V-01", EDGE, BRANCH, 8, 11, 0, STATE_MISSED},
    {"V-02", MET, BRANCH, 6, 10, 0, STATE_MET}, {"V-02", MISSED, TEMPORARY, 4, 10, 0, STATE_MISSED}, {"V-02", NA, GENERAL, 4, 10, 0, STATE_NA},
    {"V-02", EDGE, BRANCH, 5, 10, 0, STATE_MET}, {"V-02", EDGE, BRANCH, 5, 11, 0, STATE_MISSED},
    {"V-03", MET, BRANCH, 3, 5, 0, STATE_MET}, {"V-03", MISSED, BRANCH, 2, 5, 0, STATE_MISSED}, {"V-03", NA, SMALL, 2, 5, 0, STATE_NA},
    {"V-03", EDGE, BRANCH, 2, 4, 0, STATE_MET},
    {"V-04", MET, BRANCH, 6, 10, 0, STATE_MET}, {"V-04", MISSED, BRANCH, 4, 10, 0, STATE_MISSED}, {"V-04", NA, TEMPORARY, 4, 10, 0, STATE_NA},
    {"V-04", EDGE, BRANCH, 5, 10, 0, STATE_MISSED}, {"V-04", EDGE, BRANCH, 6, 11, 0, STATE_MET},
    {"V-05", MET, LEADING, 5, 6, 0, STATE_MET}, {"V-05", MISSED, LEADING, 3, 6, 0, STATE_MISSED}, {"V-05", NA, COMMITTEE, 3, 6, 0, STATE_NA},
    {"V-05", EDGE, LEADING, 4, 6, 0, STATE_MET}, {"V-05", EDGE, LEADING, 4, 7, 0, STATE_MISSED},
    {"V-07", MET, COMMITTEE, 7, 5, 0, STATE_MET}, {"V-07", MISSED, COMMITTEE, 5, 5, 0, STATE_MISSED}, {"V-07", NA, TEMPORARY, 5, 5, 0, STATE_NA},
    {"V-07", EDGE, COMMITTEE, 6, 5, 0, STATE_MET}, {"V-07", EDGE, BRANCH, 8, 7, 0, STATE_MISSED}, {"V-07", EDGE, BRANCH, 9, 7, 0, STATE_MET},
    {"K-01", MET, COMMITTEE, 3, 200, 0, STATE_MET}, {"K-01", MISSED, LEADING, 1, 200, 0, STATE_MISSED}, {"K-01", NA, BRANCH, 1, 200, 0, STATE_NA},
    {"K-01", EDGE, COMMITTEE, 2, 200, 0, STATE_MET}, {"K-01", EDGE, COMMITTEE, 4, 200, 0, STATE_MET}, {"K-01", EDGE, COMMITTEE, 5, 200, 0, STATE_MISSED},
};

static struct date day(int number)
{
    return (struct date){number / 10000, number / 100 % 100, number % 100};
}

/* The version in force on the day that the rule is judged by; where none is for such a unit, any. */
static const struct rule *version(const struct row *row, enum rule_kind kind)
{
    struct date on = kind == RULE_COUNT ? day(row->b) : kind == RULE_TERM ? day(row->a ? row->a : row->b) : (struct date){2026, 1, 1};
    const struct rule *rule = rulebook_find(rulebook(), row->id, units[row->who].kind, units[row->who].sector, on);
    return rule ? rule : rulebook_any(rulebook(), row->id, on);
}

static struct rule_answer ask(const struct row *row)
{
    enum rule_kind kind = rulebook_any(rulebook(), row->id, (struct date){2026, 1, 1})->kind;
    const struct rule *rule = version(row, kind);
    struct rule_question q = {.unit = &units[row->who], .value = row->a, .whole = row->b, .has = row->b};
    if (kind == RULE_COUNT) {
        q.count = row->a;
        q.period_end = day(row->b);
        q.asof = day(row->c);
        if (!rule_in_force(rule, q.period_end))
            return (struct rule_answer){.state = STATE_NA};
    } else if (kind == RULE_TERM) {
        q.starts = day(row->a);
        q.asof = day(row->b);
        q.extended = day(row->c);
    } else {
        q.starts = day(row->a);
        q.ends = day(row->b);
    }
    return rule_ask(rule, &q);
}

static void every_row(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const struct row *row = &rows[i];
        enum rule_state state = ask(row).state;
        if (state != row->wanted)
            printf("# row %zu, %s, %s case: %s instead of %s\n", i, row->id, sort_names[row->sort], rule_state_ids[state],
                   rule_state_ids[row->wanted]);
        CHECK_INT(state, row->wanted);
        CHECK(row->sort != MET || state == STATE_MET);
        CHECK(row->sort != MISSED || state == STATE_MISSED || state == STATE_LATE);
        CHECK(row->sort != NA || state == STATE_NA);
    }
}

static int cases(const char *id, enum sort sort)
{
    int n = 0;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        n += rows[i].sort == sort && !strcmp(rows[i].id, id);
    return n;
}

/* A new rule that computes needs its rows here. */
static void every_rule(void)
{
    const struct rulebook *book = rulebook();
    for (uint32_t i = 0; i < book->rule_count; i++)
        for (int sort = 0; book->rules[i].kind != RULE_TEXT && sort < SORT__COUNT; sort++) {
            if (!cases(book->rules[i].id, (enum sort)sort))
                printf("# %s has no %s case in tests/unit/feature/life/test_rules.c\n", book->rules[i].id, sort_names[sort]);
            CHECK(cases(book->rules[i].id, (enum sort)sort));
        }
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK(rulebook_any(book, rows[i].id, (struct date){2026, 1, 1}));
}

/* --- lines of a year, with what happened in the middle of it --- */

static struct arena *arena;

struct wanted { const char *rule, *period; enum rule_state state; const char *regulation; };

static int look(void *context, const struct check_line *line)
{
    struct wanted *w = context;
    if (!strcmp(w->rule, line->rule) && !strcmp(w->period, line->period)) {
        w->state = line->answer.state;
        w->regulation = line->regulation;
    }
    return DONE;
}

static struct wanted line(const struct rulebook *book, const struct check_unit *unit, int asof, const char *rule, const char *period)
{
    struct wanted w = {rule, period, STATE_UNKNOWN, NULL};
    CHECK_DONE(check_unit(check_start(arena, book, day(asof)), unit, look, &w));
    CHECK(w.regulation);
    return w;
}

static enum rule_state state(const struct check_unit *unit, int asof, const char *rule, const char *period)
{
    return line(rulebook(), unit, asof, rule, period).state;
}

static void mid_year_unit(void)
{
    struct check_unit unit = {.code = "X", .facts = units[BRANCH], .founded = {2026, 5, 16}};
    arena = arena_create(16 << 20);
    CHECK_INT(state(&unit, 20261126, "L-01", "2026Q1"), STATE_NA);
    CHECK_INT(state(&unit, 20261126, "L-01", "2026Q2"), STATE_NA);         /* founded in it */
    CHECK_INT(state(&unit, 20261126, "L-01", "2026Q3"), STATE_MISSED);
    CHECK_INT(state(&unit, 20261126, "L-05", "2026-05"), STATE_NA);
    CHECK_INT(state(&unit, 20261126, "L-05", "2026-06"), STATE_MISSED);
    CHECK_INT(state(&unit, 20261126, "L-06", "2026"), STATE_NA);
    mask_add(&unit.mask, ACTIVITY_ASSEMBLY, 6);
    CHECK_INT(state(&unit, 20261126, "L-01", "2026Q2"), STATE_MET);        /* not asked, and held all the same */
    unit.founded = (struct date){2026, 4, 1};
    unit.mask = (struct mask){{0}};
    CHECK_INT(state(&unit, 20261126, "L-01", "2026Q2"), STATE_MISSED);     /* from its first day */
    unit = (struct check_unit){.code = "X", .facts = units[BRANCH], .dissolved = {2026, 9, 30}};
    CHECK_INT(state(&unit, 20261126, "L-01", "2026Q2"), STATE_MISSED);
    CHECK_INT(state(&unit, 20261126, "L-01", "2026Q3"), STATE_NA);         /* dissolved on its last day */
    CHECK_INT(state(&unit, 20261126, "L-01", "2026Q4"), STATE_NA);
    CHECK_INT(state(&unit, 20261126, "T-06", "term"), STATE_NA);
    unit.dissolved = (struct date){2026, 10, 1};
    CHECK_INT(state(&unit, 20261126, "L-01", "2026Q3"), STATE_MISSED);
    arena_destroy(arena);
}

/* 2026-05-15 is the last day of the old rule, which was for branches alone and rested on another article. */
static const char changed[] =
    "regulations:\n"
    "  - {id: S03, name: 《条例》, date: 2018-10-28}\n"
    "rules:\n"
    "  - {id: L-01, name: 支部党员大会（原规定）, kind: count, units: [branch], counts: [assembly], period: quarter, at_least: 1,\n"
    "     strength: 一般, regulation: S03, article: 第一条, confidence: A, until: 2026-05-15, checked: always}\n"
    "  - {id: L-01, name: 支部党员大会, kind: count, units: [branch, temporary_branch], counts: [assembly], period: quarter, at_least: 1,\n"
    "     strength: 应当, regulation: S03, article: 第二条, confidence: A, from: 2026-05-16, checked: always}\n"
    "  - {id: L-05, name: 主题党日, kind: count, units: [branch], counts: [theme_day], period: month, at_least: 1,\n"
    "     strength: 应当, regulation: S03, article: 第三条, confidence: A, until: 2026-05-15, checked: always}\n"
    "  - {id: T-06, name: 任期（原规定）, kind: term, units: [branch], years: 2,\n"
    "     strength: 一般, regulation: S03, article: 第四条, confidence: A, until: 2026-05-15, checked: always}\n"
    "  - {id: T-06, name: 任期, kind: term, units: [branch], years: 3,\n"
    "     strength: 一般, regulation: S03, article: 第五条, confidence: A, from: 2026-05-16, checked: always}\n";

static void mid_year_rule(void)
{
    struct rulebook_faults faults = {0};
    struct rulebook *book;
    struct check_unit branch = {.code = "X", .facts = units[BRANCH]}, temporary = {.code = "Y", .facts = units[TEMPORARY]};
    arena = arena_create(16 << 20);
    CHECK_DONE(rulebook_read(arena, changed, sizeof changed - 1, &book, &faults));
    CHECK_TEXT(line(book, &branch, 20261126, "L-01", "2026Q1").regulation, "《条例》第一条");
    CHECK_TEXT(line(book, &branch, 20261126, "L-01", "2026Q2").regulation, "《条例》第二条");     /* by the rule of its last day */
    CHECK_INT(line(book, &branch, 20261126, "L-01", "2026Q2").state, STATE_MISSED);
    CHECK_INT(line(book, &temporary, 20261126, "L-01", "2026Q1").state, STATE_NA);
    CHECK_INT(line(book, &temporary, 20261126, "L-01", "2026Q2").state, STATE_MISSED);
    CHECK_INT(line(book, &branch, 20261126, "L-05", "2026-04").state, STATE_MISSED);
    CHECK_INT(line(book, &branch, 20261126, "L-05", "2026-05").state, STATE_NA);
    branch.elected = (struct date){2026, 5, 15};
    CHECK_INT(line(book, &branch, 20280516, "T-06", "term").state, STATE_LATE);
    branch.elected = (struct date){2026, 5, 16};
    CHECK_INT(line(book, &branch, 20280517, "T-06", "term").state, STATE_MET);
    rulebook_free(book);
    arena_destroy(arena);
}

TESTS({"a case of each sort for each rule", every_rule}, {"each case", every_row}, {"founded and dissolved in mid-year", mid_year_unit},
      {"a rule that changed in mid-year", mid_year_rule})
