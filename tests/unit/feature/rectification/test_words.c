#include "feature/rectification/reading/words.h"

#include "reading.h"

static void words_are_found_where_they_stand(void)
{
    struct source_text *t = reading_text("整改问题，整改措施");
    struct passage p = reading_line(t);
    CHECK_INT((int64_t)word_length(U"整改措施"), 4);
    CHECK_INT((int64_t)word_at(t, 5, p.to, U"整改"), 2);
    CHECK_INT((int64_t)word_at(t, 4, p.to, U"整改"), 0);
    CHECK_INT((int64_t)word_at(t, 5, 6, U"整改"), 0);                      /* it would go on behind the end */
    CHECK_INT((int64_t)word_find(t, p, U"整改"), 0);
    CHECK_INT((int64_t)word_find_last(t, p, U"整改"), 5);
    CHECK_INT((int64_t)word_find_last(t, (struct passage){p.from, 6}, U"整改"), 0);
    CHECK(word_find(t, p, U"问责") == NOWHERE && word_find_last(t, p, U"问责") == NOWHERE);
    CHECK(word_ends(t, p, U"措施") && !word_ends(t, p, U"整改") && !word_ends(t, (struct passage){7, 8}, U"整改措施"));
}

static void of_a_list_the_longest_word_counts(void)
{
    struct source_text *t = reading_text("整改措施如下");
    struct passage p = reading_line(t);
    CHECK_INT((int64_t)words_at(t, 0, p.to, WORDS(U"整改", U"整改措施", U"整改措")), 4);
    CHECK_INT((int64_t)words_at(t, 0, 3, WORDS(U"整改", U"整改措施")), 2);
    CHECK_INT((int64_t)words_at(t, p.to, p.to, WORDS(U"整改")), 0);
    CHECK_INT((int64_t)words_at(t, 1, p.to, WORDS(U"整改")), 0);
    CHECK(words_in(t, p, WORDS(U"问题", U"如下")) && !words_in(t, (struct passage){0, 5}, WORDS(U"问题", U"如下")));
    CHECK(words_end(t, p, WORDS(U"如", U"下")) && !words_end(t, p, WORDS(U"如", U"措施")));
}

static void matching_is_in_simplified_and_full_width(void)
{
    struct source_text *t = reading_text("關於黨組的問題:整改３項");
    CHECK_INT((int64_t)word_find(t, reading_line(t), U"问题：整改3项"), 5);
}

static void glyphs_by_kind(void)
{
    static const struct { uint32_t c; bool digit, stop, mark; } rows[] = {
        {'0', true, false, false}, {'9', true, false, false}, {U'一', false, false, false}, {U'。', false, true, true}, {U'；', false, true, true},
        {U'！', false, true, true}, {U'？', false, true, true}, {U'，', false, false, true}, {U'、', false, false, true}, {U'：', false, false, true},
        {U'”', false, false, true}, {U'【', false, false, true}, {' ', false, false, true}, {'/', false, false, true}, {'a', false, false, false}, {':', false, false, false}, /* folded to ： before anybody asks */
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (glyph_digit(rows[i].c) != rows[i].digit || glyph_stop(rows[i].c) != rows[i].stop || glyph_mark(rows[i].c) != rows[i].mark)
            check_fail(__FILE__, __LINE__, "U+%04X", (unsigned)rows[i].c);
    struct source_text *t = reading_text("甲。");
    CHECK(glyph_is(t, 1, 2, U'。') && !glyph_is(t, 1, 1, U'。') && !glyph_is(t, 0, 2, U'。'));
}

static void marks_in_quotes_and_brackets_part_nothing(void)
{
    struct source_text *t = reading_text("关于“甲；乙”和（丙；丁）；戊；己");
    struct passage p = reading_line(t), first, second;
    size_t next;
    CHECK_INT((int64_t)passage_count_marks(t, p, U"；"), 2);
    first = passage_until(t, p, U"；", &next);
    CHECK_TEXT(source_text_words(t, first), "关于“甲；乙”和（丙；丁）");
    second = passage_until(t, (struct passage){next, p.to}, U"；", &next);
    CHECK_TEXT(source_text_words(t, second), "戊");
    second = passage_until(t, (struct passage){next, p.to}, U"；", &next);
    CHECK_TEXT(source_text_words(t, second), "己");
    CHECK_INT((int64_t)next, (int64_t)p.to);
    CHECK(passage_find_mark(t, (struct passage){next, p.to}, U"；") == NOWHERE);
    /* from within the quote its own marks do part, and the first behind it too */
    CHECK_INT((int64_t)passage_count_marks(t, (struct passage){3, 6}, U"；"), 1);
    CHECK_INT((int64_t)passage_find_mark(t, p, U"、；"), 13);
}

static void ends_are_trimmed(void)
{
    static const struct { const char *text, *wanted; } rows[] = {
        {"，甲、乙。；", "甲、乙"}, {"：“甲”！", "“甲”"}, {"（甲）", "（甲）"}, {"。。、", ""},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct source_text *t = reading_text(rows[i].text);
        CHECK_TEXT(source_text_words(t, passage_trim(t, (struct passage){0, t->length})), rows[i].wanted);
    }
}

static void the_same_words_in_any_form(void)
{
    struct source_text *t = reading_text("学习会議:学习会议：学习会场：问題");
    CHECK(passage_same(t, (struct passage){0, 4}, (struct passage){5, 9}));
    CHECK(passage_same(t, (struct passage){4, 5}, (struct passage){9, 10}));
    CHECK(!passage_same(t, (struct passage){0, 4}, (struct passage){10, 14}));
    CHECK(!passage_same(t, (struct passage){0, 4}, (struct passage){0, 3}));
    CHECK_INT((int64_t)passage_length((struct passage){5, 3}), 0);
}

TESTS({"words are found where they stand", words_are_found_where_they_stand},
      {"of a list the longest word counts", of_a_list_the_longest_word_counts},
      {"matching is in simplified and full width", matching_is_in_simplified_and_full_width}, {"glyphs by kind", glyphs_by_kind},
      {"marks in quotes and brackets part nothing", marks_in_quotes_and_brackets_part_nothing}, {"ends are trimmed", ends_are_trimmed},
      {"the same words in any form", the_same_words_in_any_form})
