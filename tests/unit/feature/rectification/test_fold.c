#include "feature/rectification/reading/fold.h"

#include "base/base.h"
#include "check.h"

static void one_form_of_each_glyph(void)
{
    static const struct { uint32_t c, wanted; } rows[] = {
        {',', U'，'}, {';', U'；'}, {':', U'：'}, {U'∶', U'：'}, {'(', U'（'}, {U'〔', U'（'}, {U'〕', U'）'}, {'?', U'？'}, {'!', U'！'},
        {U'．', '.'}, {U'「', U'“'}, {U'』', U'”'}, {U'－', '-'}, {U'–', '-'}, {U'０', '0'}, {U'９', '9'}, {U'Ａ', 'A'}, {U'ｚ', 'z'},
        {U'　', ' '}, {'\t', ' '}, {0xA0, ' '}, {U'。', U'。'}, {U'、', U'、'}, {'a', 'a'}, {U'，', U'，'}, {U'：', U'：'}, {U'；', U'；'},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (fold_glyph(NULL, rows[i].c) != rows[i].wanted)
            check_fail(__FILE__, __LINE__, "U+%04X: got U+%04X", (unsigned)rows[i].c, (unsigned)fold_glyph(NULL, rows[i].c));
}

/* Only with the table, which is asked for when one of the telltale characters stands in the document. */
static void traditional_only_where_it_is_needed(void)
{
    static const struct { uint32_t traditional, simplified; } rows[] = {
        {U'問', U'问'}, {U'題', U'题'}, {U'關', U'关'}, {U'於', U'于'}, {U'黨', U'党'}, {U'實', U'实'}, {U'務', U'务'}, {U'對', U'对'}, {U'發', U'发'},
    };
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CHECK(fold_telltale(rows[i].traditional) && !fold_telltale(rows[i].simplified));
        CHECK_INT(fold_glyph(fold_simplified(), rows[i].traditional), rows[i].simplified);
        CHECK_INT(fold_glyph(fold_simplified(), rows[i].simplified), rows[i].simplified);
        CHECK_INT(fold_glyph(NULL, rows[i].traditional), rows[i].traditional);
    }
    CHECK_INT(fold_glyph(fold_simplified(), 0x4E00), 0x4E00);
    CHECK_INT(fold_glyph(fold_simplified(), 0x9FFF), 0x9FFF);
    CHECK_INT(fold_glyph(fold_simplified(), 0xA000), 0xA000);              /* right behind the table */
}

static void what_is_not_seen_and_what_is_a_space(void)
{
    static const uint32_t invisible[] = {0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x2064, 0xFEFF, 0xAD, 0xFFFC, 1, 0x1F, '\r'};
    static const uint32_t spaces[] = {' ', '\t', '\n', 0xA0, 0x3000, 0x2000, 0x200A, 0x202F};
    static const uint32_t words[] = {U'甲', 'a', '0', 0x2010, 0x2065, 0x3001};
    for (size_t i = 0; i < ARRAY_SIZE(invisible); i++)
        CHECK(fold_invisible(invisible[i]) && !fold_space(invisible[i]));
    for (size_t i = 0; i < ARRAY_SIZE(spaces); i++)
        CHECK(fold_space(spaces[i]) && !fold_invisible(spaces[i]));
    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        CHECK(!fold_space(words[i]) && !fold_invisible(words[i]));
}

static bool pinyin(const uint32_t *letters)
{
    int n = 0;
    while (letters[n])
        n++;
    return fold_pinyin(letters, n);
}

static void syllables_of_pinyin(void)
{
    static const uint32_t *const yes[] = {U"jiān", U"dū", U"zhuàng", U"lǜ", U"nüe", U"a", U"ēn", U"shuǐ", U"chuáng", U"ér", U"xiónɡ", U"guan"};
    static const uint32_t *const no[] = {U"", U"b", U"hh", U"ab", U"zhuangg", U"the", U"Jian", U"jiān1", U"监", U"ngg", U"rh"};
    for (size_t i = 0; i < ARRAY_SIZE(yes); i++)
        if (!pinyin(yes[i]))
            check_fail(__FILE__, __LINE__, "yes %zu", i);
    for (size_t i = 0; i < ARRAY_SIZE(no); i++)
        if (pinyin(no[i]))
            check_fail(__FILE__, __LINE__, "no %zu", i);
}

TESTS({"one form of each glyph", one_form_of_each_glyph}, {"traditional only where it is needed", traditional_only_where_it_is_needed},
      {"what is not seen and what is a space", what_is_not_seen_and_what_is_a_space}, {"syllables of pinyin", syllables_of_pinyin})
