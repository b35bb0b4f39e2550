#include "feature/life/rulebook/rulebook.h"

#include "check.h"

#define HEAD "regulations:\n  - {id: S03, name: 《条例》, date: 2018-10-28}\nrules:\n"

/* The one fault of a rule whose fields these are, on line 4. */
static void fault(const char *fields, const char *field, const char *says)
{
    struct arena *arena = arena_create(1 << 20);
    struct rulebook_faults faults = {0};
    struct rulebook *book;
    const char *text = arena_printf(arena, HEAD "  - {id: X, name: 甲, strength: 应当, confidence: A, %s}\n", fields);
    int outcome = rulebook_read(arena, text, strlen(text), &book, &faults);
    CHECK_INT(outcome, field ? INVALID : DONE);
    for (size_t i = 0; i < faults.n; i++)
        if (!field || faults.n > 1)
            printf("# %s: %s\n", faults.items[i].field, faults.items[i].message);
    if (field) {
        CHECK_INT(faults.n, 1);
        CHECK_TEXT(faults.items[0].field, field);
        CHECK_INT(faults.items[0].line, 4);
        if (!strstr(faults.items[0].message, says))
            CHECK_TEXT(faults.items[0].message, says);
    } else {
        rulebook_free(book);
    }
    arena_destroy(arena);
}

static void kinds(void)
{
    fault("kind: text", NULL, NULL);
    fault("kind: count, counts: [assembly], period: month, at_least: 1, checked: always", NULL, NULL);
    fault("kind: count, counts: [assembly], period: month, at_least: 2", NULL, NULL);
    fault("kind: count, counts: [assembly], at_least: 1", "period", "month、quarter");
    fault("kind: count, counts: [assembly], period: month", "at_least", "至少几次");
    fault("kind: term, years: 11", "years", "1 到 10");
    fault("kind: threshold, at_least: 3", "measure", "数的是什么");
    fault("kind: threshold, measure: shoes, at_least: 3", "measure", "没有“shoes”");
    fault("kind: threshold, measure: members", "at_least", "之一");
    fault("kind: threshold, measure: members, at_least: 5, at_most: 3", "at_most", "最多 3 少于最少 5");
    fault("kind: threshold, measure: members, at_least: 5, then: moon", "then", "不是单位类别");
    fault("kind: threshold, measure: members, at_least: 5, then: committee", NULL, NULL);
    fault("kind: ratio, measure: present, at_least: 4", "of", "分母");
    fault("kind: ratio, measure: present, at_least: 4, of: 5", NULL, NULL);
    fault("kind: order, first: a, at_most: 6", "second", "日期");
    fault("kind: order, first: a, second: b, at_most: 6", NULL, NULL);
}

/* Lines of a check are made from masks: what those cannot say must not be asked of them. */
static void checked(void)
{
    fault("kind: threshold, measure: members, at_least: 5, checked: always", "checked", "只有 count 和 term");
    fault("kind: count, counts: [assembly], period: year, at_least: 2, checked: always", "checked", "每期一次");
    fault("kind: count, counts: [assembly, lecture], period: year, at_least: 1, checked: always", "checked", "只认一种");
    fault("kind: count, counts: [talk], period: year, at_least: 1, checked: always", "checked", "只认一种");
    fault("kind: count, counts: [appraisal], period: year, at_least: 1, checked: always", NULL, NULL);
}

static void sources(void)
{
    fault("kind: text, regulation: S99", "regulation", "没有“S99”");
    fault("kind: text, article: 第一条", "article", "没有写是哪个规定");
    fault("kind: text, regulation: S03, article: 第一条, from: 2018-10-28, until: 2018-10-27", "until", "早于");
    fault("kind: text, from: 2018-02-30", "from", "不是日期");
}

static void lines(void)
{
    static const char text[] = HEAD "  - id: A\n    name: 甲\n\n  - {id: B,\n     name: 乙}\n";
    CHECK_INT(rulebook_line(text, sizeof text - 1, "rules", 0, "name"), 5);
    CHECK_INT(rulebook_line(text, sizeof text - 1, "rules", 1, "name"), 8);
    CHECK_INT(rulebook_line(text, sizeof text - 1, "rules", 1, "years"), 7);
    CHECK(rulebook_line("a: [\n", 5, "rules", 0, "name") < 0);
}

TESTS({"each kind of rule", kinds}, {"what can be checked", checked}, {"sources and days", sources}, {"lines of fields", lines})
