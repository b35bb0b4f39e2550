#include "feature/life/rulebook/rulebook.h"

#include "check.h"

static struct arena *arena;

static void nothing_is_no_book(void)
{
    struct rulebook_faults faults = {0};
    struct rulebook *book;
    arena = arena_create(1 << 20);
    CHECK_OUTCOME(rulebook_read(arena, "", 0, &book, &faults), INVALID);
    CHECK_OUTCOME(rulebook_read(arena, "[", 1, &book, &faults), INVALID);
    CHECK_OUTCOME(rulebook_read(arena, "rules: 3\n", 9, &book, &faults), INVALID);
    CHECK_INT(faults.n, 3);
    arena_destroy(arena);
}

static void versions(void)
{
    const struct rulebook *book = rulebook();
    const struct rule *old = rulebook_find(book, "T-04", UNIT_ORGAN_COMMITTEE, SECTOR_ORGAN, (struct date){2018, 7, 11});
    const struct rule *now = rulebook_find(book, "T-04", UNIT_ORGAN_COMMITTEE, SECTOR_ORGAN, (struct date){2018, 7, 12});
    CHECK(old && now);
    CHECK_INT(old->years, 4);
    CHECK_INT(now->years, 5);
    CHECK(!rulebook_find(book, "T-04", UNIT_BRANCH, SECTOR_ORGAN, (struct date){2026, 1, 1}));
    CHECK(!rulebook_find(book, "L-01", UNIT_BRANCH, SECTOR_ORGAN, (struct date){2018, 10, 27}));
    CHECK(rulebook_find(book, "L-01", UNIT_BRANCH, SECTOR_VILLAGE, (struct date){2018, 10, 28}));
    CHECK_INT(rulebook_any(book, "T-06", (struct date){2026, 1, 1})->years, 3);
    CHECK(!rulebook_any(book, "T-99", (struct date){2026, 1, 1}));
}

static const char *cited(const char *id)
{
    return rule_citation(arena, rulebook(), rulebook_any(rulebook(), id, (struct date){2026, 1, 1}));
}

static void citations(void)
{
    arena = arena_create(1 << 20);
    CHECK_TEXT(cited("L-01"), "《中国共产党支部工作条例（试行）》第十一条、第十四条");
    CHECK_TEXT(cited("L-07"), "《中国共产党支部工作条例（试行）》");      /* its article is not confirmed */
    CHECK_TEXT(cited("L-04"), "");                                         /* custom has no article */
    CHECK_TEXT(cited("T-06"), "《中国共产党党和国家机关基层组织工作条例》第七条");
    CHECK_TEXT(cited("T-07"), "");                                         /* remembered only */
    for (uint32_t i = 0; i < rulebook()->rule_count; i++) {
        const struct rule *rule = &rulebook()->rules[i];
        const char *said = rule_citation(arena, rulebook(), rule);
        CHECK(!strchr(said, '?') && !strstr(said, "？"));
        CHECK(!*said || rule->confidence == CONFIDENCE_A || rule->confidence == CONFIDENCE_B);
        CHECK(!*said == (!rule->regulation || rule->confidence > CONFIDENCE_B));
        if (rule->article && strstr(said, rule->article))
            CHECK(!strchr(rule->article, '?'));
    }
    arena_destroy(arena);
}

static void whole(void)
{
    static const char *const ids[] = {
        "T-01", "T-02", "T-03", "T-04", "T-05", "T-06", "T-07", "T-08", "T-09", "T-10", "T-11", "T-12", "E-01", "E-02",
        "E-03", "E-04", "E-05", "E-06", "E-07", "E-08", "O-01", "O-02", "O-03", "O-04", "O-05", "O-06", "O-07", "O-08",
        "O-09", "O-10", "O-11", "O-12", "O-13", "O-14", "L-01", "L-02", "L-03", "L-04", "L-04s", "L-05", "L-06", "L-06b",
        "L-07", "L-07b", "L-08", "L-09", "L-10", "L-11", "L-12", "L-13", "L-14", "L-15", "P-01", "P-02", "P-03", "P-04",
        "P-05", "P-06", "P-07", "P-08", "P-09", "K-01",
    };
    for (size_t i = 0; i < ARRAY_SIZE(ids); i++)
        if (!rulebook_any(rulebook(), ids[i], (struct date){2026, 1, 1}))
            CHECK_TEXT("missing", ids[i]);
    const struct rule *lecture = rulebook_any(rulebook(), "L-04", (struct date){2026, 1, 1});
    CHECK(lecture->configurable && lecture->strength == STRENGTH_CUSTOM && lecture->period == PERIOD_QUARTER);
}

TESTS({"nothing is no book", nothing_is_no_book},
      {"a rule is found by the day", versions}, {"only what is confirmed is cited", citations},
      {"every rule of the handbook is in the book", whole})
