#include <string.h>

#include "../life_world.h"
#include "feature/life/findings/findings.h"

static const struct date on = {2026, 11, 26};

/* A state of the rule, as the first that names it; NULL when nothing is said of it. */
static const char *state(struct arena *arena, const struct set_up *s, const char *rule)
{
    struct set_up_finding *findings;
    size_t n = findings_of(arena, s, on, &findings);
    for (size_t i = 0; i < n; i++)
        if (!strcmp(findings[i].rule, rule))
            return rule_state_ids[findings[i].state];
    return NULL;
}

struct row {
    const char *rule;
    enum unit_kind kind;
    bool committee, known, top;
    int members, full, committee_members;
    const char *state;                   /* NULL = nothing is found */
};

static void thresholds(void)
{
    static const struct row rows[] = {
        {"O-01", UNIT_ORGAN_COMMITTEE, true, true, true, 120, 110, 7, NULL},
        {"O-01", UNIT_GENERAL_BRANCH, true, true, true, 100, 90, 5, "missed"},
        {"O-01", UNIT_GENERAL_BRANCH, true, true, true, 99, 90, 5, NULL},
        {"O-01", UNIT_BRANCH, true, true, false, 120, 110, 5, NULL},             /* of the organ as a whole */
        {"O-02", UNIT_BRANCH, true, true, true, 50, 48, 5, "missed"},
        {"O-02", UNIT_BRANCH, true, true, true, 49, 48, 5, NULL},
        {"O-02", UNIT_ORGAN_COMMITTEE, true, true, true, 60, 58, 7, NULL},
        {"O-03", UNIT_BRANCH, false, true, false, 3, 2, -1, "missed"},
        {"O-03", UNIT_BRANCH, false, true, false, 3, 3, -1, NULL},
        {"O-04", UNIT_BRANCH, false, true, false, 8, 7, -1, "missed"},
        {"O-04", UNIT_BRANCH, true, true, false, 8, 7, 3, NULL},
        {"O-04", UNIT_BRANCH, false, true, false, 8, 6, -1, NULL},
        {"O-04", UNIT_BRANCH, false, false, false, 8, 7, -1, "unknown"},         /* nothing says whether it has one */
        {"O-05", UNIT_BRANCH, true, true, false, 20, 18, 8, "missed"},
        {"O-05", UNIT_BRANCH, true, true, false, 20, 18, 2, "missed"},
        {"O-05", UNIT_BRANCH, true, true, false, 20, 18, 7, NULL},
        {"O-05", UNIT_BRANCH, true, true, false, 20, 18, -1, "unknown"},
        {"O-06", UNIT_BRANCH, true, true, false, 51, 50, 5, "missed"},
        {"O-06", UNIT_BRANCH, true, true, false, 50, 50, 5, NULL},
        {"O-06", UNIT_BRANCH, true, true, false, 0, 0, 5, "unknown"},            /* nobody was ever entered */
        {"O-10", UNIT_ORGAN_COMMITTEE, true, true, true, 60, 58, 4, "missed"},
        {"O-14", UNIT_GROUP, false, false, false, 2, 2, -1, "missed"},
        {"O-14", UNIT_GROUP, false, false, false, 3, 1, -1, NULL},
        {"O-14", UNIT_GROUP, false, false, false, 4, 0, -1, "missed"},           /* nobody of them is a full member */
        {"O-14", UNIT_GROUP, false, false, false, 0, 0, -1, "unknown"},
    };
    struct world w;
    life_open(&w);
    struct record *unit = record_new(w.arena, &unit_entity);
    record_set_text(unit, UNIT_NAME, "某支部");
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        const struct row *r = &rows[i];
        struct set_up s = {.book = rulebook(), .facts = {r->kind, SECTOR_ORGAN, r->committee, 0}, .unit = unit, .top = r->top, .committee_known = r->known, .members = r->members,
                           .full = r->full, .committee_members = r->committee_members, .secretaries = 1, .lost = -1};
        const char *got = state(w.arena, &s, r->rule);
        if (!got != !r->state || (got && strcmp(got, r->state)))
            check_fail(__FILE__, __LINE__, "row %zu, %s: %s", i, r->rule, got ? got : "nothing");
    }
    life_close(&w);
}

static void dates_and_committee(void)
{
    struct world w;
    life_open(&w);
    struct record *unit = record_new(w.arena, &unit_entity);
    record_set_text(unit, UNIT_NAME, "某支部");
    struct set_up s = {.book = rulebook(), .facts = {UNIT_TEMPORARY_BRANCH, SECTOR_ORGAN, false, 0}, .unit = unit, .members = 5, .full = 5, .committee_members = -1,
                       .secretaries = 1, .lost = -1, .founded = {2026, 5, 26}};
    CHECK(!state(w.arena, &s, "O-08"));                              /* six months today */
    s.founded = (struct date){2026, 5, 25};
    CHECK_TEXT(state(w.arena, &s, "O-08"), "missed");
    s.founded = (struct date){0};
    CHECK_TEXT(state(w.arena, &s, "O-08"), "unknown");

    s = (struct set_up){.book = rulebook(), .facts = {UNIT_BRANCH, SECTOR_ORGAN, true, 0}, .unit = unit, .committee_known = true, .members = 9, .full = 9, .committee_members = 3,
                        .secretaries = 1, .lost = -1, .elected_on = {2026, 1, 10}, .secretary_since = {2025, 1, 10}};
    CHECK(!state(w.arena, &s, "O-12"));
    s.secretary_since = (struct date){2025, 1, 11};
    CHECK_TEXT(state(w.arena, &s, "O-12"), "unknown");               /* he may have come from elsewhere */
    s.secretaries = 0;
    CHECK_TEXT(state(w.arena, &s, "O-05"), "missed");                /* 书记空缺 */
    s.secretaries = -1;
    CHECK_TEXT(state(w.arena, &s, "O-05"), "unknown");
    s.secretaries = 1;
    CHECK(!state(w.arena, &s, "V-21"));
    s.elected = 5;
    s.lost = 1;
    CHECK_TEXT(state(w.arena, &s, "V-21"), "missed");
    CHECK(!state(w.arena, &s, "O-07"));
    record_set_text(unit, UNIT_NAME, "三站联合党支部");
    CHECK_TEXT(state(w.arena, &s, "O-07"), "unknown");
    s.covered = 5;
    CHECK(!state(w.arena, &s, "O-07"));
    s.covered = 6;
    CHECK_TEXT(state(w.arena, &s, "O-07"), "missed");
    life_close(&w);
}

TESTS({"thresholds", thresholds}, {"dates, and the committee", dates_and_committee})
