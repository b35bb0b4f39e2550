#include "feature/life/rulebook/rulebook.h"

#include "check.h"

static struct arena *arena;

#define HEAD "regulations:\n  - {id: S03, name: 《条例》, date: 2018-10-28}\n\nrules:\n"
#define RULE "  - id: L-01\n    name: 党员大会\n    kind: count\n    counts: [assembly]\n    period: quarter\n    at_least: 1\n" \
             "    strength: 一般\n    regulation: S03\n    article: 第十一条\n    confidence: A\n"

static void wrong_at(const char *text, int line, const char *field, const char *says)
{
    struct rulebook_faults faults = {0};
    struct rulebook *book;
    arena = arena_create(1 << 20);
    CHECK_OUTCOME(rulebook_read(arena, text, strlen(text), &book, &faults), INVALID);
    CHECK(!book && faults.n);
    CHECK_TEXT(faults.items[0].field, field);
    CHECK_INT(faults.items[0].line, line);
    if (!strstr(faults.items[0].message, says))
        CHECK_TEXT(faults.items[0].message, says);
    arena_destroy(arena);
}

static void faults_have_places(void)
{
    wrong_at(HEAD RULE "    fun: 1\n", 15, "fun", "没有这个字段");
    wrong_at(HEAD "  - id: L-01\n    kind: count\n    strength: 一般\n    confidence: A\n", 5, "name", "缺少");
    wrong_at(HEAD RULE "    years: many\n", 15, "years", "不能用这个值");
    wrong_at(HEAD RULE "    condition: moon\n", 15, "condition", "不能用这个值");
    wrong_at(HEAD RULE "    from: 2018-02-30\n", 15, "from", "不是日期");
    wrong_at(HEAD RULE "    from: 2018-2-3\n", 15, "from", "不是日期");
    wrong_at("regulations:\n  - {id: S03, name: 《条例》第?条, date: 2018-10-28}\nrules:\n" RULE, 2, "name", "问号");
    wrong_at(HEAD RULE RULE, 15, "from", "同时有效");
    wrong_at(HEAD RULE "    from: 2019-01-01\n    until: 2018-01-01\n", 16, "until", "早于");
    wrong_at(HEAD RULE "\n  - {id: X, name: X, kind: term, strength: 应当, confidence: A}\n", 16, "years", "任期");
    wrong_at(HEAD RULE "\n  - id: X\n    name: X\n    kind: count\n    strength: 应当\n    confidence: A\n", 16, "counts", "活动");
    wrong_at(HEAD RULE "    units: [moon]\n", 15, "units", "不能用这个值");
    wrong_at(HEAD RULE "  - id: X\n   name: X\n", 16, "", "YAML");
    wrong_at(HEAD "  - id: X\n    name: X\n    kind: text\n    strength: 应当\n    regulation: S99\n    confidence: A\n", 9,
             "regulation", "S99");
}

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
    for (uint32_t i = 0; i < rulebook()->rule_count; i++)
        CHECK(!strchr(rule_citation(arena, rulebook(), &rulebook()->rules[i]), '?'));
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

TESTS({"a fault is named with its line and field", faults_have_places}, {"nothing is no book", nothing_is_no_book},
      {"a rule is found by the day", versions}, {"only what is confirmed is cited", citations},
      {"every rule of the handbook is in the book", whole})
