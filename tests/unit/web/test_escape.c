#include "check.h"
#include "base/base.h"
#include "web/escape.h"

static const char *run(void (*escape)(struct buffer *, const char *, size_t), const char *s, size_t n)
{
    static char text[1024];
    struct arena *arena = arena_create(1 << 16);
    struct buffer out = buffer_in(arena);
    buffer_adds(&out, "");
    escape(&out, s, n);
    snprintf(text, sizeof text, "%s", out.p);
    arena_destroy(arena);
    return text;
}

#define ESCAPED(verb, s) run(verb, s, strlen(s))

static void html_is_text_again(void)
{
    CHECK_TEXT(ESCAPED(escape_html, "<a href='x' title=\"y\">&amp;</a>"),
               "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;&lt;/a&gt;");
    CHECK_TEXT(ESCAPED(escape_html, "整改𠮷 ok"), "整改𠮷 ok");
    CHECK_TEXT(ESCAPED(escape_html, ""), "");
    CHECK_TEXT(run(escape_html, "<b>", 1), "&lt;");          /* no further than it is told */
}

static void one_component_of_an_address(void)
{
    CHECK_TEXT(ESCAPED(escape_url, "a-B.c_d~9"), "a-B.c_d~9");
    CHECK_TEXT(ESCAPED(escape_url, "a b/c?d&e=f#g+%"), "a%20b%2Fc%3Fd%26e%3Df%23g%2B%25");
    CHECK_TEXT(ESCAPED(escape_url, "责"), "%E8%B4%A3");
}

static void an_address_is_our_own_or_none(void)
{
    static const char *const own[] = {"/", "/problem?a=1", "?q=x", "#top"};
    static const char *const foreign[] = {"", "//evil.example", "/\\evil.example", "/\t/evil.example", "/ x", "http://evil.example",
                                          "javascript:alert(1)", "problem"};
    for (size_t i = 0; i < ARRAY_SIZE(own); i++)
        CHECK_TEXT(ESCAPED(escape_href, own[i]), own[i]);
    for (size_t i = 0; i < ARRAY_SIZE(foreign); i++)
        CHECK_TEXT(ESCAPED(escape_href, foreign[i]), "#");
    CHECK_TEXT(ESCAPED(escape_href, "/a?b=\"&c"), "/a?b=&quot;&amp;c");
}

TESTS({"html is text again", html_is_text_again}, {"one component of an address", one_component_of_an_address},
      {"an address is our own or none", an_address_is_our_own_or_none})
