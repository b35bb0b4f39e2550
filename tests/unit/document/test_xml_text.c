#include "check.h"
#include "base/base.h"
#include "document/xml_text.h"

static struct arena *arena;

static void what_xml_may_hold_is_clean(void)
{
    size_t units;
    CHECK(xml_text_clean("a\t\n责", &units));
    CHECK_INT((int64_t)units, 4);
    CHECK(xml_text_clean("𠮷", &units));
    CHECK_INT((int64_t)units, 2);                    /* a pair in UTF-16 */
    static const char *const unclean[] = {"\x01", "a\x1f", "\x7f", "\r", "\xef\xbf\xbe", "\xef\xbf\xbf", "\xff", "\xe8\xb4"};
    for (size_t i = 0; i < ARRAY_SIZE(unclean); i++)
        CHECK(!xml_text_clean(unclean[i], &units));
}

static void the_rest_is_left_out(void)
{
    size_t units;
    CHECK_TEXT(xml_text_cleaned(arena, "a\x01" "b\x7f" "c"), "abc");
    CHECK_TEXT(xml_text_cleaned(arena, "a\r\nb\rc\nd"), "a\nb\nc\nd");
    CHECK_TEXT(xml_text_cleaned(arena, ""), "");
    CHECK_TEXT(xml_text_cleaned(arena, "\x02"), "");
    CHECK(xml_text_clean(xml_text_cleaned(arena, "一\xef\xbf\xbf" "二\x1b"), &units));
}

static void marks_are_escaped(void)
{
    struct buffer out = buffer_in(arena);
    xml_text_escape(&out, "<a b=\"c\">&amp; 责</a>");
    CHECK_TEXT(out.p, "&lt;a b=&quot;c&quot;&gt;&amp;amp; 责&lt;/a&gt;");
}

static void begin(void)
{
    arena = arena_create(1 << 20);
}

static void end(void)
{
    arena_destroy(arena);
}

TESTS({"begin", begin}, {"what xml may hold is clean", what_xml_may_hold_is_clean}, {"the rest is left out", the_rest_is_left_out},
      {"marks are escaped", marks_are_escaped}, {"end", end})
