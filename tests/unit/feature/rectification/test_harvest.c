#include "feature/rectification/reading/harvest.h"

#include "harvested.h"

static void a_draft_knows_the_headings_above_it(void)
{
    struct harvested d = harvested_open("一、党的建设。（一）学习。甲。");
    struct passage chapter = {0, 6}, section = {7, 12}, problem = {13, 14};
    CHECK_TEXT(harvest_add(&d.h, problem)->section, "");
    harvest_enter(&d.h, chapter);
    CHECK_TEXT(harvest_add(&d.h, problem)->section, "一、党的建设");
    harvest_enter(&d.h, section);
    const struct draft *first = harvest_add(&d.h, problem), *second;
    CHECK_TEXT(first->section, "一、党的建设 / （一）学习");
    first = &d.h.drafts[d.h.count - 1];
    const char *section_of_first = first->section;
    second = harvest_add(&d.h, problem);
    CHECK(second->section == section_of_first);                           /* made once, not for each problem */
    harvest_leave(&d.h);
    CHECK_TEXT(harvest_add(&d.h, problem)->section, "一、党的建设");
    harvest_leave(&d.h);
    CHECK_TEXT(harvest_add(&d.h, problem)->section, "");
    CHECK_INT((int64_t)d.h.count, 6);
}

static void a_draft_has_unit_and_part_of_its_moment(void)
{
    struct harvested d = harvested_open("东川市。甲。");
    d.h.unit = (struct passage){0, 3};
    d.h.part = 2;
    const struct draft *draft = harvest_add(&d.h, (struct passage){4, 5});
    CHECK_TEXT(source_text_words(d.h.text, draft->unit), "东川市");
    CHECK_INT(draft->part, 2);
    CHECK(!draft->responsible && !draft->deadline && !draft->status && !draft->causes && !draft->quoted && !draft->measure_count);
}

/* Whoever nests headings without end gets the first of them, and comes out again in step. */
static void headings_without_end(void)
{
    struct harvested d = harvested_open("甲。乙。");
    int separators = 0;
    for (int i = 0; i < HARVEST_PATH_MAX + 5; i++)
        harvest_enter(&d.h, (struct passage){0, 1});
    const char *last = NULL;
    for (const char *p = harvest_add(&d.h, (struct passage){2, 3})->section; (p = strstr(p, " / ")); last = p++)
        separators++;
    CHECK_TEXT(last, " / 甲");
    CHECK_INT(separators, HARVEST_PATH_MAX - 1);
    for (int i = 0; i < HARVEST_PATH_MAX + 4; i++)
        harvest_leave(&d.h);
    CHECK_TEXT(harvest_add(&d.h, (struct passage){2, 3})->section, "甲");
}

TESTS({"a draft knows the headings above it", a_draft_knows_the_headings_above_it},
      {"a draft has unit and part of its moment", a_draft_has_unit_and_part_of_its_moment}, {"headings without end", headings_without_end})
