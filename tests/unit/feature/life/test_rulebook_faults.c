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

static void of_types(void)
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

/* One rule of these fields; what is wrong stands on the third line behind the head, or is the entry's. */
#define ONE(fields) HEAD "  - id: X\n    name: X\n    strength: 应当\n    confidence: A\n" fields
enum { ENTRY = 5, FIRST = 9 };

static void of_dates_and_regulations(void)
{
    wrong_at(ONE("    kind: text\n    from: 2026-13-01\n"), FIRST + 1, "from", "不是日期");
    wrong_at(ONE("    kind: text\n    until: 明天\n"), FIRST + 1, "until", "不是日期");
    wrong_at(ONE("    kind: text\n    article: 第一条\n"), FIRST + 1, "article", "没有写是哪个规定");
    wrong_at("regulations:\n  - {id: S03, name: 《条例》, date: 2018年}\nrules:\n" RULE, 2, "date", "不是日期");
    wrong_at("regulations:\n  - {id: S03, name: 《条例》, date: 2018-10-28}\n  - {id: S03, name: 《另》, date: 2018-10-28}\nrules:\n" RULE, 3, "id",
             "写了两次");
    wrong_at("regulations:\n  - {id: S03, name: 《条例》？, date: 2018-10-28}\nrules:\n" RULE, 2, "name", "问号");
}

static void of_kinds(void)
{
    wrong_at(ONE("    kind: count\n    counts: [talk]\n    at_least: 1\n"), ENTRY, "period", "month、quarter 或 year");
    wrong_at(ONE("    kind: count\n    counts: [talk]\n    period: year\n"), ENTRY, "at_least", "至少几次");
    wrong_at(ONE("    kind: term\n    years: 11\n"), FIRST + 1, "years", "1 到 10 年");
    wrong_at(ONE("    kind: threshold\n    at_least: 1\n"), ENTRY, "measure", "是什么");
    wrong_at(ONE("    kind: threshold\n    measure: moons\n    at_least: 1\n"), FIRST + 1, "measure", "moons");
    wrong_at(ONE("    kind: threshold\n    measure: members\n"), ENTRY, "at_least", "之一");
    wrong_at(ONE("    kind: threshold\n    measure: members\n    at_least: 9\n    at_most: 5\n"), FIRST + 3, "at_most", "少于最少 9");
    wrong_at(ONE("    kind: threshold\n    measure: members\n    at_least: 9\n    then: moon\n"), FIRST + 3, "then", "moon");
    wrong_at(ONE("    kind: ratio\n    measure: present\n    at_least: 1\n"), ENTRY, "of", "分母");
    wrong_at(ONE("    kind: order\n    first: a\n    at_most: 1\n"), ENTRY, "second", "从哪个日期到哪个日期");
    wrong_at(ONE("    kind: order\n    first: a\n    second: b\n"), ENTRY, "at_least", "之一");
    wrong_at(ONE("    kind: text\n    checked: always\n"), FIRST + 1, "checked", "只有 count 和 term");
    wrong_at(ONE("    kind: count\n    counts: [talk]\n    period: year\n    at_least: 1\n    checked: always\n"), FIRST + 4, "checked", "每期一次");
    wrong_at(ONE("    kind: count\n    counts: [lecture, talk]\n    period: year\n    at_least: 1\n    checked: always\n"), FIRST + 4, "checked", "一种");
    wrong_at(ONE("    kind: count\n    counts: [lecture]\n    period: year\n    at_least: 2\n    checked: always\n"), FIRST + 4, "checked", "每期一次");
}

#define VERSION(more) "  - {id: X, name: X, kind: text, strength: 应当, confidence: A" more "}\n"

static void apart(const char *text)
{
    struct rulebook_faults faults = {0};
    struct rulebook *book;
    arena = arena_create(1 << 20);
    CHECK_DONE(rulebook_read(arena, text, strlen(text), &book, &faults));
    rulebook_free(book);
    arena_destroy(arena);
}

/* Two versions of a number may not both hold for one unit on one day. */
static void of_versions(void)
{
    wrong_at(HEAD VERSION("") VERSION(", from: 2020-01-01"), 6, "from", "同时有效");
    wrong_at(HEAD VERSION(", until: 2020-01-01") VERSION(", from: 2020-01-01"), 6, "from", "同时有效");
    wrong_at(HEAD VERSION(", from: 2019-01-01, until: 2021-01-01") VERSION(", until: 2019-06-30"), 6, "from", "同时有效");
    wrong_at(HEAD VERSION(", units: [branch, group]") VERSION(", units: [group, department]"), 6, "from", "同时有效");
    wrong_at(HEAD VERSION(", units: [branch], sectors: [organ]") VERSION(", units: [branch]"), 6, "from", "同时有效");
    apart(HEAD VERSION(", until: 2019-12-31") VERSION(", from: 2020-01-01"));
    apart(HEAD VERSION(", from: 2020-01-01") VERSION(", until: 2019-12-31"));
    apart(HEAD VERSION(", units: [branch]") VERSION(", units: [group]"));
    apart(HEAD VERSION(", sectors: [organ]") VERSION(", sectors: [village]"));
}

TESTS({"a fault is named with its line and field", of_types}, {"dates and regulations", of_dates_and_regulations},
      {"what each kind computes with", of_kinds}, {"versions at once", of_versions})
