#include "check.h"

#include "base/base.h"

static bool valid(const char *s)
{
    return utf8_valid(s, strlen(s));
}

static void every_code_point_goes_round(void)
{
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        char bytes[5] = "";
        size_t n = utf8_put(c, bytes);
        const char *p = bytes;
        bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        CHECK_INT(utf8_next(&p), surrogate ? 0xFFFD : c);
        CHECK_INT(p - bytes, (int64_t)n);
        CHECK(utf8_valid(bytes, n));
    }
}

static void bad_ones_are_refused(void)
{
    const char *bad[] = {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF",
                         "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE5\x85", "\xF0\x9F\x98",
                         "\xE5\x41\x42", "12345678\xE5", "abc\xE5\x85"};
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
        CHECK(!valid(bad[i]));
    CHECK(valid("机关党委"));
    CHECK(valid("\xEF\xBF\xBD"));          /* U+FFFD itself is text */
    CHECK(valid("0123456789abcdef党0123456789"));
    CHECK(valid(""));
}

static void a_bad_byte_is_one_step(void)
{
    const char *p = "\xE5\x85" "A";
    CHECK_INT(utf8_next(&p), 0xFFFD);
    CHECK_INT(utf8_next(&p), 0xFFFD);
    CHECK_INT(utf8_next(&p), 'A');
    CHECK_INT(utf8_next(&p), 0);
    CHECK_INT(utf8_next(&p), 0);
}

static void characters_are_counted(void)
{
    const char *s = "a党𫝀b";
    CHECK_INT(utf8_length(s), 4);
    CHECK_INT(utf8_length_n(s, 4), 2);
    CHECK_TEXT(utf8_at(s, 2), "𫝀b");
    CHECK_TEXT(utf8_at(s, 4), "");
    CHECK_TEXT(utf8_at(s, 99), "");
}

static void rare_characters_are_han(void)
{
    const uint32_t han[] = {0x4E00, 0x9FFF, 0x3400, 0x20000, 0x2A6DF, 0x2B740, 0x2CEB0, 0x30000, 0x31350, 0xF900, 0x2F800, 0x3007};
    const uint32_t other[] = {'a', 0x3002, 0xFF0C, 0x3042, 0xAC00, 0x2460, 0x1F600, 0, 0x10FFFF};
    for (size_t i = 0; i < ARRAY_SIZE(han); i++)
        CHECK(utf8_is_han(han[i]));
    for (size_t i = 0; i < ARRAY_SIZE(other); i++)
        CHECK(!utf8_is_han(other[i]));
}

TESTS({"every code point goes round", every_code_point_goes_round},
      {"what RFC 3629 forbids is refused", bad_ones_are_refused},
      {"a bad byte is one step", a_bad_byte_is_one_step},
      {"characters are counted", characters_are_counted},
      {"rare characters are Han", rare_characters_are_han})
