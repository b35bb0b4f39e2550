#include "papers_world.h"
#include "document/document.h"

static void nothing_of_a_template_is_left(void)
{
    static const char *const leftovers[] = {"{{", "}}", "%s", "%d", "(null)", "XX", "××", "××", "○○", "：，", "，，", "。。", "，。",
                                            "；。", "：。", "“”", "（）", "0000"};
    static const char *const marks_of[] = {"plan", "原因分析"};
    struct ledger l;
    papers_open(&l);
    for (const struct paper_kind *kind = paper_kinds; kind->name; kind++) {
        struct composition c;
        const char *const *marks;
        const char *text;
        if (!strcmp(kind->name, "remind"))
            CHECK_DONE(db_run(l.w.db, "UPDATE problem SET deadline = ?1 WHERE number = 6", value_text(date_print(clock_today(), (char[DATE_TEXT]){0}))));
        text = text_of(&l, kind->name, &c);
        for (size_t i = 0; i < ARRAY_SIZE(leftovers); i++)
            if (strstr(text, leftovers[i]))
                check_fail(__FILE__, __LINE__, "%s has “%s” in:\n%s", kind->label, leftovers[i], text);
        size_t n = composition_marks(&c, &marks);
        CHECK(n > 0);
        printf("# %s：", kind->label);
        for (size_t i = 0; i < n; i++)
            printf("%s%s", i ? "、" : "", marks[i]);
        printf("\n");
        if (!strcmp(kind->name, marks_of[0]))
            CHECK(strstr(text, "【待填：原因分析】"));          /* problem 6 has none yet */
    }
    after_close(&l);
}

/* Each paper as a file, read back whole by the project's own reader. */
static void every_file_is_read_back(void)
{
    struct ledger l;
    papers_open(&l);
    CHECK_DONE(db_run(l.w.db, "UPDATE problem SET deadline = ?1 WHERE number = 6", value_text(date_print(clock_today(), (char[DATE_TEXT]){0}))));
    for (const struct paper_kind *kind = paper_kinds; kind->name; kind++) {
        struct composition c;
        struct document *document;
        const char *path = arena_printf(l.w.arena, "%s/%s.docx", l.w.path, kind->name);
        text_of(&l, kind->name, &c);
        CHECK_DONE(composition_write(&c, path));
        CHECK_DONE(document_read_file(l.w.arena, path, &document));
        struct buffer all = buffer_in(l.w.arena);
        for (size_t i = 0; i < document->paragraph_count; i++)
            buffer_adds(&all, document->paragraphs[i].text);
        for (size_t i = 0; i < c.n; i++)
            if (c.blocks[i].kind == BLOCK_TEXT && *c.blocks[i].text && !strstr(all.p, c.blocks[i].text))
                check_fail(__FILE__, __LINE__, "%s: not read back: %s", kind->label, c.blocks[i].text);
    }
    after_close(&l);
}

static void long_ones_are_told(void)
{
    struct arena *arena = arena_create(1 << 20);
    CHECK(!paper_length_warning(arena, 4000));
    CHECK(strstr(paper_length_warning(arena, 4001), "超过 4000 字"));
    CHECK(strstr(paper_length_warning(arena, 5001), "超过 5000 字"));
    arena_destroy(arena);
}

static void numbers_and_dates_in_words(void)
{
    static const struct { int n; const char *words; } rows[] = {
        {1, "一"}, {10, "十"}, {11, "十一"}, {20, "二十"}, {25, "二十五"}, {100, "一百"}, {101, "一百零一"}, {110, "一百一十"}, {345, "三百四十五"},
        {1000, "1000"},
    };
    struct arena *arena = arena_create(1 << 20);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        CHECK_TEXT(number_words(arena, rows[i].n), rows[i].words);
    CHECK_TEXT(date_words(arena, "2026-07-06"), "2026年7月6日");
    CHECK_TEXT(date_words(arena, ""), "");
    arena_destroy(arena);
}

TESTS({"nothing of a template is left", nothing_of_a_template_is_left},
      {"every file is read back", every_file_is_read_back},
      {"long ones are told", long_ones_are_told},
      {"numbers and dates in words", numbers_and_dates_in_words})
