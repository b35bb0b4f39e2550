#include "check.h"

#include "base/base.h"

static struct arena *a;

static void forms_fold_to_one(void)
{
    const char *pairs[][2] = {
        {"黨支部", "党支部"}, {"機關黨委", "机关党委"}, {"ＡＢＣ１２３", "abc123"}, {"Party Branch", "party branch"},
        {"  第一　支部\t\n 书记  ", "第一 支部 书记"}, {"㈠", "(一)"}, {"乾隆", "乾隆"}, {"", ""}, {" \t", ""},
        {"É", "é"}, {"\xE2\x80\x8B零\xE2\x80\x8B宽", "零宽"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(pairs); i++)
        CHECK_TEXT(text_fold(a, pairs[i][0]), pairs[i][1]);
}

static void folding_again_changes_nothing(void)
{
    const char *texts[] = {"關於“四風”問題　的整改", "㈠Ⅷ①", "𫝀𠮷", "ǅ ŉ ﬀ", "ﷺ"};
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        char *once = text_fold(a, texts[i]);
        CHECK_TEXT(text_fold(a, once), once);
    }
}

static void traditional_becomes_simplified(void)
{
    CHECK_TEXT(text_simplify(a, "鄧小平與國務院"), "邓小平与国务院");
    CHECK_TEXT(text_simplify(a, "答覆，乾隆，乾淨"), "答复，乾隆，干净");
    CHECK_TEXT(text_simplify(a, "ABC 123"), "ABC 123");
}

static void tokens_are_characters_and_pairs(void)
{
    CHECK_TEXT(text_tokens(a, "党支部"), "党 党支 支 支部 部");
    CHECK_TEXT(text_tokens(a, "党"), "党");
    CHECK_TEXT(text_tokens(a, "第3支部,abc-12"), "第 3 支 支部 部 abc 12");
    CHECK_TEXT(text_tokens(a, "，。 "), "");
    CHECK_TEXT(text_tokens(a, "𫝀山"), "𫝀 𫝀山 山");
    CHECK_TEXT(text_tokens(a, ""), "");
}

static void names_sort_by_pinyin(void)
{
    const char *in_order[] = {"", "安一", "白二", "陈三", "李四", "王五", "张六", "赵七", "A组"};
    for (size_t i = 1; i < ARRAY_SIZE(in_order); i++)
        CHECK(strcmp(text_pinyin_key(a, in_order[i - 1]), text_pinyin_key(a, in_order[i])) < 0);
    CHECK_TEXT(text_pinyin_key(a, "王五"), text_pinyin_key(a, "王五"));
}

static void small_ones(void)
{
    CHECK_TEXT(text_trim(a, "　 党\xC2\xA0建 \n"), "党\xC2\xA0建");
    CHECK_TEXT(text_trim(a, "　"), "");
    CHECK(text_starts("机关党委", "机关") && !text_starts("机", "机关"));
    CHECK(text_ends("机关党委", "党委") && !text_ends("委", "党委"));
    CHECK(text_equal(NULL, NULL) && !text_equal(NULL, "") && text_equal("a", "a") && !text_equal("a", "b"));
    CHECK_TEXT(text_replace(a, "一是、一是", "一是", "二"), "二、二");
    CHECK_TEXT(text_replace(a, "abc", "", "x"), "abc");
    CHECK_TEXT(text_replace(a, "", "a", "x"), "");
}

static void with_arena(void (*run)(void))
{
    a = arena_create(1 << 24);
    run();
    arena_destroy(a);
}

static void json_is_quoted_and_escaped(void)
{
    char *out;
    size_t n;
    FILE *f = open_memstream(&out, &n);
    text_print_json(f, "“整改”\"\\\n\x01\x7f𠮷");
    fclose(f);
    CHECK_TEXT(out, "\"“整改”\\\"\\\\\\u000a\\u0001\\u007f𠮷\"");
    free(out);
}

#define WITH_ARENA(test) static void test##_(void) { with_arena(test); }
WITH_ARENA(forms_fold_to_one)
WITH_ARENA(folding_again_changes_nothing)
WITH_ARENA(traditional_becomes_simplified)
WITH_ARENA(tokens_are_characters_and_pairs)
WITH_ARENA(names_sort_by_pinyin)
WITH_ARENA(small_ones)

TESTS({"written forms fold to one", forms_fold_to_one_},
      {"folding again changes nothing", folding_again_changes_nothing_},
      {"traditional becomes simplified", traditional_becomes_simplified_},
      {"tokens are characters and pairs", tokens_are_characters_and_pairs_},
      {"names sort by pinyin", names_sort_by_pinyin_},
      {"json is quoted and escaped", json_is_quoted_and_escaped},
      {"trim, starts, ends, equal, replace", small_ones_})
